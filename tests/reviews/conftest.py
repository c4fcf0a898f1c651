"""Fixtures for review rounds: the secretariat's browser, and a stored round."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import SECRETARY, make_user
from tests.reviews.desk import Desk
from tests.reviews.papers import answer_and_decide, close_and_sign
from tests.reviews.scene import ask, make_round
from tracker.accounts.states import Role
from tracker.extensions import unit_of_work
from tracker.reviews import invitation_services, round_services
from tracker.reviews.states import AskScope


@dataclass(frozen=True)
class StoredRound:
    """The ids of a stored round, and the personal links of the people it asks."""

    round_id: int
    bureau: int
    planner: int
    pattiro: int
    links: dict[int, str]


@pytest.fixture
def staff(app: Flask) -> Browser:
    """A browser of somebody at the secretariat."""
    with app.app_context(), unit_of_work():
        return Browser(app).sign_in(make_user(role=Role.SECRETARIAT))


@pytest.fixture
def stored_round(app: Flask) -> Callable[[], StoredRound]:
    """Store an open round, as earlier requests would have done, with the links as the letters carry them."""

    def store() -> StoredRound:
        with app.app_context(), unit_of_work():
            scene = make_round()
            people = (scene.bureau, scene.planner, scene.pattiro)
            links = {one.id: f"/r/{invitation_services.link_of(one)}" for one in people}
            bureau, planner, pattiro = links
            return StoredRound(scene.review.id, bureau, planner, pattiro, links)

    return store


@pytest.fixture
def stored_draft(app: Flask) -> Callable[[], int]:
    """Store a round that has not been opened; its id."""

    def store() -> int:
        with app.app_context(), unit_of_work():
            return make_round(is_open=False).review.id

    return store


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The round."""
    with app.app_context(), unit_of_work():
        scene = make_round(is_open=False, rows=3, published=False)
        clerk = ask(scene.review, scene.story.ministry, "Tata", scope=AskScope.CHOSEN)
        clerk.row_keys = ["RAN7-01/2"]
        round_services.open_round(SECRETARY, scene.review)
        people = (scene.bureau, clerk, scene.pattiro)
        links = {one.id: f"/r/{invitation_services.link_of(one)}" for one in people}
        return Desk(app, scene.review.id, scene.bureau.id, clerk.id, scene.pattiro.id, links)


@pytest.fixture
def open_round(app: Flask) -> int:
    """The id of an open round with an answer that was decided."""
    with app.app_context(), unit_of_work():
        return answer_and_decide().review.id


@pytest.fixture
def final_round(app: Flask) -> int:
    """The id of a round that is over and signed."""
    with app.app_context(), unit_of_work():
        scene = answer_and_decide()
        close_and_sign(scene)
        return scene.review.id
