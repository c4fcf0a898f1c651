"""What minutes may hold, how their clauses are addressed, and where they disagree with themselves."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.dates import DateProblem, find_year_ranges, read_date
from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length, clean_text
from tracker.minutes.states import ConsistencyFlag

HIGHEST_SECTION = 50
HIGHEST_NUMBER = 999

_ROMAN_DIGITS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LABEL = re.compile(r"(?P<section>[IVXL]+)(?:\.(?P<number>[0-9]{1,3})(?:\.(?P<letter>[A-Z]))?)?")
_CODE = re.compile(r"[A-Z0-9]+(?:[-._][A-Z0-9]+)*")
_LONGEST_CODE = 40
_SEVERAL_LINES = frozenset({"agenda", "text", "resolution"})
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_SPEAKS_OF_PLAN = re.compile(r"\bRAN\b|(?i:\brencana\s+aksi\b)")
_BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2015]+")


def roman(number: int) -> str:
    """A whole number from 1 to 50 in Roman digits: 6 is VI."""
    written = ""
    for value, digits in _ROMAN_DIGITS:
        times, number = divmod(number, value)
        written += digits * times
    return written


SECTIONS = {roman(number): number for number in range(1, HIGHEST_SECTION + 1)}


@dataclass(frozen=True, order=True)
class Label:
    """The address of a clause, in reading order: section 2, number 6, letter b is II.6.b (D21).

    A heading has the number 0, a numbered clause without a letter has the letter "".
    """

    section: int
    number: int = 0
    letter: str = ""

    @property
    def text(self) -> str:
        """How it is written: "II.6.b"."""
        return ".".join(filter(None, (roman(self.section), str(self.number or ""), self.letter)))

    @property
    def position(self) -> int:
        """A number that sorts the clauses of one meeting as they are read."""
        return (self.section * 1000 + self.number) * 100 + (
            ord(self.letter) - ord("a") + 1 if self.letter else 0
        )


def parse_label(text: str) -> Label:
    """Read "II.6.b", also with blanks or in the wrong case. Raises clause_label_not_understood (D21)."""
    found = _LABEL.fullmatch("".join(clean_text(text).split()).upper())
    section = SECTIONS.get(found["section"]) if found else None
    if found is None or section is None or found["number"] in {"0", "00", "000"}:
        raise RuleBroken("clause_label_not_understood", field="label", params={"text": text[:40]})
    return Label(section, int(found["number"] or 0), (found["letter"] or "").lower())


def read_code(text: str) -> str:
    """A meeting's code in capitals, such as NOTULA-2020-09-21: it stands in addresses and in files.

    Raises meeting_code_not_understood.
    """
    code = clean_text(text).upper()
    if len(code) > _LONGEST_CODE or not _CODE.fullmatch(code):
        raise RuleBroken("meeting_code_not_understood", field="code", params={"limit": _LONGEST_CODE})
    return code


def tidied(values: Mapping[str, object]) -> dict[str, object]:
    """The values with every text cleaned and within the limit of its field. Raises text_too_long."""
    return {name: _tidied(name, value) if type(value) is str else value for name, value in values.items()}


def _tidied(field: str, value: str) -> str:
    text = clean_text(value)
    check_length(text, field=field, limit=LONG_TEXT if field in _SEVERAL_LINES else SHORT_TEXT)
    return text


def day_of(date_text: str) -> date | None:
    """The day that the date text states; None when it cannot be read, which blocks nothing (D22)."""
    try:
        return read_date(date_text).on
    except DateProblem:
        return None


def check_given(field: str, text: object) -> None:
    """Refuse a blank where something must stand."""
    if not text:
        raise RuleBroken("minutes_text_missing", field=field)


def check_free_label(label: str, taken: Iterable[str]) -> None:
    """Refuse a second clause under the same label (D21)."""
    if label in taken:
        raise RuleBroken("clause_label_taken", field="label", params={"label": label})


def read_participant_number(text: str) -> int:
    """The number of a line of the participant list, in digits. Raises participant_number_out_of_range."""
    number = int(text) if re.fullmatch("[0-9]{1,3}", text) else 0
    check_participant_number(number, ())
    return number


def check_participant_number(number: int, taken: Iterable[int]) -> None:
    """Refuse a line of the participant list that is there already, or that is none."""
    if not 1 <= number <= HIGHEST_NUMBER:
        raise RuleBroken("participant_number_out_of_range", field="number", params={"limit": HIGHEST_NUMBER})
    if number in taken:
        raise RuleBroken("participant_number_taken", field="number", params={"number": number})


def check_same_meeting(meeting_id: int, clause_meeting_id: int | None) -> None:
    """Refuse a clause of other minutes; none (None) is fine."""
    if clause_meeting_id not in (None, meeting_id):
        raise RuleBroken("clause_of_other_minutes", field="clause_id")


def check_unit_belongs(organisation_id: int | None, unit_organisation_id: int | None) -> None:
    """Refuse a unit of another organisation than the one named; either may be unknown (D20)."""
    if None not in (organisation_id, unit_organisation_id) and organisation_id != unit_organisation_id:
        raise RuleBroken("clause_unit_of_other_organisation", field="unit_id")


@dataclass(frozen=True)
class ParticipantLine:
    """A line of the participant list as written; nothing may stand on it."""

    number: int
    as_written: str = ""
    organisation_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody is named on it."""
        return not self.as_written.strip() and self.organisation_id is None


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation by all the names it bears or bore."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class MinutesFacts:
    """What the flags are decided from: the header as written, the organisations that spoke, the clauses."""

    title: str
    date_text: str = ""
    agenda: str = ""
    moderator: str = ""
    participants: tuple[ParticipantLine, ...] = ()
    speaking_ids: frozenset[int] = frozenset()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """One way in which minutes disagree with themselves, and the values its words need (D22)."""

    code: ConsistencyFlag
    params: Mapping[str, object]


