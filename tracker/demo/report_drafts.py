"""What each organisation writes in an invented report, typed as in its form."""

from dataclasses import dataclass
from datetime import timedelta

from tracker.core.dates import format_date
from tracker.demo import report_figures, report_words
from tracker.plans.models import Commitment
from tracker.reports.models import ReportingPeriod

# This commitment is finished from the third of the four quarters on.
_FINISHED = (7, 2)
_AS_SUPPORTER, _AS_SOCIETY = 92, 70
Fields = dict[str, str]


@dataclass(frozen=True)
class Subject:
    """What a report is about: the commitment in this place of its plan, and in this of the four quarters."""

    commitment: Commitment
    number: int
    period: ReportingPeriod
    line: int

    @property
    def quarter(self) -> int:
        """Which quarter of the plan it is."""
        return report_figures.quarter_of(self.period)


def of_lead(subject: Subject) -> Fields:
    """The report of the agency that leads."""
    commitment, number, period = subject.commitment, subject.number, subject.period
    figures = report_figures.figures(commitment, number, period)
    told = _of_agency(subject, figures) | {"narrative": report_words.narrative(number, subject.quarter)}
    known, since = _FINISHED
    is_finished = number == known and subject.line >= since
    return told | report_figures.finished(commitment, period) if is_finished else told


def of_supporter(subject: Subject) -> Fields:
    """The report of an agency that supports: of the same indicators, as far as it knows of them."""
    figures = report_figures.figures(subject.commitment, subject.number, subject.period, share=_AS_SUPPORTER)
    return _of_agency(subject, figures) | {"narrative": report_words.support(subject.number, subject.quarter)}


def of_society(subject: Subject) -> Fields:
    """The account of civil society: of the first indicator and of the whole, often less than the lead says."""
    if subject.number % 3 == 1:
        return _of_first(subject, share=100) | {
            "narrative": report_words.assent(subject.number, subject.quarter),
            "completion": report_figures.completion(subject.number, subject.period),
        }
    return _of_first(subject, share=_AS_SOCIETY) | {
        "narrative": report_words.doubt(subject.number, subject.quarter),
        "completion": report_figures.completion_seen(subject.number),
    }


def _of_first(subject: Subject, *, share: int) -> Fields:
    counted = report_figures.figures(subject.commitment, subject.number, subject.period, share=share)
    first = f"{subject.commitment.indicators[0].key}."
    return {name: text for name, text in counted.items() if name.startswith(first)}


def _of_agency(subject: Subject, figures: Fields) -> Fields:
    return {
        **figures,
        **report_figures.milestones(subject.commitment, subject.number, subject.period),
        **_plans(subject),
        "completion": report_figures.completion(subject.number, subject.period),
    }


def _plans(subject: Subject) -> Fields:
    """What stands in the way, and what will be done about it; in every third report nothing does."""
    place = (subject.number + subject.quarter * 2) % len(report_words.OBSTACLES)
    if place % 3 == 2:
        return {}
    (category, obstacle), (plan, owner) = report_words.OBSTACLES[place], report_words.PLANS[place]
    return {
        "obstacles.0.category": category,
        "obstacles.0.text": obstacle,
        "follow_ups.0.text": plan,
        "follow_ups.0.owner": owner,
        "follow_ups.0.due_on": format_date(subject.period.locks_on + timedelta(days=30)),
    }


def unfinished(fields: Fields) -> Fields:
    """A report that is only begun: the first figures of it."""
    return dict(list(fields.items())[:5])


def overstated(fields: Fields) -> Fields:
    """The same report with too much counted and too little told."""
    return with_first_share(fields, percent=120) | {"narrative": report_words.SHORT}


def with_first_share(fields: Fields, *, percent: int) -> Fields:
    """The same report with this much of what is counted in its first share."""
    name = f"{first_share(fields)}.numerator"
    return fields | {name: str(int(fields[name]) * percent // 100)}


def first_share(fields: Fields) -> str:
    """The key of the first indicator of which a share is told."""
    return next(name.removesuffix(".numerator") for name in fields if name.endswith(".numerator"))


def notes_on(fields: Fields) -> Fields:
    """What the secretariat says of an overstated report, beside its fields."""
    return {f"{first_share(fields)}.statement": report_words.OVERSTATED, "narrative": report_words.TOO_SHORT}
