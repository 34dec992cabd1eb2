"""Builders of two who mark as one."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR, Role
from portal.accounts.signed_in import actor_of
from portal.core.database import db
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.pairs import pair
from tests import make, make_evaluation
from tests.make_evaluation import OPENED, Marking
from tests.shelf import shelved


def pair_with(made: Marking, first: make.Human) -> make.Human:
    """Somebody new, seated beside one who has a seat."""
    with made.writing(OPENED) as tender:
        person = make.new_person("second")
        seat = seat_of(first.actor, tender)
        assert seat
        assert person.email
        pair(made.house.lead.actor, tender, seat, person.email, "", "https://x.example/TOKEN")
        db.session.flush()
        role = db.session.query(Role).filter_by(person_id=person.id, name=EVALUATOR).one()
        return make.Human(person.name, person.email, actor_of(person.id, role), role.id)


@shelved
def paired_tender(house: make.House | None = None, bids: int = 1) -> tuple[Marking, make.Human]:
    """Marking has begun; the second human marks as one with the first young evaluator."""
    made = make_evaluation.seated_tender(house, bids)
    second = pair_with(made, made.evaluators["young"][0])
    for human in (*made.everybody, second):
        make_evaluation.declare(made, human)
        make_evaluation.promise(made, human)
    with made.writing() as tender:
        seats.start_marking(made.house.lead.actor, tender)
    return made, second
