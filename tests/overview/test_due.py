"""Whose turn it is on each page of a tender: done is said as done, and nobody is begged twice."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from portal.core.authorisation import Actor
from portal.evaluation.models import Seat
from portal.outcomes.contracting.models import Contract
from portal.outcomes.contracting.standing import Standing
from portal.outcomes.models import Approval, AwardNotice, Decision
from portal.overview import due, due_contract, due_decision, due_meeting, due_opening
from portal.overview.deciding import Deciding
from portal.overview.due import Asks, Due, Work
from portal.overview.queries import Course, Part
from portal.tenders.models import Tender
from tests.stages import Stages

AUTHORITY = uuid.uuid4()
PAST = datetime(2020, 1, 1, tzinfo=UTC)
LEAD = Actor(uuid.uuid4(), "procurement_lead", AUTHORITY)
PARTICIPATION = replace(LEAD, role="participation_lead")
APPROVER = Actor(uuid.uuid4(), "approver", AUTHORITY)
DECISION = Decision(made_by=LEAD.person_id)
SENT_BACK = Approval(is_approved=False)
DECIDED = Course(deciding=Deciding(DECISION))
SENT = Course(deciding=Deciding(DECISION, SENT_BACK))
NO_NOTICE = Standing("light_touch", has_winner=True)
NOTICE = replace(NO_NOTICE, notices=[AwardNotice(id=uuid.uuid4(), has_standstill=False)])

TURNS: list[tuple[Asks, str, Actor, Course, str]] = [
    (due.panel, "open", LEAD, Course(), "! Give people their seats"),
    (due.panel, "open", LEAD, Course(seats=3), ""),
    (due.panel, "open", PARTICIPATION, Course(), ""),
    (due_opening.opening, "closed", LEAD, Course(), "Waiting for the opening officers"),
    (
        due_opening.opening,
        "closed",
        LEAD,
        Course(officers={LEAD.person_id: True}),
        "! Open the bids, with the other officer",
    ),
    (due_opening.openers, "drafting", LEAD, Course(), ""),
    (
        due_opening.openers,
        "drafting",
        LEAD,
        Course(officers={LEAD.person_id: False}),
        "! Choose your opening phrase",
    ),
    (due.gates, "opened", LEAD, Course(unconfirmed=2), "! Confirm pass or fail"),
    (due.gates, "opened", LEAD, Course(), "Done"),
    (
        due.interests,
        "opened",
        PARTICIPATION,
        Course(undecided=2),
        "! 2 declared interests to decide",
    ),
    (
        due.interests,
        "opened",
        PARTICIPATION,
        Course(undeclared=2),
        "Waiting for 2 people to answer",
    ),
    (due.interests, "opened", PARTICIPATION, Course(), "Done"),
    (due.start, "opened", LEAD, Course(unconfirmed=1), "After pass or fail"),
    (due.start, "opened", LEAD, Course(undeclared=1), "Waiting for 1 person to answer"),
    (due.start, "opened", LEAD, Course(undecided=1), "Waiting for the participation lead"),
    (due.start, "opened", LEAD, Course(), "! Start the marking"),
    (due.progress, "marking", LEAD, Course(10, people_sent=3), "3 of 10 people have sent marks"),
    (due.progress, "marking", LEAD, Course(10, people_sent=10), "! Close the marking"),
    (
        due.progress,
        "marking",
        LEAD,
        Course(10, people_sent=10, stopping=2),
        "! 2 people say that they stop: decide what becomes of their marks",
    ),
    (
        due.progress,
        "marking",
        PARTICIPATION,
        Course(1, people_sent=1),
        "1 of 1 person has sent marks",
    ),
    (due.moderation, "moderating", LEAD, Course(unrecorded=1), "! 1 record to write"),
    (due.moderation, "moderating", LEAD, Course(unsigned=2), "Waiting for 2 signatures"),
    (due.moderation, "moderating", LEAD, Course(), "! Close the moderation"),
    (due_decision.decision, "deciding", LEAD, Course(), "! Decide"),
    (due_decision.decision, "deciding", LEAD, DECIDED, "Waiting for the approver"),
    (
        due_decision.decision,
        "deciding",
        LEAD,
        SENT,
        "! Decide again: it was sent back",
    ),
    (due_decision.decision, "approved", LEAD, DECIDED, "! Reveal who the bids are from"),
    (due_decision.approval, "deciding", APPROVER, Course(), "Waiting for a decision"),
    (due_decision.approval, "deciding", APPROVER, DECIDED, "! Approve or send back"),
    (
        due_decision.approval,
        "deciding",
        APPROVER,
        SENT,
        "Waiting for a decision",
    ),
    (due_decision.approval, "approved", APPROVER, DECIDED, "Done"),
    (
        due_contract.award_notice,
        "released",
        LEAD,
        Course(standing=NO_NOTICE),
        "! Publish the award notice, and enter its day",
    ),
    (due_contract.award_notice, "released", LEAD, Course(standing=NOTICE), "Done"),
    (due_contract.award_notice, "released", APPROVER, Course(standing=NO_NOTICE), ""),
    (due_contract.contract, "released", LEAD, Course(standing=NO_NOTICE), ""),
    (
        due_contract.contract,
        "released",
        LEAD,
        Course(standing=NOTICE),
        "! Enter the day of the contract",
    ),
    (
        due_contract.contract,
        "contract",
        LEAD,
        Course(standing=replace(NOTICE, contract=Contract(signed_on=date(2020, 1, 1)))),
        "! Publish the notice about the contract by 30 April 2020",
    ),
]
"""What a page says in a stage; ! where it is the reader's turn."""


