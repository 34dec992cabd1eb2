"""Two who mark as one: a sheet is sent when both have said yes to it as it stands (P7)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Seat, Sheet, SheetYes
from portal.evaluation.queries import second_beside
from portal.evaluation.yeses import number_of_marks, yes_to
from portal.tenders.models import Tender


def all_on(tender: Tender, sheet: Sheet) -> Sequence[Seat]:
    """Everybody who marks or marked this sheet, the first one first; who was taken out too."""
    wanted = select(Seat).where(
        Seat.tender_id == tender.id, or_(Seat.id == sheet.seat_id, Seat.beside_id == sheet.seat_id)
    )
    return db.session.scalars(wanted.order_by(Seat.given_at)).all()


def two_on(tender: Tender, sheet: Sheet) -> tuple[Seat, Seat] | None:
    """The two seats of who mark this sheet as one; none where somebody marks it alone."""
    first = db.session.get_one(Seat, (tender.authority_id, sheet.seat_id))
    second = second_beside(tender, first)
    return (first, second) if second else None


def both_say_yes(
    actor: Actor, tender: Tender, sheet: Sheet, label: str, *, at_interview: bool = False
) -> bool:
    """Note the actor's yes to what stands, unless the other one's is there: then it can be sent.

    A mark that changes in between is another sheet: the first yes doesn't hold for it.
    """
    two = two_on(tender, sheet)
    if two is None:
        return True
    mine = next(each for each in two if each.person_id == actor.person_id)
    yes = yes_to(sheet)
    if yes - {mine.id}:
        return True
    if mine.id not in yes:
        row = SheetYes(tender_id=tender.id, sheet_id=sheet.id, seat_id=mine.id)
        row.marks, row.said_at = number_of_marks(sheet), clock.now()
        db.session.add(row)
        if at_interview:
            record("interview:agreed", actor, tender.id, label=label)
        else:
            record("sheet:agreed", actor, tender.id, label=label)
    return False
