"""Writes of interviews: plan one, record that it was held, mark it, send, tell of a contact."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import delete, exists, select

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.interviews.queries import (
    Interview,
    Mine,
    interviews_of,
    next_report,
    own_interview,
    who_marked,
)
from portal.evaluation.interviews.telling import tell_about, tell_of_contact
from portal.evaluation.marking.at_interview import SENT
from portal.evaluation.marking.operations import NOT_SURE, NOT_WHOLE
from portal.evaluation.marking.queries import last_marks
from portal.evaluation.marking.together import both_say_yes
from portal.evaluation.models import Draft, Moderation, Seat, Sheet
from portal.evaluation.models_interviews import (
    ContactReport,
    InterviewPlan,
    InterviewPresence,
    InterviewRecord,
    InterviewSent,
)
from portal.evaluation.pulse import beat
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

EARLIEST, LATEST, BREAK = time(8), time(20), timedelta(minutes=10)
PAST = say("Choose a day and a time to come.")
ODD_HOUR = say("Choose a time between 8:00 and 20:00, and an end before 20:00.")
SHORT_OR_LONG = say("An interview takes from 10 minutes to 3 hours.")
NO_PLACE = say("Say where it is, or give the link.")
CLASHES = say("At this time Bid %(label)s has its interview, or it is too near: leave 10 minutes.")
NO_CHANGE = say("It is planned like this already. Change something, or go back.")
OVERTAKEN = say("Somebody changed this in the meantime. Look at it, then say again what you want.")
TALKED = say("The panel has talked about this interview already, so it stays as it is.")
NOT_PLANNED = say("First plan the interview. Then you can record it.")
NOT_BEGUN = say("This interview hasn’t begun yet. Record it when it is over.")
NOBODY = say("Tick who was there.")
NO_ADULT = say("Say which adult was with the evaluators the whole time.")
HAS_MARKED = say("You left somebody out who has marked this interview. Who marked it was there.")
MISSED_WHY = say("Say how long you waited, and what you tried.")
NOT_THERE = say("You can mark this interview when it was held and you were there.")
UNHEARD = say(
    "These interviews are still to come, or marks for them are still to be sent: %(labels)s."
)
NO_WORDS = say("Write what happened, in a sentence or two.")


@dataclass(frozen=True)
class PlanFacts:
    """When and where an interview is, and which adult stays the whole time, by role."""

    starts_at: datetime
    minutes: int
    place: str
    adult: str


@dataclass(frozen=True)
class HeldFacts:
    """What happened: held, with which adult and who was there by seat; or the bidder didn't come,
    and why that is sure."""

    is_held: bool
    adult: str | None
    present: Sequence[uuid.UUID]
    words: str


def plan_interview(
    actor: Actor,
    tender: Tender,
    interview: Interview,
    facts: PlanFacts,
    *,
    seen: int,
    sign_in_at: str = "",
) -> InterviewPlan:
    """Plan an interview, or plan it anew; the bidder and the evaluators hear that there is news.

    Everybody who marks at interviews and isn't kept from the bid is asked to come: nobody picks who
    judges which bid (R4, R16). `seen`: how many versions there were when the page was made.
    """
    if len(interview.plans) != seen:
        raise Refused(OVERTAKEN)
    _refuse_plan(tender, interview, facts)
    made = InterviewPlan(
        tender_id=tender.id,
        bid_id=interview.bid.id,
        version=seen + 1,
        planned_by=actor.person_id,
        planned_at=clock.now(),
        **asdict(facts),
    )
    db.session.add(made)
    starts_on = facts.starts_at.astimezone(clock.LONDON).date()
    told = {"label": interview.bid.label, "version": made.version, "starts_on": starts_on}
    plan = {"starts_at": facts.starts_at, "minutes": facts.minutes, "adult": facts.adult}
    record("interview:planned", actor, tender.id, **told, plan=plan, place=facts.place)
    tell_about(tender, interview.bid, sign_in_at)
    return made


def _refuse_plan(tender: Tender, interview: Interview, facts: PlanFacts) -> None:
    last = interview.plan
    _refuse_talked(tender, interview)
    if last and PlanFacts(last.starts_at, last.minutes, last.place, last.adult) == facts:
        raise Refused(NO_CHANGE)
    found = []
    ends_at = facts.starts_at + timedelta(minutes=facts.minutes)
    if facts.starts_at <= clock.now():
        found.append(Refused(PAST, "day"))
    if not 10 <= facts.minutes <= 180:
        found.append(Refused(SHORT_OR_LONG, "minutes"))
    elif not _is_by_day(facts.starts_at, ends_at):
        found.append(Refused(ODD_HOUR, "time"))
    if not facts.place:
        found.append(Refused(NO_PLACE, "place"))
    for other in interviews_of(tender):
        if other.bid.id != interview.bid.id and _clashes(other, facts.starts_at, ends_at):
            found.append(Refused(CLASHES, "time", label=other.bid.label))
            break
    _refuse_all(found)


def _refuse_talked(tender: Tender, interview: Interview) -> None:
    """Until the panel has recorded what it agreed, an interview can be held again, such as where
    nobody of a group was there."""
    at_interview = exists().where(Criterion.id == Moderation.criterion_id, Criterion.is_interview)
    talked = exists().where(Moderation.bid_id == interview.bid.id, at_interview)
    if db.session.scalar(select(talked)):
        raise Refused(TALKED)


def _is_by_day(starts_at: datetime, ends_at: datetime) -> bool:
    first, last = (each.astimezone(clock.LONDON) for each in (starts_at, ends_at))
    return first.time() >= EARLIEST and last.time() <= LATEST and first.date() == last.date()


def _clashes(other: Interview, starts_at: datetime, ends_at: datetime) -> bool:
    """Nobody can be at two at once, and two bidders needn't meet at the door."""
    if other.plan is None or other.record is not None:
        return False
    return starts_at < other.plan.ends_at + BREAK and other.plan.starts_at < ends_at + BREAK


