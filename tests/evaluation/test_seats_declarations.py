"""An evaluator may correct what they declared until marking starts (R16)."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import ConflictDecision, Declaration
from portal.evaluation.seats.queries import decisions_of, declarations_of
from portal.evaluation.seats.readiness import readiness_of
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.client import Client
from tests.make_evaluation import Marking


def _answers(made: Marking, interest: str = "", details: str = "My aunt.") -> dict[str, str]:
    """No link to any bidder, but to the first where it's asked for."""
    ids = [human.actor.provider_id.hex for human in made.bidders if human.actor.provider_id]
    typed = {f"{part}_{each}": "no" for part in ("used", "interest") for each in ids}
    if interest:
        typed |= {f"interest_{ids[0]}": "yes", f"details_{ids[0]}": details}
    return typed


def _waiting(made: Marking) -> int:
    with tenant(made.house.id):
        return readiness_of(db.session.get_one(Tender, (made.house.id, made.id))).undecided


def _seated(app: Flask) -> tuple[Marking, Client]:
    made = make_evaluation.seated_tender(bids=2, professional=0, young=1)
    return made, make.client_of(app, made.everybody[0])


def test_a_changed_answer_is_a_new_version_and_the_first_one_stays(app: Flask) -> None:
    made, client = _seated(app)
    page = f"{made.path}/declaration"
    assert client.submit(page, _answers(made)).status_code == 303
    assert client.submit(page, _answers(made, "yes")).status_code == 303
    assert "My aunt." in client.get(page).text
    with tenant(made.house.id):
        rows = db.session.scalars(select(Declaration)).all()
        assert sorted((row.version, row.has_interest) for row in rows) == [
            (1, False),
            (1, False),
            (2, True),
        ]
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        assert sorted(row.version for row in declarations_of(tender)) == [1, 2]
        events = db.session.scalars(select(Event).where(Event.name == "conflict:declared")).all()
        assert [event.facts["version"] for event in events] == [1, 2]
    assert _waiting(made) == 1


def test_the_same_answers_again_change_nothing(quick_app: Flask) -> None:
    made, client = _seated(quick_app)
    for _ in range(2):
        client.submit(f"{made.path}/declaration", _answers(made, "yes"))
    with tenant(made.house.id):
        assert len(db.session.scalars(select(Declaration)).all()) == 2


def test_a_decided_interest_that_changes_is_decided_again_also_when_it_is_taken_back(
    quick_app: Flask,
) -> None:
    """Nobody decides on their own interest: to take it back isn't enough to get the bid."""
    made, client = _seated(quick_app)
    client.submit(f"{made.path}/declaration", _answers(made, "yes"))
    make_evaluation.keep_from(made, made.everybody[0], made.bidders[0])
    assert _waiting(made) == 0
    client.submit(f"{made.path}/declaration", _answers(made))
    assert _waiting(made) == 1
    decider = make.client_of(quick_app, made.house.staff[PARTICIPATION])
    assert "They now say that there is no interest" in decider.get(f"{made.path}/conflicts").text
    with tenant(made.house.id):
        rows = db.session.scalars(select(Declaration).order_by(Declaration.version)).all()
        first = next(row.id for row in rows if row.has_interest)
        last = rows[-1].id
    assert decider.get(f"{made.path}/conflicts/{first}").status_code == 404
    page = decider.get(f"{made.path}/conflicts/{last}").text
    assert "What they said before" in page
    assert "My aunt." in page
    said = {"kept_from": "no", "reason": "It was another person."}
    assert decider.submit(f"{made.path}/conflicts/{last}", said).status_code == 303
    assert _waiting(made) == 0
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        assert decisions_of(tender)[last].is_kept_from is False
        assert len(db.session.scalars(select(ConflictDecision)).all()) == 2


def test_when_marking_has_started_the_page_says_whom_to_tell(quick_app: Flask) -> None:
    made = make_evaluation.marking_tender(bids=1, professional=1, young=1)
    client = make.client_of(quick_app, made.everybody[0])
    page = client.get(f"{made.path}/declaration")
    assert f"Tell <bdi>{made.house.staff[PARTICIPATION].name}</bdi>" in page.text
    assert "Send my answers" not in page.text
    refused = client.submit(f"{made.path}/declaration", _answers(made), at=f"{made.path}/marking")
    assert refused.status_code == 403
