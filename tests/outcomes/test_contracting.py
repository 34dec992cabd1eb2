"""Proclaimed days move running standstills on; late claims and representations stop nothing."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.outcomes.contracting import claims, days
from portal.outcomes.contracting.entering import deadline_of
from portal.outcomes.contracting.models import ENTER, FurtherDecision, StandstillMove
from portal.outcomes.contracting.notice import record_award_notice
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.standing import Standing
from portal.outcomes.models import AwardNotice
from portal.outcomes.standstill import Calendar, calendar, count, standstill_ends_on
from tests import make
from tests import make_outcomes as outcomes
from tests.make_contracting import LAST_DAY, PUBLISHED, boxes, noon, on
from tests.make_moderation import Panel
from tests.shelf import Prepared

DAY = timedelta(days=1)
ALL_DAYS = [date(2024, 1, 1) + n * DAY for n in range(1461)]


@pytest.mark.parametrize(
    ("told", "ends", "why"),
    [
        ("2026-12-14", "2026-12-21", "a Monday: day 1 is Tuesday"),
        ("2026-12-18", "2026-12-29", "a Friday: Christmas and the 28th lie between"),
        ("2026-03-31", "2026-04-09", "Good Friday and Easter Monday lie between"),
        ("2024-08-23", "2024-09-02", "26 August is a holiday in England"),
        ("2025-11-28", "2025-12-05", "1 December is a holiday in Scotland alone"),
        ("2027-12-24", "2028-01-05", "27, 28 December and 3 January are holidays"),
    ],
)
def test_r24_five_working_days_follow_a_further_decision(told: str, ends: str, why: str) -> None:
    found = standstill_ends_on("psr_further", date.fromisoformat(told))
    assert found == date.fromisoformat(ends), why


@given(
    day=st.sampled_from(ALL_DAYS),
    off=st.integers(0, 40),
    regime=st.sampled_from(["psr", "psr_further", "ordinary"]),
)
def test_r25_one_holiday_more_never_brings_a_last_day_nearer(
    day: date, off: int, regime: str
) -> None:
    rule = calendar().rule(regime, date(2026, 1, 1))
    assert rule is not None
    proclaimed = day + off * DAY
    more = Calendar({**calendar().days, (proclaimed, "ENG"): "Proclaimed"}, calendar().rules)
    before, after = (count(rule, day, each) for each in (calendar(), more))
    moves = any(each.day == proclaimed and each.number for each in before)
    assert (after[-1].day > before[-1].day) is moves
    assert [each.number for each in after if each.number] == list(range(1, rule.working_days + 1))


def test_r25_a_proclaimed_day_moves_a_running_standstill_and_both_sides_hear_of_it(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = _with_notice(prepared)
    house, lead = made.house, make.client_of(quick_app, made.house.lead)
    page = f"/{house.slug}/working-days"
    typed = {"parts": "WLS", "what": "holiday", "name": "A day of mourning"}
    with on(quick_app, LAST_DAY):
        weekend = lead.submit(page, typed | {"day": boxes(LAST_DAY + DAY)})
        assert "no working day anyway" in weekend.text
        assert "A day of mourning" in weekend.text
        mails = _mails()
        answer = lead.submit(page, typed | {"day": boxes(LAST_DAY)})
        assert answer.status_code == 303
        assert "1 running standstill moved" in lead.get(page).text
        again = lead.submit(page, typed | {"day": boxes(LAST_DAY)})
        assert "has just this already" in again.text
        assert len(_mails()) >= len(mails) + len(made.members) + 1
        for client in (lead, make.client_of(quick_app, made.members[2])):
            where = made.path("award-notice" if client is lead else "standstill")
            shown = client.get(where).text
            assert "moved from 4 December 2026 to 7 December 2026" in shown
            assert "A day of mourning (Wales)" in shown
        back = typed | {"day": boxes(LAST_DAY), "what": "worked"}
        lead.submit(page, back)
    with tenant(house.id):
        assert standing_of(made.tender()).ends_on == date(2026, 12, 7)
        moved = db.session.scalars(select(Event).where(Event.name == "standstill:moved")).all()
        assert [each.facts["ends_on"] for each in moved] == ["2026-12-07"]
        assert len(db.session.scalars(select(StandstillMove)).all()) == 1


def test_r25_a_standstill_that_is_over_stays_over(prepared: Prepared) -> None:
    made = _with_notice(prepared)
    lead = made.house.lead.actor
    with outcomes.then(made, noon(LAST_DAY + DAY)) as tender:
        moved = days.proclaim(lead, made.house.id, LAST_DAY, ["ENG"], "Too late", True)
        assert moved == []
        assert standing_of(tender).ends_on == LAST_DAY


def test_s101_a_claim_after_the_standstill_is_on_record_and_stops_nothing(
    prepared: Prepared,
) -> None:
    made = _with_notice(prepared)
    lead, loser = made.house.lead.actor, made.members[1].actor
    late = LAST_DAY + DAY
    assert loser.provider_id
    with outcomes.then(made, noon(late)) as tender:
        claims.challenge(loser, tender, "We issued proceedings.")
        assert standing_of(tender).obstacles(late) == []
    with outcomes.then(made, noon(late)) as tender:
        claims.record_claim(lead, tender, loser.provider_id, LAST_DAY, "It came on paper.")
        assert [each.number for each in standing_of(tender).obstacles(late)] == [2]
        found = standing_of(tender).challenges[1]
        claims.note_step(lead, tender, found, "ended", late, "Judgment.", "upheld")
        assert "upheld" in standing_of(tender).obstacles(late)[0].words
    with pytest.raises(Refused, match="over already"), outcomes.then(made, noon(late)) as tender:
        found = standing_of(tender).challenges[1]
        claims.note_step(lead, tender, found, "ended", late, "Again.", "withdrawn")


def test_r24_a_new_representation_after_a_further_decision_waits_for_another_one() -> None:
    notice = AwardNotice(id=uuid.uuid4(), standstill_ends_on=LAST_DAY)
    stops = FurtherDecision(id=uuid.uuid4(), outcome="abandon", standstill_ends_on=LAST_DAY)
    enters = FurtherDecision(id=uuid.uuid4(), outcome=ENTER, standstill_ends_on=LAST_DAY)
    after = LAST_DAY + DAY
    for decision, obstacles in ((stops, 1), (enters, 0)):
        standing = Standing("psr", True, [notice], further=[decision])
        assert len(standing.obstacles(after)) == obstacles
    assert [each.day for each in Standing("psr", True, [notice]).obstacles(LAST_DAY)] == [LAST_DAY]


@pytest.mark.parametrize(
    ("regime", "by"),
    [("ordinary", "2027-01-06"), ("light_touch", "2027-04-06"), ("psr", "2027-01-06")],
)
def test_r20_the_notice_about_the_contract_has_its_day(regime: str, by: str) -> None:
    signed = date(2026, 12, 7)
    assert deadline_of(regime, signed).after(signed) == date.fromisoformat(by)
    assert deadline_of("below_threshold", signed).after(signed) is None


def _with_notice(prepared: Prepared) -> Panel:
    made = prepared(outcomes.released_tender, regime="ordinary")
    with outcomes.then(made, noon(PUBLISHED)) as tender:
        record_award_notice(made.house.lead.actor, tender, PUBLISHED, has_standstill=True)
    return made


def _mails() -> list[Mail]:
    found = list(db.session.scalars(select(Mail)))
    db.session.rollback()
    return found
