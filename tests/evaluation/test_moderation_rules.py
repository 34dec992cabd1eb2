"""Wording, policies and what a record must hold, without a database (R13, R14)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest

from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.evaluation.models import Seat
from portal.evaluation.moderation.checks import (
    Moderated,
    ModerationFacts,
    faults_of,
    is_on_scale,
)
from portal.evaluation.moderation.panel import Panel
from portal.evaluation.moderation.policy import (
    may_moderate,
    may_read_conflicts,
    may_see_agenda,
    may_see_item,
    may_sign_off,
)
from portal.evaluation.moderation.wording import compares, doubts_about, repeats, seal_of
from portal.evaluation.runs.policy import (
    may_close_moderation,
    may_see_parts,
    may_see_result,
    may_see_run,
)
from portal.specifications.models import Criterion, Group, Scale
from portal.tenders.models import Tender

HERE, ELSEWHERE, TENDER = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
DESCRIPTORS = ["Answers the whole question in detail, with evidence that it works."]


def actor(role: str, authority: uuid.UUID = HERE, tender: uuid.UUID | None = None) -> Actor:
    """Somebody in a role."""
    return Actor(uuid.uuid4(), role, authority, tender, kind=None)


LEAD, PARTICIPATION = actor("procurement_lead"), actor("participation_lead")
APPROVER, AUDITOR = actor("approver"), actor("auditor")
EVALUATOR, PROVIDER = actor("evaluator", tender=TENDER), actor("provider_member")
STRANGER = actor("procurement_lead", ELSEWHERE)
EVERYBODY = (LEAD, PARTICIPATION, APPROVER, AUDITOR, EVALUATOR, PROVIDER, STRANGER)


def at(stage: str) -> Tender:
    """A tender in a stage."""
    return Tender(id=TENDER, authority_id=HERE, stage=stage, least_shown=5)


@pytest.mark.parametrize(
    "text",
    [
        "Better than Bid C on safety.",
        "Clearer than the other.",
        "More detail than the rest",
        "Unlike other providers they name people.",
        "Compared with the other bids it is thin.",
        "The best answer we read.",
        "The other bidders said more.",
    ],
)
def test_a_comparison_with_another_bid_is_noticed(text: str) -> None:
    assert compares(text, "K")


@pytest.mark.parametrize(
    "text",
    [
        "Bid K names who does what.",
        "Attendance rose by more than ten per cent.",
        "Meets the need better than was asked.",
        "Each school has another person to ask.",
    ],
)
def test_words_about_the_bid_itself_are_left_alone(text: str) -> None:
    assert not compares(text, "K")


def test_a_reason_that_only_repeats_the_scale_is_noticed() -> None:
    assert repeats("It answers the whole question in detail, and evidence that works.", DESCRIPTORS)
    assert not repeats("You name six connectors who introduced 93 children.", DESCRIPTORS)


def test_what_was_read_again_counts_until_its_words_change() -> None:
    texts = {"points_for": "Better than Bid C.", "reason": "You name six connectors."}
    doubts = doubts_about(texts, "K", DESCRIPTORS)
    assert [doubt.field for doubt in doubts] == ["points_for"]
    again = texts | {"points_for": "Much better than Bid C."}
    assert seal_of(doubts, texts) == seal_of(doubts, dict(texts))
    assert seal_of(doubts, texts) != seal_of(doubts, again)
    assert seal_of([], texts) == ""


@pytest.mark.parametrize(
    ("mark", "is_there"), [("0", True), ("2.5", True), ("5", True), ("5.5", False), ("2.2", False)]
)
def test_an_agreed_mark_lies_on_the_published_scale(mark: str, is_there: bool) -> None:
    scale = Scale(lowest=Decimal(0), highest=Decimal(5), step=Decimal("0.5"))
    assert is_on_scale(Criterion(scale=scale), Decimal(mark)) == is_there


def test_who_may_do_what_in_moderation() -> None:
    while_open = at("moderating")
    assert [each for each in EVERYBODY if may_moderate(each, while_open)] == [LEAD]
    assert [each for each in EVERYBODY if may_sign_off(each, while_open)] == [EVALUATOR]
    assert [each for each in EVERYBODY if may_close_moderation(each, while_open)] == [LEAD]
    team = [LEAD, EVALUATOR]
    assert [each for each in EVERYBODY if may_see_agenda(each, while_open)] == team
    assert not may_see_item(EVALUATOR, while_open, False)
    for stage in ("marking", "deciding"):
        for act in (may_moderate, may_sign_off, may_close_moderation):
            assert not any(act(each, at(stage)) for each in EVERYBODY)


def test_who_may_know_that_somebody_kept_from_a_bid_was_there() -> None:
    """R16: blind readers before they act, the leads when it can tell them nothing any more."""
    blind = [APPROVER, AUDITOR]
    revealed, released = at("approved"), at("released")
    revealed.revealed_at = released.revealed_at = clock.wall()
    assert [each for each in EVERYBODY if may_read_conflicts(each, at("deciding"))] == blind
    told = [PARTICIPATION, *blind]
    assert [each for each in EVERYBODY if may_read_conflicts(each, revealed)] == told
    assert [each for each in EVERYBODY if may_read_conflicts(each, released)] == [LEAD, *told]


def test_who_sees_the_result_and_when() -> None:
    staff = [LEAD, APPROVER, AUDITOR]
    for stage in ("marking", "moderating"):
        assert not any(may_see_result(each, at(stage)) for each in EVERYBODY)
    for stage in ("deciding", "approved"):
        assert [each for each in EVERYBODY if may_see_result(each, at(stage))] == staff
    assert [each for each in EVERYBODY if may_see_result(each, at("released"))] == [
        *staff,
        EVALUATOR,
    ]
    assert [each for each in EVERYBODY if may_see_run(each, at("released"))] == staff


def test_groups_under_five_stay_back_from_evaluators() -> None:
    """R19: a group's part is shown to evaluators only where each group has five people."""
    released = at("released")
    assert not may_see_parts(EVALUATOR, released, 4)
    assert may_see_parts(EVALUATOR, released, 5)
    assert may_see_parts(APPROVER, released, 2)