def consistency_flags(
    facts: MinutesFacts, known_organisations: Iterable[KnownOrganisation]
) -> tuple[Flag, ...]:
    """Where these minutes disagree with themselves, at most once per kind; nothing is corrected (D22)."""
    flags = (
        _weekday_flag(facts.date_text),
        _title_flag(facts, tuple(known_organisations)),
        _empty_participant_flag(facts.participants),
        _period_flag(facts),
    )
    return tuple(flag for flag in flags if flag)


def _weekday_flag(date_text: str) -> Flag | None:
    try:
        reading = read_date(date_text)
    except DateProblem:
        return None
    if reading.weekday_matches is not False:
        return None
    return Flag(ConsistencyFlag.WEEKDAY, {"written": reading.weekday_written, "on": reading.on})


def _title_flag(facts: MinutesFacts, known: tuple[KnownOrganisation, ...]) -> Flag | None:
    absent = [
        name
        for name, named in _named_in(facts.title, known)
        if not any(_took_part(facts, one) for one in named)
    ]
    return Flag(ConsistencyFlag.TITLE_ORGANISATION, {"names": ", ".join(absent)}) if absent else None


def _named_in(
    text: str, known: tuple[KnownOrganisation, ...]
) -> Iterator[tuple[str, list[KnownOrganisation]]]:
    """Each name that the text holds, the longest where one is part of another, and whose it is."""
    bearers: dict[str, list[KnownOrganisation]] = {}
    spellings: dict[str, str] = {}
    for organisation in known:
        for name in filter(None, organisation.names):
            bearers.setdefault(_folded(name), []).append(organisation)
            spellings.setdefault(_folded(name), name)
    for found in dict.fromkeys(_any_of(bearers).findall(_folded(text)) if bearers else ()):
        yield spellings[found], bearers[found]


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _took_part(facts: MinutesFacts, organisation: KnownOrganisation) -> bool:
    ids = {line.organisation_id for line in facts.participants} | facts.speaking_ids
    written = " | ".join((facts.moderator, *(line.as_written for line in facts.participants)))
    names = [_folded(name) for name in organisation.names if name]
    return organisation.id in ids or bool(names and _any_of(names).search(_folded(written)))


def _folded(text: str) -> str:
    """KemenPAN-RB and Kemenpan RB are one name."""
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()


def _empty_participant_flag(participants: tuple[ParticipantLine, ...]) -> Flag | None:
    empty = [str(line.number) for line in participants if line.is_empty]
    return Flag(ConsistencyFlag.EMPTY_PARTICIPANT, {"numbers": ", ".join(empty)}) if empty else None


def _period_flag(facts: MinutesFacts) -> Flag | None:
    """Years of the plan in title and agenda, none of which is among those the clauses give for the plan."""
    heading = find_year_ranges(f"{facts.title}\n{facts.agenda}")
    inside = [years for text in facts.texts for years in _plan_years(text)]
    if not heading or not inside or set(heading) & set(inside):
        return None
    return Flag(ConsistencyFlag.PERIOD_MISMATCH, {"heading": _years(heading), "inside": _years(inside)})


def _plan_years(text: str) -> list[tuple[int, int]]:
    """Only sentences about the action plan count: a road map has years of its own."""
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if _SPEAKS_OF_PLAN.search(sentence)]
    return [years for sentence in sentences for years in find_year_ranges(sentence)]


def _years(ranges: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"{first}\u2013{last}" for first, last in dict.fromkeys(ranges))
