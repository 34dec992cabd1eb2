"""Two who mark as one evaluator: whose sheets the second one marks too, and their word on each."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to


class SeatPair(TenantOwned, Base):
    """A seat beside another one (P7): the two mark one set of sheets and count as one (R19).

    It has the second seat's own id, so that a seat is beside one other alone.
    """

    __tablename__ = "seat_pair"
    __table_args__ = (belongs_to("seat", "id"), belongs_to("seat", "beside_id"))

    tender_id: Mapped[uuid.UUID]
    beside_id: Mapped[uuid.UUID]
    paired_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    paired_at: Mapped[datetime]


class SheetYes(TenantOwned, Base):
    """One of two says yes to a sheet as it stands. `marks` counts all that were recorded on it: one
    mark more, and the yes was to something else."""

    __tablename__ = "sheet_yes"
    __table_args__ = (
        belongs_to("sheet"),
        belongs_to("seat"),
        UniqueConstraint("authority_id", "sheet_id", "seat_id", "marks"),
    )

    tender_id: Mapped[uuid.UUID]
    sheet_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    marks: Mapped[int]
    said_at: Mapped[datetime]
