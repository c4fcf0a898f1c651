"""Which file of a matrix somebody wants, spelled so that the same wish finds the same file."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.accounts.actors import Actor
from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of
from tracker.matrix.states import Audience, FileFormat, Paper

# Part of every wish: raise it when a layout changes, so that files of the old layout are not served for it.
LAYOUT = 2


@dataclass(frozen=True)
class FileWish:
    """Which file somebody wants: of the whole plan, or a commitment, an organisation (by code), some rows.

    `rows` are the keys of the rows it is cut down to, None for all of them. `against` is the number of the
    earlier version that changes are marked against; None for no marks.
    """

    format: FileFormat
    language: Language
    audience: Audience
    paper: Paper = Paper.A3
    commitment: str = ""
    organisation: str = ""
    against: int | None = None
    rows: tuple[str, ...] | None = None

    def spelled(self) -> str:
        """The wish as one text, the same for the same file."""
        paper = self.paper if self.format is FileFormat.PDF else ""
        parts = (
            LAYOUT,
            self.format,
            self.language,
            self.audience,
            paper,
            self.commitment,
            self.organisation,
            self.against,
        )
        chosen = () if self.rows is None else (sha256_of("\n".join(self.rows)),)
        return "|".join("" if part is None else str(part) for part in (*parts, *chosen))


def read_wish(spelled: str, rows: Sequence[str] | None = None) -> FileWish:
    """The wish that `FileWish.spelled` wrote; the rows it is cut down to are kept beside it."""
    _layout, file_format, language, audience, paper, *part = spelled.split("|")
    commitment, organisation, against = part[:3]
    return FileWish(
        FileFormat(file_format),
        "en" if language == "en" else "id",
        Audience(audience),
        Paper(paper) if paper else Paper.A3,
        commitment,
        organisation,
        int(against) if against else None,
        None if rows is None else tuple(rows),
    )


def audience_for(actor: Actor) -> Audience:
    """Officials' names go to people who are signed in (D36)."""
    return Audience.INTERNAL if actor.is_signed_in else Audience.PUBLIC


def file_name(plan_code: str, version: str, wish: FileWish) -> str:
    """A name that says what it is: matriks-RAN-OGI-2020-2022-v2-id.xlsx."""
    rows = "" if wish.rows is None else f"{len(wish.rows)}-baris"
    parts = ["matriks", plan_code, wish.commitment, wish.organisation, rows, version, wish.language]
    return "-".join(part for part in parts if part) + f".{wish.format}"
