"""Writes that prepare marking: gates, seats, declarations, conflicts, and the start."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from secrets import SystemRandom

from portal.accounts.models import EVALUATOR, Person
from portal.accounts.operations import grant_role, lock_person
from portal.audit.journal import record
from portal.bids.models import Bid
from portal.bids.queries import bidders_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import (
    ConflictDecision,
    Declaration,
    GateConfirmation,
    Seat,
    SeatCriterion,
    Sheet,
    Voided,
)
from portal.evaluation.queries import all_seats_of, confirmations_of, voided_of
from portal.evaluation.seats.kept_out import keep_out_of_bidders
from portal.evaluation.seats.late import hand_out, has_sheets
from portal.evaluation.seats.queries import (
    barred_from_seats,
    criteria_marked_by,
    decisions_of,
    declarations_of,
    is_refused,
)
from portal.evaluation.seats.readiness import readiness_of
from portal.specifications.models import Criterion, Gate, Group
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least, move

_random = SystemRandom()

NO_REASON = say("Say why, in a sentence or two.")
BARRED = say(
    "This person has another part in this: somebody who runs, approves or reads a tender, or"
    " belongs to a provider, can’t hold a seat."
)
SEATED = say("This person holds a seat here, or has held one.")
STANDS_IN_THE_WAY = say(
    "This person can’t have a seat in this tender as things stand. The participation lead knows"
    " why, and what can be done."
)
NO_CRITERIA = say("Choose at least one criterion that this group marks.")
ANSWER_ALL = say("Answer both questions for every name.")
SAY_MORE = say("Tell us in a few words what the link is.")
DECIDED = say("This was decided already.")
NOT_READY = say("Marking can’t start yet. What is missing stands in the list.")
GONE = say("This seat doesn’t count any more.")
HAS_BIDS = say("You have the bids already, so this can’t change any more.")
PART_GONE = say("This was taken out of the count already.")


@dataclass(frozen=True)
class ConflictAnswer:
    """What an evaluator answers about one bidder: the two questions of R16, and more if need be."""

    has_used: bool
    has_interest: bool
    details: str = ""


def confirm_gate(
    actor: Actor, tender: Tender, bid: Bid, gate: Gate, passed: bool, reason: str
) -> GateConfirmation:
    """The lead's word on one pass/fail question of one bid, and why; a change is a new one (R5)."""
    if not reason.strip():
        raise Refused(NO_REASON, field="reason")
    last = confirmations_of(tender).get((bid.id, gate.id))
    made = GateConfirmation(
        tender_id=tender.id,
        bid_id=bid.id,
        gate_id=gate.id,
        version=last.version + 1 if last else 1,
        passed=passed,
        reason=reason.strip(),
        confirmed_by=actor.person_id,
        confirmed_at=clock.now(),
    )
    db.session.add(made)
    facts = {"label": bid.label, "gate": gate.code, "passed": passed, "reason": made.reason}
    record("gate:confirmed", actor, tender.id, **facts)
    return made


def why_no_seat(tender: Tender, person: Person) -> str | None:
    """What stands against a seat for somebody, if anything does."""
    if barred_from_seats(tender, [person.id]):
        return BARRED
    if any(seat.person_id == person.id for seat in all_seats_of(tender)):
        return SEATED
    return STANDS_IN_THE_WAY if is_refused(tender, person.id) else None


def give_seat(
    actor: Actor, tender: Tender, person: Person, group: Group, criteria: Sequence[Criterion]
) -> Seat:
    """Seat a person in a group to mark these criteria; nobody who sees prices or approves (R10),
    nor whom a published ground stands against (P14)."""
    lock_person(person)
    if why := why_no_seat(tender, person):
        raise Refused(why, field="account")
    marked = {criterion.id for criterion in criteria_marked_by(group, criteria_of(tender))}
    if not criteria or not {criterion.id for criterion in criteria} <= marked:
        raise Refused(NO_CRITERIA, field="criteria")
    grant_role(actor, person, EVALUATOR, tender.authority_id, tender.id, group.kind)
    seat = Seat(
        tender_id=tender.id,
        person_id=person.id,
        group_id=group.id,
        given_at=clock.now(),
        after_start=is_at_least(tender, "marking"),
    )
    ours = {"tender_id": tender.id, "seat_id": seat.id}
    marks = [SeatCriterion(**ours, criterion_id=criterion.id) for criterion in criteria]
    db.session.add_all([seat, *marks])
    codes = [criterion.code for criterion in criteria]
    record("seat:given", actor, tender.id, group=group.slug, criteria=codes, person=person.id)
    return seat


