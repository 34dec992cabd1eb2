"""From a chosen person to a seat: seated, refused on a published ground, a reserve asked (P14)."""

from __future__ import annotations

from portal.accounts.models import Person
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import SYSTEM, Actor, NotNow
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.choosing.policy import NOT_ASKED
from portal.evaluation.choosing.queries import Standing
from portal.evaluation.models_choosing import Place
from portal.evaluation.queries import seats_of
from portal.evaluation.seats.operations import give_seat
from portal.evaluation.seats.queries import criteria_marked_by
from portal.participation.panels.policy import may_act
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender

NOBODY_LEFT = say("There is no reserve left to ask.")
NOBODY_DROPPED_OUT = say("Nobody has dropped out, so no seat is free.")
NOBODY_WAITS = say("Nobody who said yes waits for a seat.")
NOT_READY = say(
    "Somebody who was chosen can’t have a seat now: a yes that it needs is missing, their time"
    " is over, or they take a break. Ask them, or refuse them on a published ground."
)
NOT_REFUSED = say("This person isn’t refused any more.")
TOO_LATE = say("This person can’t be refused any more. A seat is taken out of the count instead.")


def give_seats(actor: Actor, tender: Tender, standing: Standing) -> int:
    """Seat everybody who was chosen and said yes, to mark all that their group marks (P14).

    A yes can have gone since: whoever may not act for their panel now isn't seated (R18).
    """
    waiting = [each for each in standing.places if each.state == "agreed"]
    if not waiting:
        raise Refused(NOBODY_WAITS)
    ready = [each for each in waiting if may_act(each.member)]
    if not ready:
        raise Refused(NOT_READY)
    for place in ready:
        _seat(actor, tender, standing, place)
    return len(ready)


def refuse(actor: Actor, tender: Tender, standing: Standing, place: Place, ground: str) -> None:
    """Refuse a chosen person on a published ground, which they are told; the next moves up."""
    if place.state in ("seated", "refused", "declined", "gone") or _is_seated(tender, place):
        raise Refused(TOO_LATE)
    was_asked = place.state != "reserve"
    place.ground = ground
    told = {"number": standing.choosing.number, "ground": ground}
    record("choosing:refused", actor, tender.id, **told, person=place.member.person_id)
    if was_asked:
        _ask_next(actor, tender, standing)


def lift_refusal(
    actor: Actor, tender: Tender, standing: Standing, place: Place, because: str
) -> None:
    """Lift a refusal on the record: the ground has gone, or never was there (P14).

    They are where they were; if their seat was offered to somebody else since, the next reserve.
    """
    if not place.ground:
        raise Refused(NOT_REFUSED)
    told = {"number": standing.choosing.number, "ground": place.ground, "because": because}
    if standing.free < 1:
        place.asked_at, place.said, place.is_reserve = None, None, True
    place.ground = None
    record("choosing:refusal-lifted", actor, tender.id, **told, person=place.member.person_id)


def ask_reserve(actor: Actor, tender: Tender, standing: Standing) -> None:
    """Somebody has dropped out: ask the first reserve, who says yes or no (P14)."""
    if standing.free < 1:
        raise Refused(NOBODY_DROPPED_OUT)
    if standing.next_reserve is None:
        raise Refused(NOBODY_LEFT)
    _ask_next(actor, tender, standing)


def answer_place(actor: Actor, tender: Tender, standing: Standing, place: Place, said: str) -> None:
    """A chosen person says yes or no, without a reason; a reserve who says yes is seated at once,
    with what the others have (P14, P7). Only who may act for their panel says yes (R18)."""
    was_asked = place.state != "reserve"
    if said == "yes" and place.state != "asked":
        raise Refused(NOT_ASKED)
    if said == "yes" and isinstance(verdict := may_act(place.member), NotNow):
        raise Refused(verdict.why)
    place.asked_at = place.asked_at or clock.now()
    place.said = said
    record("choosing:answered", actor, tender.id, number=standing.choosing.number, said=said)
    if said == "yes" and place.is_reserve and was_asked:
        _seat(SYSTEM, tender, standing, place)
    elif said == "no" and was_asked:
        _ask_next(SYSTEM, tender, standing)


def _ask_next(actor: Actor, tender: Tender, standing: Standing) -> None:
    """The first reserve who is left moves up, if there is one."""
    if place := standing.next_reserve:
        place.asked_at = clock.now()
        number, person = standing.choosing.number, place.member.person_id
        record("choosing:asked", actor, tender.id, number=number, person=person)


def _is_seated(tender: Tender, place: Place) -> bool:
    """Whether somebody was seated by hand, while they had a place here."""
    return any(each.person_id == place.member.person_id for each in seats_of(tender))


def _seat(actor: Actor, tender: Tender, standing: Standing, place: Place) -> None:
    group = standing.choosing.group
    person = db.session.get_one(Person, place.member.person_id)
    criteria = criteria_marked_by(group, criteria_of(tender))
    place.seat_id = give_seat(actor, tender, person, group, criteria).id
