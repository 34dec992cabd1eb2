"""Claims and representations: told, worked on, ended or decided on (R24, R25, s.101)."""

from __future__ import annotations

import uuid
from datetime import date

from portal.accounts.members import refuse_contributor
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import day
from portal.core.words import say
from portal.outcomes.contracting.again import decide_again
from portal.outcomes.contracting.calendar import calendar_here
from portal.outcomes.contracting.models import (
    ABANDON,
    CLAIM,
    ENDED,
    GO_BACK,
    INFORMATION,
    REPRESENTATION,
    WITHDRAWN,
    Claim,
    ClaimStep,
    FurtherDecision,
)
from portal.outcomes.contracting.news import tell_leads, tell_providers
from portal.outcomes.contracting.open_data import publish_award
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.standing import Challenge, Standing
from portal.outcomes.queries import last_decision, letters_of
from portal.outcomes.standstill import standstill_ends_on
from portal.published.ending.operations import end_tender
from portal.tenders.models import ABANDONED, Tender
from portal.tenders.policy import WITHOUT_CONTRACT
from portal.tenders.stages import is_again, stage_of
from portal.tenders.typed import forget_typed

PLACE = "claim"
"""Where the draft of what a provider tells is kept."""
ENTERED = say("The contract is entered, so this can’t change any more.")
NOT_YET = say("This day hasn’t come yet.")
TOO_EARLY = say("The letters weren’t out yet on this day.")
AGAIN = say(
    "The decision is being made again, so no standstill runs. Representations can be made when the"
    " new letters are out."
)
NO_STANDSTILL = say("No standstill runs now, so the time for representations is not open.")
TOO_LATE = say(
    "The time for representations ended at midnight at the end of %(day)s. Write to the authority."
)
IS_OVER = say("This is over already.")
NOT_BEFORE = say("This can’t be before the day on which it came.")
ONLY_WITHDRAWN = say("A representation ends when it is withdrawn, or by a further decision.")
UNANSWERED = say("Representation %(number)s asks for information. Answer that first.")
UNREVIEWED = say("Representation %(number)s has no review yet. Write it down first.")
NONE_WAITS = say("No representation waits for a decision.")


def kind_of(tender: Tender) -> str:
    """What a challenge is called under the tender's regime."""
    return REPRESENTATION if tender.regime == "psr" else CLAIM


def record_claim(
    actor: Actor,
    tender: Tender,
    provider_id: uuid.UUID,
    notified_on: date,
    words: str,
    asks: bool = False,
) -> Claim:
    """The lead notes what reached the authority on a day, in or out of the standstill (s.101)."""
    _refuse_after_contract(tender)
    if is_again(tender) and kind_of(tender) == REPRESENTATION:
        raise Refused(AGAIN)
    if notified_on > clock.today():
        raise Refused(NOT_YET, field="notified_on")
    told_at = max(letter.released_at for letter in letters_of(tender).values())
    if notified_on < told_at.astimezone(clock.LONDON).date():
        raise Refused(TOO_EARLY, field="notified_on")
    return _add(actor, tender, provider_id, notified_on, words, asks)


def challenge(actor: Actor, tender: Tender, words: str, asks: bool = False) -> Claim:
    """A provider tells of its claim, or makes its representations, by the server's clock (R24)."""
    refuse_contributor(actor)
    _refuse_after_contract(tender)
    assert actor.provider_id is not None, "policy: a provider"
    ends_on = standing_of(tender).ends_on
    if kind_of(tender) == REPRESENTATION:
        if ends_on is None:
            raise Refused(AGAIN if is_again(tender) else NO_STANDSTILL)
        if clock.today() > ends_on:
            raise Refused(TOO_LATE, day=day(ends_on))
    claim = _add(actor, tender, actor.provider_id, clock.today(), words, asks)
    forget_typed(actor, tender, PLACE)
    tell_leads(tender)
    return claim


