"""Writes of telling back: the promised day, the lines, a version, and who was told (P20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.identity import REPEATS, repeats_one
from portal.core.words import say
from portal.feedback.drafting import lines_to_draft, written_with
from portal.feedback.facts import LineFacts, VersionFacts
from portal.feedback.models import (
    LineDraft,
    Promise,
    PromiseStep,
    Telling,
    TellingDay,
    TellingLine,
    TellingTold,
    TellingWay,
    ToldNotice,
)
from portal.feedback.policy import TOLD
from portal.feedback.public import document_of
from portal.feedback.queries import (
    days_of,
    drafts_of,
    promises_of,
    tellings_of,
    took_part,
)
from portal.participation.panels.telling import AT_ONCE, refuse_day, tell_each
from portal.tenders.models import Tender

TOO_SOON = say("This day is over. Choose a day from today on.")
SAY_WHY = say("Say why the day changes. The panel reads it.")
SAME_DAY = say("It is this day already.")
NO_LINES = say("There is no line yet. Write what people said, and what you did.")
NO_WORDS = say("Say what you did, or what was possible and what not, and why.")
NO_DAY = say("Enter the day by which it is expected.")
NO_PROMISE = say("Say what you promise.")
WHY_AGAIN = say("Say what is new or corrected in this version.")
NEWS = say(
    "There is news about what your panel wrote: what was said, and what was done.\n\n"
    "Sign in to Evenhand to read it. Everybody can read it here:\n%(page)s\n"
)


def promise_day(actor: Actor, tender: Tender, day: date, reason: str) -> TellingDay:
    """Promise by which day everybody is told; another day needs a reason, and both stand (P20)."""
    if day < clock.today():
        raise Refused(TOO_SOON, field="day")
    before = days_of(tender)
    if before and before[-1].day == day and _is_waited_for(tender, before[-1]):
        raise Refused(SAME_DAY, field="day")
    if before and not reason:
        raise Refused(SAY_WHY, field="reason")
    version = len(before) + 1
    made = TellingDay(
        tender_id=tender.id,
        version=version,
        day=day,
        reason=reason,
        set_by=actor.person_id,
        set_at=clock.now(),
    )
    db.session.add(made)
    record("telling:promised", actor, tender.id, day=day, version=version, reason=reason)
    return made


def _is_waited_for(tender: Tender, promised: TellingDay) -> bool:
    told = tellings_of(tender)
    return not told or told[0].published_at < promised.set_at


def draft_lines(tender: Tender) -> int:
    """A line for each answer and public insight that has none yet; how many were added."""
    there = drafts_of(tender)
    fresh = lines_to_draft(tender, there)
    start = there[-1].position if there else 0
    for place, facts in enumerate(fresh, start + 1):
        db.session.add(_drafted(tender, place, facts))
    return len(fresh)


def add_line(tender: Tender, facts: LineFacts) -> LineDraft:
    """A line of the lead's own, at the end."""
    _refuse_line(tender, facts)
    there = drafts_of(tender)
    made = _drafted(tender, there[-1].position + 1 if there else 1, facts)
    db.session.add(made)
    return made


def _drafted(tender: Tender, position: int, facts: LineFacts) -> LineDraft:
    return LineDraft(tender_id=tender.id, position=position, **asdict(facts))


def change_line(tender: Tender, line: LineDraft, facts: LineFacts) -> None:
    """Edit a line; what it was drafted from, and whether many said it, stays.

    What was promised once stays too: how that stands is noted on the promise itself.
    """
    if _is_promised(tender, line):
        facts = replace(facts, promise=line.promise, expected_on=line.expected_on)
    _refuse_line(tender, facts)
    kept = {"drawn_from": line.drawn_from, "is_of_many": line.is_of_many}
    for name, value in (asdict(facts) | kept).items():
        setattr(line, name, value)


def _is_promised(tender: Tender, line: LineDraft) -> bool:
    return any(each.key == line.id for each in promises_of(tender))


def remove_line(line: LineDraft) -> None:
    """Take a line out; versions that have it keep it."""
    db.session.delete(line)


def _refuse_line(tender: Tender, facts: LineFacts) -> None:
    if not facts.did and not facts.possible:
        raise Refused(NO_WORDS, field="did")
    if facts.promise and facts.expected_on is None:
        raise Refused(NO_DAY, field="expected_on")
    if facts.expected_on and not facts.promise:
        raise Refused(NO_PROMISE, field="promise")
    written = list(written_with(tender))
    for field in ("said", "did", "possible", "promise"):
        if repeats_one(getattr(facts, field), written):
            raise Refused(REPEATS, field=field)


