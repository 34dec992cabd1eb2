"""Writes of the last day for marks."""

from __future__ import annotations

from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.progress.models import MarkingTime
from portal.evaluation.progress.queries import days_of, times_given
from portal.evaluation.queries import voided_of
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

PAST = say("Choose today or a day to come.")
NOT_SHORTER = say("Nobody loses time that they were promised. Choose a later day.")
GONE = say("This person’s marks don’t count any more, so they need no time.")


def give_time(actor: Actor, tender: Tender, seat: Seat | None, ends_on: date, ground: str) -> None:
    """Set the last day for all (no seat), or a later one for one person; never an earlier one.

    Nothing happens by itself on that day: marks can be sent until the lead closes the marking. The
    record says openly which day holds for all; whose day is later, and why, is sealed.
    """
    if ends_on < clock.today():
        raise Refused(PAST, field="ends_on")
    if seat and seat.id in voided_of(tender).seats:
        raise Refused(GONE, field="who")
    days = days_of(tender)
    before = days.of(seat.id) if seat else days.for_all
    if before and ends_on <= before:
        raise Refused(NOT_SHORTER, field="ends_on")
    db.session.add(
        MarkingTime(
            tender_id=tender.id,
            seat_id=seat.id if seat else None,
            version=times_given(tender) + 1,
            ends_on=ends_on,
            ground=ground,
            given_by=actor.person_id,
            given_at=clock.now(),
        )
    )
    if seat is None:
        record("marking:day-set", actor, tender.id, ends_on=ends_on, ground=ground)
        return
    group = next(each.slug for each in groups_of(tender) if each.id == seat.group_id)
    sealed = {"group": group, "person": seat.person_id, "ends_on": ends_on, "ground": ground}
    record("marking:time-given", actor, tender.id, **sealed)
