"""Writes about an evaluator who stops: their own word, and what the lead decides (R15, P7)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.accounts.models import LEAD
from portal.accounts.queries import people_of
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.choosing.placing import ask_reserve
from portal.evaluation.choosing.queries import Standing, standings_of
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.models_stopping import StopDecision, Stopping
from portal.evaluation.progress.grounds import TOLD
from portal.evaluation.progress.queries import stops_of
from portal.evaluation.queries import bids_to_mark, voided_of
from portal.evaluation.seats.operations import void_part, void_seat
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

RESERVE, VOID, KEEP, LEAVES = "reserve", "void", "keep", "leaves"
DECIDED = say("This was decided already.")
GONE = say("These marks don’t count any more already.")
NO_RESERVE = say("There is no reserve left to ask. Choose something else.")
WAITS = say("Something waits for you in Evenhand")
WAITING = say(
    "Somebody has told you something about the marking of a tender. Sign in to Evenhand, and look"
    " at how marking goes.\n"
)
NOT_FOR_TWO = say("Of two who mark as one the second leaves, and the first goes on alone.")
SAID_ALREADY = say("You have said so already.")


def say_stop(actor: Actor, tender: Tender, seat: Seat, *, is_stop: bool) -> None:
    """An evaluator says that they stop, without a reason, or that they go on after all; until the
    lead has decided they may mark as before."""
    stops = stops_of(tender)
    if seat.id in stops.decided:
        raise Refused(DECIDED)
    if (seat.id in stops.said) == is_stop:
        raise Refused(SAID_ALREADY)
    version = stops.versions.get(seat.id, 0) + 1
    db.session.add(
        Stopping(
            tender_id=tender.id,
            seat_id=seat.id,
            version=version,
            is_stop=is_stop,
            said_at=clock.now(),
        )
    )
    if is_stop:
        record("evaluator:stopped", actor, tender.id, group=_slug(tender, seat))
        _tell_leads(tender)
    else:
        record("evaluator:went-on", actor, tender.id, group=_slug(tender, seat))


def _tell_leads(tender: Tender) -> None:
    """Who leads hears by e-mail that something waits for them, not who or what."""
    for role in people_of(tender.authority_id):
        if role.name == LEAD and role.person.email:
            post(role.person.email, WAITS, WAITING)


def decide_stop(actor: Actor, tender: Tender, seat: Seat, outcome: str, ground: str) -> None:
    """The lead decides: a reserve steps in, nothing of theirs counts, or what they sent stays; the
    second of two who mark as one `leaves`, and the first goes on alone (P7).

    Nobody waits any longer for what they haven't sent, and nothing is deleted (R15). Where they
    keep what they sent, every other bid is taken out, also one that they are kept from: what is
    taken out would tell it else (R16).
    """
    if seat.id in stops_of(tender).decided:
        raise Refused(DECIDED)
    if seat.id in voided_of(tender).seats:
        raise Refused(GONE)
    if (outcome == LEAVES) != bool(seat.beside_id):
        raise Refused(NOT_FOR_TWO, field="outcome")
    group = _slug(tender, seat)
    db.session.add(
        StopDecision(
            tender_id=tender.id,
            seat_id=seat.id,
            outcome=outcome,
            ground=ground,
            decided_by=actor.person_id,
            decided_at=clock.now(),
        )
    )
    told = {"group": group, "outcome": outcome}
    record("evaluator:stop-decided", actor, tender.id, **told, person=seat.person_id, ground=ground)
    if outcome == KEEP:
        _take_out_the_rest(actor, tender, seat, TOLD[ground])
        return
    void_seat(actor, tender, seat, TOLD[ground])
    if outcome == RESERVE:
        db.session.flush()
        standing = choosing_of(tender, seat.id)
        if standing is None or standing.next_reserve is None:
            raise Refused(NO_RESERVE, field="outcome")
        ask_reserve(actor, tender, standing)


def _take_out_the_rest(actor: Actor, tender: Tender, seat: Seat, reason: str) -> None:
    wanted = select(Sheet.bid_id).where(Sheet.seat_id == seat.id, Sheet.sent_at.is_not(None))
    sent, gone = set(db.session.scalars(wanted)), voided_of(tender).parts
    for bid in bids_to_mark(tender):
        if bid.id not in sent and (seat.id, bid.id) not in gone:
            void_part(actor, tender, seat, bid, reason)


def choosing_of(tender: Tender, seat_id: uuid.UUID) -> Standing | None:
    """The choosing by which a panel gave this seat; none where it was given by hand."""
    for standing in standings_of(tender):
        if any(each.seat_id == seat_id for each in standing.places):
            return standing
    return None


def _slug(tender: Tender, seat: Seat) -> str:
    return next(group.slug for group in groups_of(tender) if group.id == seat.group_id)
