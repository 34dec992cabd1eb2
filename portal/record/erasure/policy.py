"""Who erases whom, and what stands against it; who may redact a text."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from portal.accounts.models import (
    AUTHORITY_ROLES,
    EVALUATOR,
    HOLDERS,
    LEAD,
    OPERATOR,
    PARTICIPATION,
    TAKE_PART,
    Role,
)
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.policy import looks_after_panel
from portal.tenders.models import Tender
from portal.tenders.policy import leads
from portal.tenders.stages import is_at_least, is_past

NOT_YET = say("Texts about bids can be changed once moderation is closed.")
NOT_PUBLISHED = say("Nothing is published yet. Change the texts themselves.")
NOT_OUT = say("You can change texts about bids once the letters are out.")

YOURSELF = say("You can’t erase yourself. Somebody else who has your role has to do it.")
ELSEWHERE = say(
    "They also use Evenhand for something else. That has to end first: one account is for all."
)
UNFINISHED = say(
    "They hold a seat on a tender whose letters aren’t out. Until then it has to be known who"
    " marked, and who may not mark which bid."
)
KEPT = say(
    "They worked on “%(title)s”. The law wants it to be known who decided what until %(until)s."
)
NOT_FINISHED = say(
    "They work on “%(title)s”, which isn’t finished. It has to be known who decided what, and for"
    " %(years)s years after the contract."
)
NOT_ASKED = say("They didn’t ask for it in Evenhand. Choose how they did.")
HOLDS_STORE = say(
    "They can open the safety store. End that role first, once somebody else can open it."
)
LAST_MEMBER = say(
    "Nobody else can sign in for their organisation. A colleague has to join it first, or the"
    " organisation gets no more news about its bids."
)


def responsible_for(roles: Sequence[Role]) -> set[tuple[str, uuid.UUID | None]]:
    """Who erases a person of these roles, held now or before: the procurement lead of where they
    worked; the participation lead of where they only took part; the operator anybody else."""
    staff = {(LEAD, role.authority_id) for role in roles if role.name in AUTHORITY_ROLES}
    panel = {(PARTICIPATION, role.authority_id) for role in roles if role.name in TAKE_PART}
    return staff or panel or {(OPERATOR, None)}


def may_see_erasure(actor: Actor, authority_id: uuid.UUID | None) -> Verdict:
    """Leads see whom of their authority they may erase, and who asked; the operator likewise."""
    if authority_id is None:
        return actor.role == OPERATOR
    is_lead = actor.role in (LEAD, PARTICIPATION) and actor.tender_id is None
    return is_lead and actor.authority_id == authority_id


def may_erase(actor: Actor, roles: Sequence[Role]) -> Verdict:
    """Only who is responsible for a person finds them here."""
    return actor.tender_id is None and (actor.role, actor.authority_id) in responsible_for(roles)


def against(
    actor: Actor, person_id: uuid.UUID, roles: Sequence[Role], lonely: Collection[uuid.UUID]
) -> list[str]:
    """What stands against erasing somebody now, as far as the directory knows it.

    `lonely`: organisations in which nobody else is.
    """
    current = [role for role in roles if role.ended_at is None]
    unsettled = any(role.name == EVALUATOR and role.settled_at is None for role in roles)
    found = [YOURSELF] if person_id == actor.person_id else []
    if any(_is_elsewhere(actor, role) for role in current):
        found.append(ELSEWHERE)
    if unsettled:
        found.append(UNFINISHED)
    if any(role.name in HOLDERS for role in current):
        found.append(HOLDS_STORE)
    if any(role.provider_id in lonely for role in current):
        found.append(LAST_MEMBER)
    return found


def _is_elsewhere(actor: Actor, role: Role) -> bool:
    if actor.role == OPERATOR:
        return role.authority_id is not None or role.name == OPERATOR
    return role.authority_id != actor.authority_id


def may_redact(actor: Actor, tender: Tender) -> Verdict:
    """The two leads: what was written together at any time, since a name in it is read at once."""
    return leads(actor, tender) or looks_after_panel(actor, tender)


def may_redact_about_bids(actor: Actor, tender: Tender) -> Verdict:
    """The procurement lead once moderation is closed, so before the letters; the participation
    lead, who knows who is kept from whom, when they are out (R16)."""
    if leads(actor, tender):
        return now(is_at_least(tender, "deciding"), NOT_YET)
    return looks_after_panel(actor, tender) and now(is_past(tender, "released"), NOT_OUT)


def may_remove_published(actor: Actor, tender: Tender) -> Verdict:
    """The two leads take words out of what is published at any time: everybody reads them."""
    return may_redact(actor, tender) and now(tender.published_at is not None, NOT_PUBLISHED)
