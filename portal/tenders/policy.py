"""Who may see and do what with a tender as a whole."""

from __future__ import annotations

from portal.accounts.models import (
    APPROVER,
    AUDITOR,
    EVALUATOR,
    FACILITATOR,
    LEAD,
    OFFICER,
    PARTICIPATION,
    PROVIDER,
)
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.tenders.models import Notice, Tender
from portal.tenders.stages import is_past, stage_of

BUYERS = (LEAD, PARTICIPATION, APPROVER, AUDITOR)

WITHOUT_CONTRACT = say("The tender ended without a contract, so this can’t change any more.")
PUBLISHED = say("The tender is published, so this can’t change any more.")


def holds(actor: Actor, tender: Tender, *roles: str) -> bool:
    """Whether the actor has one of these roles in the tender's authority, or on the tender."""
    return (
        actor.role in roles
        and actor.authority_id == tender.authority_id
        and actor.tender_id in (None, tender.id)
    )


def leads(actor: Actor, tender: Tender) -> bool:
    """Whether the actor is the tender's procurement lead."""
    return holds(actor, tender, LEAD)


def until(tender: Tender, stage: str, why: str) -> Verdict:
    """Whether the tender goes on and hasn't come to a stage yet; `why` tells of that stage."""
    if tender.ended_at is not None:
        return NotNow(WITHOUT_CONTRACT)
    return now(not is_past(tender, stage), why)


def may_find_tender(actor: Actor, tender: Tender) -> Verdict:
    """Whether the tender is there at all for this actor; what isn't theirs is a 404."""
    if actor.role in BUYERS:
        return holds(actor, tender, *BUYERS)
    if actor.role in (EVALUATOR, FACILITATOR, OFFICER, PROVIDER) and tender.published_at is None:
        return False
    return actor.role == PROVIDER or holds(actor, tender, EVALUATOR, FACILITATOR, OFFICER)


def may_see_tender(actor: Actor, tender: Tender) -> Verdict:
    """The tender's own page: for all whose it is, except providers, who have the notice."""
    is_published = tender.published_at is not None
    return holds(actor, tender, *BUYERS, EVALUATOR) or (
        holds(actor, tender, FACILITATOR, OFFICER) and is_published
    )


def may_create_tender(actor: Actor, authority_id: object) -> Verdict:
    """A procurement lead of the authority creates its tenders."""
    return actor.role == LEAD and actor.authority_id == authority_id and actor.tender_id is None


def may_draft(actor: Actor, tender: Tender) -> Verdict:
    """The lead changes a tender until it is published, and never after (R4)."""
    return leads(actor, tender) and now(stage_of(tender) == "drafting", PUBLISHED)


def may_read_notice(actor: Actor, notice: Notice) -> Verdict:
    """Everybody reads what is published."""
    return True


def may_enter_school_days(actor: Actor, authority_id: object) -> Verdict:
    """The two leads of the whole authority enter when schools are closed or sit exams."""
    is_lead = actor.role in (LEAD, PARTICIPATION) and actor.tender_id is None
    return is_lead and actor.authority_id == authority_id
