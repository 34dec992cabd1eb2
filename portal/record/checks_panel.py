"""What a tender's log says of its panel and of what they gave, against the rows themselves.

People are known by their pseudonyms. Where the way from one to the other was erased (R26), things
are known by what they say.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.audit.models import Pseudonym
from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import (
    Mark,
    Moderation,
    Seat,
    SeatCriterion,
    SeatPair,
    Sheet,
    SheetYes,
    SignOff,
    Voided,
)
from portal.evaluation.models_conflicts import KeptOut, Recognition, RecognitionDecision
from portal.record.compare import Key, Said, compare, said_in, some
from portal.record.speaking import speaks_for
from portal.specifications.models import Criterion, Group


def seats(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every seat is in the group, and marks the criteria, that it was given for."""
    said = [
        Said(
            (event.values.get("person", ""),),
            {"group": event.facts["group"], "criteria": sorted(event.facts["criteria"])},
            event.number,
        )
        for event in said_in(log_id, "seat:given")
    ]
    known = {each.key[0] for each in said}
    marked: dict[uuid.UUID, list[str]] = defaultdict(list)
    wanted = select(SeatCriterion.seat_id, Criterion.code)
    wanted = wanted.join(Criterion, SeatCriterion.criterion_id == Criterion.id)
    for seat_id, code in db.session.execute(wanted.where(SeatCriterion.tender_id == log_id)):
        marked[seat_id].append(code)
    given = select(Seat, Group.slug).join(Group, Seat.group_id == Group.id)
    rows = []
    for seat, group in db.session.execute(given.where(Seat.tender_id == log_id)):
        person = str(seat.person_id) if str(seat.person_id) in known else ""
        rows.append(Said((person,), {"group": group, "criteria": sorted(marked[seat.id])}))
    yield from compare(log_id, "seat", _in_order(rows), _in_order(said))


def _in_order(all_said: list[Said]) -> list[Said]:
    """Whose persons are erased stand side by side by what they say."""
    return sorted(all_said, key=lambda each: (each.key, repr(each.facts)))


