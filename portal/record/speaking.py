"""Two who mark as one: what the second one did stands on the seat of the first (P7)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db


def speaks_for(log_id: uuid.UUID) -> dict[str, str]:
    """The pseudonym under which a second one's marks count, by their own, as the log itself says:
    it holds also where the way from a person to their pseudonym was erased (R26)."""
    wanted = select(Event.facts).where(Event.log_id == log_id, Event.name == "seat:paired")
    return {facts["partner"]: facts["holder"] for facts in db.session.scalars(wanted)}
