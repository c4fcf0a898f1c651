"""What is odd about the numbers of a matrix, with the answers given to it (D9)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.core.quantities import Comparator
from tracker.matrix.indicator_ledger import IndicatorLedger
from tracker.matrix.material import AnswerFacts, CommitmentFacts, IndicatorFacts, LevelFacts, PositionFacts
from tracker.matrix.rows import WarningLine
from tracker.targets.plausibility import Anomaly, BaselineFacts, Claim, assess, assess_series
from tracker.targets.plausibility import IndicatorFacts as Judged
from tracker.targets.rules import in_force
from tracker.targets.series import Point, Series
from tracker.targets.states import PositionKind

SeriesByIndicator = Mapping[int | None, Sequence[Series]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What warnings need besides the indicator: the plan's code, a commitment's series, the answers."""

    scope: str
    series: SeriesByIndicator
    answers: Mapping[str, AnswerFacts]

    def about_indicator(self, one: IndicatorLedger) -> tuple[WarningLine, ...]:
        """The warnings about a row; a dropped one is no longer judged (D14)."""
        return () if one.talks.is_dropped else self._answered(self._anomalies(one))

    def about_commitment(self, facts: CommitmentFacts) -> tuple[WarningLine, ...]:
        """The warnings about series that belong to no single indicator."""
        return self._answered(self._about_series(self.series.get(None, ()), facts.code))

    def _anomalies(self, one: IndicatorLedger) -> Iterator[Anomaly]:
        published = tuple(self.series.get(one.facts.id, ()))
        yield from assess(self._judged(one, published))
        yield from self._about_series(published, one.key)

    def _about_series(self, published: Iterable[Series], subject: str) -> Iterator[Anomaly]:
        for series in published:
            yield from assess_series(series, scope=self.scope, subject=subject)

    def _judged(self, one: IndicatorLedger, published: tuple[Series, ...]) -> Judged:
        wording = one.definition
        return Judged(
            scope=self.scope,
            subject=one.key,
            kind=one.facts.kind,
            direction=one.facts.direction,
            name=wording.name_ind,
            definition=wording.definition_ind,
            numerator=wording.numerator_ind,
            baseline=_baseline(one.facts),
            published=published,
            claims=tuple(_claim(one, entry.number) for entry in in_force(one.talks)),
        )

    def _answered(self, anomalies: Iterable[Anomaly]) -> tuple[WarningLine, ...]:
        return tuple(self._line(anomaly) for anomaly in anomalies)

    def _line(self, anomaly: Anomaly) -> WarningLine:
        # Most matrices have no answers, and a fingerprint costs a hash.
        answer = self.answers.get(anomaly.fingerprint) if self.answers else None
        if answer is None:
            return WarningLine(anomaly.rule, anomaly.params)
        return WarningLine(anomaly.rule, anomaly.params, answer.name or "", answer.reason)


def read_series(levels: Iterable[LevelFacts]) -> dict[int | None, list[Series]]:
    """The numbers of a commitment's published series, by the indicator they are about; None: about all."""
    found: dict[int | None, list[Series]] = {}
    for _series_id, group in groupby(levels, key=lambda level: level.series_id):
        known = list(group)
        points = tuple(Point(level.year, level.value) for level in known if level.value is not None)
        series = Series(known[0].name_ind, points, known[0].name_eng)
        found.setdefault(known[0].indicator_id, []).append(series)
    return found


def _baseline(facts: IndicatorFacts) -> BaselineFacts | None:
    if facts.baseline_wording is None:
        return None
    return BaselineFacts(
        value=facts.baseline_value,
        as_written=facts.baseline_wording,
        year=facts.baseline_year,
        numerator=facts.baseline_numerator,
        denominator=facts.baseline_denominator,
    )


def _claim(one: IndicatorLedger, entry: int) -> Claim:
    statement = one.statements[entry]
    facts: PositionFacts = statement.facts
    assert facts.year is not None  # the database keeps no value without its year
    return Claim(
        party="" if facts.kind is PositionKind.AGREED else statement.party.organisation,
        year=facts.year,
        value=facts.value,
        as_written=facts.as_written,
        denominator=facts.denominator,
        denominator_comparator=facts.denominator_comparator or Comparator.EQUAL,
    )
