"""A helper reads aloud and types, and never decides: wherever a member decides or writes (P8)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, PARTICIPATION
from portal.audit.models import Event, SealedFact
from portal.core import clock
from portal.core.database import db
from tests import make, make_feedback, make_panels
from tests import make_agreeing as agreeing
from tests.make_choosing import VOTING, asked, forward, plan
from tests.make_writing import Written, written
from tests.shelf import Prepared

OWN = {"chose_myself": "y"}
TYPED = {"words": "The buses too.", "through_helper": "y"}


@pytest.fixture
def helped(prepared: Prepared) -> Any:
    """The first member of a panel that writes has a helper."""
    made: Written = prepared(written)
    with clock.at(make.START):
        make_panels.helper(made.house, made.panel.member_ids[0])
        yield made


def _decides(app: Flask, made: Written, page: str, said: dict[str, str], at: str = "") -> None:
    """The page asks who chose, and takes the answer of the member alone."""
    member = make.client_of(app, made.panel.members[0])
    page, at = made.path(page), made.path(at or page)
    assert "I chose this myself" in member.get(at).text
    refused = member.submit(page, said, at=at)
    assert "Only you can choose" in refused.text
    assert refused.status_code == 200
    assert member.submit(page, said | OWN, at=at).status_code == 303
    other = make.client_of(app, made.panel.members[1])
    assert "I chose this myself" not in other.get(at).text


def test_the_panels_word_on_hours_is_the_members_own(helped: Written, quick_app: Flask) -> None:
    plan(helped.house, helped.tender_id)
    _decides(quick_app, helped, "hours/mine", {"said": "too_much"})


def test_a_yes_at_sign_off_is_the_members_own(helped: Written, quick_app: Flask) -> None:
    agreeing.ask_panel(helped.house, helped.tender_id, helped.panel.id)
    _decides(quick_app, helped, "agreement/mine", {"said": "yes"})


def test_i_understood_is_the_members_own(helped: Written, quick_app: Flask) -> None:
    agreeing.state_influence(helped.house, helped.tender_id)
    _decides(quick_app, helped, "influence/mine", {})


def test_a_vote_is_the_members_own(prepared: Prepared, quick_app: Flask) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        make_panels.helper(made.house, made.panel.member_ids[0])
        forward(made.house, made.tender_id, made.panel, 1)
    with clock.at(VOTING):
        _decides(quick_app, made, "choosing/1/vote", {"step": "pass"})


def test_putting_oneself_forward_and_taking_it_back_are_the_members_own(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        make_panels.helper(made.house, made.panel.member_ids[0])
        _decides(quick_app, made, "choosing/1/mine", {"why": ""})
        member, mine = make.client_of(quick_app, made.panel.members[0]), "choosing/1/mine"
        back = made.path("choosing/1/withdraw")
        assert "Only you can choose" in member.submit(back, at=made.path(mine)).text
        assert member.submit(back, OWN, at=made.path(mine)).status_code == 303


def test_who_agrees_or_asks_again_says_that_a_helper_typed_it(
    helped: Written, quick_app: Flask
) -> None:
    helped.suggest(1)
    helped.suggest(0)
    helped.answer(2)
    member = make.client_of(quick_app, helped.panel.members[0])
    for page in ("others/1", "mine/2"):
        at = helped.path(f"together/{page}")
        assert "My helper typed this" in member.get(at).text
        assert member.submit(at, TYPED).status_code == 303
    lead = make.client_of(quick_app, helped.house.staff[PARTICIPATION])
    page = lead.get(helped.path("suggestions")).text
    assert page.count("A helper typed this.") == 2
    assert "Sam Reed" not in page
    assert _typed(helped.house, "suggestion:backed", "suggestion:questioned") == [True, True]


def test_who_hasnt_a_helper_cant_say_that_one_typed(helped: Written, quick_app: Flask) -> None:
    helped.suggest(0)
    member, at = make.client_of(quick_app, helped.panel.members[1]), "together/others/1"
    assert "My helper typed this" not in member.get(helped.path(at)).text
    assert member.submit(helped.path(at), TYPED).status_code == 303
    assert _typed(helped.house, "suggestion:backed") == [False]


def test_this_isnt_an_answer_says_that_a_helper_typed_it(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(make_feedback.told)
    with clock.at(make.START):
        make_panels.helper(made.house, made.panel.member_ids[0])
        member = make.client_of(quick_app, made.panel.members[0])
        at = made.path("together/you-said-we-did/1")
        assert "My helper typed this" in member.get(at).text
        assert member.submit(at, TYPED).status_code == 303
        approver = make.client_of(quick_app, made.house.staff[APPROVER])
        page = approver.get(made.path("telling/questions/1")).text
    assert "A helper typed this." in page
    assert _typed(made.house, "line:questioned") == [True]


def _typed(house: make.House, *names: str) -> list[bool]:
    """What the events say of helpers, none of which names one."""
    with make.looking(house.id):
        found = db.session.scalars(select(Event).where(Event.name.in_(names)))
        assert "Sam Reed" not in str(
            [each.value for each in db.session.scalars(select(SealedFact))]
        )
        return [each.facts["through_helper"] for each in found]