ADULTS = Group(id=uuid.uuid4(), slug="adults", title="Professionals", kind="professional")
YOUNG = Group(id=uuid.uuid4(), slug="young", title="Young people", kind="young")


def judged_by_adults_alone(rule: str) -> Moderated:
    """A shared criterion on a bid that every young person is kept from."""
    scale = Scale(lowest=Decimal(0), highest=Decimal(3), step=Decimal(1))
    bid = Bid(id=uuid.uuid4(), label="K")
    criterion = Criterion(id=uuid.uuid4(), scale=scale, group_mark="agreed")
    seats = [Seat(id=uuid.uuid4(), group_id=group.id) for group in (ADULTS, YOUNG)]
    marked = {seats[0].id: {bid.id}, seats[1].id: set()}
    on = {seat.id: {criterion.id} for seat in seats}
    panel = Panel({seat.id: seat for seat in seats}, on, marked, marked)
    return Moderated(bid, criterion, [ADULTS, YOUNG], panel, rule == "others")


@pytest.mark.parametrize(("rule", "wanting"), [("others", []), ("refuse", ["agreed_young"])])
def test_r16_a_group_that_nobody_is_left_of_agrees_no_mark_where_the_published_rule_says_so(
    rule: str, wanting: list[str]
) -> None:
    moderated = judged_by_adults_alone(rule)
    there = [each.id for each in moderated.panel.seats.values() if each.group_id == ADULTS.id]
    facts = ModerationFacts("It says.", "No dates.", "All agreed.", "Clear.", "Dates.", {}, there)
    facts = replace(facts, agreed={ADULTS.id: Decimal(2)})
    assert [each.field for each in faults_of(moderated, facts)] == wanting


def test_r13_each_side_the_reason_and_the_people_are_asked_for() -> None:
    moderated = judged_by_adults_alone("others")
    wanting = [
        each.field for each in faults_of(moderated, ModerationFacts("", "", "", "", "", {}, []))
    ]
    texts = ["points_for", "points_against", "reconciled", "reason", "next_mark"]
    assert wanting == [*texts, "agreed_adults", "present"]
    young = next(s for s in moderated.panel.seats.values() if s.group_id == YOUNG.id)
    absent = ModerationFacts("a", "b", "c", "d", "e", {ADULTS.id: Decimal(2)}, [young.id])
    assert [each.field for each in faults_of(moderated, absent)] == ["agreed_adults"]
