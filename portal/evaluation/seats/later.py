"""Writes of what comes to mind after marking has begun, and of answers renewed (R16)."""

from __future__ import annotations

import uuid

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.models_conflicts import (
    Recognition,
    RecognitionDecision,
    Renewal,
    Renewed,
)
from portal.evaluation.seats.kept_out import keep_out_of
from portal.evaluation.seats.operations import (
    DECIDED,
    NO_REASON,
    ConflictAnswer,
    declare_conflicts,
)
from portal.evaluation.seats.queries import declarations_of
from portal.evaluation.seats.queries_later import (
    is_asked_to_renew,
    renewal_of,
    renewals_awaited,
    undecided_in,
    waits_for_decision,
)
from portal.evaluation.seats.telling import tell_who_decides
from portal.specifications.models import Group
from portal.tenders.models import Tender

KINDS = {
    "recognises": say("I think I recognise whose bid it is"),
    "knows": say("I know who wrote it"),
    "helped": say("I helped to write it, or was asked about it"),
}
"""What somebody may say about a bid: sentences to choose, so that nobody writes a name."""

SAME = say("You gave the same answers before. If nothing has changed, you can go back.")
SAID = say("You have said so already. The participation lead decides.")
ASKED = say("You have asked already, and not everybody has answered yet.")
NOT_KNOWN = say("Choose one of these organisations.")


def declare_again(
    actor: Actor, tender: Tender, seat: Seat, provider_id: uuid.UUID, answer: ConflictAnswer
) -> None:
    """An evaluator answers anew about one bidder, while they mark or after; the earlier answer
    stays, and an interest waits for a decision (R16)."""
    before = {
        each.provider_id: ConflictAnswer(each.has_used, each.has_interest, each.details)
        for each in declarations_of(tender, seat)
    }
    if provider_id not in before:
        raise Refused(NOT_KNOWN, field="who")
    if before[provider_id] == answer:
        raise Refused(SAME)
    waited = undecided_in(tender)
    declare_conflicts(actor, tender, seat, before | {provider_id: answer}, has_begun=True)
    tell_who_decides(tender, waited)
    _answered(actor, tender, seat)


def recognise(actor: Actor, tender: Tender, seat: Seat, bid: Bid, kind: str) -> None:
    """An evaluator says that they know, or may know, whose a bid is; to nobody whose (R16)."""
    if waits_for_decision(tender, seat, bid.id):
        raise Refused(SAID, field="bid")
    waited = undecided_in(tender)
    facts = {"tender_id": tender.id, "seat_id": seat.id, "bid_id": bid.id}
    db.session.add(Recognition(**facts, kind=kind, said_at=clock.now()))
    told = {"label": bid.label, "kind": kind}
    record("conflict:recognised", actor, tender.id, group=_group(tender, seat), **told)
    tell_who_decides(tender, waited)
    _answered(actor, tender, seat)


def weigh(
    actor: Actor,
    tender: Tender,
    said: Recognition,
    decided: RecognitionDecision | None,
    is_kept_from: bool,
    reason: str,
) -> None:
    """A person decides, blind to which bid it is: kept from it from now on, or not (R15, R16)."""
    assert actor.person_id
    if not reason.strip():
        raise Refused(NO_REASON, field="reason")
    if decided is not None:
        raise Refused(DECIDED)
    seat = db.session.get_one(Seat, (tender.authority_id, said.seat_id))
    bid = db.session.get_one(Bid, (tender.authority_id, said.bid_id))
    word = RecognitionDecision(id=said.id, tender_id=tender.id, is_kept_from=is_kept_from)
    word.reason, word.decided_by, word.decided_at = reason.strip(), actor.person_id, clock.now()
    db.session.add(word)
    told = {"group": _group(tender, seat), "kept_from": is_kept_from}
    sealed = {"person": seat.person_id, "label": bid.label, "reason": word.reason}
    record("conflict:weighed", actor, tender.id, **told, **sealed)
    if is_kept_from:
        keep_out_of(actor, tender, seat, bid.id, is_told=True)


def ask_to_renew(actor: Actor, tender: Tender) -> None:
    """The lead asks everybody whether anything has changed, before the panel talks (R16)."""
    assert actor.person_id
    if renewals_awaited(tender):
        raise Refused(ASKED)
    last = renewal_of(tender)
    number = last.number + 1 if last else 1
    row = Renewal(tender_id=tender.id, number=number)
    row.asked_by, row.asked_at = actor.person_id, clock.now()
    db.session.add(row)
    record("conflict:renewal-asked", actor, tender.id, number=number)


def say_unchanged(actor: Actor, tender: Tender, seat: Seat) -> None:
    """An evaluator answers that nothing has changed."""
    _answered(actor, tender, seat)


def go_on_without(actor: Actor, tender: Tender) -> None:
    """The lead goes on though somebody hasn't answered; nobody can be made to, and the record says
    so (R16, P7)."""
    renewal = renewal_of(tender)
    if renewal is not None:
        record("conflict:renewal-passed-over", actor, tender.id, number=renewal.number)


def _answered(actor: Actor, tender: Tender, seat: Seat) -> None:
    renewal = renewal_of(tender)
    if renewal is None or not is_asked_to_renew(tender, seat):
        return
    facts = {"tender_id": tender.id, "renewal_id": renewal.id, "seat_id": seat.id}
    db.session.add(Renewed(**facts, answered_at=clock.now()))
    told = {"group": _group(tender, seat), "number": renewal.number}
    record("conflict:renewed", actor, tender.id, **told)


def _group(tender: Tender, seat: Seat) -> str:
    return db.session.get_one(Group, (tender.authority_id, seat.group_id)).slug
