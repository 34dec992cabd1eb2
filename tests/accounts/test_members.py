"""Who belongs to an organisation that bids: invited by a colleague, and somebody is always left."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts import members
from portal.accounts import operations as act
from portal.accounts.models import Person, Role
from portal.accounts.signed_in import actor_of
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.evaluation.compliance.operations import answer_question
from portal.outcomes.contracting import claims
from portal.tenders.models import Tender
from tests import make, make_bids, make_evaluation
from tests.client import Client

JOINING = {"name": "Ben", "email": "ben@tollerby.example", "new_password": "a good long one"}


def _invites(client: Client, **typed: str) -> str:
    page = client.submit("/provider/members/invite", {"name": "Ben", "part": "manager"} | typed)
    found = re.search(r"/invitations/[a-z2-9-]+", page.text)
    assert found, page.text
    return found[0]


def test_a_member_invites_a_colleague_who_sees_the_same_bids(app: Flask) -> None:
    client = make.client_of(app, make.provider())
    link = _invites(client, email=JOINING["email"])
    assert "Ben, bid manager, until" in client.get("/provider/members").text
    ben = make.client_of(app)
    assert "Tollerby Trust invites you" in ben.get(link).text
    assert ben.submit(link, JOINING).status_code == 303
    assert "Tollerby Trust" in ben.get("/home").text
    page = client.get("/provider/members").text
    assert JOINING["email"] in page
    assert "Invited, not here yet" not in page


def test_r29_a_contributor_writes_drafts_and_sends_nothing(app: Flask) -> None:
    """Only a bid manager submits and withdraws, keeps the organisation, and changes parts."""
    house = make.house()
    tender_id = make_bids.published_tender(house)
    member = make.provider()
    manager, ben = make.client_of(app, member), make.client_of(app)
    link = _invites(manager, email=JOINING["email"], part="contributor")
    assert "Ben, contributor, until" in manager.get("/provider/members").text
    ben.submit(link, JOINING)
    path = f"/ambleford/tenders/{tender_id}/bid"
    with clock.at(make_bids.BEFORE):
        with make.writing(house.id):
            whole = make_bids.answered(db.session.query(Tender).one())
            make_bids.bids.save_draft(member.actor, db.session.query(Tender).one(), whole)
        code = next(iter(whole["answers"]))
        assert ben.submit(f"{path}/answers/{code}", {"text": "Ben’s words."}).status_code == 303
        checked = ben.get(f"{path}/check").text
        assert f"A bid manager of your organisation submits it: {member.name}." in checked
        assert "/submit" not in checked
        sent = ben.submit(f"{path}/submit", {"confirm": "y"}, at=f"{path}/check")
        assert sent.status_code == 403
        assert manager.submit(f"{path}/submit", {"confirm": "y"}).status_code == 303
        sent = ben.get(path).text
        assert "a bid manager of your organisation can withdraw it" in sent
        for page in (f"{path}/withdraw", "/provider/details", "/provider/members/invite"):
            assert page not in sent
            assert ben.get(page).status_code == 403
        with make.looking():
            role = db.session.scalars(select(Role).where(Role.writes_only)).one()
            mine, kind = f"/provider/members/{role.id}", actor_of(role.person_id, role).kind
        assert kind == "contributor"
        contributor = replace(member.actor, kind=kind)
        asked = SimpleNamespace(question=None)
        with pytest.raises(Refused, match="Only a bid manager"):
            claims.challenge(contributor, None, "We object.")  # type: ignore[arg-type]
        with pytest.raises(Refused, match="Only a bid manager"):
            answer_question(contributor, None, asked, "So.", is_last=True)  # type: ignore[arg-type]
        assert ben.get(f"{mine}/part").status_code == 403
        assert f"{mine}/end" in ben.get("/provider/members").text
        assert f"{member.role_id}/part" not in manager.get("/provider/members").text
        assert manager.submit(f"{mine}/part", {"part": "manager"}).status_code == 303
        assert ben.get(f"{path}/withdraw").status_code == 200
        assert ben.submit(f"/provider/members/{member.role_id}/end").status_code == 303
        assert ben.get(f"{mine}/end").status_code == 403  # the last bid manager stays


def test_another_organisations_members_are_not_there(quick_app: Flask) -> None:
    ours, theirs = make.provider(), make.provider("Marrowgate Trust")
    client = make.client_of(quick_app, ours)
    assert theirs.name not in client.get("/provider/members").text
    assert client.get(f"/provider/members/{theirs.role_id}/end").status_code == 404


def test_a_member_ends_anothers_access_and_never_the_last_ones(app: Flask) -> None:
    member = make.provider()
    client = make.client_of(app, member)
    assert "End access" not in client.get("/provider/members").text
    assert client.get(f"/provider/members/{member.role_id}/end").status_code == 403
    ben = make.client_of(app)
    ben.submit(_invites(client), JOINING)
    with make.looking():
        his = db.session.scalars(
            select(Role.id).join(Person, Person.id == Role.person_id).where(Person.name == "Ben")
        ).one()
    assert client.submit(f"/provider/members/{his}/end").status_code == 303
    assert "no role" in ben.get("/home").text
    with pytest.raises(Refused), make.writing():
        members.end_membership(member.actor, db.session.get_one(Role, member.role_id))


def test_who_marks_joins_no_organisation_and_theirs_cannot_bid(quick_app: Flask) -> None:
    """R10, R28: registering is free for everybody; bidding for what one marks isn't possible."""
    house = make.house()
    tender_id = make_bids.published_tender(house)
    made = make_evaluation.Marking(house, tender_id, [])
    sits = make_evaluation.evaluator(made, "professional")
    link = _invites(make.client_of(quick_app, make.provider()))
    assert "You hold a seat" in make.client_of(quick_app, sits).submit(link).text
    with make.writing():
        person = db.session.get_one(Person, sits.actor.person_id)
        own = make._human(person, act.register_provider(person, make.provider_facts("Own")))
    with pytest.raises(Refused, match="You hold a seat on the panel"):
        make_bids.submitted_bid(tender_id, own)


def test_a_colleague_is_not_told_who_marks(quick_app: Flask) -> None:
    """R18: evaluators stay unknown to bidders."""
    house = make.house()
    tender_id = make_bids.published_tender(house)
    sits = make_evaluation.evaluator(make_evaluation.Marking(house, tender_id, []), "professional")
    with make.writing():
        person = db.session.get_one(Person, sits.actor.person_id)
        own = make._human(person, act.register_provider(person, make.provider_facts("Own")))
    ben = make.client_of(quick_app)
    ben.submit(_invites(make.client_of(quick_app, own)), JOINING)
    with make.looking():
        role = db.session.scalars(
            select(Role).join(Person, Person.id == Role.person_id).where(Person.name == "Ben")
        ).one()
        colleague = make._human(role.person, role)
    with pytest.raises(Refused) as refused:
        make_bids.submitted_bid(tender_id, colleague)
    assert "Ask the authority" in str(refused.value)
    assert "panel" not in str(refused.value)
