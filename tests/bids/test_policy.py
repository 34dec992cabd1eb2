"""Who may bid, open bids and read them: role by role, stage by stage."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from portal.bids.policy import (
    may_change_bid,
    may_open_bids,
    may_read_bids,
    may_see_opening,
    may_see_own_bid,
    may_use_code,
)
from portal.core import clock
from portal.core.authorisation import Actor, NotNow
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS
from portal.tenders.stages import STAGES

HERE, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
DEADLINE = datetime(2026, 10, 12, 11, tzinfo=UTC)
ROLES = ("procurement_lead", "participation_lead", "approver", "auditor", "evaluator")

OTHERS_READ = ("deciding", "approved", "released", "contract")
LEAD_READS = ("opened", "marking", "moderating", *OTHERS_READ)


def _actor(role: str, authority: uuid.UUID = HERE) -> Actor:
    if role == "provider_member":
        return Actor(uuid.uuid4(), role, provider_id=uuid.uuid4())
    return Actor(uuid.uuid4(), role, authority_id=authority)


def _tender(stage: str) -> Tender:
    published = None if stage == "drafting" else DEADLINE - timedelta(days=30)
    tender = Tender(authority_id=HERE, stage=stage, deadline_at=DEADLINE, published_at=published)
    if stage == "closed":
        tender.stage = "open"
    return tender


def _moment(stage: str) -> datetime:
    before = stage in ("drafting", "open")
    return DEADLINE - timedelta(seconds=1) if before else DEADLINE


@pytest.mark.parametrize("stage", STAGES)
def test_bids_are_read_by_the_lead_from_the_opening_and_by_judges_of_it_later(stage: str) -> None:
    with clock.at(_moment(stage)):
        tender = _tender(stage)
        readers = {role for role in ROLES if may_read_bids(_actor(role), tender)}
    lead = {"procurement_lead"} if stage in LEAD_READS else set()
    others = {"approver", "auditor"} if stage in OTHERS_READ else set()
    assert readers == lead | others


@pytest.mark.parametrize("stage", STAGES)
def test_only_an_opening_officer_opens_bids_and_only_when_the_deadline_has_passed(
    stage: str,
) -> None:
    waits = clock.LONGEST_WAIT if stage == "closed" else timedelta()
    with clock.at(_moment(stage) + waits):
        tender = _tender(stage)
        for role in BUYERS:
            verdict = may_open_bids(_actor(role), tender, "first")
            assert bool(verdict) == bool(may_use_code(_actor(role), tender)) == (stage == "closed")
            assert isinstance(verdict, NotNow) == (stage not in ("closed", "drafting"))
            assert may_open_bids(_actor(role), tender, None) is False
        for role in ("evaluator", "provider_member"):
            assert may_open_bids(_actor(role), tender, "first") is False
            assert may_see_opening(_actor(role), tender) is False


@pytest.mark.parametrize("stage", STAGES)
def test_a_provider_changes_its_bid_until_the_deadline_and_sees_it_after(stage: str) -> None:
    provider = _actor("provider_member")
    with clock.at(_moment(stage)):
        tender = _tender(stage)
        assert bool(may_change_bid(provider, tender)) == (stage == "open")
        assert may_see_own_bid(provider, tender) == (stage != "drafting")


@pytest.mark.parametrize("stage", STAGES)
def test_another_authoritys_staff_find_nothing(stage: str) -> None:
    with clock.at(_moment(stage)):
        tender = _tender(stage)
        for role in ROLES:
            stranger = _actor(role, ELSEWHERE)
            for may in (may_read_bids, may_use_code, may_see_opening, may_see_own_bid):
                assert may(stranger, tender) is False
