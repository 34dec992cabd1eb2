"""Writes of choosing: it opens, people put themselves forward, vote, and it is settled (P14)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.choosing.queries import Standing, lot_of
from portal.evaluation.choosing.votes import FEWEST, in_order
from portal.evaluation.models_choosing import (
    BallotBox,
    Candidate,
    Choosing,
    ChoosingResult,
    Place,
    Voted,
)
from portal.participation.panels.models import Member, Panel
from portal.participation.panels.queries import members_of_panel
from portal.specifications.models import Group
from portal.tenders.models import Tender

TOO_SOON = say("The last day must not be before today.")
TOO_CLOSE = say("People vote after all have put themselves forward: choose a later day.")
NEEDS_DAY = say("Enter the last day to vote")
OTHER_KIND = say("A panel chooses people for a group of its own kind.")
STILL_CHOOSING = say("This panel is choosing for this group already.")
NOT_SETTLED = say(
    "This panel’s last choosing for this group waits for you. Count its votes, or note what the"
    " panel agreed on, even if that is nobody. Then it can choose again."
)
TOO_SMALL = say(
    "A panel of fewer than %(least)s members can’t keep a vote private. Let it agree at a session."
)
NOT_LOOKED = say("Look at the members, and tick that nobody has two accounts on this panel.")
TOO_MANY = say("You have chosen too many people.")
CHOOSE_ONE = say("Choose at least one person, or pass.")
NOT_THERE = say("Somebody has withdrawn since you opened this page. Look again.")
NOT_AGREED = say("Tick that the panel agreed.")
HOW_MANY = say("Choose as many people as there are seats, or fewer.")
TWICE = say("Nobody can have a seat and be a reserve.")
REFUSED_BEFORE = say(
    "Somebody here was refused on a published ground. Choose somebody else, or lift that first."
)


@dataclass(frozen=True)
class ChoosingFacts:
    """How a panel chooses: the way, how many, the last days, and that each person has one vote."""

    way: str
    seats: int
    reserves: int
    forward_until: date
    closes_on: date | None = None
    is_one_each: bool = False


def open_choosing(
    actor: Actor,
    tender: Tender,
    panel: Panel,
    group: Group,
    facts: ChoosingFacts,
    standings: Sequence[Standing],
) -> Choosing:
    """Ask a panel to choose who marks in a group of its kind (P14)."""
    _judge(panel, group, facts, standings)
    made = Choosing(
        tender_id=tender.id,
        panel_id=panel.id,
        group_id=group.id,
        number=max((each.choosing.number for each in standings), default=0) + 1,
        way=facts.way,
        seats=facts.seats,
        reserves=facts.reserves,
        forward_until=facts.forward_until,
        closes_on=facts.closes_on if facts.way == "vote" else None,
        opened_by=actor.person_id,
        opened_at=clock.now(),
    )
    db.session.add(made)
    days = {"forward_until": made.forward_until, "closes_on": made.closes_on}
    sealed = {"panel": panel.id, "seats": made.seats, "reserves": made.reserves}
    told = {"number": made.number, "kind": panel.kind, "way": made.way}
    record("choosing:opened", actor, tender.id, **told, **days, **sealed)
    if made.way == "vote":
        _put_up_box(actor, tender, made)
    return made


def _put_up_box(actor: Actor, tender: Tender, choosing: Choosing) -> None:
    """Where votes are added up; the lead said that nobody has two."""
    db.session.add(BallotBox(id=choosing.id, tender_id=tender.id, sums={}))
    record("choosing:one-each", actor, tender.id, number=choosing.number)


def _judge(panel: Panel, group: Group, facts: ChoosingFacts, standings: Sequence[Standing]) -> None:
    if panel.kind != group.kind:
        raise Refused(OTHER_KIND)
    if facts.forward_until < clock.today():
        raise Refused(TOO_SOON, field="forward_until")
    if facts.way == "vote":
        _judge_vote(panel, facts)
    for each in standings:
        same = (each.choosing.panel_id, each.choosing.group_id) == (panel.id, group.id)
        if same and each.phase != "decided":
            raise Refused(NOT_SETTLED if each.phase == "over" else STILL_CHOOSING)


def _judge_vote(panel: Panel, facts: ChoosingFacts) -> None:
    if facts.closes_on is None:
        raise Refused(NEEDS_DAY, field="closes_on")
    if facts.closes_on <= facts.forward_until:
        raise Refused(TOO_CLOSE, field="closes_on")
    if len(members_of_panel(panel.id)) < FEWEST:
        raise Refused(TOO_SMALL, field="way", least=FEWEST)
    if not facts.is_one_each:
        raise Refused(NOT_LOOKED, field="is_one_each")


def put_forward(actor: Actor, tender: Tender, standing: Standing, member: Member, why: str) -> None:
    """A member would like to mark; the line is for their panel, and optional (P14)."""
    choosing = standing.choosing
    found = next((each for each in standing.candidates if each.member_id == member.id), None)
    if found is None:
        found = Candidate(choosing_id=choosing.id, tender_id=tender.id, member_id=member.id)
        db.session.add(found)
    found.why, found.put_forward_at, found.withdrawn_at = why, clock.now(), None
    record("choosing:put-forward", actor, tender.id, number=choosing.number)


def withdraw(actor: Actor, tender: Tender, standing: Standing, candidate: Candidate) -> None:
    """A member takes it back, without a reason; what they wrote goes (P7)."""
    candidate.why, candidate.withdrawn_at = "", clock.now()
    record("choosing:withdrawn", actor, tender.id, number=standing.choosing.number)


def cast_vote(
    actor: Actor,
    tender: Tender,
    standing: Standing,
    member: Member,
    chosen: Collection[uuid.UUID],
    *,
    is_pass: bool = False,
) -> None:
    """A member votes for up to as many as there are seats, or passes, once and in secret (P14, P7).

    That they voted is one row; the choice only adds to sums, all written anew, and no event has it.
    """
    choosing = standing.choosing
    if not is_pass and not chosen:
        raise Refused(CHOOSE_ONE, field="chosen")
    if len(chosen) > choosing.seats:
        raise Refused(TOO_MANY, field="chosen")
    if not set(chosen) <= {each.member_id for each in standing.standing}:
        raise Refused(NOT_THERE, field="chosen")
    box = db.session.get_one(BallotBox, (tender.authority_id, choosing.id))
    known = {*box.sums, *(str(each.member_id) for each in standing.standing)}
    added = set() if is_pass else {str(each) for each in chosen}
    box.sums = {each: box.sums.get(each, 0) + (each in added) for each in sorted(known)}
    box.ballots += bool(added)
    db.session.add(Voted(choosing_id=choosing.id, tender_id=tender.id, member_id=member.id))
    record("choosing:voted", actor, tender.id, number=choosing.number)


def count_votes(actor: Actor, tender: Tender, standing: Standing) -> None:
    """Make the order: by votes, ties by a lot from the record; then the sums go (P14, R19).

    An order of very few votes would tell who voted for whom, so they go uncounted and the panel
    agrees together instead; where there is a seat for everybody, the lot alone puts them in order.
    """
    choosing, members = standing.choosing, [each.member_id for each in standing.standing]
    box = db.session.get_one(BallotBox, (tender.authority_id, choosing.id))
    db.session.delete(box)
    sums = box.sums if box.ballots >= FEWEST else {}
    if not sums and len(members) > choosing.seats:
        record("choosing:uncounted", actor, tender.id, number=choosing.number)
        return
    lot = lot_of(tender, choosing.number)
    order = in_order(members, sums, lot)
    line = [each for tied in order for each in tied]
    _settle(actor, tender, standing, line[: choosing.seats], line[choosing.seats :], lot, order)


def note_agreement(
    actor: Actor,
    tender: Tender,
    standing: Standing,
    chosen: Sequence[Member],
    reserves: Sequence[Member],
    *,
    is_agreed: bool,
) -> None:
    """Note whom the panel agreed on at a session; each of them still says yes themself (P14)."""
    if not is_agreed:
        raise Refused(NOT_AGREED, field="is_agreed")
    if len(chosen) > standing.choosing.seats:
        raise Refused(HOW_MANY, field="chosen")
    seats, spare = [each.id for each in chosen], [each.id for each in reserves]
    if set(seats) & set(spare):
        raise Refused(TWICE, field="reserves")
    if {*seats, *spare} & set(standing.refused):
        raise Refused(REFUSED_BEFORE, field="chosen")
    _settle(actor, tender, standing, seats, spare, "", [[each] for each in [*seats, *spare]])


def _settle(
    actor: Actor,
    tender: Tender,
    standing: Standing,
    seats: Sequence[uuid.UUID],
    spare: Sequence[uuid.UUID],
    lot: str,
    order: Sequence[Sequence[uuid.UUID]],
) -> None:
    """Write the places down; who put themself forward has said yes to a seat already."""
    choosing = standing.choosing
    kept = [*seats, *spare[: choosing.reserves]]
    for position, member_id in enumerate(kept, start=1):
        db.session.add(_place(standing, member_id, position, is_reserve=position > len(seats)))
    db.session.add(
        ChoosingResult(
            id=choosing.id,
            tender_id=tender.id,
            lot=lot,
            made_by=actor.person_id,
            made_at=clock.now(),
        )
    )
    told = {"number": choosing.number, "way": standing.way, "lot": lot}
    sealed = [[str(each) for each in tied] for tied in order]
    record("choosing:decided", actor, tender.id, **told, order=sealed)


def _place(standing: Standing, member_id: uuid.UUID, position: int, *, is_reserve: bool) -> Place:
    return Place(
        choosing_id=standing.choosing.id,
        tender_id=standing.choosing.tender_id,
        member_id=member_id,
        position=position,
        is_reserve=is_reserve,
        asked_at=None if is_reserve else clock.now(),
        said="yes" if standing.way == "vote" and not is_reserve else None,
    )
