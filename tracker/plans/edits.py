"""What the services of plans share: fields as they will be, texts of public plans, bilingual edits."""

from collections.abc import Mapping
from typing import Any

from tracker.accounts.actors import Actor
from tracker.audit.services import differences, record_change
from tracker.plans import rules
from tracker.plans.models import Plan, Translated


def as_will_be(thing: object | None, values: Mapping[str, object], *names: str) -> dict[str, Any]:
    """These fields after the edit: the new value, or else what `thing` holds; None for a thing to be made."""
    return {name: values.get(name, getattr(thing, name, None)) for name in names}


def check_public_texts(plan: Plan | None, values: Mapping[str, object]) -> None:
    """Refuse a text that only keeps a place, when the plan is one that everybody reads (D38)."""
    if plan is not None and plan.published_at is not None:
        rules.check_no_placeholder(values)


def change(
    actor: Actor, act: str, thing: Any, values: Mapping[str, object], *, label: str, reason: str = ""
) -> None:
    """Change what differs and record it; an edited text marks its other language as left behind (D37)."""
    if isinstance(thing, Translated):
        changed = differences(thing, values)
        texts = {**thing.texts, **{field: after for field, (_before, after) in changed.items()}}
        thing.stale_translations = rules.stale_sides(thing.stale_translations, changed, texts)
    record_change(actor, act, thing, values, label=label, reason=reason)
