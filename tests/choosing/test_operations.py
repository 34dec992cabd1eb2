"""Who was chosen is seated, refused on a published ground alone, or followed by a reserve (P14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import EVALUATOR, PARTICIPATION, Person, Role
from portal.audit.models import Event
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing import placing
from portal.evaluation.choosing.queries import Standing
from portal.evaluation.models import SeatCriterion
from portal.evaluation.models_choosing import BallotBox, Candidate
from portal.evaluation.seats.operations import give_seat
from portal.evaluation.seats.queries import criteria_marked_by
from portal.record.erasure.operations import erase
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender
from tests import make, make_panels
from tests.make_choosing import (
    OVER,
    VOTING,
    asked,
    count,
    facts,
    forward,
    member_of,
    open_for,
    standing_in,
    vote,
    voted,
)
from tests.make_writing import Written, tender_of
from tests.shelf import Prepared

Act = Callable[[Tender, Standing], object]


def _do(made: Written, what: Act, number: int = 1) -> None:
    with make.writing(made.house.id):
        what(tender_of(made.house, made.tender_id), standing_in(made, number))


def _lead(made: Written) -> Actor:
    return made.house.staff[PARTICIPATION].actor


def _states(made: Written, number: int = 1) -> list[str]:
    with tenant(made.house.id):
        return [place.state for place in standing_in(made, number).places]


def _who_is(made: Written, position: int) -> int:
    """Which member stands at a place of the order."""
    with tenant(made.house.id):
        return made.panel.member_ids.index(standing_in(made).places[position].member_id)


def test_a_chosen_person_is_seated_for_all_that_their_group_marks(chosen: Written) -> None:
    _do(chosen, lambda tender, found: placing.give_seats(_lead(chosen), tender, found))
    assert _states(chosen) == ["seated", "reserve", "reserve"]
    with tenant(chosen.house.id):
        assert len(db.session.scalars(select(SeatCriterion)).all()) == 2
        person_id = chosen.panel.members[1].actor.person_id
        role = select(Role).where(Role.person_id == person_id, Role.name == EVALUATOR)
        assert db.session.scalars(role).one().kind == "young"
    with pytest.raises(Refused, match="waits for a seat"):
        _do(chosen, lambda tender, found: placing.give_seats(_lead(chosen), tender, found))


def test_a_refusal_names_a_published_ground_and_the_first_reserve_moves_up(
    chosen: Written, quick_app: Flask
) -> None:
    def refuse(tender: Tender, found: Standing) -> None:
        placing.refuse(_lead(chosen), tender, found, found.places[0], "age")

    _do(chosen, refuse)
    assert _states(chosen) == ["refused", "asked", "reserve"]
    with tenant(chosen.house.id):
        event = db.session.scalars(select(Event).where(Event.name == "choosing:refused")).one()
        assert event.facts == {"number": 1, "ground": "age"}
        assert set(event.seals) == {"person"}
    page = make.client_of(quick_app, chosen.panel.members[1]).get(chosen.path("choosing/1/mine"))
    assert "not of the age that the law asks for" in page.text
    others = make.client_of(quick_app, chosen.panel.members[3]).get(chosen.path("choosing/1/mine"))
    assert "age that the law" not in others.text
    assert chosen.panel.members[1].name not in others.text
    with pytest.raises(Refused, match="taken out of the count"):
        _do(chosen, refuse)


def test_who_says_no_is_followed_by_the_next_and_a_reserve_who_says_yes_sits_at_once(
    chosen: Written,
) -> None:
    def says(who: int, said: str) -> Act:
        def answer(tender: Tender, found: Standing) -> None:
            place = found.place_of(member_of(chosen.panel, who))
            assert place
            placing.answer_place(chosen.panel.members[who].actor, tender, found, place, said)

        return answer

    _do(chosen, says(1, "no"))
    assert _states(chosen) == ["declined", "asked", "reserve"]
    last = _who_is(chosen, 2)
    with pytest.raises(Refused, match="nothing for you to answer"):
        _do(chosen, says(last, "yes"))
    _do(chosen, says(_who_is(chosen, 1), "yes"))
    assert _states(chosen) == ["declined", "seated", "reserve"]
    with pytest.raises(Refused, match="Nobody has dropped out"):
        _do(chosen, lambda tender, found: placing.ask_reserve(_lead(chosen), tender, found))


def test_by_agreement_the_lead_notes_whom_and_each_says_yes_themself(prepared: Prepared) -> None:
    made = prepared(asked, way="agreement", closes_on=None, seats=2)

    def note(*whom: int, is_agreed: bool = True, spare: tuple[int, ...] = (2,)) -> Act:
        def agree(tender: Tender, found: Standing) -> None:
            people = [member_of(made.panel, each) for each in whom]
            reserves = [member_of(made.panel, each) for each in spare]
            act.note_agreement(_lead(made), tender, found, people, reserves, is_agreed=is_agreed)

        return agree

    with clock.at(make.START):
        for wrong in (note(0, 1, is_agreed=False), note(0, 1, 3), note(0, spare=(0,))):
            with pytest.raises(Refused):
                _do(made, wrong)
        _do(made, note(0, 1))
        assert _states(made) == ["asked", "asked", "reserve"]
        with pytest.raises(Refused, match="waits for a seat"):
            _do(made, lambda tender, found: placing.give_seats(_lead(made), tender, found))


def test_the_days_and_kinds_have_to_fit(prepared: Prepared) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        for wrong in (
            facts(forward_until=make.START.date().replace(month=8)),
            facts(closes_on=None),
            facts(closes_on=facts().forward_until),
            facts(),  # they are choosing already
        ):
            with pytest.raises(Refused):
                open_for(made.house, made.tender_id, made.panel, wrong)

        def other_kind(tender: Tender, found: Standing) -> None:
            adults = next(each for each in groups_of(tender) if each.kind == "professional")
            act.open_choosing(_lead(made), tender, found.choosing.panel, adults, facts(), [])

        with pytest.raises(Refused, match="its own kind"):
            _do(made, other_kind)


def test_a_vote_is_for_people_who_stand_and_for_no_more_than_there_are_seats(
    prepared: Prepared,
) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        for who in (0, 1):
            forward(made.house, made.tender_id, made.panel, who)
    with clock.at(VOTING):
        for wrong in ((0, 1), (2,)):
            with pytest.raises(Refused):
                vote(made.house, made.tender_id, made.panel, 3, *wrong)


def test_without_candidates_nobody_is_chosen_and_the_panel_may_choose_again(
    prepared: Prepared,
) -> None:
    made = prepared(asked)
    with clock.at(OVER):
        later = facts(forward_until=date(2026, 9, 12), closes_on=date(2026, 9, 14))
        with pytest.raises(Refused, match="waits for you"):
            open_for(made.house, made.tender_id, made.panel, later)
        count(made.house, made.tender_id)
        assert _states(made) == []
        assert open_for(made.house, made.tender_id, made.panel, later) == 2


def test_fewer_than_three_votes_are_never_counted_and_the_panel_agrees_instead(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        for who in (0, 1):
            forward(made.house, made.tender_id, made.panel, who)
    with clock.at(VOTING):
        for who, whom in enumerate([(1,), (1,), (), ()]):  # two votes, two passes
            vote(made.house, made.tender_id, made.panel, who, *whom)
    with clock.at(OVER):
        count(made.house, made.tender_id)
        with tenant(made.house.id):
            assert db.session.scalars(select(BallotBox)).all() == []
            assert standing_in(made).way == "agreement"
        lead = make.client_of(quick_app, made.house.staff[PARTICIPATION])
        here = made.path("choosing/1")
        assert "Fewer than 3 people voted for somebody" in lead.get(here).text
        assert lead.submit(f"{here}/count", at=here).status_code == 404
        member = make.client_of(quick_app, made.panel.members[3])
        assert "Too few of you voted" in member.get(f"{here}/mine").text
        agreed = {"chosen": str(made.panel.member_ids[0]), "is_agreed": "y"}
        assert lead.submit(f"{here}/agreed", agreed).status_code == 303
        assert _states(made) == ["asked"]


def test_a_small_panel_agrees_and_a_vote_is_one_for_each_person(prepared: Prepared) -> None:
    made = prepared(asked)
    with clock.at(OVER):
        count(made.house, made.tender_id)
        later = {"forward_until": date(2026, 9, 12), "closes_on": date(2026, 9, 14)}
        with pytest.raises(Refused, match="two accounts"):
            open_for(made.house, made.tender_id, made.panel, facts(**later, is_one_each=False))
        small = make_panels.panel(made.house, members=2)
        with pytest.raises(Refused, match="fewer than 3 members"):
            open_for(made.house, made.tender_id, small, facts(**later))


def test_a_ground_stands_against_every_seat_until_it_is_lifted_on_the_record(
    chosen: Written,
) -> None:
    human = chosen.panel.members[1]

    def by_hand(tender: Tender, found: Standing) -> None:
        person = db.session.get_one(Person, human.actor.person_id)
        criteria = criteria_marked_by(found.choosing.group, criteria_of(tender))
        give_seat(chosen.house.lead.actor, tender, person, found.choosing.group, criteria)

    def lift(tender: Tender, found: Standing) -> None:
        placing.lift_refusal(_lead(chosen), tender, found, found.places[0], "gone")

    _do(chosen, lambda t, found: placing.refuse(_lead(chosen), t, found, found.places[0], "age"))
    with pytest.raises(Refused, match="as things stand"):
        _do(chosen, by_hand)
    _do(chosen, lift)
    assert _states(chosen) == ["reserve", "asked", "reserve"]
    with tenant(chosen.house.id):
        wanted = select(Event).where(Event.name == "choosing:refusal-lifted")
        event = db.session.scalars(wanted).one()
        assert event.facts == {"number": 1, "ground": "age", "because": "gone"}
        assert standing_in(chosen).next_reserve is standing_in(chosen).places[0]
    with pytest.raises(Refused, match="isn’t refused any more"):
        _do(chosen, lift)
    _do(chosen, by_hand)
    with pytest.raises(Refused, match="taken out of the count"):
        _do(chosen, lambda t, f: placing.refuse(_lead(chosen), t, f, f.places[0], "age"))


def test_whoever_stands_without_a_rival_is_chosen_also_without_a_vote(prepared: Prepared) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        forward(made.house, made.tender_id, made.panel, 0)
    with clock.at(OVER):
        _do(made, lambda tender, found: act.count_votes(_lead(made), tender, found))
    assert _states(made) == ["agreed"]


def test_what_somebody_wrote_to_their_panel_goes_with_them(prepared: Prepared) -> None:
    made = prepared(voted)
    with clock.at(VOTING):
        forward(made.house, made.tender_id, made.panel, 0, "My brother is ill.")
        person_id = made.panel.members[0].actor.person_id
        assert person_id
        erase(_lead(made), person_id, "told")
        with tenant(made.house.id):
            assert {each.why for each in db.session.scalars(select(Candidate))} == {""}
            standing = standing_in(made)
            assert made.panel.member_ids[0] not in {each.member_id for each in standing.standing}
