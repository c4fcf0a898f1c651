"""Reading the text of minutes: its header block and its clauses. Pure; nothing is lost or reworded."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from tracker.minutes.rules import SECTIONS, Label, ParticipantLine

# A marker further on than this is taken for a part of a sentence: "2020. Di tahun…" after number 1.
_FURTHEST_STEP = 3

_HEADING = re.compile(r"(?P<mark>[IVXL]+)\.(?:\s+(?P<rest>.*))?")
_NUMBER = re.compile(r"(?P<mark>[0-9]{1,3})\.(?:\s+(?P<rest>.*))?")
_LETTER = re.compile(r"(?P<mark>[a-z])\.(?:\s+(?P<rest>.*))?")
_JOINT = re.compile(r"\w[-\u2010\u2011\u2013]")
_WORD_START = re.compile(r"\w")

_KIND_OF_PAPER = re.compile(r"(?:notula|notulen|notulensi|risalah)(?: rapat| pertemuan)?:?", re.IGNORECASE)
# The gaps are bounded: two unbounded ones side by side take quadratic time over a long blank.
_DATE_KEY = r"(?:hari\s{0,20}[,/&]?\s{0,20}(?:dan\s{1,20})?)?(?:tanggal|tgl\.?)"
_KEYS = {
    "date_text": _DATE_KEY,
    "weekday": "hari",
    "time_text": "pukul|waktu|jam",
    "place": "tempat|lokasi",
    "agenda": "agenda",
    "moderator": "moderator|pimpinan rapat|pemimpin rapat",
    "participants": "peserta(?: rapat)?",
}
_ANY_KEY = re.compile(
    rf"^[ \t]*(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _KEYS.items())})\s*:", re.I | re.M
)
_BLOCK_START = re.compile(rf"^[ \t]*(?:{_DATE_KEY}|hari)\s*:", re.I | re.M)
_HEADING_LINE = re.compile(r"^[ \t]*(?P<mark>[IVXL]+)\.[ \t]+\S", re.M)
_FIRST_NUMBER_LINE = re.compile(r"^[ \t]*1\.[ \t]+\S", re.M)
_PARTICIPANT = re.compile(r"(?P<number>[0-9]{1,3})[.)](?:\s+(?P<rest>.*))?")


@dataclass(frozen=True)
class ClauseText:
    """A clause as cut from the text: its label ("II.6.b") and its words, on one line."""

    label: str
    text: str


@dataclass(frozen=True)
class Header:
    """The block on top of minutes, each entry as written; "" for what is not there."""

    title: str = ""
    date_text: str = ""
    time_text: str = ""
    place: str = ""
    agenda: str = ""
    moderator: str = ""
    participants: tuple[ParticipantLine, ...] = ()


def split_clauses(text: str) -> list[ClauseText]:
    """Cut the body of minutes at its Roman headings, numbers and letters (D21).

    What stands before the first heading, and the header block, are no clauses; `read_header` reads them.
    Lines of a clause are joined, over page breaks too; a hyphen at a line's end stays. Without a heading
    there are no clauses.
    """
    found: list[tuple[Label, list[str]]] = []
    for line in _lines(_body(text)):
        label, rest = _opened_by(line, found[-1][0] if found else None)
        if label:
            found.append((label, [rest]))
        elif found:
            found[-1][1].append(line)
    return [ClauseText(label.text, _joined(lines)) for label, lines in found]


def read_header(text: str) -> Header:
    """The title and the header block (tanggal, pukul, tempat, agenda, moderator, peserta) as written."""
    start, end = _block(text)
    entries = dict(_entries(text[start:end]))
    written = {name: _joined(_lines(value)) for name, value in entries.items()}
    return Header(
        title=_title(text, start),
        date_text=", ".join(filter(None, (written.get("weekday"), written.get("date_text")))),
        time_text=written.get("time_text", ""),
        place=written.get("place", ""),
        agenda=written.get("agenda", ""),
        moderator=written.get("moderator", ""),
        participants=tuple(read_participants(entries.get("participants", ""))),
    )


def read_participants(text: str) -> list[ParticipantLine]:
    """A numbered list, also where nothing follows a number; without any numbers each line counts."""
    lines = list(_lines(text))
    is_numbered = any(_PARTICIPANT.fullmatch(line) for line in lines)
    found: list[tuple[int, list[str]]] = []
    for line in lines:
        last = found[-1][0] if found else 0
        marked = _PARTICIPANT.fullmatch(line)
        if marked and int(marked["number"]) > last:
            found.append((int(marked["number"]), [marked["rest"] or ""]))
        elif found and is_numbered:
            found[-1][1].append(line)
        else:
            found.append((last + 1, [line]))
    return [ParticipantLine(number, _joined(parts)) for number, parts in found]


def write_participants(participants: Iterable[ParticipantLine]) -> str:
    """The list as `read_participants` reads it."""
    return "\n".join(f"{line.number}. {line.as_written}".rstrip() for line in participants)


def _lines(text: str) -> Iterator[str]:
    """The lines with something on them: in these papers a blank line may part lines, pages or paragraphs."""
    return filter(None, (line.strip() for line in text.splitlines()))


def _joined(lines: Iterable[str]) -> str:
    """The lines as running text. A hyphen that ends a line is kept: SP4N- and LAPOR! make SP4N-LAPOR!."""
    text = ""
    for line in filter(None, lines):
        is_one_word = _JOINT.fullmatch(text[-2:]) and _WORD_START.match(line)
        text += line if is_one_word or not text else f" {line}"
    return text


def _opened_by(line: str, last: Label | None) -> tuple[Label | None, str]:
    """The label of the clause that begins on this line, and the rest of the line; None when none begins."""
    for pattern, following in ((_HEADING, _next_section), (_NUMBER, _next_number), (_LETTER, _next_letter)):
        marked = pattern.fullmatch(line)
        label = following(marked["mark"], last) if marked else None
        if marked and label:
            return label, marked["rest"] or ""
    return None, ""


def _next_section(mark: str, last: Label | None) -> Label | None:
    section = SECTIONS.get(mark)
    if section is None or (last and not _follows(section, last.section)):
        return None
    return Label(section)


def _next_number(mark: str, last: Label | None) -> Label | None:
    if last is None or not _follows(int(mark), last.number):
        return None
    return Label(last.section, int(mark))


def _next_letter(mark: str, last: Label | None) -> Label | None:
    if last is None or not last.number or not _follows(ord(mark), ord(last.letter or "`")):
        return None
    return Label(last.section, last.number, mark)


def _follows(number: int, last: int) -> bool:
    return last < number <= last + _FURTHEST_STEP


def _body(text: str) -> str:
    start, end = _block(text)
    return f"{text[:start]}\n{text[end:]}"


def _block(text: str) -> tuple[int, int]:
    """Where the header block begins and ends; an empty stretch when there is none."""
    start = _BLOCK_START.search(text)
    if start is None or not _is_top(text[: start.start()]):
        return 0, 0
    end = _HEADING_LINE.search(text, start.end())
    return start.start(), end.start() if end else len(text)


def _is_top(before: str) -> bool:
    """A date further down, in a signature or in a clause, begins no header."""
    return len(_HEADING_LINE.findall(before)) <= 1 and not _FIRST_NUMBER_LINE.search(before)


def _entries(block: str) -> Iterator[tuple[str, str]]:
    keys = list(_ANY_KEY.finditer(block))
    seen: set[str] = set()
    for key, following in zip_longest(keys, keys[1:]):
        name = str(key.lastgroup)
        if name not in seen:
            seen.add(name)
            yield name, block[key.end() : following.start() if following else None]


def _title(text: str, block_start: int) -> str:
    heading = _HEADING_LINE.search(text)
    ends = [place for place in (block_start, heading.start() if heading else 0) if place]
    lines = list(_lines(text[: min(ends, default=0)]))
    if lines and _KIND_OF_PAPER.fullmatch(lines[0]):
        lines = lines[1:]
    return _joined(lines)
