"""Questions that are asked at an interview are published like all others, and no answer to them is
written (P14, R4)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, select

from portal.core.database import db
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

_ANY = select(exists().where(Criterion.tender_id == bindparam("tender"), Criterion.is_interview))


def written_of(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The questions whose answers are written, and marked while marking is open."""
    return [each for each in criteria if not each.is_interview]


def asked_at_interviews(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The questions that are asked at an interview."""
    return [each for each in criteria if each.is_interview]


def has_interviews(tender: Tender) -> bool:
    """Whether any question of a tender is asked at an interview."""
    return bool(db.session.scalar(_ANY, {"tender": tender.id}))
