"""Two of the story's people who mark as one."""

from __future__ import annotations

from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.marking.together import both_say_yes
from portal.evaluation.models import Sheet
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.pairs import pair
from tests.story import Story


def two_mark_as_one(story: Story) -> None:
    """Somebody is seated beside an evaluator, who says yes to a sheet for their part."""
    lead, first = story.house.lead.actor, story.people["young-3"].actor
    with story.writing() as tender:
        seat = seat_of(first, tender)
        assert seat
        pair(lead, tender, seat, "beside.young-3", "Beside", "https://x.example/TOKEN")
    with story.writing() as tender:
        seat = seat_of(first, tender)
        assert seat
        sheet = db.session.scalars(select(Sheet).where(Sheet.seat_id == seat.id)).first()
        assert sheet
        assert not both_say_yes(first, tender, sheet, "A")
