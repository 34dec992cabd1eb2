"""Who opens rounds of writing, who suggests, agrees and questions, and who answers (P10)."""

from __future__ import annotations

from portal.accounts.models import LEAD, PANEL, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.part import Part
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, PUBLISHED, holds
from portal.tenders.stages import stage_of

CLOSED = say("This round of writing is closed. You can still read what became of your words.")
OWN = say("This is your own suggestion.")
BACKED = say("You have said that you agree with this already.")
NO_ANSWER = say("There is no answer to this yet.")
ASKED = say("You have said once that the answer isn’t enough. You can do that one time.")


def may_see_rounds(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side sees which panels write with a tender, and until when."""
    return holds(actor, tender, *BUYERS)


def may_run_rounds(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead and the procurement lead open and end rounds, in drafting (P10)."""
    return _leads(actor, tender) and now(stage_of(tender) == "drafting", PUBLISHED)


def may_see_suggestions(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads what a panel suggests, and what became of it."""
    return holds(actor, tender, *BUYERS)


def may_answer(actor: Actor, tender: Tender) -> Verdict:
    """The two leads answer together, until the tender is published (P10)."""
    return _leads(actor, tender) and now(stage_of(tender) == "drafting", PUBLISHED)


def may_know_who_wrote(actor: Actor, tender: Tender) -> Verdict:
    """Whose words they are only the participation lead learns, who knows the panel (R19)."""
    return holds(actor, tender, PARTICIPATION) and actor.tender_id is None


def may_count_backings(actor: Actor, tender: Tender) -> Verdict:
    """How many agree, below 5 too, only those know who answer them (R19)."""
    return _leads(actor, tender)


def may_write_with(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """A member finds a tender from the opening of a round of their panel on, for good."""
    is_theirs = actor.role == PANEL and actor.authority_id == tender.authority_id
    if not is_theirs or part is None or part.member.person_id != actor.person_id:
        return False
    return part.has_begun


def may_suggest(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """While the round is open, whoever has their consents and terms in order (R18, P7)."""
    verdict = may_write_with(actor, tender, part)
    if not verdict or part is None:
        return verdict
    return now(_is_open(tender, part), CLOSED) and part.ready


def may_read_suggestion(
    actor: Actor, tender: Tender, part: Part | None, suggestion: Suggestion
) -> Verdict:
    """Members read their own panel's suggestions, no other panel's (R19)."""
    verdict = may_write_with(actor, tender, part)
    return verdict and part is not None and _is_of(suggestion, part)


def may_back(actor: Actor, tender: Tender, part: Part | None, suggestion: Suggestion) -> Verdict:
    """Agree with or add to what another member suggested, once (P10)."""
    verdict = may_read_suggestion(actor, tender, part, suggestion)
    if not verdict or part is None:
        return verdict
    me = part.member.id
    backed = any(each.member_id == me for each in suggestion.backings)
    return (
        now(suggestion.member_id != me, OWN)
        and now(not backed, BACKED)
        and may_suggest(actor, tender, part)
    )


def may_question(
    actor: Actor, tender: Tender, part: Part | None, suggestion: Suggestion
) -> Verdict:
    """Whoever suggested it says once that the answer isn’t one, before publication (P10)."""
    verdict = may_read_suggestion(actor, tender, part, suggestion)
    if not verdict or part is None or suggestion.member_id != part.member.id:
        return False
    return (
        now(stage_of(tender) == "drafting", PUBLISHED)
        and now(suggestion.state != "waiting", NO_ANSWER)
        and now(suggestion.questioned is None, ASKED)
        and part.ready
    )


def _leads(actor: Actor, tender: Tender) -> bool:
    return holds(actor, tender, LEAD, PARTICIPATION)


def _is_open(tender: Tender, part: Part) -> bool:
    return stage_of(tender) == "drafting" and part.is_open


def _is_of(suggestion: Suggestion, part: Part) -> bool:
    return any(each.id == suggestion.round_id for each in part.rounds)
