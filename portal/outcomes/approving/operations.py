"""Writes of approving: the order beforehand, a question that goes back, the lead's answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.outcomes.approving.models import ApproverAnswer, ApproverPlace, ApproverQuestion
from portal.outcomes.approving.queries import Asked, approvers_for, order_of, questions_of
from portal.outcomes.operations_decision import CHANGED, judged_by
from portal.outcomes.queries import course_of, people_with_seats
from portal.tenders.models import Tender
from portal.tenders.stages import is_past

NOBODY = say("Choose at least one approver.")
TWICE = say("Each approver has one place.")
NO_APPROVER = say("One of them is no approver here any more. Choose again.")
SEATED = say("Who marks bids can’t approve the decision on them.")
SAID_YES = say("Who has said yes already keeps their place.")
SAME = say("This is the order already.")
ANSWERED = say("This question has its answer already.")


def set_order(actor: Actor, tender: Tender, people: Sequence[uuid.UUID]) -> None:
    """Who approves, one after the other; set beforehand, and changed only for who hasn't yet."""
    if is_past(tender, "approved"):
        raise Refused(CHANGED)
    order = order_of(tender)
    _refuse_people(tender, people)
    given = [each.endorsement.given_by for each in course_of(tender).words.given]
    if list(people[: len(given)]) != given or (given and len(people) == len(given)):
        raise Refused(SAID_YES, field="first")
    if [each.place.person_id for each in order] == list(people):
        raise Refused(SAME, field="first")
    version = order[0].place.version + 1 if order else 1
    for place, person_id in enumerate(people, 1):
        db.session.add(
            ApproverPlace(
                tender_id=tender.id,
                version=version,
                place=place,
                person_id=person_id,
                set_by=actor.person_id,
                set_at=clock.now(),
            )
        )
        facts = {"version": version, "place": place, "holder": person_id}
        record("approver:placed", actor, tender.id, **facts)


def _refuse_people(tender: Tender, people: Sequence[uuid.UUID]) -> None:
    if not people:
        raise Refused(NOBODY, field="first")
    if len(set(people)) < len(people):
        raise Refused(TWICE, field="second")
    if not set(people) <= {each.id for each in approvers_for(tender)}:
        raise Refused(NO_APPROVER, field="first")
    if set(people) & people_with_seats(tender):
        raise Refused(SEATED, field="first")


def ask(actor: Actor, tender: Tender, words: str) -> ApproverQuestion:
    """The decision goes back with a question; it waits until the lead has answered (R20)."""
    course = judged_by(actor, tender)
    assert course.decision is not None
    made = ApproverQuestion(
        tender_id=tender.id,
        decision_id=course.decision.id,
        number=len(questions_of(tender)) + 1,
        words=words,
        asked_by=actor.person_id,
        asked_at=clock.now(),
    )
    db.session.add(made)
    facts = {"version": course.decision.version, "number": made.number}
    record("approver:asked", actor, tender.id, **facts, words=words)
    return made


def note_refused(actor: Actor, tender: Tender) -> None:
    """A wrong password where a word was to be given is on the record: it may be somebody else."""
    course = course_of(tender)
    version = course.decision.version if course.decision else 0
    record("approver:refused", actor, tender.id, version=version)


def answer(actor: Actor, tender: Tender, asked: Asked, words: str) -> ApproverAnswer:
    """The lead answers; the approver reads it before they give their word."""
    if asked.answer is not None:
        raise Refused(ANSWERED)
    course = course_of(tender)
    if course.decision is None or course.decision.id != asked.question.decision_id:
        raise Refused(CHANGED)
    made = ApproverAnswer(
        id=asked.question.id,
        tender_id=tender.id,
        words=words,
        answered_by=actor.person_id,
        answered_at=clock.now(),
    )
    db.session.add(made)
    record("approver:answered", actor, tender.id, number=asked.question.number, words=words)
    return made
