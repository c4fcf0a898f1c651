"""The lists of the staff's desk."""

from enum import StrEnum


class DeskList(StrEnum):
    """What waits for the secretariat, in the order in which it is shown; the value is its address.

    What each list holds is said by its function in `desk_list_queries`.
    """

    TO_VERIFY = "to-verify"
    RETURNED = "returned"
    OVERDUE = "overdue"
    DENIED = "denied"
    WITHOUT_EVIDENCE = "without-evidence"
    CONTESTED = "contested"
    WITHOUT_TARGET = "without-target"
    WITHOUT_SOURCE = "without-source"


# Their lines are indicators, which belong to no reporting period; those of the others are reports.
ABOUT_INDICATORS = frozenset({DeskList.CONTESTED, DeskList.WITHOUT_TARGET, DeskList.WITHOUT_SOURCE})
