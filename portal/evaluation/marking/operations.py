"""Writes of marking: record a mark or a pass, send a sheet, close the marking."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import bindparam, delete, exists, select

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import exact
from portal.core.rows import drop, put
from portal.core.words import say
from portal.evaluation.marking.at_interview import refuse_shut_interview
from portal.evaluation.marking.overtaken import refuse_overtaken
from portal.evaluation.marking.policy import CLOSED, NOT_COUNTED, SENT
from portal.evaluation.marking.queries import (
    Place,
    criteria_on,
    last_marks,
    place_of,
    sheets_awaited,
    sheets_of,
)
from portal.evaluation.marking.together import both_say_yes
from portal.evaluation.models import Draft, Mark, Seat, Sheet
from portal.evaluation.queries import voided_of
from portal.evaluation.reading.highlights import drop_of_sheet, drop_of_tender
from portal.evaluation.seats.later import go_on_without
from portal.evaluation.seats.operations import void_part, void_seat
from portal.evaluation.seats.queries_later import renewals_awaited, undecided_in
from portal.evaluation.seats.short import short_of
from portal.specifications.models import Criterion
from portal.specifications.scales import marks_on
from portal.tenders.models import Tender
from portal.tenders.stages import move, stage_of

__all__ = ["void_part", "void_seat"]

MOST_WORDS = 300
TYPED, CARDS, HELPER = "typed", "cards", "helper"
"""How a reason came about: written, put together from chosen sentences, or through somebody."""
OFF_SCALE = say("Choose one of the marks.")
NO_REASON = say("Say why you chose this mark.")
TOO_LONG = say("Your reason can have up to 300 words.")
NOT_YOURS = say("This question isn’t one of those that you mark.")
NOT_WHOLE = say("Some questions have no mark yet. Give a mark or pass, then send.")
NOT_SURE = say("You said ‘not sure yet’ about a question. Give a mark or pass, then send.")
NOT_ALL_SENT = say("Some marks haven’t been sent yet.")
UNDECIDED = say(
    "Somebody said that they have a link to a bidder or know whose a bid is. The"
    " participation lead decides on it first."
)
NOT_RENEWED = say(
    "You asked whether anything has changed, and not everybody has answered yet. Wait for them, or"
    " tick this box."
)

NOBODY_LEFT = say(
    "Nobody of “%(group)s” is left to mark one of the bids on “%(title)s”. Your rules say that"
    " there is no result without them. Under ‘Seats of the panel’ give somebody else a seat. When"
    " they have sent their marks, close the marking."
)

_LOCKED = (
    select(Sheet)
    .where(Sheet.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_UNSURE = select(exists().where(Draft.sheet_id == bindparam("sheet"), Draft.is_unsure))


def record_mark(
    actor: Actor,
    tender: Tender,
    sheet: Sheet,
    criterion: Criterion,
    mark: Decimal | None,
    reason: str,
    *,
    seen: int | None = None,
    draft_seen: int | None = None,
    way: str = TYPED,
    place: Place | None = None,
) -> Mark:
    """Record a mark on the scale with its reason, or a pass (None); it names the one it replaces.

    `seen` and `draft_seen`: the versions of mark and draft that the evaluator had before them (0:
    none), so that no second window overwrites the first unseen (R15). The same again leaves nothing
    new. `place`: what stands there, if it was asked since the sheet was locked.
    """
    reason = reason.strip()
    _refuse_wrong(criterion, mark, reason)
    place = open_place(tender, sheet, criterion, place)
    if not place.is_own:
        raise Refused(NOT_YOURS)
    last = place.last
    refuse_overtaken(place, "" if mark is None else exact(mark), reason, seen, draft_seen)
    if place.draft:
        drop(place.draft)
    told = None if mark is None else way
    if last and (last.mark, last.reason, last.way) == (mark, reason, told):
        return last
    return _write(actor, sheet, criterion, mark, reason, told, place)


def _write(
    actor: Actor,
    sheet: Sheet,
    criterion: Criterion,
    mark: Decimal | None,
    reason: str,
    way: str | None,
    place: Place,
) -> Mark:
    last = place.last
    made = Mark(
        tender_id=sheet.tender_id,
        sheet_id=sheet.id,
        criterion_id=criterion.id,
        version=last.version + 1 if last else 1,
        replaces_id=last.id if last else None,
        mark=mark,
        is_pass=mark is None,
        reason=reason,
        recorded_at=clock.now(),
        way=way,
    )
    put(made)
    told = {"group": place.group, "label": place.label, "criterion": criterion.code, "way": way}
    sealed = {"mark": mark, "reason": reason, "replaces": made.replaces_id}
    if criterion.is_interview:
        record("interview:marked", actor, sheet.tender_id, **told, **sealed)
    else:
        record("mark:recorded", actor, sheet.tender_id, **told, **sealed)
    return made


def send_sheet(actor: Actor, tender: Tender, sheet: Sheet) -> bool:
    """Send one bid's marks: the sheet is locked, and drafts and highlights go; none is missing.

    Of two who mark as one each says yes first (P7). Answers whether it is sent.
    """
    _lock(sheet)
    _refuse_shut(tender, sheet, voided_of(tender).told(sheet.seat_id, sheet.bid_id) is not None)
    criteria = criteria_on(tender, db.session.get_one(Seat, _key(tender, sheet.seat_id)))
    marks = last_marks([sheet.id]).get(sheet.id, {})
    if any(criterion.id not in marks for criterion in criteria):
        raise Refused(NOT_WHOLE)
    if db.session.scalar(_UNSURE, {"sheet": sheet.id}):
        raise Refused(NOT_SURE)
    if not both_say_yes(actor, tender, sheet, _label(tender, sheet)):
        return False
    sheet.sent_at = clock.now()
    db.session.execute(delete(Draft).where(Draft.sheet_id == sheet.id))
    drop_of_sheet(sheet)
    given = {each.code: marks[each.id].mark for each in criteria}
    record("sheet:sent", actor, tender.id, label=_label(tender, sheet), marks=given)
    return True


def close_marking(actor: Actor, tender: Tender, *, without_answers: bool = False) -> None:
    """Close marking once every sheet that counts is sent; only then anybody sees others' marks.

    `without_answers`: the lead goes on though somebody who was asked again about conflicts hasn't
    answered, and the record says so (R16).
    """
    if undecided_in(tender):
        raise Refused(UNDECIDED)
    sheets = sheets_awaited(tender)
    if any(sheet.sent_at is None for sheet in sheets):
        raise Refused(NOT_ALL_SENT)
    unanswered = renewals_awaited(tender)
    for group, criterion in short_of(tender):
        raise Refused(NOBODY_LEFT, group=group.title, title=criterion.title)
    if unanswered and not without_answers:
        raise Refused(NOT_RENEWED, field="without_answers")
    if unanswered:
        go_on_without(actor, tender)
    move(tender, "close_marking")
    db.session.execute(delete(Draft).where(Draft.tender_id == tender.id))
    drop_of_tender(tender.id)
    record("marking:closed", actor, tender.id, sheets=len(sheets_of(tender)))


def _refuse_wrong(criterion: Criterion, mark: Decimal | None, reason: str) -> None:
    scale = criterion.scale
    if mark is not None and mark not in marks_on(scale.lowest, scale.highest, scale.step):
        raise Refused(OFF_SCALE, field="mark")
    if mark is not None and not reason:
        raise Refused(NO_REASON, field="reason")
    if len(reason.split()) > MOST_WORDS:
        raise Refused(TOO_LONG, field="reason")


def open_place(
    tender: Tender, sheet: Sheet, criterion: Criterion, place: Place | None = None
) -> Place:
    """What stands at one question of a sheet that is locked, and isn't shut; a `place` that is
    given was asked since it was locked."""
    if place is None:
        _lock(sheet)
        place = place_of(sheet, criterion)
    if criterion.is_interview:
        refuse_shut_interview(tender, sheet, place.is_voided)
    else:
        _refuse_shut(tender, sheet, place.is_voided)
    return place


def _lock(sheet: Sheet) -> None:
    """Two windows come one after the other; the second then asks anew what the first has saved."""
    db.session.scalars(_LOCKED, {"id": sheet.id}).one()


def _refuse_shut(tender: Tender, sheet: Sheet, is_voided: bool) -> None:
    if is_voided:
        raise Refused(NOT_COUNTED)
    if sheet.sent_at is not None:
        raise Refused(SENT)
    if stage_of(tender) != "marking":
        raise Refused(CLOSED)


def _label(tender: Tender, sheet: Sheet) -> str:
    return db.session.get_one(Bid, _key(tender, sheet.bid_id)).label


def _key(tender: Tender, row_id: object) -> tuple[object, object]:
    return (tender.authority_id, row_id)
