"""Two who mark as one evaluator: the lead seats a second person beside the first (P7)."""

from __future__ import annotations

from portal.accounts.links import WayIn
from portal.accounts.operations import one_at_a_time
from portal.accounts.queries import person_by_account
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Seat, SeatPair
from portal.evaluation.queries import second_beside
from portal.evaluation.seats.newcomers import seat_account
from portal.evaluation.seats.operations import refuse_gone
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

IS_SECOND = say("This person marks together with somebody already.")
HAS_SECOND = say("Somebody marks together with this person already.")


def pair(
    actor: Actor, tender: Tender, seat: Seat, account: str, name: str, link: str
) -> WayIn | None:
    """Seat a second person beside somebody, in the same group, for the same criteria: they mark one
    set of sheets, and count as one evaluator (P7, R19). `link` is as in `give_way_in`."""
    assert actor.person_id
    one_at_a_time()
    refuse_gone(tender, seat)
    if seat.beside_id:
        raise Refused(IS_SECOND)
    if second_beside(tender, seat):
        raise Refused(HAS_SECOND)
    group = next(each for each in groups_of(tender) if each.id == seat.group_id)
    own = {each.criterion_id for each in seat.criteria}
    criteria = [each for each in criteria_of(tender) if each.id in own]
    way_in = seat_account(actor, tender, account, name, link, group, criteria)
    person = person_by_account(account)
    assert person
    second = db.session.query(Seat).filter_by(tender_id=tender.id, person_id=person.id).one()
    row = SeatPair(id=second.id, tender_id=tender.id, beside_id=seat.id)
    row.paired_by, row.paired_at = actor.person_id, clock.now()
    db.session.add(row)
    people = {"holder": seat.person_id, "partner": second.person_id}
    record("seat:paired", actor, tender.id, group=group.slug, **people)
    return way_in
