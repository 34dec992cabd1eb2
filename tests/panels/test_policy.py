"""When somebody may act for their panel (R18, P5, P7)."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest

from portal.core import clock
from portal.core.authorisation import Actor, NotNow
from portal.participation.panels import forms, policy
from portal.participation.panels.models import (
    TELL_BY,
    Consent,
    Member,
    Panel,
    Terms,
    TermsAccepted,
)

TODAY = datetime(2026, 9, 1, 12, tzinfo=UTC)
HOUSE = uuid.uuid4()
RULES = Terms(version=1)


def consent(route: str = "own", is_given: bool = True, purpose: str = "taking_part") -> Consent:
    """Somebody's word on a purpose."""
    return Consent(purpose=purpose, route=route, is_given=is_given, at=TODAY)


def member(**facts: Any) -> Member:
    """Somebody who may act."""
    usual: dict[str, Any] = {
        "authority_id": HOUSE,
        "person_id": uuid.uuid4(),
        "joined_at": TODAY,
        "panel": Panel(kind="young", terms=[RULES]),
        "consents": [consent()],
        "accepted": [TermsAccepted(terms_id=RULES.id)],
        "term_ends_on": date(2027, 9, 1),
    }
    return Member(**(usual | facts))


def why_not(who: Member) -> str:
    """The sentence that somebody reads who may not act."""
    with clock.at(TODAY):
        verdict = policy.may_act(who)
    return verdict.why if isinstance(verdict, NotNow) else ""


def test_whoever_said_yes_and_accepted_the_rules_may_act() -> None:
    assert why_not(member()) == ""


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"ended_at": TODAY}, policy.LEFT),
        ({"paused_at": TODAY}, policy.PAUSED),
        ({"term_ends_on": date(2026, 8, 31)}, policy.OVER),
        ({"consents": []}, policy.NOT_SAID_YES),
        ({"consents": [consent(), consent(is_given=False)]}, policy.NOT_SAID_YES),
        ({"consents": [consent(purpose="photographs")]}, policy.NOT_SAID_YES),
        ({"panel": Panel(kind="young", terms=[])}, policy.NO_TERMS),
        ({"accepted": []}, policy.NOT_ACCEPTED),
        ({"panel": Panel(kind="young", terms=[RULES, Terms(version=2)])}, policy.NOT_ACCEPTED),
    ],
)
def test_what_is_missing_is_said(facts: dict[str, Any], why: str) -> None:
    assert why_not(member(**facts)) == why


@pytest.mark.parametrize("route", ["parent", "delegate", "safeguarding"])
def test_under_16_somebody_else_has_to_say_yes_too(route: str) -> None:
    young = {"turns_16_on": date(2026, 9, 2)}
    assert why_not(member(**young)) == policy.NO_ADULT
    assert why_not(member(**young, consents=[consent(), consent(route)])) == ""
    taken_back = [consent(), consent(route), consent(route, is_given=False)]
    assert why_not(member(**young, consents=taken_back)) == policy.NO_ADULT


def test_an_adults_yes_is_never_enough_alone() -> None:
    young = member(turns_16_on=date(2027, 1, 1), consents=[consent("parent")])
    assert why_not(young) == policy.NOT_SAID_YES


def test_from_the_sixteenth_birthday_on_somebody_decides_alone() -> None:
    assert why_not(member(turns_16_on=date(2026, 9, 1))) == ""


def test_each_purpose_needs_its_own_yes() -> None:
    photographed = [consent(), consent(purpose="photographs"), consent("parent")]
    child = member(turns_16_on=date(2027, 1, 1), consents=photographed)
    with clock.at(TODAY):
        assert policy.is_agreed(child, "taking_part")
        assert not policy.is_agreed(child, "photographs")


def test_a_place_is_its_members_alone() -> None:
    who = member()
    own = Actor(who.person_id, "panel_member", HOUSE, kind="young")
    assert policy.may_take_part(own, who)
    assert not policy.may_take_part(own, None)
    for other in (
        Actor(uuid.uuid4(), "panel_member", HOUSE, kind="young"),
        Actor(who.person_id, "panel_member", uuid.uuid4(), kind="young"),
        Actor(who.person_id, "panel_member", HOUSE, kind="parent"),
        Actor(who.person_id, "evaluator", HOUSE, kind="young"),
    ):
        assert not policy.may_take_part(other, who)
    assert not policy.may_take_part(own, member(person_id=who.person_id, ended_at=TODAY))


@pytest.mark.parametrize("role", ["procurement_lead", "approver", "auditor", "safeguarding_lead"])
def test_only_the_participation_lead_runs_panels(role: str) -> None:
    assert policy.may_run_panels(Actor(uuid.uuid4(), "participation_lead", HOUSE), HOUSE)
    assert not policy.may_run_panels(Actor(uuid.uuid4(), role, HOUSE), HOUSE)
    assert not policy.may_run_panels(Actor(uuid.uuid4(), "participation_lead", uuid.uuid4()), HOUSE)
    partner = Actor(uuid.uuid4(), "participation_lead", HOUSE, tender_id=uuid.uuid4())
    assert not policy.may_run_panels(partner, HOUSE)


def test_everybody_chooses_among_the_same_ways_of_being_told() -> None:
    """P20: message, letter, call, meeting, poster, recording, easy read."""
    assert tuple(choice.value for choice in forms.TELL_BY) == TELL_BY
