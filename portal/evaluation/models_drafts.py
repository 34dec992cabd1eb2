"""What is typed and not yet recorded: rows that change and go, outside the trail."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail


class Draft(OutsideTrail, TenantOwned, Base):
    """What an evaluator has typed and not yet saved as a mark; deleted when the sheet is sent.

    `is_unsure`: they said ‘not sure yet’, and so the sheet can't be sent before they decide;
    `is_helped`: somebody helped them to write the reason. `version` is drawn anew at each save: it
    names these words and no others, so that no other window overwrites them unseen.
    """

    __tablename__ = "draft"
    __table_args__ = (
        belongs_to("sheet"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "sheet_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    mark: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    is_unsure: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_helped: Mapped[bool] = mapped_column(default=False, server_default=false())


class ModerationDraft(OutsideTrail, TenantOwned, Base):
    """Notes of a moderation that isn't recorded yet; a row that changes, outside the trail."""

    __tablename__ = "moderation_draft"
    __table_args__ = (
        belongs_to("bid"),
        belongs_to("criterion"),
        UniqueConstraint("authority_id", "bid_id", "criterion_id"),
    )

    tender_id: Mapped[uuid.UUID]
    bid_id: Mapped[uuid.UUID]
    criterion_id: Mapped[uuid.UUID]
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
