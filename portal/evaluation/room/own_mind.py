"""Changing one's own mind while an answer is on the table; the first mark stays (R15)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import or_, select

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.marking.operations import MOST_WORDS, OFF_SCALE, TOO_LONG, TYPED
from portal.evaluation.marking.queries import Place, place_of
from portal.evaluation.models import Mark, Seat, Sheet
from portal.evaluation.models_interviews import InterviewSent
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import Item
from portal.evaluation.moderation.sitting import table_of
from portal.evaluation.pulse import beat
from portal.evaluation.room.policy import NOT_ON_TABLE
from portal.specifications.scales import marks_on
from portal.tenders.models import Tender

NO_REASON = say("Say why you changed your mind.")
SAME = say("This is the mark that you have already. If it stays, go back.")
OTHERS_ROUND = say("Another group is talking now. You can change your mark when you join in.")
CHANGED = say(
    "Your mark was changed in another window, or by the person you mark with. Read it, then say"
    " again what you want."
)


def change_mark(
    actor: Actor, tender: Tender, item: Item, mark: Decimal | None, reason: str, seen: int
) -> Mark:
    """A new mark, or a pass (None), and why; it names the one that it replaces, which stays.

    Only while the answer is on the table and one's own group is in the round. `seen`: the version
    that stood when the page was made. What was recorded before is then to be recorded again.
    """
    seat = panel_of(tender).seat_of(actor)
    sheet = _locked_sheet(tender, seat, item)
    _refuse_moved(tender, seat, item)
    place = place_of(sheet, item.criterion)
    _refuse_wrong(item, place, mark, reason.strip(), seen)
    last = place.last
    assert last is not None
    made = Mark(
        tender_id=tender.id,
        sheet_id=sheet.id,
        criterion_id=item.criterion.id,
        version=last.version + 1,
        replaces_id=last.id,
        mark=mark,
        is_pass=mark is None,
        reason=reason.strip(),
        recorded_at=clock.now(),
        way=None if mark is None else TYPED,
    )
    db.session.add(made)
    told = {"group": place.group, "label": place.label, "criterion": item.criterion.code}
    sealed = {"mark": mark, "reason": made.reason, "replaces": last.id}
    record("mark:changed", actor, tender.id, **told, way=made.way, **sealed)
    beat(tender)
    return made


def _locked_sheet(tender: Tender, seat: Seat | None, item: Item) -> Sheet:
    """Of two who mark as one both have this sheet; the second one waits for the first."""
    found = None
    if seat is not None:
        theirs = select(Sheet).where(Sheet.seat_id == seat.id, Sheet.bid_id == item.bid.id)
        is_sent = or_(Sheet.sent_at.is_not(None), InterviewSent.id.is_not(None))
        theirs = theirs.outerjoin(InterviewSent, InterviewSent.sheet_id == Sheet.id).where(is_sent)
        found = db.session.scalar(theirs.with_for_update(of=Sheet))
    if found is None:
        raise Refused(NOT_ON_TABLE)
    return found


def _refuse_moved(tender: Tender, seat: Seat | None, item: Item) -> None:
    table = table_of(tender)
    if not table.has(item):
        raise Refused(NOT_ON_TABLE)
    if seat is None or not table.is_for(seat.group_id):
        raise Refused(OTHERS_ROUND)


def _refuse_wrong(item: Item, place: Place, mark: Decimal | None, reason: str, seen: int) -> None:
    scale, last = item.criterion.scale, place.last
    if last is None or not place.is_own or place.is_voided:
        raise Refused(NOT_ON_TABLE)
    if last.version != seen:
        raise Refused(CHANGED)
    if mark is not None and mark not in marks_on(scale.lowest, scale.highest, scale.step):
        raise Refused(OFF_SCALE, "mark")
    if mark == last.mark:
        raise Refused(SAME, "mark")
    if not reason:
        raise Refused(NO_REASON, "reason")
    if len(reason.split()) > MOST_WORDS:
        raise Refused(TOO_LONG, "reason")
