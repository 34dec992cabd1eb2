"""Who belongs to an organisation that bids: access ends, parts change, a bid manager is left."""

from __future__ import annotations

from sqlalchemy import select

from portal.accounts.models import Provider, Role
from portal.accounts.policy import LAST, MANAGERS_ONLY, may_speak_for
from portal.accounts.queries import managers_among, members_of
from portal.audit.journal import record_for_installation
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused


def refuse_contributor(actor: Actor) -> None:
    """Who writes drafts alone sends nothing for an organisation."""
    if not may_speak_for(actor):
        raise Refused(MANAGERS_ONLY)


def end_membership(actor: Actor, role: Role) -> None:
    """A member ends a colleague's access, or their own; a bid manager is always left."""
    _leave_a_manager(role)
    role.ended_at = clock.now()
    record_for_installation("member:ended", actor, provider=role.provider_id, person=role.person_id)


def change_part(actor: Actor, role: Role, *, writes_only: bool) -> None:
    """Make a member a contributor, who sends nothing, or a bid manager; one is always left."""
    if role.writes_only == writes_only:
        return
    _leave_a_manager(role)
    role.writes_only = writes_only
    facts = {"provider": role.provider_id, "writes_only": writes_only, "person": role.person_id}
    record_for_installation("member:changed", actor, **facts)


def _leave_a_manager(role: Role) -> None:
    """Two who leave at once come one after the other, so that the last one is refused."""
    locked = select(Provider.id).where(Provider.id == role.provider_id)
    db.session.execute(locked.with_for_update())
    if not role.writes_only and managers_among(members_of(role.provider_id)) < 2:
        raise Refused(LAST)