def publish_telling(actor: Actor, tender: Tender, facts: VersionFacts, page: str) -> Telling:
    """Publish a version for everybody, and tell each member in the way they asked for (P20).

    `page` is the address of the public page.
    """
    lines, before = drafts_of(tender), tellings_of(tender)
    _refuse_version(tender, lines, before, facts)
    made = Telling(
        tender_id=tender.id,
        number=len(before) + 1,
        why=facts.why,
        decider_id=facts.decider_id,
        reply_days=facts.reply_days,
        published_by=actor.person_id,
        published_at=clock.now(),
    )
    db.session.add(made)
    _promise(actor, tender, lines)
    db.session.flush()
    document = document_of(made, lines, promises_of(tender))
    notice = {"notice_id": tender.id, "number": made.number, "published_at": made.published_at}
    db.session.add(ToldNotice(document=document, **notice))
    for number, line in enumerate(lines, 1):
        db.session.add(_published(made, number, line))
    _tell(tender, made, page)
    words = [facts.why, *(text for line in lines for text in (line.said, line.did, line.possible))]
    given = {"words": words, "decider": facts.decider_id}
    record("telling:published", actor, tender.id, number=made.number, **given)
    return made


def _refuse_version(
    tender: Tender, lines: Sequence[LineDraft], before: Sequence[Telling], facts: VersionFacts
) -> None:
    if not lines:
        raise Refused(NO_LINES)
    if before and not facts.why:
        raise Refused(WHY_AGAIN, field="why")
    written = list(written_with(tender))
    for line in lines:
        told = "\n".join((line.said, line.did, line.possible, line.promise))
        if repeats_one(told, written):
            raise Refused(
                say("Line %(number)s isn’t ready. %(why)s"), number=line.position, why=REPEATS
            )
        if not line.did and not line.possible:
            raise Refused(
                say("Line %(number)s isn’t ready. %(why)s"), number=line.position, why=NO_WORDS
            )


def _published(telling: Telling, number: int, line: LineDraft) -> TellingLine:
    names = ("drawn_from", "who", "is_of_many", "said", "outcome", "did", "possible", "place")
    return TellingLine(
        telling_id=telling.id,
        tender_id=telling.tender_id,
        number=number,
        key=line.id,
        **{name: getattr(line, name) for name in names},
    )


def _promise(actor: Actor, tender: Tender, lines: Sequence[LineDraft]) -> None:
    """Each promise of a line is followed from the version on that has it first."""
    there = promises_of(tender)
    keys = {each.key for each in there}
    fresh = [line for line in lines if line.promise and line.id not in keys]
    for number, line in enumerate(fresh, len(there) + 1):
        made = Promise(
            tender_id=tender.id,
            number=number,
            key=line.id,
            said=line.said,
            words=line.promise,
            made_at=clock.now(),
        )
        db.session.add(made)
        add_step(actor, made, 1, "expected", "", line.expected_on)
        facts = {"expected_on": line.expected_on, "words": line.promise}
        record("promise:made", actor, tender.id, number=number, **facts)


def add_step(
    actor: Actor, promise: Promise, number: int, state: str, words: str, expected_on: date | None
) -> None:
    """How a promise stands from now on."""
    step = PromiseStep(
        promise_id=promise.id,
        tender_id=promise.tender_id,
        number=number,
        state=state,
        words=words,
        expected_on=expected_on,
        noted_by=actor.person_id,
        noted_at=clock.now(),
    )
    db.session.add(step)


def _tell(tender: Tender, telling: Telling, page: str) -> None:
    """Everybody who took part is told, or waits on a list for somebody to tell them (P20)."""
    for member, how in tell_each(took_part(tender), NEWS, page=page):
        way = TellingWay(telling_id=telling.id, tender_id=tender.id, member_id=member.id, how=how)
        db.session.add(way)
        if how in AT_ONCE:
            db.session.add(TellingTold(way_id=way.id, tender_id=tender.id, told_on=clock.today()))


def note_told(actor: Actor, tender: Tender, telling: Telling, way: TellingWay, day: date) -> None:
    """Somebody was told by a call, a letter or at a meeting; ticked off once, with the day."""
    if way.told is not None:
        raise Refused(TOLD)
    refuse_day(day, telling.published_at.astimezone(clock.LONDON).date())
    db.session.add(
        TellingTold(way_id=way.id, tender_id=tender.id, told_on=day, noted_by=actor.person_id)
    )
    person = way.member.person_id
    record("telling:told", actor, tender.id, number=telling.number, person=person, how=way.how)