def marks(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every mark is there, in its evaluator's group, with its reason and how that came about."""
    people = _people(log_id)
    known = set(people.values())
    said = []
    voice = speaks_for(log_id)
    for event in said_in(log_id, "mark:recorded", "mark:changed", "interview:marked"):
        actor = voice.get(event.actor, event.actor)
        by = actor if actor in known else None
        facts = {name: event.facts.get(name) for name in ("group", "way")} | _mark(event.values)
        said.append(_known_by(by, event.of("label", "criterion"), facts, event.number))
    wanted = (
        select(Seat.person_id, Group.slug, Bid.label, Criterion.code, Mark)
        .select_from(Mark)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Group, Seat.group_id == Group.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .join(Criterion, Mark.criterion_id == Criterion.id)
        .where(Mark.tender_id == log_id)
        .order_by(Mark.version)
    )
    rows = [
        _known_by(people.get(person), (label, code), {"group": group, **_of_row(mark)})
        for person, group, label, code, mark in db.session.execute(wanted)
    ]
    yield from compare(log_id, "mark", rows, said)


def _of_row(mark: Mark) -> dict[str, Any]:
    return {"way": mark.way, "mark": mark.mark, "reason": mark.reason}


def _people(log_id: uuid.UUID) -> dict[uuid.UUID, str]:
    wanted = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    return dict(db.session.execute(wanted).all())


def _known_by(by: str | None, of: Key, facts: dict[str, Any], number: int | None = None) -> Said:
    """Something is known by who gave it; where that is erased, by what it says (R26)."""
    return Said((by, *of) if by else (*of, *map(str, facts.values())), facts, number)


def _mark(values: dict[str, Any]) -> dict[str, Any]:
    facts = some(values, "mark", "reason")
    if facts.get("mark") is not None:
        facts["mark"] = Decimal(facts["mark"])
    return facts


def sheets_sent(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Exactly the sheets that were sent count as sent."""
    people = _people(log_id)
    known = set(people.values())
    voice = speaks_for(log_id)
    found = [(voice.get(each.actor, each.actor), each) for each in said_in(log_id, "sheet:sent")]
    said = [
        Said((actor if actor in known else "", event.facts["label"]), {}, event.number)
        for actor, event in found
    ]
    wanted = (
        select(Seat.person_id, Bid.label)
        .select_from(Sheet)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .where(Sheet.tender_id == log_id, Sheet.sent_at.is_not(None))
    )
    rows = [
        Said((people.get(person, ""), label), {}) for person, label in db.session.execute(wanted)
    ]
    yield from compare(log_id, "sent sheet", rows, said)


def voids(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Whose marks don't count, and on which bid, is what was decided on record, and why (R15)."""
    people = _people(log_id)
    known = set(people.values())
    said = []
    for event in said_in(log_id, "seat:voided", "sheet:voided"):
        holder = event.facts["holder"] if event.facts["holder"] in known else None
        facts = {"group": event.facts["group"], **some(event.values, "reason")}
        said.append(_known_by(holder, (event.facts.get("label", ""),), facts, event.number))
    wanted = (
        select(Seat.person_id, Group.slug, Bid.label, Voided.reason)
        .select_from(Voided)
        .join(Seat, Voided.seat_id == Seat.id)
        .join(Group, Seat.group_id == Group.id)
        .outerjoin(Bid, Voided.bid_id == Bid.id)
        .where(Voided.tender_id == log_id)
    )
    rows = [
        _known_by(people.get(person), (label or "",), {"group": group, "reason": reason})
        for person, group, label, reason in db.session.execute(wanted)
    ]
    yield from compare(log_id, "word that something doesn't count", rows, said)


def kept_out(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Who is kept from a bid that they had already is who was decided about, and no other (R16)."""
    said = [
        Said(
            (event.values.get("person", ""), event.values.get("label", "")),
            some(event.values, "is_told"),
            event.number,
        )
        for event in said_in(log_id, "conflict:kept-out")
    ]
    known = {each.key[0] for each in said}
    wanted = (
        select(Seat.person_id, Bid.label, KeptOut.is_told)
        .select_from(KeptOut)
        .join(Seat, KeptOut.seat_id == Seat.id)
        .join(Bid, KeptOut.bid_id == Bid.id)
        .where(KeptOut.tender_id == log_id)
        .order_by(KeptOut.kept_at)
    )
    rows = [
        Said((str(person) if str(person) in known else "", label), {"is_told": is_told})
        for person, label, is_told in db.session.execute(wanted)
    ]
    yield from compare(log_id, "word that somebody is kept from a bid", _in_order(rows), said)


def weighed(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What was decided on a bid that somebody may know is what stands (R16)."""
    said = [
        Said((event.values.get("label", ""),), {"is_kept": event.facts["kept_from"]}, event.number)
        for event in said_in(log_id, "conflict:weighed")
    ]
    wanted = (
        select(Bid.label, RecognitionDecision.is_kept_from)
        .select_from(RecognitionDecision)
        .join(Recognition, Recognition.id == RecognitionDecision.id)
        .join(Bid, Recognition.bid_id == Bid.id)
        .where(RecognitionDecision.tender_id == log_id)
        .order_by(RecognitionDecision.decided_at)
    )
    rows = [Said((label,), {"is_kept": kept}) for label, kept in db.session.execute(wanted)]
    yield from compare(log_id, "decision on a bid that somebody may know", rows, said)


def signatures(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every signature under an agreed record was given, and every one given stands (R13)."""
    people, voice = _people(log_id), speaks_for(log_id)
    known = set(people.values())
    said = [
        Said(
            (
                actor if (actor := voice.get(event.actor, event.actor)) in known else "",
                *event.of("label", "criterion", "version"),
            ),
            {},
            event.number,
        )
        for event in said_in(log_id, "moderation:signed-off")
    ]
    wanted = (
        select(Seat.person_id, Bid.label, Criterion.code, Moderation.version)
        .select_from(SignOff)
        .join(Seat, SignOff.seat_id == Seat.id)
        .join(Moderation, SignOff.moderation_id == Moderation.id)
        .join(Bid, Moderation.bid_id == Bid.id)
        .join(Criterion, Moderation.criterion_id == Criterion.id)
        .where(SignOff.tender_id == log_id)
    )
    rows = [Said((people.get(person, ""), *of), {}) for person, *of in db.session.execute(wanted)]
    yield from compare(log_id, "signature", rows, said)


def pairs(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Who marks as one with whom is who was paired on record, and no other (P7)."""
    people = _people(log_id)
    known = set(people.values())
    said = [
        Said(tuple(name if name in known else "" for name in event.of("holder", "partner")), {})
        for event in said_in(log_id, "seat:paired")
    ]
    first, second = aliased(Seat), aliased(Seat)
    wanted = (
        select(first.person_id, second.person_id)
        .select_from(SeatPair)
        .join(first, first.id == SeatPair.beside_id)
        .join(second, second.id == SeatPair.id)
        .where(SeatPair.tender_id == log_id)
    )
    rows = [
        Said((people.get(one, ""), people.get(other, "")), {})
        for one, other in db.session.execute(wanted)
    ]
    yield from compare(log_id, "pair", rows, said)


def yeses(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Every yes of one of two to a sheet was given, and every one given stands (P7)."""
    people = _people(log_id)
    known = set(people.values())
    said = [
        Said((event.actor if event.actor in known else "", event.facts["label"]), {}, event.number)
        for event in said_in(log_id, "sheet:agreed", "interview:agreed")
    ]
    wanted = (
        select(Seat.person_id, Bid.label)
        .select_from(SheetYes)
        .join(Sheet, Sheet.id == SheetYes.sheet_id)
        .join(Bid, Bid.id == Sheet.bid_id)
        .join(Seat, Seat.id == SheetYes.seat_id)
        .where(SheetYes.tender_id == log_id)
    )
    rows = [Said((people.get(who, ""), label), {}) for who, label in db.session.execute(wanted)]
    yield from compare(log_id, "yes to a sheet", rows, said)
