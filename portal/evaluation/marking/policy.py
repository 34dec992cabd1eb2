"""Who marks which sheet and when, who sees how far it is, and who closes it."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.policy import holds_seat, looks_after_panel
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.stages import is_at_least, is_past, stage_of

NOT_STARTED = say("Marking hasn’t started yet.")
CLOSED = say("Marking is closed, so marks can’t change any more.")
SENT = say("You have sent your marks for this bid, so they can’t change any more.")
NOT_COUNTED = say("These marks don’t count any more, so they can’t change.")
PROMISE_FIRST = say("First promise to keep what you read to yourself. Then you can mark.")
NOT_MODERATING = say("This can be done while the panel talks about the marks.")
SOMEBODY_LEFT = say(
    "Each group has somebody left for each bid, or your rules go on without them. So marking stays"
    " closed."
)
LETTERS_OUT = say(
    "The letters are out, so words here stay as they are. Press ‘I need help’ to tell the"
    " safeguarding lead."
)


def may_see_sheets(actor: Actor, tender: Tender) -> Verdict:
    """An evaluator sees what is left to mark, and always their own marks."""
    return holds(actor, tender, EVALUATOR)


def may_read_sheet(actor: Actor, tender: Tender, seat: Seat | None, sheet: Sheet | None) -> Verdict:
    """Own marks and reasons are readable always; another's sheet isn't there at all."""
    return holds_seat(actor, tender, seat) and _is_of(sheet, seat)


def may_mark(
    actor: Actor,
    tender: Tender,
    seat: Seat | None,
    sheet: Sheet | None,
    is_voided: bool,
    has_promised: bool,
) -> Verdict:
    """An evaluator marks their own sheet until it is sent, while marking is open (R16: a bid that
    they are kept from has no sheet of theirs), once they promised to keep it to themselves."""
    if not may_read_sheet(actor, tender, seat, sheet):
        return False
    assert sheet is not None
    if is_voided:
        return NotNow(NOT_COUNTED)
    if sheet.sent_at is not None:
        return NotNow(SENT)
    if stage_of(tender) != "marking":
        return NotNow(CLOSED)
    return now(has_promised, PROMISE_FIRST)


def may_lift_own(actor: Actor, tender: Tender, seat: Seat | None, sheet: Sheet | None) -> Verdict:
    """Own words about somebody's safety go to the safeguarding lead at once, sent or not, until
    the letters are out (R31)."""
    if not may_read_sheet(actor, tender, seat, sheet):
        return False
    has_begun = now(is_at_least(tender, "marking"), NOT_STARTED)
    return has_begun and now(not is_past(tender, "released"), LETTERS_OUT)


def may_see_progress(actor: Actor, tender: Tender) -> Verdict:
    """Both leads see how many sheets each evaluator has sent, and never a mark."""
    return looks_after_panel(actor, tender) and now(is_at_least(tender, "marking"), NOT_STARTED)


def may_close_marking(actor: Actor, tender: Tender) -> Verdict:
    """The lead closes marking, once, when every sheet that counts is sent."""
    if not leads(actor, tender):
        return False
    early = not is_at_least(tender, "marking")
    return now(stage_of(tender) == "marking", NOT_STARTED if early else CLOSED)


def may_reopen_marking(actor: Actor, tender: Tender, is_short: bool) -> Verdict:
    """The lead opens marking again out of moderation, only where a group `is_short`: nobody of it
    is left for a bid, and the published rule waits for somebody (R16)."""
    if not leads(actor, tender):
        return False
    if stage_of(tender) != "moderating":
        return NotNow(NOT_MODERATING)
    return now(is_short, SOMEBODY_LEFT)


def _is_of(sheet: Sheet | None, seat: Seat | None) -> bool:
    return sheet is not None and seat is not None and sheet.seat_id == seat.sheets_seat_id
