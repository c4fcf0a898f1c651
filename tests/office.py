"""LibreOffice, as another program that opens our workbooks."""

import shutil
import subprocess
from pathlib import Path

INSTALL = "apt-get install -y --no-install-recommends libreoffice-calc-nogui"
# The first sheet as it is shown, in UTF-8 with commas.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76"


def converted(source: Path, wanted: str, profile: Path) -> Path:
    """The file that LibreOffice makes of `source`."""
    program = shutil.which("soffice")
    assert program, f"LibreOffice is missing: {INSTALL}"
    folder = source.parent / "converted"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", wanted]
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180
    )
    return folder / f"{source.stem}.{wanted.partition(':')[0]}"