def declare_conflicts(
    actor: Actor,
    tender: Tender,
    seat: Seat,
    answers: Mapping[uuid.UUID, ConflictAnswer],
    *,
    has_begun: bool = False,
) -> None:
    """An evaluator answers both questions for each bidder's name (R16).

    Until marking starts they may answer again: an answer that changed is a new version, which is
    decided on anew where it, or the one before, tells of an interest. Who stepped in later answers
    before they get their bids (P14). `has_begun`: what came to mind later, about one of them.
    """
    refuse_gone(tender, seat)
    if seat.after_start and not has_begun and has_sheets(seat):
        raise Refused(HAS_BIDS)
    if set(answers) != {provider.id for provider in bidders_of(tender)}:
        raise Refused(ANSWER_ALL)
    if any(each.has_interest and not each.details.strip() for each in answers.values()):
        raise Refused(SAY_MORE)
    before = {each.provider_id: each for each in declarations_of(tender, seat)}
    version = max((each.version for each in before.values()), default=0) + 1
    changed = [
        _new_version(seat, provider_id, version, answer, before.get(provider_id))
        for provider_id, answer in answers.items()
        if provider_id not in before or answer != _answer_of(before[provider_id])
    ]
    if changed:
        db.session.add_all(changed)
        sealed = {str(provider_id): asdict(answer) for provider_id, answer in answers.items()}
        group = _slug(tender, seat)
        record("conflict:declared", actor, tender.id, group=group, version=version, answers=sealed)
        hand_out(tender, seat)


def _answer_of(declared: Declaration) -> ConflictAnswer:
    return ConflictAnswer(declared.has_used, declared.has_interest, declared.details)


def _new_version(
    seat: Seat,
    provider_id: uuid.UUID,
    version: int,
    answer: ConflictAnswer,
    earlier: Declaration | None,
) -> Declaration:
    return Declaration(
        tender_id=seat.tender_id,
        seat_id=seat.id,
        provider_id=provider_id,
        version=version,
        needs_decision=answer.has_interest or bool(earlier and earlier.needs_decision),
        declared_at=clock.now(),
        **asdict(answer),
    )


def decide_conflict(
    actor: Actor, tender: Tender, declaration: Declaration, is_kept_from: bool, reason: str
) -> None:
    """A person decides on a declared interest, blind to which bid it is about (R16)."""
    if not reason.strip():
        raise Refused(NO_REASON, field="reason")
    if declaration.id in decisions_of(tender):
        raise Refused(DECIDED)
    seat = db.session.get_one(Seat, (tender.authority_id, declaration.seat_id))
    db.session.add(
        ConflictDecision(
            id=declaration.id,
            tender_id=tender.id,
            is_kept_from=is_kept_from,
            reason=reason.strip(),
            decided_by=actor.person_id,
            decided_at=clock.now(),
        )
    )
    told = {"group": _slug(tender, seat), "kept_from": is_kept_from}
    sealed = {"person": seat.person_id, "provider": declaration.provider_id}
    record("conflict:decided", actor, tender.id, **told, **sealed, reason=reason.strip())
    if is_kept_from:
        keep_out_of_bidders(actor, tender, declaration)
    hand_out(tender, seat)


def start_marking(actor: Actor, tender: Tender) -> None:
    """Make each evaluator's sheets, in an order of their own, and let marking begin (R14, R16)."""
    readiness = readiness_of(tender)
    if not readiness.is_ready:
        raise Refused(NOT_READY)
    for seat, bids in readiness.sheets:
        _random.shuffle(bids)
        for position, bid in enumerate(bids, start=1):
            sheet = Sheet(tender_id=tender.id, seat_id=seat.id, bid_id=bid.id, position=position)
            db.session.add(sheet)
    move(tender, "start_marking")
    order = tender.marking_order
    labels = [bid.label for bid in readiness.bids]
    record("marking:started", actor, tender.id, bids=labels, order=order)


def void_seat(actor: Actor, tender: Tender, seat: Seat, reason: str) -> None:
    """All of a seat no longer counts, with the reason; nothing of it is deleted (R15)."""
    if not reason.strip():
        raise Refused(NO_REASON, field="reason")
    refuse_gone(tender, seat)
    _void(actor, tender, seat.id, None, reason.strip())
    record(
        "seat:voided",
        actor,
        tender.id,
        group=_slug(tender, seat),
        holder=seat.person_id,
        reason=reason.strip(),
        person=seat.person_id,
    )


def void_part(actor: Actor, tender: Tender, seat: Seat, bid: Bid, reason: str) -> None:
    """What a seat said about one bid no longer counts, with the reason; nothing is deleted (R15).

    Where they are kept from the bid they said nothing: the lead's word is taken all the same, or
    its refusal would tell who is kept from what (R16).
    """
    if not reason.strip():
        raise Refused(NO_REASON, field="reason")
    refuse_gone(tender, seat)
    if (seat.id, bid.id) in voided_of(tender).parts:
        raise Refused(PART_GONE)
    _void(actor, tender, seat.id, bid.id, reason.strip())
    record(
        "sheet:voided",
        actor,
        tender.id,
        group=_slug(tender, seat),
        holder=seat.person_id,
        label=bid.label,
        reason=reason.strip(),
        person=seat.person_id,
    )


def _void(
    actor: Actor, tender: Tender, seat_id: uuid.UUID, bid_id: uuid.UUID | None, reason: str
) -> None:
    db.session.add(
        Voided(
            tender_id=tender.id,
            seat_id=seat_id,
            bid_id=bid_id,
            reason=reason,
            voided_by=actor.person_id,
            voided_at=clock.now(),
        )
    )


def refuse_gone(tender: Tender, seat: Seat) -> None:
    """Nothing is said or changed on a seat that no longer counts (R15)."""
    if seat.id in voided_of(tender).seats:
        raise Refused(GONE)


def _slug(tender: Tender, seat: Seat) -> str:
    return next(group.slug for group in groups_of(tender) if group.id == seat.group_id)
