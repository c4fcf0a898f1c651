"""A round of three rows over an unpublished plan, people who come by their links, and the worker."""

from dataclasses import dataclass, replace

from flask import Flask

from tests.browser import Browser
from tests.factories import SECRETARY
from tests.reviews.scene import answered, counter
from tracker.extensions import db, unit_of_work
from tracker.jobs.queue import queue
from tracker.reviews import round_services
from tracker.reviews.models import Recipient, ReviewRound


@dataclass(frozen=True)
class Desk:
    """A round of three rows over an unpublished plan: the bureau is asked about all, the clerk about one."""

    app: Flask
    round_id: int
    bureau: int
    clerk: int
    pattiro: int
    links: dict[int, str]

    def come(self, recipient: int) -> Browser:
        """The browser of somebody who came by their link."""
        browser = Browser(self.app)
        browser.get(self.links[recipient])
        return browser

    def answer(self, value: str, note: str = "") -> None:
        """The bureau answers the first row, as the bureau itself."""
        with self.app.app_context(), unit_of_work():
            answered(db.session.get_one(Recipient, self.bureau), replace(counter(value), note=note))

    def close(self) -> None:
        """The round takes no answers any more."""
        with self.app.app_context(), unit_of_work():
            round_services.close_round(SECRETARY, db.session.get_one(ReviewRound, self.round_id))


def work() -> None:
    """What the worker does until nothing is left to do."""
    while task := queue.dequeue():
        queue.execute(task)
