"""A workbook as a file whose bytes depend on its content alone (D18)."""

import shutil
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

_CREATOR = "RAN OGI Tracker"
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16


class SteadyArchive(ZipFile):
    """A zip without the time, system and rights of the moment it is written in."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_settings: Any) -> None:
        """Add a part."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(_entry(name), data)

    def write(
        self, filename: str | PathLike[str], arcname: str | PathLike[str] | None = None, *_settings: Any
    ) -> None:
        """Add a part that lies in a file."""
        with Path(filename).open("rb") as source, self.open(_entry(str(arcname)), "w") as part:
            shutil.copyfileobj(source, part, 1 << 20)


def name_workbook(workbook: Workbook, *, title: str, language: str, moment: datetime) -> None:
    """Say in the file's properties what it is, and from when; never the moment at which it is written."""
    dated = moment.astimezone(UTC).replace(tzinfo=None)
    workbook.properties = DocumentProperties(
        title=title,
        creator=_CREATOR,
        lastModifiedBy=_CREATOR,
        language=language,
        created=dated,
        modified=dated,
    )


def save_steadily(workbook: Workbook, target: Path) -> None:
    """Write the workbook to `target` with its properties as they are; `Workbook.save` would date it anew."""
    with SteadyArchive(target, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIRST_MOMENT)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
