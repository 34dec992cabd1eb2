"""Which sheets have answers to mark: whoever marks at interviews alone reads none (P14)."""

from __future__ import annotations

from sqlalchemy import exists

from portal.evaluation.models import SeatCriterion, Sheet
from portal.specifications.models import Criterion

HAS_ANSWERS = exists().where(
    SeatCriterion.seat_id == Sheet.seat_id,
    Criterion.id == SeatCriterion.criterion_id,
    ~Criterion.is_interview,
)
"""Of the others nothing is awaited while answers are marked."""
