"""Members who look after members that are new (P8)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.participation.panels.models import Member


class Mentoring(TenantOwned, Base):
    """A member of some experience looks after a newcomer, when both have said yes.

    The mentor is asked first and isn't told for whom; the newcomer is asked next. Each learns what
    the other is called, and nothing more. Either ends it at any time.
    """

    __tablename__ = "mentoring"
    __table_args__ = (
        belongs_to("panel"),
        belongs_to("panel_member", "mentor_id"),
        belongs_to("panel_member", "newcomer_id"),
        CheckConstraint("mentor_id <> newcomer_id", name="of_two"),
    )

    panel_id: Mapped[uuid.UUID]
    mentor_id: Mapped[uuid.UUID]
    newcomer_id: Mapped[uuid.UUID]
    asked_at: Mapped[datetime]
    mentor_agreed_at: Mapped[datetime | None]
    newcomer_agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    mentor: Mapped[Member] = relationship(
        viewonly=True,
        primaryjoin="and_(Member.authority_id == Mentoring.authority_id,"
        " Member.id == foreign(Mentoring.mentor_id))",
    )
    newcomer: Mapped[Member] = relationship(
        viewonly=True,
        primaryjoin="and_(Member.authority_id == Mentoring.authority_id,"
        " Member.id == foreign(Mentoring.newcomer_id))",
    )

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes, and it goes on."""
        said = self.mentor_agreed_at is not None and self.newcomer_agreed_at is not None
        return said and self.ended_at is None
