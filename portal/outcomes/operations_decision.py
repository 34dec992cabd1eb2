"""Settle a tie, decide, approve one after the other, send back, open moderation again (R8, R20)."""

from __future__ import annotations

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models_runs import Reopening, TieDecision
from portal.evaluation.runs.queries import runs_of, tie_decision_of
from portal.outcomes.approving.course import Course
from portal.outcomes.approving.models import Endorsement
from portal.outcomes.figures import BidResult
from portal.outcomes.models import Approval, Decision
from portal.outcomes.queries import course_of, decisions_of, holds_seat
from portal.outcomes.standings import Standing, standing_of
from portal.tenders.models import Tender
from portal.tenders.stages import move, stage_of

CHANGED = say("Somebody else has changed the decision since you opened this page.")
OUT = say("This bid was disqualified by the published rules, so it can’t be chosen.")
NOT_FIRST = say(
    "By the published method Bid %(label)s stands first, so only that one can be chosen, or none."
    " If a mark or a record is wrong, moderation has to be opened again."
)
TIED = say("Bids share first place. Decide first, with a reason, which of them stands first.")
NOT_TIED = say("This bid doesn’t share first place.")
NO_TIE = say("No bids share first place, so there is nothing to decide on.")
NOT_YOU = say("Who marked bids or made the decision can’t approve it.")
NOT_YOUR_TURN = say("Somebody else’s word comes next.")
UNANSWERED = say("A question still waits for its answer. Read that first.")
BEGUN = say(
    "An approver has said yes already. Let the next one send the decision back first, then open"
    " moderation again."
)


def decide_tie(actor: Actor, tender: Tender, bid: Bid | None, reason: str) -> TieDecision:
    """The lead says, with a reason, which of the bids that share first place stands first (R8)."""
    standing = _standing(tender)
    _refuse_while_it_waits(course_of(tender))
    if not standing.tied:
        raise Refused(NO_TIE)
    if bid is None or bid.label not in {each.label for each in standing.tied}:
        raise Refused(NOT_TIED, field="first")
    earlier = tie_decision_of(tender)
    made = TieDecision(
        tender_id=tender.id,
        run_id=standing.run.id,
        version=earlier.decision.version + 1 if earlier else 1,
        bid_id=bid.id,
        reason=reason,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(made)
    facts = {"run": standing.run.number, "version": made.version, "first": bid.label}
    record("tie:decided", actor, tender.id, **facts, reason=reason)
    return made


def decide(actor: Actor, tender: Tender, bid: Bid | None, reason: str) -> Decision:
    """The lead chooses the bid that stands first by the published method, or none (R4, R20)."""
    standing, earlier = _standing(tender), decisions_of(tender)
    _refuse_while_it_waits(course_of(tender, earlier))
    if bid is not None:
        _refuse_another(standing, bid)
    decision = Decision(
        tender_id=tender.id,
        version=len(earlier) + 1,
        run_id=standing.run.id,
        bid_id=bid.id if bid else None,
        reason=reason,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(decision)
    chosen = bid.label if bid else None
    record(
        "decision:made", actor, tender.id, version=decision.version, chosen=chosen, reason=reason
    )
    return decision


def approve(actor: Actor, tender: Tender, reason: str) -> None:
    """One approver's yes; the last one's approves the decision, which then stands (R20)."""
    course = judged_by(actor, tender)
    assert course.decision is not None
    if not course.is_last:
        db.session.add(
            Endorsement(
                tender_id=tender.id,
                decision_id=course.decision.id,
                place=course.place,
                reason=reason,
                given_by=actor.person_id,
                given_at=clock.now(),
            )
        )
        facts = {"version": course.decision.version, "place": course.place}
        record("decision:endorsed", actor, tender.id, **facts, reason=reason)
        return
    _give_word(actor, tender, course, reason, is_approved=True)
    move(tender, "approve")
    record("decision:approved", actor, tender.id, reason=reason)


def send_back(actor: Actor, tender: Tender, reason: str) -> None:
    """The approver sends the decision back; the lead then decides anew, and nothing is lost."""
    _give_word(actor, tender, judged_by(actor, tender), reason, is_approved=False)
    record("decision:sent-back", actor, tender.id, reason=reason)


def reopen_moderation(actor: Actor, tender: Tender, reason: str) -> Reopening:
    """A mistake was found: moderation is open again on the record, and a new run comes (R13, R15).

    The run and the decisions made on it stay as they are, and count no more.
    """
    runs, course = runs_of(tender), course_of(tender)
    if stage_of(tender) != "deciding" or not runs:
        raise Refused(CHANGED)
    if course.waits and course.has_begun:
        raise Refused(BEGUN)
    run = runs[0]
    made = Reopening(
        tender_id=tender.id,
        run_id=run.id,
        reason=reason,
        reopened_by=actor.person_id,
        reopened_at=clock.now(),
    )
    db.session.add(made)
    move(tender, "reopen_moderation")
    record("moderation:reopened", actor, tender.id, run=run.number, reason=reason)
    return made


def _standing(tender: Tender) -> Standing:
    standing = standing_of(tender)
    if standing is None or stage_of(tender) != "deciding":
        raise Refused(CHANGED)
    return standing


def _refuse_while_it_waits(course: Course) -> None:
    if course.waits:
        raise Refused(CHANGED)


def _refuse_another(standing: Standing, bid: Bid) -> None:
    """The method was published to be followed: nobody is chosen past the one that it puts first."""
    found: BidResult | None = standing.of(bid.label)
    if found is None or not found.is_ranked:
        raise Refused(OUT, field="choice")
    if standing.first is None:
        raise Refused(TIED, field="choice")
    if standing.first != bid.label:
        raise Refused(NOT_FIRST, field="choice", label=standing.first)


def judged_by(actor: Actor, tender: Tender) -> Course:
    """The way of the decision that waits for this very actor's word; refused for anybody else."""
    course = course_of(tender)
    if course.decision is None or course.word is not None or stage_of(tender) != "deciding":
        raise Refused(CHANGED)
    if holds_seat(actor, tender) or course.decision.made_by == actor.person_id:
        raise Refused(NOT_YOU)
    if not course.is_turn_of(actor.person_id):
        raise Refused(NOT_YOUR_TURN)
    if course.words.waits_for_answer:
        raise Refused(UNANSWERED)
    return course


def _give_word(
    actor: Actor, tender: Tender, course: Course, reason: str, *, is_approved: bool
) -> None:
    assert course.decision is not None
    db.session.add(
        Approval(
            id=course.decision.id,
            tender_id=tender.id,
            is_approved=is_approved,
            reason=reason,
            given_by=actor.person_id,
            given_at=clock.now(),
        )
    )
