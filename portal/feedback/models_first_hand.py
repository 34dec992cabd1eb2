"""Who hears first-hand what was decided, in which way, and whether they did (P20)."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.participation.panels.models import Member


class OutcomeWay(TenantOwned, Base):
    """In which way a member is told what was decided: as they asked when the letters went out.

    `issue`: with which letters, the first ones or what was decided again.
    """

    __tablename__ = "outcome_way"
    __table_args__ = (
        belongs_to("tender"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "tender_id", "member_id", "issue"),
    )

    tender_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    how: Mapped[str]
    issue: Mapped[int] = mapped_column(default=1, server_default="1")

    member: Mapped[Member] = relationship(viewonly=True)
    told: Mapped[OutcomeTold | None] = relationship(viewonly=True, uselist=False)


class OutcomeTold(TenantOwned, Base):
    """They were told, on this day; its id is the way's. Nobody noted what the portal did itself."""

    __tablename__ = "outcome_told"
    __table_args__ = (belongs_to("outcome_way", "id"),)

    tender_id: Mapped[uuid.UUID]
    told_on: Mapped[date]
    noted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
