"""How far tenders have come whose bids aren't open: what waits for whom, each in one query."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from portal.overview.course import Course
from portal.specifications.approving.queries import steps_among
from portal.specifications.cowriting.queries import answers_owed
from portal.tenders.openers.queries import officers_among

Ids = Sequence[uuid.UUID]


def add_before_opening(courses: dict[uuid.UUID, Course], drafting: Ids, closed: Ids) -> None:
    """Answers to panels and the approval before publication; who opens the bids."""
    for tender_id, answers in answers_owed(drafting).items():
        courses[tender_id].answers = answers
    for tender_id, step in steps_among(drafting).items():
        courses[tender_id].publication = step
    for tender_id, officers in officers_among([*drafting, *closed]).items():
        courses[tender_id].officers = officers
