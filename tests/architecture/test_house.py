"""The house stands as it was planned; and each check can fail."""

from collections.abc import Callable

import pytest

from tests.architecture.house import (
    ORDER,
    ROOT,
    Sources,
    clock_breaches,
    docstring_breaches,
    face_breaches,
    layer_breaches,
    order_breaches,
    purity_breaches,
    read_house,
    request_breaches,
)

Check = Callable[[Sources], list[str]]

CHECKS: tuple[Check, ...] = (
    order_breaches,
    layer_breaches,
    face_breaches,
    purity_breaches,
    request_breaches,
    clock_breaches,
    docstring_breaches,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps_its_promises(check: Check) -> None:
    assert check(read_house()) == []


def test_every_part_of_the_house_has_its_place_in_the_order() -> None:
    features = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    modules = {path.stem for path in ROOT.glob("*.py") if path.stem != "__init__"}
    assert features | modules == set(ORDER) - {"app"}


PLANTED = {
    "an earlier feature uses a later one": (
        order_breaches,
        {"tracker.minutes.services": "from tracker.plans.models import Plan"},
    ),
    "the toolkit uses a feature": (order_breaches, {"tracker.web.forms": "import tracker.plans.labels"}),
    "core uses the extensions": (order_breaches, {"tracker.core.text": "from tracker.extensions import db"}),
    "inner accounts use the toolkit": (
        order_breaches,
        {"tracker.accounts.rules": "from tracker.web.labels import label"},
    ),
    "accounts read the trail": (
        order_breaches,
        {"tracker.accounts.services": "from tracker.audit.queries import history_of"},
    ),
    "models use a policy": (
        layer_breaches,
        {"tracker.plans.models": "from tracker.plans import policy"},
    ),
    "a query uses a service": (
        layer_breaches,
        {"tracker.plans.queries": "from tracker.plans.services import create_plan"},
    ),
    "a service uses a form": (
        layer_breaches,
        {"tracker.plans.services": "from tracker.plans.forms import PlanForm"},
    ),
    "a service of one theme uses a form of another": (
        layer_breaches,
        {"tracker.plans.milestone_services": "from tracker.plans.baseline_forms import BaselineForm"},
    ),
    "a service speaks to people": (
        layer_breaches,
        {"tracker.plans.services": "from tracker.web.labels import label"},
    ),
    "another feature's view is used": (
        face_breaches,
        {"tracker.targets.views": "from tracker.plans.views import bp"},
    ),
    "another feature's form is used": (
        face_breaches,
        {"tracker.targets.forms": "from tracker.plans import forms"},
    ),
    "a themed view of another feature is used": (
        face_breaches,
        {"tracker.plans.views": "from tracker.minutes.clause_views import add_clause"},
    ),
    "rules use the database": (purity_breaches, {"tracker.plans.rules": "import sqlalchemy as sa"}),
    "rules read the clock": (
        purity_breaches,
        {"tracker.plans.rules": "from tracker.core import clock"},
    ),
    "rules reach the request by a detour": (
        purity_breaches,
        {
            "tracker.plans.rules": "from tracker.plans.reading import read",
            "tracker.plans.reading": "from flask import request",
        },
    ),
    "a service reads the request": (
        request_breaches,
        {"tracker.plans.services": "from flask import request"},
    ),
    "a query knows who is signed in": (
        request_breaches,
        {"tracker.plans.queries": "from flask_login import current_user"},
    ),
    "a service commits": (
        request_breaches,
        {"tracker.plans.services": "def act():\n    db.session.commit()"},
    ),
    "a themed service reads the request": (
        request_breaches,
        {"tracker.minutes.clause_services": "from flask import request"},
    ),
    "somebody else reads the clock": (
        clock_breaches,
        {"tracker.plans.views": "import datetime\nx = datetime.datetime.now()"},
    ),
    "somebody else asks for today": (
        clock_breaches,
        {"tracker.plans.views": "from datetime import date\nx = date.today()"},
    ),
    "a public function says nothing": (
        docstring_breaches,
        {"tracker.plans.rules": '"""Rules."""\n\ndef check(): ...'},
    ),
    "a module says nothing": (docstring_breaches, {"tracker.plans.rules": "x = 1"}),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_breach_is_found(planted: str) -> None:
    check, sources = PLANTED[planted]
    assert check(sources) != []


SOUND = {
    "tracker.accounts.services": "from tracker.audit.services import record",
    "tracker.accounts.views": "from tracker.web.forms import BaseForm\nfrom flask import request",
    "tracker.plans.views": "from tracker.plans.forms import PlanForm",
    "tracker.plans.services": "from tracker.plans import queries\nfrom tracker.minutes.models import Clause",
    "tracker.plans.rules": "from tracker.plans.states import PlanState\nfrom decimal import Decimal",
    "tracker.core.clock": "from datetime import datetime\nx = datetime.now()",
}


@pytest.mark.parametrize("check", CHECKS[:-1], ids=lambda check: check.__name__)
def test_what_is_allowed_is_no_breach(check: Check) -> None:
    assert check(SOUND) == []
