"""Who of two who mark as one has said yes to a sheet as it stands (P7)."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from portal.core.database import db
from portal.evaluation.models import Mark, Seat, Sheet, SheetYes

MINE, THEIRS = "mine", "theirs"
"""Who of two has said yes to what stands: only who asks, or only the other one."""


def who_said_yes(sheet: Sheet, seat: Seat) -> str:
    """Which of the two has said yes to the marks as they stand, as `seat` sees it; else nothing."""
    yes = yes_to(sheet)
    if seat.id in yes:
        return MINE
    return THEIRS if yes else ""


def yes_to(sheet: Sheet) -> set[uuid.UUID]:
    """Who said yes to a sheet as it stands."""
    standing = SheetYes.sheet_id == sheet.id, SheetYes.marks == number_of_marks(sheet)
    return set(db.session.scalars(select(SheetYes.seat_id).where(*standing)))


def number_of_marks(sheet: Sheet) -> int:
    """How many marks were ever recorded on a sheet."""
    wanted = select(func.count(Mark.id)).where(Mark.sheet_id == sheet.id)
    return db.session.scalar(wanted) or 0
