"""Who decides, approves, reveals, releases and reads, in which stage (R20)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from portal.accounts.models import APPROVER, AUDITOR, EVALUATOR, LEAD, PARTICIPATION, PROVIDER
from portal.core.authorisation import Actor, NotNow
from portal.outcomes import policy
from portal.outcomes.models import Approval, Decision, Letter
from portal.tenders.models import Tender

HOUSE = uuid.uuid4()
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def tender(stage: str, *, revealed: bool = False) -> Tender:
    at = NOW if stage == "released" else None
    return Tender(
        authority_id=HOUSE, stage=stage, released_at=at, revealed_at=NOW if revealed else None
    )


def actor(role: str, **more: uuid.UUID) -> Actor:
    return Actor(uuid.uuid4(), role, HOUSE, **more)


def decision(by: uuid.UUID | None = None) -> Decision:
    return Decision(made_by=by or uuid.uuid4())


STAGES = ("moderating", "deciding", "approved", "released")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", [LEAD, PARTICIPATION, APPROVER, AUDITOR, EVALUATOR, PROVIDER])
def test_the_decision_is_seen_by_three_roles_from_deciding(stage: str, role: str) -> None:
    verdict = policy.may_see_decision(actor(role), tender(stage))
    is_reader = role in (LEAD, APPROVER, AUDITOR)
    assert bool(verdict) == (is_reader and stage != "moderating")
    assert isinstance(verdict, NotNow) == (is_reader and stage == "moderating")


@pytest.mark.parametrize("stage", STAGES)
def test_the_lead_decides_while_deciding_unless_the_approver_has_it(stage: str) -> None:
    lead = actor(LEAD)
    assert bool(policy.may_decide(lead, tender(stage), None, None)) == (stage == "deciding")
    assert not policy.may_decide(lead, tender(stage), decision(), None)
    assert bool(policy.may_decide(lead, tender(stage), decision(), Approval())) == (
        stage == "deciding"
    )
    assert policy.may_decide(actor(APPROVER), tender(stage), None, None) is False


def test_r20_only_an_approver_who_neither_marked_nor_decided_approves() -> None:
    approver, deciding = actor(APPROVER), tender("deciding")
    assert policy.may_approve(approver, deciding, decision(), None, False)
    assert not policy.may_approve(approver, deciding, decision(), None, True)
    assert not policy.may_approve(approver, deciding, decision(approver.person_id), None, False)
    assert not policy.may_approve(approver, deciding, decision(), Approval(), False)
    assert not policy.may_approve(approver, deciding, None, None, False)
    for role in (LEAD, PARTICIPATION, AUDITOR, EVALUATOR, PROVIDER):
        assert policy.may_approve(actor(role), deciding, decision(), None, False) is False


def test_names_stand_beside_labels_from_the_reveal_alone() -> None:
    for role in (LEAD, APPROVER, AUDITOR):
        assert not policy.may_read_origins(actor(role), tender("approved"))
        assert policy.may_read_origins(actor(role), tender("approved", revealed=True))
    for role in (PARTICIPATION, EVALUATOR, PROVIDER):
        found = policy.may_read_origins(actor(role), tender("approved", revealed=True))
        assert found is False


def test_reveal_and_release_happen_once_and_in_order() -> None:
    lead = actor(LEAD)
    assert not policy.may_reveal(lead, tender("deciding"))
    assert policy.may_reveal(lead, tender("approved"))
    assert not policy.may_reveal(lead, tender("approved", revealed=True))
    assert not policy.may_release(lead, tender("approved"))
    assert policy.may_release(lead, tender("approved", revealed=True))
    assert not policy.may_release(lead, tender("released", revealed=True))
    assert policy.may_release(actor(APPROVER), tender("approved", revealed=True)) is False


def test_a_provider_reads_its_own_letter_and_no_other() -> None:
    provider_id = uuid.uuid4()
    member = Actor(uuid.uuid4(), PROVIDER, provider_id=provider_id)
    own, other = Letter(provider_id=provider_id), Letter(provider_id=uuid.uuid4())
    assert policy.may_read_own_letter(member, tender("released"), own)
    assert not policy.may_read_own_letter(member, tender("released"), other)
    assert not policy.may_read_own_letter(member, tender("released"), None)
    assert not policy.may_read_own_letter(actor(LEAD), tender("released"), own)


def test_the_notice_is_the_leads_after_the_release() -> None:
    assert not policy.may_record_award_notice(actor(LEAD), tender("approved", revealed=True))
    assert policy.may_record_award_notice(actor(LEAD), tender("released", revealed=True))
    assert policy.may_record_award_notice(actor(AUDITOR), tender("released")) is False
    assert policy.may_see_award_notice(actor(AUDITOR), tender("released"))
