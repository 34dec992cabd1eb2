"""What a tender's log says of ties, mistakes, approvals, narratives and talks, against the rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from portal.audit.models import Pseudonym
from portal.audit.verify import Trouble
from portal.bids.models import Bid
from portal.core.database import db
from portal.evaluation.models import Run, Seat
from portal.evaluation.models_runs import Reopening, TieDecision
from portal.outcomes.approving.models import (
    ApproverAnswer,
    ApproverPlace,
    ApproverQuestion,
    Endorsement,
)
from portal.outcomes.models import Decision
from portal.outcomes.voices.models import Narrative, NarrativeYes, ViewsTalk
from portal.record.compare import Said, compare, said_in, some
from portal.specifications.models import Group


def _told(log_id: uuid.UUID, event: str, key: tuple[str, ...], *facts: str) -> list[Said]:
    """The events of one name, known by some open facts, each with what else it says."""
    return [
        Said(each.of(*key), some(each.facts | each.values, *facts), each.number)
        for each in said_in(log_id, event)
    ]


def _rows(wanted: Any, key: int, *facts: str) -> list[Said]:
    """Rows whose first columns are the key and whose others are facts, by their names."""
    return [
        Said(tuple(row[:key]), dict(zip(facts, row[key:], strict=True)))
        for row in db.session.execute(wanted)
    ]


def ties(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Which of the tied bids stands first, and why, is as it was recorded (R8)."""
    wanted = (
        select(Run.number, TieDecision.version, Bid.label, TieDecision.reason)
        .join(Run, TieDecision.run_id == Run.id)
        .join(Bid, TieDecision.bid_id == Bid.id)
        .where(TieDecision.tender_id == log_id)
    )
    said = _told(log_id, "tie:decided", ("run", "version"), "first", "reason")
    yield from compare(log_id, "word on a tie", _rows(wanted, 2, "first", "reason"), said)


def reopenings(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each mistake for which moderation was opened again is there, as it was told (R15)."""
    wanted = (
        select(Run.number, Reopening.reason)
        .join(Run, Reopening.run_id == Run.id)
        .where(Reopening.tender_id == log_id, Reopening.issue.is_(None))
    )
    said = _told(log_id, "moderation:reopened", ("run",), "reason")
    yield from compare(log_id, "mistake", _rows(wanted, 1, "reason"), said)
    told = (
        select(Run.number, Reopening.issue, Reopening.ground, Reopening.reason)
        .join(Run, Reopening.run_id == Run.id)
        .where(Reopening.tender_id == log_id, Reopening.issue.is_not(None))
    )
    said = _told(log_id, "decision:reopened", ("run", "issue", "ground"), "reason")
    yield from compare(log_id, "reopened decision", _rows(told, 3, "reason"), said)


def places(log_id: uuid.UUID) -> Iterator[Trouble]:
    """The order of approvers is the one that was set beforehand (R20)."""
    people = _people(log_id)
    known = set(people.values())
    said = [
        Said((*each.of("version", "place"), _if(each.facts["holder"], known)), {}, each.number)
        for each in said_in(log_id, "approver:placed")
    ]
    wanted = select(ApproverPlace.version, ApproverPlace.place, ApproverPlace.person_id)
    rows = [
        Said((version, place, people.get(person, "")), {})
        for version, place, person in db.session.execute(
            wanted.where(ApproverPlace.tender_id == log_id)
        )
    ]
    yield from compare(log_id, "place of an approver", rows, said)


def endorsements(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each approver's yes before the last one is there, with its reason (R20)."""
    wanted = (
        select(Decision.version, Endorsement.place, Endorsement.reason)
        .join(Decision, Endorsement.decision_id == Decision.id)
        .where(Endorsement.tender_id == log_id)
    )
    said = _told(log_id, "decision:endorsed", ("version", "place"), "reason")
    yield from compare(log_id, "approver's yes", _rows(wanted, 2, "reason"), said)


def questions(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each question of an approver is there, word by word."""
    wanted = (
        select(ApproverQuestion.number, Decision.version, ApproverQuestion.words)
        .join(Decision, ApproverQuestion.decision_id == Decision.id)
        .where(ApproverQuestion.tender_id == log_id)
    )
    said = _told(log_id, "approver:asked", ("number",), "version", "words")
    yield from compare(log_id, "approver's question", _rows(wanted, 1, "version", "words"), said)


def answers(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Each answer to an approver is there, word by word."""
    wanted = (
        select(ApproverQuestion.number, ApproverAnswer.words)
        .join(ApproverQuestion, ApproverAnswer.id == ApproverQuestion.id)
        .where(ApproverAnswer.tender_id == log_id)
    )
    said = _told(log_id, "approver:answered", ("number",), "words")
    yield from compare(log_id, "answer to an approver", _rows(wanted, 1, "words"), said)


def narratives(log_id: uuid.UUID) -> Iterator[Trouble]:
    """What a group wrote beside the decision is there, each version of it (P19)."""
    wanted = (
        select(Group.slug, Narrative.version, Narrative.words)
        .join(Group, Narrative.group_id == Group.id)
        .where(Narrative.tender_id == log_id)
    )
    said = _told(log_id, "narrative:written", ("group", "version"), "words")
    yield from compare(log_id, "narrative", _rows(wanted, 2, "words"), said)


def narrative_yeses(log_id: uuid.UUID) -> Iterator[Trouble]:
    """Whose words a narrative is, is who said so on record (P19)."""
    people = _people(log_id)
    known = set(people.values())
    said = [
        Said((*each.of("group", "version"), _if(each.actor, known)), {}, each.number)
        for each in said_in(log_id, "narrative:agreed")
    ]
    wanted = (
        select(Group.slug, Narrative.version, Seat.person_id)
        .select_from(NarrativeYes)
        .join(Narrative, NarrativeYes.narrative_id == Narrative.id)
        .join(Group, Narrative.group_id == Group.id)
        .join(Seat, NarrativeYes.seat_id == Seat.id)
        .where(NarrativeYes.tender_id == log_id)
    )
    rows = [
        Said((group, version, people.get(person, "")), {})
        for group, version, person in db.session.execute(wanted)
    ]
    yield from compare(log_id, "yes to a narrative", rows, said)


def talks(log_id: uuid.UUID) -> Iterator[Trouble]:
    """How differences were talked through is there as it was written down (P18)."""
    wanted = (
        select(Run.number, ViewsTalk.version, ViewsTalk.words, ViewsTalk.present)
        .join(Run, ViewsTalk.run_id == Run.id)
        .where(ViewsTalk.tender_id == log_id)
    )
    said = _told(log_id, "views:talked", ("run", "version"), "words", "present")
    yield from compare(log_id, "note of a talk", _rows(wanted, 2, "words", "present"), said)


def _people(log_id: uuid.UUID) -> dict[uuid.UUID, str]:
    rows = select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == log_id)
    return dict(db.session.execute(rows).all())


def _if(name: str, known: set[str]) -> str:
    """A pseudonym, unless the way from it to a person was erased."""
    return name if name in known else ""


CHECKS = (
    ties,
    reopenings,
    places,
    endorsements,
    questions,
    answers,
    narratives,
    narrative_yeses,
    talks,
)
