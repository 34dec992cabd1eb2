"""A yes that is missing, a place that has ended, a helper: none of them makes a seat (R18, P8)."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from portal.accounts.models import PARTICIPATION
from portal.core import clock
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing import placing
from portal.participation.panels import consents, leaving
from portal.participation.panels.queries import member_by_id
from tests import make, make_panels
from tests.make_choosing import VOTING, asked, forward, member_of, standing_in
from tests.make_writing import Written, tender_of
from tests.shelf import Prepared


def _lead(made: Written) -> make.Human:
    return made.house.staff[PARTICIPATION]


def _give(made: Written) -> None:
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        placing.give_seats(_lead(made).actor, tender, standing_in(made))


def _states(made: Written) -> list[str]:
    with tenant(made.house.id):
        return [place.state for place in standing_in(made).places]


def _turns_child(made: Written, who: int) -> None:
    with make.writing(made.house.id):
        member = member_by_id(made.panel.member_ids[who])
        assert member
        member.age_band, member.turns_16_on = "13_to_15", date(2028, 1, 1)
        consents.note_consents(
            made.panel.members[who].actor, member, consents.OWN, {"photographs": True}
        )


def test_who_took_back_their_yes_since_isnt_seated(chosen: Written) -> None:
    with make.writing(chosen.house.id):
        member, actor = member_of(chosen.panel, 1), chosen.panel.members[1].actor
        consents.note_consents(actor, member, consents.OWN, {"taking_part": False})
    with pytest.raises(Refused, match="a yes that it needs is missing"):
        _give(chosen)
    assert _states(chosen)[0] == "agreed"


def test_who_left_holds_no_place_and_the_first_reserve_can_be_asked(
    chosen: Written, quick_app: Flask
) -> None:
    with make.writing(chosen.house.id):
        leaving.leave(chosen.panel.members[1].actor, member_of(chosen.panel, 1))
    assert _states(chosen) == ["gone", "reserve", "reserve"]
    with pytest.raises(Refused, match="waits for a seat"):
        _give(chosen)
    lead = make.client_of(quick_app, _lead(chosen))
    assert "Dropped out" in lead.get(chosen.path("choosing/1")).text
    sent = lead.submit(chosen.path("choosing/1/reserve"), at=chosen.path("choosing/1"))
    assert sent.status_code == 303
    assert _states(chosen) == ["gone", "asked", "reserve"]


def test_under_16_nobody_says_yes_to_a_seat_before_their_adult_does(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(asked, way="agreement", closes_on=None)
    with clock.at(make.START):
        _turns_child(made, 0)
        with make.writing(made.house.id):
            tender, people = tender_of(made.house, made.tender_id), [member_of(made.panel, 0)]
            lead, found = _lead(made).actor, standing_in(made)
            act.note_agreement(lead, tender, found, people, [], is_agreed=True)
        client = make.client_of(quick_app, made.panel.members[0])
        mine, answer = made.path("choosing/1/mine"), made.path("choosing/1/answer")
        assert "an adult who looks after you" in client.submit(answer, {"said": "yes"}, mine).text
        assert _states(made) == ["asked"]
        make_panels.adult_says(made.house, made.panel.member_ids[0])
        assert client.submit(answer, {"said": "yes"}, mine).status_code == 303
        assert _states(made) == ["agreed"]


def test_beside_a_helper_the_member_says_that_they_chose_themself(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        make_panels.helper(made.house, made.panel.member_ids[0])
        client = make.client_of(quick_app, made.panel.members[0])
        mine, withdraw = made.path("choosing/1/mine"), made.path("choosing/1/withdraw")
        assert "Only you can choose" in client.submit(mine, {"why": ""}).text
        assert client.submit(mine, {"why": "", "chose_myself": "y"}).status_code == 303
        assert "Only you can choose" in client.submit(withdraw, {}, mine).text
        forward(made.house, made.tender_id, made.panel, 1)
    with clock.at(VOTING):
        vote, whom = made.path("choosing/1/vote"), str(made.panel.member_ids[1])
        for step in ("check", "send", "pass"):
            page = client.submit(vote, {"chosen": whom, "step": step})
            assert "Only you can choose" in page.text
        said = {"chosen": whom, "chose_myself": "y"}
        assert "Check your vote" in client.submit(vote, said | {"step": "check"}).text
        assert client.submit(vote, said | {"step": "send"}).status_code == 303
