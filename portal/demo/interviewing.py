"""Interviews of a story: planned when marking is closed, held, marked and sent (P14)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from portal.core.database import db
from portal.demo.judging import seat_of_key
from portal.demo.panel import Panel
from portal.evaluation.interviews import operations as act
from portal.evaluation.interviews.operations import HeldFacts, PlanFacts
from portal.evaluation.interviews.queries import interview_of, own_interview
from portal.evaluation.marking.operations import record_mark
from portal.tenders.models import Tender

DAYS = 3
"""So long after marking is closed the panel begins to talk: the interviews come first."""
MINUTES = 30
ADULT = "participation"
PLACE = "Beacon House, the room beside the library"


def meet(panel: Panel) -> None:
    """One afternoon with each bidder in turn; then everybody who was there sends their marks."""
    first, step = panel.on("marking", days=2, hours=5), timedelta(minutes=MINUTES + 15)
    for turn, bid in enumerate(panel.story.interviews):
        with panel.at(panel.on("marking", minutes=30 + turn)) as tender:
            found = interview_of(tender, panel.labels[bid])
            plan = PlanFacts(first + turn * step, MINUTES, PLACE, ADULT)
            act.plan_interview(panel.lead, tender, found, plan, seen=0)
    for turn, bid in enumerate(panel.story.interviews):
        with panel.at(first + (turn + 1) * step) as tender:
            found = interview_of(tender, panel.labels[bid])
            seats = [seat_of_key(panel, key).id for key in panel.people]
            words = panel.story.interviews[bid]["words"]
            held = HeldFacts(True, ADULT, seats, words)
            act.record_interview(panel.lead, tender, found, held, seen=found.version)
    for number, key in enumerate(panel.people):
        with panel.at(first + timedelta(hours=4, minutes=10 * number)) as tender:
            for bid in panel.story.interviews:
                _mark(panel, key, bid, tender)


def _mark(panel: Panel, key: str, bid: str, tender: Tender) -> None:
    """Somebody's mark of one interview, which is then sent."""
    actor, label = panel.actor(key), panel.labels[bid]
    mine, said = own_interview(actor, tender, label), panel.story.interviews[bid]["marks"][key]
    assert mine is not None, "everybody is asked to come"
    for criterion in mine.own.criteria:
        mark, sheet = Decimal(said["mark"]), mine.own.sheet
        record_mark(actor, tender, sheet, criterion, mark, said["reason"])
    db.session.flush()
    act.send_interview(actor, tender, label)