@pytest.mark.parametrize(("asks", "stage", "actor", "course", "says"), TURNS)
def test_a_page_says_whose_turn_it_is(
    quick_app: Flask, asks: Asks, stage: str, actor: Actor, course: Course, says: str
) -> None:
    assert _said(asks(Work(actor, _tender(stage), course))).partition(": late")[0] == says


def test_who_marked_is_told_that_another_approves(quick_app: Flask) -> None:
    work = Work(APPROVER, _tender("deciding"), DECIDED, Part(Seat()))
    assert _said(due_decision.approval(work)) == "For another approver"


@pytest.mark.parametrize(
    ("asks", "stage", "part", "says"),
    [
        (due.declaration, "opened", {}, "! Two questions to answer"),
        (due.declaration, "opened", {"has_declared": True}, "Your answers are in: thank you"),
        (due.own_marks, "marking", {"sheets": 4, "left": 2}, "! 2 of 4 bids left"),
        (due.own_marks, "marking", {"sheets": 4}, "All sent: thank you"),
        (due.own_marks, "marking", {}, "There is no bid for you to mark"),
        (
            due.own_marks,
            "marking",
            {"sheets": 4, "is_voided": True},
            "Your marks don’t count any more",
        ),
        (due.own_marks, "moderating", {"sheets": 4, "left": 2}, ""),
        (due.signatures, "moderating", {"to_sign": 1}, "! 1 record to sign"),
        (due.signatures, "moderating", {}, "Nothing to sign now"),
        (due_meeting.room, "moderating", {"session": 2}, "! Your panel talks about the marks now"),
        (due_meeting.room, "moderating", {"session": 2, "is_voided": True}, ""),
        (due_meeting.room, "moderating", {}, ""),
        (
            due_meeting.interview,
            "moderating",
            {"interview": "K"},
            "! You meet the people of Bid K now",
        ),
        (due_meeting.interview, "deciding", {"interview": "K"}, ""),
    ],
)
def test_an_evaluators_page_says_what_is_left(
    quick_app: Flask, asks: Asks, stage: str, part: dict[str, Any], says: str
) -> None:
    evaluator = Actor(uuid.uuid4(), "evaluator", AUTHORITY, kind="young")
    work = Work(evaluator, _tender(stage), part=Part(Seat(), **part))
    assert _said(asks(work)) == says


def test_now_goes_away_when_ones_own_part_is_done(stages: Stages) -> None:
    """On a tender's page 'Now' is for who has to act; others read whom it waits for."""
    for stage, who, page, says in (
        ("marking", "young", "Your marking", "Now"),
        ("marking", "professional", "Your marking", "All sent: thank you"),
        ("deciding", "lead", "Decision", "Now"),
        ("decided", "lead", "Decision", "Waiting for the approver"),
        ("decided", "approver", "Approval", "Now"),
        ("approved", "approver", "Approval", "Done"),
        ("drafting", "approver", "Specification and marking", ""),
    ):
        with stages.at(stage) as story:
            assert _status(stages.client(who).get(story.path()).text, page) == says, (stage, who)


def test_after_the_letters_a_tenders_page_says_what_it_came_to(stages: Stages) -> None:
    with stages.at("revealed") as story:
        assert "It is decided." not in stages.client("young").get(story.path()).text
    with stages.at("released") as story:
        for who in ("young", "kept-from", "lead", "approver"):
            page = stages.client(who).get(story.path()).text
            said = re.search(
                r"It is decided\. Bid [A-Z]+ was chosen\. It came from <bdi>([^<]+)</bdi>\.", page
            )
            assert said, who
            assert said[1] == "Quillfeather Winner Trust"


def _tender(stage: str) -> Tender:
    is_public = stage != "drafting"
    published_at = PAST if is_public else None
    return Tender(
        authority_id=AUTHORITY, stage=stage, published_at=published_at, regime="light_touch"
    )


def _said(found: Due | None) -> str:
    return "" if found is None else f"{'! ' if found.is_yours else ''}{found.words}"


def _status(page: str, text: str) -> str:
    found = re.search(rf'(?s)aria-describedby="([^"]+)">{text}</a>', page)
    assert found, text
    status = re.search(rf'(?s)id="{found[1]}">(.*?)</div>', page)
    assert status
    return re.sub(r"<[^>]+>", "", status[1]).strip()
