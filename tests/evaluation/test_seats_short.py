"""A group that lost everybody on a bid while people mark, and the record of asking again (R16)."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.accounts.queries import person_by_account, roles_of
from portal.accounts.signed_in import actor_of
from portal.bids.queries import bids_of
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models_conflicts import Renewal, Renewed
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import later
from portal.evaluation.seats.queries_later import recognitions_of
from portal.record.checks import CHECKS
from portal.specifications.queries import groups_of
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import MARKING, Marking
from tests.shelf import Prepared


def _all_sent(house: make.House) -> Marking:
    made = make_evaluation.marking_tender(house, bids=1, professional=1, young=1)
    for human in made.everybody:
        make_evaluation.mark_all(made, human)
    return made


def _lose_the_young_one(made: Marking) -> tuple[str, str]:
    """The only young evaluator helped to write the bid; answers their group and the bid's label."""
    own, decider = made.evaluators["young"][0], made.house.staff[PARTICIPATION].actor
    with made.writing() as tender:
        seat, (bid,) = seat_of(own.actor, tender), bids_of(tender)
        assert seat
        later.recognise(own.actor, tender, seat, bid, "helped")
        db.session.flush()
        ((said, _none),) = recognitions_of(tender)
        later.weigh(decider, tender, said, None, True, "They helped to write it.")
        groups = {each.id: each.slug for each in groups_of(tender)}
        return groups[seat.group_id], bid.label


def _close(lead: Client, made: Marking) -> str:
    answer = lead.submit(f"{made.path}/close-marking", {}, at=f"{made.path}/progress")
    return "" if answer.status_code == 303 else answer.text


def _check(made: Marking) -> list[object]:
    with tenant(made.house.id):
        return [trouble for check in CHECKS for trouble in check(made.id)]


def test_where_nobody_of_a_group_is_left_while_people_mark_somebody_else_steps_in(
    quick_app: Flask, prepared: Prepared
) -> None:
    """The rule says ‘no result without them’: so the lead seats a further person, on the record."""
    made = prepared(_all_sent)
    lead, new = make.client_of(quick_app, made.house.lead), f"{made.path}/seats/new"
    assert lead.get(new).status_code == 403
    group, label = _lose_the_young_one(made)
    refused = _close(lead, made)
    assert "is left to mark one of the bids" in refused
    assert f"Bid {label}" not in refused
    assert "Give a seat" in lead.get(f"{made.path}/seats").text
    lead.submit(new, {"account": "sam@example.org", "name": "Sam", "group": group})
    with tenant(made.house.id):
        person = person_by_account("sam@example.org")
        assert person
        sam = make.Human("Sam", "sam@example.org", actor_of(person.id, roles_of(person.id)[0]))
    make_evaluation.declare(made, sam, at=MARKING)
    assert "is left to mark one of the bids" not in _close(lead, made), "they have it now"
    make_evaluation.promise(made, sam)
    make_evaluation.mark_all(made, sam)
    assert _close(lead, made) == ""
    assert _check(made) == []


def test_an_answer_on_what_has_changed_that_nobody_gave_is_found(prepared: Prepared) -> None:
    made = prepared(_all_sent)
    lead, own = made.house.lead.actor, made.evaluators["young"][0].actor
    with made.writing() as tender:
        later.ask_to_renew(lead, tender)
    with made.writing() as tender:
        seat = seat_of(own, tender)
        assert seat
        later.say_unchanged(own, tender, seat)
    assert _check(made) == []
    with tenant(made.house.id):
        said = db.session.scalars(select(Renewed)).one()
        more = Renewal(tender_id=made.id, number=2, asked_by=lead.person_id)
        more.asked_at = said.answered_at
        again = {"seat_id": said.seat_id, "answered_at": said.answered_at}
        db.session.add_all([more, Renewed(tender_id=made.id, renewal_id=more.id, **again)])
        db.session.commit()
    assert len(_check(made)) == 2, "nobody asked a second time, and nobody answered"
