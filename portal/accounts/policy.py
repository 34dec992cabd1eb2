"""Who may manage people, authorities and organisations."""

from __future__ import annotations

import uuid

from portal.accounts.models import (
    AUTHORITY_ROLES,
    CONTRIBUTOR,
    FACILITATOR,
    LEAD,
    OFFICER,
    OPERATOR,
    PARTICIPATION,
    PROVIDER,
    Role,
)
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say

LAST = say("A bid manager has to be left who can sign in for your organisation.")
MANAGERS_ONLY = say(
    "Only a bid manager of your organisation can do this. Who they are stands under ‘Who can sign"
    " in for your organisation’."
)
YOURSELF = say("You can’t end your own role. Ask another procurement lead.")


def may_run_installation(actor: Actor) -> Verdict:
    """The platform operator creates authorities, and sees no tender."""
    return actor.role == OPERATOR


def may_see_people(actor: Actor, authority_id: uuid.UUID | None) -> Verdict:
    """Procurement and participation leads see who works for their authority."""
    return actor.role in (LEAD, PARTICIPATION) and _works_for(actor, authority_id)


def may_manage_people(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """A procurement lead invites people into the authority, and ends their roles."""
    return actor.role == LEAD and _works_for(actor, authority_id)


def may_change_authority(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """A procurement lead keeps what letters and notices name the authority by."""
    return may_manage_people(actor, authority_id)


def may_choose_languages(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """A procurement or participation lead says whether people may read pages in Welsh."""
    return may_see_people(actor, authority_id)


def may_end_role(actor: Actor, role: Role) -> Verdict:
    """A role of who works for an authority is ended by its procurement lead, never one's own."""
    mine = actor.role == LEAD and _works_for(actor, role.authority_id)
    is_staff = role.name in AUTHORITY_ROLES and (role.tender_id is None or role.name == OFFICER)
    is_staff = is_staff or role.name == FACILITATOR
    return mine and is_staff and now(role.person_id != actor.person_id, YOURSELF)


def may_change_provider(actor: Actor) -> Verdict:
    """Bid managers keep the details of their organisation."""
    return may_speak_for(actor)


def may_speak_for(actor: Actor) -> Verdict:
    """A bid manager sends what binds their organisation; a contributor writes drafts alone."""
    return actor.role == PROVIDER and now(actor.kind != CONTRIBUTOR, MANAGERS_ONLY)


def may_see_members(actor: Actor) -> Verdict:
    """Members of an organisation see what it tells of itself, and who else belongs to it."""
    return actor.role == PROVIDER


def may_manage_members(actor: Actor) -> Verdict:
    """Bid managers invite colleagues into their organisation."""
    return may_speak_for(actor)


def may_change_part(actor: Actor, role: Role, managers: int) -> Verdict:
    """A bid manager makes a contributor of a colleague, or the other way round; one is left."""
    return _is_ours(actor, role) and may_speak_for(actor) and _leaves_a_manager(role, managers)


def may_end_membership(actor: Actor, role: Role, managers: int) -> Verdict:
    """A bid manager ends anybody's access, a contributor their own; a bid manager is left."""
    may = role.person_id == actor.person_id or may_speak_for(actor)
    return _is_ours(actor, role) and may and _leaves_a_manager(role, managers)


def _is_ours(actor: Actor, role: Role) -> bool:
    return actor.role == PROVIDER and role.provider_id == actor.provider_id


def _leaves_a_manager(role: Role, managers: int) -> Verdict:
    return now(bool(role.writes_only) or managers > 1, LAST)


def _works_for(actor: Actor, authority_id: uuid.UUID | None) -> bool:
    """Whether the role is held in the whole authority; a partner's on one tender isn't."""
    return actor.authority_id == authority_id and actor.tender_id is None
