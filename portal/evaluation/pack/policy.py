"""Who takes their bids with them, and when what they wrote may come back."""

from __future__ import annotations

from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.evaluation.marking.policy import CLOSED, NOT_COUNTED, NOT_STARTED, PROMISE_FIRST
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least, stage_of


def may_use_pack(
    actor: Actor, tender: Tender, seat: Seat | None, is_voided: bool, has_promised: bool
) -> Verdict:
    """An evaluator takes their own bids away, and brings marks back, while marking is open, once
    they promised to keep what they read to themselves."""
    if not holds_seat(actor, tender, seat):
        return False
    if is_voided:
        return NotNow(NOT_COUNTED)
    if stage_of(tender) != "marking":
        return NotNow(CLOSED if is_at_least(tender, "marking") else NOT_STARTED)
    return now(has_promised, PROMISE_FIRST)
