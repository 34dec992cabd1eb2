"""What a panel was promised, what was given of it, and what is late (P23)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.panels.models import Member, Panel
from portal.participation.panels.queries import members_of_panels
from portal.participation.thanks.models import GivenThanks, PromisedThanks, ThanksSaid

NO_DAY = say("Write when or how often, or enter a day")
NOT_THERE = say("This isn’t promised, so it can’t be taken back")
LATER = say("The day can’t be after today")
TOO_EARLY = say("Enter a day from today on")


@dataclass(frozen=True)
class PromiseFacts:
    """What is promised: words, when or how often, and a day by which it comes, if there is one."""

    words: str
    often: str = ""
    due_on: date | None = None


def promised_to(panel_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[PromisedThanks]]:
    """The newest word on each kind of thanks, for each of several panels, in the order of kinds."""
    wanted = select(PromisedThanks).where(PromisedThanks.panel_id.in_(panel_ids))
    newest: dict[uuid.UUID, dict[str, PromisedThanks]] = {each: {} for each in panel_ids}
    for row in db.session.scalars(wanted.order_by(PromisedThanks.kind, PromisedThanks.version)):
        newest[row.panel_id][row.kind] = row
    return {panel: list(kinds.values()) for panel, kinds in newest.items()}


def given_to(member_ids: Sequence[uuid.UUID]) -> list[GivenThanks]:
    """What these members were given, with what they said of it, the last day first."""
    wanted = select(GivenThanks).where(GivenThanks.member_id.in_(member_ids))
    wanted = wanted.options(
        selectinload(GivenThanks.said), joinedload(GivenThanks.member).joinedload(Member.person)
    )
    return list(db.session.scalars(wanted.order_by(GivenThanks.given_on.desc(), GivenThanks.id)))


def late_for(
    member: Member, promised: Sequence[PromisedThanks], given: Sequence[GivenThanks]
) -> list[PromisedThanks]:
    """What a member should have by now and hasn't: its day is past and nothing is noted, or they
    said of the last that was noted: not yet."""
    return [each for each in promised if each.is_promised and _is_late(member, each, given)]


def _is_late(member: Member, promise: PromisedThanks, given: Sequence[GivenThanks]) -> bool:
    mine = [
        each
        for each in given
        if (each.member_id, each.kind, each.due_on) == (member.id, promise.kind, promise.due_on)
    ]
    if mine:
        return all(each.has_come is False for each in mine)
    due, since = promise.due_on, member.joined_at.astimezone(clock.LONDON).date()
    return due is not None and since <= due < clock.today()


def late_on(panel_ids: Sequence[uuid.UUID]) -> list[tuple[Member, PromisedThanks]]:
    """Who waits for what on these panels, the first joined first."""
    return late_among(members_of_panels(panel_ids))


def late_among(members: Sequence[Member]) -> list[tuple[Member, PromisedThanks]]:
    """Who of these members waits for what."""
    promised = promised_to(list({each.panel_id for each in members}))
    given = given_to([each.id for each in members])
    return [
        (member, line)
        for member in members
        for line in late_for(member, promised[member.panel_id], given)
    ]


def promise_thanks(actor: Actor, panel: Panel, kind: str, facts: PromiseFacts) -> None:
    """Write what a panel gets of one kind; what was written before stays beside it (P23)."""
    if not facts.often and facts.due_on is None:
        raise Refused(NO_DAY, field="often")
    if facts.due_on and facts.due_on < clock.today():
        raise Refused(TOO_EARLY, field="due_on")
    _write(actor, panel, kind, facts, is_promised=True)


def take_back_promise(actor: Actor, panel: Panel, kind: str, why: str) -> None:
    """Say that it isn't promised any more, and why; the panel reads the reason."""
    newest = {each.kind: each for each in promised_to([panel.id])[panel.id]}.get(kind)
    if newest is None or not newest.is_promised:
        raise Refused(NOT_THERE)
    _write(actor, panel, kind, PromiseFacts(why), is_promised=False)


def _write(
    actor: Actor, panel: Panel, kind: str, facts: PromiseFacts, *, is_promised: bool
) -> None:
    before = {each.kind: each.version for each in promised_to([panel.id])[panel.id]}
    version = before.get(kind, 0) + 1
    db.session.add(
        PromisedThanks(
            panel_id=panel.id,
            kind=kind,
            version=version,
            is_promised=is_promised,
            made_by=actor.person_id,
            made_at=clock.now(),
            **vars(facts),
        )
    )
    told = {"kind": kind, "version": version, "is_promised": is_promised}
    record("thanks:promised", actor, panel=panel.id, words=facts.words, **told)


def note_given(
    actor: Actor, members: Sequence[Member], promise: PromisedThanks, given_on: date
) -> None:
    """The lead notes that members were given what was promised; each says whether it came."""
    if given_on > clock.today():
        raise Refused(LATER, field="given_on")
    for member in members:
        db.session.add(
            GivenThanks(
                member_id=member.id,
                kind=promise.kind,
                due_on=promise.due_on,
                given_on=given_on,
                noted_by=actor.person_id,
                noted_at=clock.now(),
            )
        )
        told = {"person": member.person_id, "kind": promise.kind}
        record("thanks:given", actor, panel=member.panel_id, **told)


def say_it_came(actor: Actor, given: GivenThanks, *, has_come: bool) -> None:
    """A member says ‘I got it’ or ‘not yet’; the last word counts."""
    db.session.add(
        ThanksSaid(
            given_id=given.id,
            version=len(given.said) + 1,
            has_come=has_come,
            said_at=clock.now(),
        )
    )
    told = {"person": given.member.person_id, "has_come": has_come}
    record("thanks:said", actor, panel=given.member.panel_id, **told)


def given_to_person(person_id: uuid.UUID) -> list[GivenThanks]:
    """All that somebody was given in the authority that is open."""
    theirs = select(Member.id).where(Member.person_id == person_id)
    return given_to(db.session.scalars(theirs).all())


def forget_thanks(person_id: uuid.UUID) -> None:
    """What somebody was given, and what they said of it, goes when they are erased (R26)."""
    for each in given_to_person(person_id):
        for said in each.said:
            db.session.delete(said)
        db.session.delete(each)
