"""Decision, approval, reveal, release and notice, in the order that R20 asks for."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.accounts.models import APPROVER
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.outcomes import operations as act
from portal.outcomes.models import AwardNotice, Decision, Letter
from portal.outcomes.queries import decisions_of
from tests import make
from tests import make_outcomes as outcomes
from tests.make_outcomes import bid_in
from tests.shelf import Prepared


def test_a_decision_that_was_sent_back_is_made_anew_and_both_stay(prepared: Prepared) -> None:
    made = prepared(outcomes.decided_tender)
    house = made.house
    with make.writing(house.id):
        act.send_back(house.staff[APPROVER].actor, made.tender(), "Say more about price.")
    with make.writing(house.id):
        act.decide(
            house.lead.actor, made.tender(), bid_in(made, made.tender(), 0), "A better reason."
        )
    with tenant(house.id):
        last, first = decisions_of(made.tender())
        assert (last.decision.version, first.decision.version) == (2, 1)
        assert last.word is None
        assert first.word is not None
        assert not first.word.is_approved
        assert made.tender().stage == "deciding"


def test_nobody_decides_twice_while_the_approver_has_it(prepared: Prepared) -> None:
    made = prepared(outcomes.decided_tender)
    house = made.house
    with pytest.raises(Refused), make.writing(house.id):
        act.decide(house.lead.actor, made.tender(), bid_in(made, made.tender(), 0), "Again.")


def test_r5_a_disqualified_bid_is_never_chosen(prepared: Prepared) -> None:
    made = prepared(outcomes.deciding_tender, fails_gate=True)
    house = made.house
    with pytest.raises(Refused) as refused, make.writing(house.id):
        act.decide(house.lead.actor, made.tender(), bid_in(made, made.tender(), 2), "We like it.")
    assert refused.value.field == "choice"
    with tenant(house.id):
        assert db.session.scalars(select(Decision)).all() == []


def test_r20_nothing_is_revealed_or_released_before_its_time(prepared: Prepared) -> None:
    made = prepared(outcomes.decided_tender)
    house = made.house
    with pytest.raises(Refused), make.writing(house.id):
        act.reveal(house.lead.actor, made.tender())
    with pytest.raises(Refused), make.writing(house.id):
        act.release_letters(house.lead.actor, made.tender())


def test_r20_who_decided_never_approves(prepared: Prepared) -> None:
    made = prepared(outcomes.decided_tender)
    house = made.house
    with pytest.raises(Refused), make.writing(house.id):
        act.approve(house.lead.actor, made.tender(), "My own.")


def test_all_letters_appear_at_one_moment_with_their_mails(prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    with tenant(house.id):
        letters = db.session.scalars(select(Letter)).all()
        assert len(letters) == len(made.members)
        assert {letter.released_at for letter in letters} == {made.tender().released_at}
        assert made.tender().stage == "released"
        mails = db.session.scalars(select(Mail)).all()
    wanted = {member.account for member in made.members}
    assert wanted < {mail.to for mail in mails}
    for mail in mails:
        assert "There is news" in mail.body
        assert not any(word in mail.body for word in ("chosen", "successful", "total"))


def test_a_letter_without_a_reason_keeps_all_letters_back(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = prepared(outcomes.revealed_tender)
    house = made.house
    whole = act.material_of
    monkeypatch.setattr(act, "material_of", lambda *of: dataclasses.replace(whole(*of), records={}))
    with pytest.raises(Refused), made.writing():
        act.release_letters(house.lead.actor, made.tender())
    with tenant(house.id):
        assert db.session.scalars(select(Letter)).all() == []
        assert db.session.scalars(select(Mail)).all() == []
        assert made.tender().stage == "approved"


def test_the_notice_starts_the_standstill_and_a_correction_is_a_new_version(
    prepared: Prepared,
) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    later = datetime(2026, 12, 18, 12, tzinfo=UTC)
    for day, wants in ((date(2026, 11, 24), False), (date(2026, 12, 17), True)):
        with clock.at(later), make.writing(house.id):
            act.record_award_notice(house.lead.actor, made.tender(), day, wants)
    with tenant(house.id):
        first, last = db.session.scalars(select(AwardNotice).order_by(AwardNotice.version)).all()
        assert (first.version, first.standstill_ends_on) == (1, None)
        assert (last.version, last.standstill_ends_on) == (2, date(2026, 12, 30))
        facts = [
            event.facts
            for event in db.session.scalars(select(Event).where(Event.name == "notice:recorded"))
        ]
        assert [each["is_voluntary"] for each in facts] == [False, True]


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 12, 19)])
def test_a_notice_is_neither_older_than_the_letters_nor_in_the_future(
    prepared: Prepared, day: date
) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    with (
        clock.at(datetime(2026, 12, 18, 12, tzinfo=UTC)),
        pytest.raises(Refused) as refused,
        make.writing(house.id),
    ):
        act.record_award_notice(house.lead.actor, made.tender(), day, True)
    assert refused.value.field == "published_on"


def test_psr_releases_its_notice_with_the_letters(prepared: Prepared) -> None:
    house = prepared(outcomes.released_tender, regime="psr").house
    with tenant(house.id):
        notice = db.session.scalars(select(AwardNotice)).one()
        assert notice.published_on == date(2026, 11, 23)
        assert notice.standstill_ends_on == date(2026, 12, 4)
