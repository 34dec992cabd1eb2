"""Who opens a choosing and seats people, who puts themself forward, votes, and says yes (P14)."""

from __future__ import annotations

from portal.accounts.models import PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.choosing.queries import BEFORE_MARKING, Standing
from portal.evaluation.seats.policy import MARKING_BEGAN
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import may_write_with
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.stages import stage_of

NOT_PUBLISHED = say("Evaluators are chosen once the tender is published.")
MARKING_ENDED = say("Marking has ended, so nobody steps in any more.")
DECIDED = say("It is decided who was chosen.")
STILL_OPEN = say("The last day isn’t over yet.")
NOT_FORWARD = say("The time to put yourself forward is over.")
NOT_VOTING = say("You can’t vote now.")
VOTED = say("You have voted already. Nobody can see or change a vote.")
NOT_ASKED = say("There is nothing for you to answer now.")
NOT_STANDING = say("You haven’t put yourself forward.")
REFUSED = say("You can’t mark here this time. Who leads your panel can tell you more.")


def may_see_choosing(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead, who knows the panel by name, follows how it chooses (R19)."""
    return _runs(actor, tender) and now(stage_of(tender) != "drafting", NOT_PUBLISHED)


def may_open_choosing(actor: Actor, tender: Tender) -> Verdict:
    """From publication, which fixes what is marked, until marking starts (P14, R4)."""
    return may_see_choosing(actor, tender) and _before_marking(tender)


def may_settle(actor: Actor, tender: Tender, standing: Standing) -> Verdict:
    """Votes are counted after the last day; an agreement is noted when there is one; once."""
    is_ready = standing.way == "agreement" or standing.phase == "over"
    return (
        may_open_choosing(actor, tender)
        and now(standing.phase != "decided", DECIDED)
        and now(is_ready, STILL_OPEN)
    )


def may_place(actor: Actor, tender: Tender) -> Verdict:
    """Seats are given, people refused and reserves asked until marking ends (P14)."""
    return may_see_choosing(actor, tender) and _until_marking_ends(tender)


def may_join_in(actor: Actor, tender: Tender, part: Part | None, standing: Standing) -> Verdict:
    """Members see what their own panel chooses, no other panel's (R19)."""
    is_theirs = part is not None and part.member.panel_id == standing.choosing.panel_id
    return is_theirs and may_write_with(actor, tender, part)


def may_put_forward(actor: Actor, tender: Tender, part: Part | None, standing: Standing) -> Verdict:
    """Whoever may act for their panel puts themself forward, to the end of the day (P14, R18)."""
    verdict = may_join_in(actor, tender, part, standing)
    if not verdict or part is None:
        return verdict
    return (
        _before_marking(tender)
        and now(standing.phase == "forward", NOT_FORWARD)
        and now(part.member.id not in standing.refused, REFUSED)
        and part.ready
    )


def may_withdraw(actor: Actor, tender: Tender, part: Part | None, standing: Standing) -> Verdict:
    """Nobody has to stay: until it is decided they take it back, afterwards they say no (P7)."""
    verdict = may_join_in(actor, tender, part, standing)
    if not verdict or part is None:
        return verdict
    return now(standing.phase != "decided", DECIDED) and now(
        standing.candidate_of(part.member) is not None, NOT_STANDING
    )


def may_vote(actor: Actor, tender: Tender, part: Part | None, standing: Standing) -> Verdict:
    """Each member votes once, after all have put themselves forward (P14, R18)."""
    verdict = may_join_in(actor, tender, part, standing)
    if not verdict or part is None:
        return verdict
    return (
        _before_marking(tender)
        and now(standing.phase == "voting" and bool(standing.standing), NOT_VOTING)
        and now(part.member.id not in standing.voted, VOTED)
        and part.ready
    )


def may_answer_place(
    actor: Actor, tender: Tender, part: Part | None, standing: Standing
) -> Verdict:
    """Who was chosen, or asked as a reserve, says yes or no; no is possible until they sit."""
    verdict = may_join_in(actor, tender, part, standing)
    if not verdict or part is None:
        return verdict
    place = standing.place_of(part.member)
    is_open = place is not None and place.state in ("asked", "agreed", "reserve")
    return now(is_open, NOT_ASKED) and _until_marking_ends(tender)


def _runs(actor: Actor, tender: Tender) -> bool:
    return holds(actor, tender, PARTICIPATION) and actor.tender_id is None


def _before_marking(tender: Tender) -> Verdict:
    stage = stage_of(tender)
    return now(stage != "drafting", NOT_PUBLISHED) and now(stage in BEFORE_MARKING, MARKING_BEGAN)


def _until_marking_ends(tender: Tender) -> Verdict:
    return now(stage_of(tender) in (*BEFORE_MARKING, "marking"), MARKING_ENDED)
