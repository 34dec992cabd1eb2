"""What somebody wrote to their panel about why they would like to mark goes with them (R26)."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.evaluation.models_choosing import Candidate
from portal.participation.panels.models import Member


def forget_candidate(person_id: uuid.UUID) -> None:
    """They stand no more, and their line goes; the caller records."""
    members = select(Member.id).where(Member.person_id == person_id)
    for row in db.session.scalars(select(Candidate).where(Candidate.member_id.in_(members))):
        row.why, row.withdrawn_at = "", row.withdrawn_at or clock.now()
