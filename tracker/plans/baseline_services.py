"""What can be done to the baseline of an indicator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import from_nothing, record
from tracker.core.quantities import Comparator, Qualifier
from tracker.core.revisions import check_revision
from tracker.minutes.models import Clause
from tracker.plans import policy, rules
from tracker.plans.edits import change, check_public_texts
from tracker.plans.models import Baseline, Indicator


class BaselineDetails(TypedDict, total=False):
    """A baseline's value or level, what its percentage is made of, its year and its source."""

    value: Decimal | None
    level: str | None
    comparator: Comparator
    qualifier: Qualifier | None
    numerator: Decimal | None
    denominator: Decimal | None
    year: int | None
    source_text: str
    clause: Clause | None


_NO_BASELINE: BaselineDetails = {
    "value": None,
    "level": None,
    "comparator": Comparator.EQUAL,
    "qualifier": None,
    "numerator": None,
    "denominator": None,
    "year": None,
    "source_text": "",
    "clause": None,
}


def set_baseline(
    actor: Actor,
    indicator: Indicator,
    *,
    as_written: str,
    seen_revision: int = 0,
    **details: Unpack[BaselineDetails],
) -> Baseline:
    """Write down where the indicator starts (D2, D3, D5, D21), or replace what was written.

    `seen_revision` is that of the baseline as it was seen, 0 when there was none. Raises StaleEdit when
    somebody else was faster. Odd values only warn, in the targets' pages (D9).
    """
    authorise(policy.can_edit_plan, actor, indicator.commitment.plan)
    fields = {**_NO_BASELINE, "as_written": as_written, **details}
    if indicator.baseline is not None:
        check_revision(indicator.baseline, seen_revision, fields)
    return _save_baseline(actor, indicator, _baseline_values(indicator, fields))


def _baseline_values(indicator: Indicator, fields: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = rules.tidied(fields, short={"as_written", "source_text", "level"})
    values["level"] = values["level"] or None
    rules.check_given("as_written", values["as_written"])
    rules.check_value_of_kind(indicator.kind, values["value"], values["level"])
    rules.check_fraction(values["numerator"], values["denominator"])
    check_public_texts(indicator.commitment.plan, values)
    return values


def _save_baseline(actor: Actor, indicator: Indicator, values: Mapping[str, Any]) -> Baseline:
    if indicator.baseline is not None:
        change(actor, "baseline:set", indicator.baseline, values, label=indicator.key)
        return indicator.baseline
    indicator.baseline = Baseline(**values)
    record(actor, "baseline:set", indicator.baseline, label=indicator.key, changes=from_nothing(values))
    return indicator.baseline
