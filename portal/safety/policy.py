"""Who may put something into the safety store; two roles read it, and nobody else (R31)."""

from __future__ import annotations

import uuid

from portal.accounts.models import (
    AUTHORITY_ROLES,
    HOLDERS,
    SAFEGUARDING,
    TAKE_PART,
    Role,
)
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say

NOT_LET_IN = say(
    "You can’t open the safety store yet. Somebody who can has to let you in with a code first."
)
NO_CODE = say("There is no code for you, or it is too old. Ask for a new one.")
LAST_READER = say(
    "Nobody else can open the safety store. %(name)s has to let another holder in first: else"
    " nobody could read what people wrote."
)
LOCKED_ALREADY = say("The safety store has a lock already, and somebody can open it.")


def may_ask_for_help(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Whoever sits on a panel says that they need help, or what upset them, on any day (P25)."""
    return actor.role in TAKE_PART and actor.authority_id == authority_id


def may_hand_over(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Whoever works for the authority, or on a tender of it, hands over what worries them (R31)."""
    return actor.role in AUTHORITY_ROLES and actor.authority_id == authority_id


def may_know_of_store(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Only the safeguarding lead and the deputy ever see that something is there (R31)."""
    holds = actor.role in HOLDERS and actor.tender_id is None
    return holds and actor.authority_id == authority_id


def may_open_store(actor: Actor, authority_id: uuid.UUID, has_access: bool) -> Verdict:
    """Of these, whoever has an opening phrase of their own."""
    return may_know_of_store(actor, authority_id) and now(has_access, NOT_LET_IN)


def may_make_lock(actor: Actor, authority_id: uuid.UUID, is_in_use: bool) -> Verdict:
    """The safeguarding lead makes the lock, and a new one only where nobody can open the old."""
    leads = actor.role == SAFEGUARDING and may_know_of_store(actor, authority_id)
    return leads and now(not is_in_use, LOCKED_ALREADY)


def may_take_up_code(actor: Actor, authority_id: uuid.UUID, has_code: bool) -> Verdict:
    """The lead or the deputy whom somebody lets in chooses a phrase of their own."""
    return may_know_of_store(actor, authority_id) and now(has_code, NO_CODE)


def may_let_in(actor: Actor, authority_id: uuid.UUID, has_access: bool, role: Role) -> Verdict:
    """Who can open the store lets in another who holds one of the two roles in it."""
    is_one = role.name in HOLDERS and role.authority_id == authority_id and role.ended_at is None
    is_another = is_one and role.person_id != actor.person_id
    return is_another and may_open_store(actor, authority_id, has_access)