def _refuse_all(found: list[Refused]) -> None:
    if found:
        first, *first.also = found
        raise first


def record_interview(
    actor: Actor, tender: Tender, interview: Interview, facts: HeldFacts, *, seen: int
) -> InterviewRecord:
    """Record that it was held and who was there, or that the bidder didn't come; what was recorded
    before stays, and whoever has marked it was there. `seen`: the version that stood."""
    if interview.version != seen:
        raise Refused(OVERTAKEN)
    if interview.plan is None:
        raise Refused(NOT_PLANNED)
    if clock.now() < interview.plan.starts_at:
        raise Refused(NOT_BEGUN)
    _refuse_talked(tender, interview)
    _refuse_held(tender, interview, facts)
    made = InterviewRecord(
        tender_id=tender.id,
        bid_id=interview.bid.id,
        version=seen + 1,
        is_held=facts.is_held,
        adult=facts.adult if facts.is_held else None,
        words=facts.words,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(made)
    told = {"label": interview.bid.label, "version": made.version, "words": made.words}
    if facts.is_held:
        seats = _were_there(made, facts.present)
        record("interview:held", actor, tender.id, **told, adult=made.adult, present=seats)
    else:
        record("interview:missed", actor, tender.id, **told)
    beat(tender)
    return made


def _were_there(made: InterviewRecord, present: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    seats = list(dict.fromkeys(present))
    ours = {"tender_id": made.tender_id, "record_id": made.id}
    db.session.add_all(InterviewPresence(**ours, seat_id=each) for each in seats)
    return seats


def _refuse_held(tender: Tender, interview: Interview, facts: HeldFacts) -> None:
    marked, found = who_marked(tender, interview.bid), []
    if facts.is_held and not facts.present:
        found.append(Refused(NOBODY, "present"))
    elif marked - set(facts.present if facts.is_held else ()):
        found.append(Refused(HAS_MARKED, "present" if facts.is_held else "outcome"))
    if facts.is_held and not facts.adult:
        found.append(Refused(NO_ADULT, "adult"))
    if not facts.is_held and not facts.words:
        found.append(Refused(MISSED_WHY, "words"))
    _refuse_all(found)


def refuse_absent(mine: Mine) -> None:
    """Refuse a mark of somebody who wasn't at the interview, or before it is recorded (P14)."""
    if not mine.was_there:
        raise Refused(NOT_THERE)


def send_interview(actor: Actor, tender: Tender, label: str) -> bool:
    """Send one's marks for one interview: they stay as they are; none is missing.

    Of two who mark as one each says yes first (P7). Answers whether they are sent.
    """
    mine = own_interview(actor, tender, label)
    if mine is None:
        raise Refused(NOT_THERE)
    sheet = mine.own.sheet
    db.session.scalars(select(Sheet).where(Sheet.id == sheet.id).with_for_update()).one()
    refuse_absent(mine)
    if mine.sent is not None:
        raise Refused(SENT)
    criteria = mine.own.criteria
    marks = last_marks([sheet.id]).get(sheet.id, {})
    if any(each.id not in marks for each in criteria):
        raise Refused(NOT_WHOLE)
    if db.session.scalar(select(exists().where(Draft.sheet_id == sheet.id, Draft.is_unsure))):
        raise Refused(NOT_SURE)
    if not both_say_yes(actor, tender, sheet, label, at_interview=True):
        return False
    db.session.execute(delete(Draft).where(Draft.sheet_id == sheet.id))
    db.session.add(InterviewSent(tender_id=tender.id, sheet_id=sheet.id, sent_at=clock.now()))
    given = {each.code: marks[each.id].mark for each in criteria}
    record("interview:sent", actor, tender.id, label=label, marks=given)
    beat(tender)
    return True


def refuse_unheard(tender: Tender, interviews: Iterable[Interview]) -> None:
    """Moderation can't close before every interview is over and its marks are sent (P14)."""
    left = [each.bid.label for each in interviews if not each.is_over]
    if left:
        raise Refused(UNHEARD, labels=", ".join(left))


def report_contact(
    actor: Actor, tender: Tender, seat: Seat, words: str, sign_in_at: str = ""
) -> ContactReport:
    """Somebody from a bidder got in touch with an evaluator: the leads hear of it (P14, R16)."""
    words = words.strip()
    if not words:
        raise Refused(NO_WORDS, field="words")
    made = ContactReport(
        tender_id=tender.id,
        seat_id=seat.id,
        number=next_report(tender),
        words=words,
        said_at=clock.now(),
    )
    db.session.add(made)
    record("contact:reported", actor, tender.id, number=made.number, words=words)
    tell_of_contact(tender, sign_in_at)
    return made
