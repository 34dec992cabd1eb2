"""From ‘I’d like to’ to a first mark, by pages; a reserve steps in while others mark (P14)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import EVALUATOR, PARTICIPATION, Role
from portal.accounts.signed_in import actor_of
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.queries import declarations_of
from portal.evaluation.seats.readiness import readiness_of
from tests import make, make_bids, make_evaluation
from tests.client import Client
from tests.make_choosing import OVER, VOTING
from tests.make_evaluation import MARKING, OPENED, Marking
from tests.make_writing import Written
from tests.pages import plainly

pytestmark = pytest.mark.journey

LATER = MARKING + timedelta(days=1)


def test_from_putting_oneself_forward_to_a_first_mark(choosing: Written, quick_app: Flask) -> None:
    made = choosing
    clients = [make.client_of(quick_app, human) for human in made.panel.members]
    lead = make.client_of(quick_app, made.house.staff[PARTICIPATION])
    mine, here = made.path("choosing/1/mine"), made.path("choosing/1")
    for client in clients[:2]:
        assert "Would you like to mark?" in client.get("/home").text
        page = client.get(mine).text
        assert "It takes about" in page
        assert client.submit(mine, {"why": "I like to read."}).status_code == 303
    with clock.at(VOTING):
        for client in clients:
            assert "Vote: who will mark?" in client.get("/home").text
            _vote(client, made, 0)
    with clock.at(OVER):
        assert "See whom the panel has chosen" in lead.get(made.path("")).text
        assert lead.submit(f"{here}/count", at=here).status_code == 303
        assert made.panel.members[0].name in lead.get(here).text
        assert lead.submit(f"{here}/seats", at=here).status_code == 303
        assert "Has a seat" in lead.get(here).text
        assert "you have a seat" in clients[0].get(mine).text
    marking = _until_marking(made, made.panel.members[0])
    with clock.at(MARKING):
        _marks(_as_evaluator(quick_app, made, 0), marking, sheets=3)
    with clock.at(LATER):
        _drops_out(marking, made.panel.members[0])
        assert lead.submit(f"{here}/reserve", at=here).status_code == 303
        assert "Will you mark?" in clients[1].get("/home").text
        assert clients[1].submit(f"{here}/answer", {"said": "yes"}, at=mine).status_code == 303
        reserve = _as_evaluator(quick_app, made, 1)
        assert "Two questions to answer" in reserve.get("/home").text
        _declares(reserve, marking)
        _marks(reserve, marking, sheets=3)
        again = plainly(_declares(reserve, marking, is_again=True))
        assert "You have the bids already" in again


def _vote(client: Client, made: Written, whom: int) -> None:
    here, member = made.path("choosing/1/vote"), str(made.panel.member_ids[whom])
    checked = client.submit(here, {"chosen": member, "step": "check"}).text
    assert "Check your vote" in checked
    assert client.submit(here, {"chosen": member, "step": "send"}).status_code == 303
    assert client.get(here).status_code == 403


def _until_marking(made: Written, chosen: make.Human) -> Marking:
    """Professionals sit too, bids come and are opened, everybody declares, marking starts."""
    _id, bidders = make_bids.opened_tender(made.house, made.tender_id)
    marking = Marking(made.house, made.tender_id, bidders)
    make_evaluation.confirm_gates(marking)
    adult = make_evaluation.evaluator(marking, "professional")
    for human in (adult, chosen):
        make_evaluation.declare(marking, _evaluator(made, human))
    with marking.writing(OPENED) as tender:
        assert readiness_of(tender).is_ready
        seats.start_marking(made.house.lead.actor, tender)
    return marking


def _evaluator(made: Written, human: make.Human) -> make.Human:
    with tenant(made.house.id):
        wanted = {"person_id": human.actor.person_id, "name": EVALUATOR}
        role = db.session.query(Role).filter_by(**wanted).one()
        return make.Human(human.name, human.account, actor_of(role.person_id, role), role.id)


def _as_evaluator(app: Flask, made: Written, who: int) -> Client:
    return make.client_of(app, _evaluator(made, made.panel.members[who]))


def _drops_out(marking: Marking, human: make.Human) -> None:
    with marking.writing(LATER) as tender:
        seat = db.session.query(Seat).filter_by(person_id=human.actor.person_id).one()
        seats.void_seat(marking.house.lead.actor, tender, seat, "They moved away.")


def _declares(client: Client, marking: Marking, *, is_again: bool = False) -> str:
    ids = [human.actor.provider_id.hex for human in marking.bidders if human.actor.provider_id]
    typed = {f"{part}_{each}": "no" for part in ("used", "interest") for each in ids}
    if is_again:
        typed[f"used_{ids[0]}"] = "yes"
    answer = client.submit(f"{marking.path}/declaration", typed, at=f"{marking.path}/marking")
    assert answer.status_code == (200 if is_again else 303)
    return answer.text


def _marks(client: Client, marking: Marking, sheets: int) -> None:
    page = client.get(f"{marking.path}/marking").text
    labels = sorted(set(re.findall(rf"{marking.path}/marking/(\w+)/", page)))
    labels = labels or sorted(set(re.findall(rf"{marking.path}/marking/(\w+)\"", page)))
    assert len(labels) == sheets
    assert client.submit(f"{marking.path}/promise", {"promised": "y"}).status_code == 303
    here = f"{marking.path}/marking/{labels[0]}/Q2"
    typed = {"mark": "2", "reason": "They would listen.", "do": "save", "seen": "0"}
    assert client.submit(here, typed).status_code == 303


def test_the_reserves_sheets_leave_out_what_they_are_kept_from(
    chosen: Written, quick_app: Flask
) -> None:
    made = chosen
    here = made.path("choosing/1")
    lead = make.client_of(quick_app, made.house.staff[PARTICIPATION])
    assert lead.submit(f"{here}/seats", at=here).status_code == 303
    marking = _until_marking(made, made.panel.members[1])
    with clock.at(LATER):
        _drops_out(marking, made.panel.members[1])
        assert lead.submit(f"{here}/reserve", at=here).status_code == 303
        first = _first_reserve(quick_app, made)
        asked = make.client_of(quick_app, made.panel.members[first])
        asked.submit(f"{here}/answer", {"said": "yes"}, at=made.path("choosing/1/mine"))
        human = _evaluator(made, made.panel.members[first])
    make_evaluation.declare(marking, human, marking.bidders[0], at=LATER)
    assert _bids_of(made, human) == 0
    with marking.writing(LATER) as tender:
        declared = next(each for each in declarations_of(tender) if each.needs_decision)
        decider = made.house.staff[PARTICIPATION].actor
        seats.decide_conflict(decider, tender, declared, True, "A relative works there.")
    assert _bids_of(made, human) == 2


def _bids_of(made: Written, human: make.Human) -> int:
    with tenant(made.house.id):
        theirs = select(Sheet).join(Seat, Seat.id == Sheet.seat_id)
        return len(db.session.scalars(theirs.where(Seat.person_id == human.actor.person_id)).all())


def _first_reserve(app: Flask, made: Written) -> int:
    found = [
        who
        for who in (0, 2)
        if "Will you mark?" in make.client_of(app, made.panel.members[who]).get("/home").text
    ]
    assert len(found) == 1
    return found[0]