def _add(
    actor: Actor, tender: Tender, provider_id: uuid.UUID, came_on: date, words: str, asks: bool
) -> Claim:
    standing = standing_of(tender)
    claim = Claim(
        tender_id=tender.id,
        number=len(standing.challenges) + 1,
        kind=kind_of(tender),
        provider_id=provider_id,
        notified_on=came_on,
        is_in_time=_is_in_time(tender, came_on),
        asks=asks,
        words=words,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(claim)
    facts = {"number": claim.number, "kind": claim.kind, "notified_on": came_on, "asks": asks}
    more = {"is_in_time": claim.is_in_time, "provider": provider_id, "words": words}
    record("claim:recorded", actor, tender.id, **facts, **more)
    return claim


def _is_in_time(tender: Tender, came_on: date) -> bool:
    """Whether it came while the standstill ran, or before the notice that starts it is out."""
    standing = standing_of(tender)
    if standing.notice is None:
        return tender.regime != "below_threshold"
    return standing.ends_on is not None and came_on <= standing.ends_on


def note_step(
    actor: Actor,
    tender: Tender,
    found: Challenge,
    step: str,
    done_on: date,
    words: str,
    how: str | None = None,
) -> ClaimStep:
    """What the authority did about it: gave information, reviewed it, or that and how it ended."""
    _refuse_after_contract(tender)
    _refuse_step(found, step, done_on, how)
    claim = found.claim
    added = ClaimStep(
        tender_id=tender.id,
        claim_id=claim.id,
        number=len(found.steps) + 1,
        step=step,
        how=how if step == ENDED else None,
        done_on=done_on,
        words=words,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(added)
    facts = {"number": claim.number, "step": step, "how": added.how, "done_on": done_on}
    record("claim:answered", actor, tender.id, **facts, nth=added.number, words=words)
    if step in (INFORMATION, ENDED):
        tell_providers(tender, [claim.provider_id])
    return added


def _refuse_step(found: Challenge, step: str, done_on: date, how: str | None) -> None:
    if found.is_over:
        raise Refused(IS_OVER)
    if done_on > clock.today():
        raise Refused(NOT_YET, field="done_on")
    if done_on < found.claim.notified_on:
        raise Refused(NOT_BEFORE, field="done_on")
    if step == ENDED and found.claim.kind == REPRESENTATION and how != WITHDRAWN:
        raise Refused(ONLY_WITHDRAWN, field="how")


def decide_further(actor: Actor, tender: Tender, outcome: str, reason: str) -> FurtherDecision:
    """The reasoned decision after representations, told now; five working days follow (R24).

    To abandon ends the tender: all who bid are told at the same moment, and everybody reads why.
    To go back opens moderation again: a new decision, new letters and a new standstill follow.
    """
    _refuse_after_contract(tender)
    standing, today = standing_of(tender), clock.today()
    _refuse_unready(standing)
    ends_on = standstill_ends_on("psr_further", today, calendar_here())
    assert ends_on is not None, "the rule is in the data since 2024"
    decision = FurtherDecision(
        tender_id=tender.id,
        version=len(standing.further) + 1,
        outcome=outcome,
        reason=reason,
        told_on=today,
        standstill_ends_on=ends_on,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(decision)
    facts = {"version": decision.version, "outcome": outcome, "ends_on": ends_on}
    record("further:decided", actor, tender.id, **facts, reason=reason)
    if outcome == ABANDON:
        end_tender(actor, tender, ABANDONED, reason)
    elif outcome == GO_BACK:
        decide_again(actor, tender, REPRESENTATION, reason)
    else:
        _tell_on(tender, standing, ends_on)
    return decision


def _tell_on(tender: Tender, standing: Standing, ends_on: date) -> None:
    """Those concerned are told, and everybody reads until when the contract waits now."""
    concerned = {each.claim.provider_id for each in standing.waiting} | chosen_of(tender)
    tell_providers(tender, concerned)
    if standing.notice and standing.ends_on:
        publish_award(tender, standing.notice.published_on, max(ends_on, standing.ends_on))


def _refuse_unready(standing: Standing) -> None:
    if not standing.waiting:
        raise Refused(NONE_WAITS)
    for each in standing.waiting:
        lacking = UNANSWERED if each.lacks_information else UNREVIEWED
        if each.lacks_information or each.lacks_review:
            raise Refused(lacking, number=each.claim.number)


def chosen_of(tender: Tender) -> set[uuid.UUID]:
    """The provider whose bid was chosen, if one was."""
    decision, _word = last_decision(tender)
    letter = letters_of(tender).get(decision.bid_id) if decision and decision.bid_id else None
    return {letter.provider_id} if letter else set()


def _refuse_after_contract(tender: Tender) -> None:
    if stage_of(tender) != "released" and not is_again(tender):
        raise Refused(WITHOUT_CONTRACT if tender.ended_at else ENTERED)
