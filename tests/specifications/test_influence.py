"""How much say each group has: stated step by step, approved where empty, understood (P3, P15)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.specifications import operations as writing
from portal.specifications.agreeing import operations_influence as act
from portal.specifications.agreeing import queries_influence as ask
from portal.specifications.agreeing.influence import (
    marks_of,
    missing_in,
    participation_of,
)
from portal.specifications.agreeing.models import Understood
from portal.specifications.agreeing.operations_influence import InfluenceFacts
from portal.specifications.agreeing.problems import NOT_UNDERSTOOD
from portal.specifications.method import content_sha256, method_sha256
from portal.specifications.problems import problems_of
from portal.specifications.queries import criteria_of, draft_of
from portal.tenders.queries import notice_of
from tests import make, make_approving
from tests import make_agreeing as agreeing
from tests.client import token_of
from tests.make_agreeing import tender_of
from tests.make_specification import ready_tender
from tests.specifications.test_agreeing import Written, write_with
from tests.statements import statements_at

LEFT_OUT = InfluenceFacts(None, "Councillors decide in a closed meeting.", "")


@pytest.fixture
def written(prepared: Any) -> Any:
    """A panel of four and its tender, whose influence is stated for young people."""
    with clock.at(make.START):
        yield prepared(write_with)


def path(written: Written, page: str = "influence") -> str:
    house, tender_id, _ = written
    return f"/{house.slug}/tenders/{tender_id}/{page}"


@pytest.mark.parametrize(
    ("degrees", "kind"),
    [
        ([None] * 5, None),
        (["consulted"] * 5, "consultation"),
        (["consulted", "informed", None, None, None], "consultation"),
        (["consulted", "shared", None, None, None], "participation"),
        (["shared", "own", "own_shared", "shared", None], "participation"),
        (["shared", "own", "own_shared", "shared", "consulted"], "participation"),
        (["shared", "own", "own_shared", "shared", "shared"], "coproduction"),
    ],
)
def test_a_questionnaire_is_never_called_coproduction(
    degrees: list[str | None], kind: str | None
) -> None:
    assert participation_of(degrees) == kind


def test_what_marks_do_follows_from_the_method(quick_app: Flask) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        second = criteria_of(tender)[1]
        second.minimum_mark, second.minimum_of = Decimal(2), "each_group"
        act.state_influence(house.lead.actor, tender, ("plan", "young"), LEFT_OUT)
    with make.looking(house.id):
        draft = draft_of(tender_of(house, tender_id))
        young, parents = marks_of(draft, "young"), marks_of(draft, "parent")
    assert young.points == Decimal(35)
    assert young.questions == ["Q1 Listening", "Q2 Fun"]
    assert young.stops == ["Q2 Fun"]
    assert (parents.points, parents.questions, parents.stops) == (0, [], [])


def test_an_empty_cell_counts_as_missing_until_the_approver_approved_it(app: Flask) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    cell = ("decide", "young")
    agreeing.state_influence(house, tender_id, "young", but="decide-young")
    approver = house.staff["approver"].actor

    def missing() -> list[str]:
        with make.looking(house.id):
            return missing_in(ask.stated_of(tender_of(house, tender_id)), "young")

    assert missing() == ["decide"]
    with make.writing(house.id):
        act.state_influence(house.lead.actor, tender_of(house, tender_id), cell, LEFT_OUT)
    assert missing() == ["decide"]
    with make.writing(house.id):
        act.approve_left_out(approver, tender_of(house, tender_id), cell, 1)
    assert missing() == []
    with make.writing(house.id), pytest.raises(Refused, match="Nothing waits"):
        act.approve_left_out(approver, tender_of(house, tender_id), cell, 1)
    with make.writing(house.id):
        again = InfluenceFacts(None, "Another reason.", "")
        act.state_influence(house.lead.actor, tender_of(house, tender_id), cell, again)
    assert missing() == ["decide"]


def test_nobody_approves_what_they_stated(quick_app: Flask) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    cell = ("decide", "young")
    with make.writing(house.id):
        act.state_influence(house.lead.actor, tender_of(house, tender_id), cell, LEFT_OUT)
    with make.writing(house.id), pytest.raises(Refused, match="Somebody else"):
        act.approve_left_out(house.lead.actor, tender_of(house, tender_id), cell, 1)


def test_p1_an_empty_cell_that_nobody_approved_stops_the_publication(
    quick_app: Flask,
) -> None:
    with clock.at(make.START):
        house, tender_id, _ = write_with(make.house())
        with make.writing(house.id):
            tender = tender_of(house, tender_id)
            act.state_influence(house.lead.actor, tender, ("plan", "young"), LEFT_OUT)
        with make.looking(house.id):
            found = problems_of(tender_of(house, tender_id))
    steps = [each for each in found if "5 steps" in each.message]
    assert [(each.warns, each.facts["number"]) for each in steps] == [(False, 1)]


def test_a_member_confirms_and_is_asked_again_when_it_changes(
    quick_app: Flask, written: Written
) -> None:
    house, tender_id, made = written
    client = make.client_of(quick_app, made.members[0])
    page = path(written, "influence/mine")
    shown = client.get(page).text
    assert "You decide together with them." in shown
    assert "The budget." in shown
    assert "Your marks count 35 of 100." in shown
    assert client.submit(page).status_code == 303
    assert "You said that you understand this." in client.get(page).text
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        facts = InfluenceFacts("consulted", "We ask you in May.", "")
        act.state_influence(house.lead.actor, tender, ("plan", "young"), facts)
    assert "I understand this" in client.get(page).text
    token = token_of(client.get(page))
    stale = {"csrf_token": token, "read": "what stood there before"}
    assert "This has changed since you opened the page" in client.post(page, data=stale).text
    with make.looking(house.id):
        assert len(db.session.scalars(select(Understood)).all()) == 1


def test_leads_state_a_cell_and_the_approver_approves_an_empty_one(
    quick_app: Flask, written: Written
) -> None:
    house = written[0]
    lead = make.client_of(quick_app, house.lead)
    typed = {"degree": "left_out", "words": "Councillors decide."}
    assert (
        lead.submit(path(written, "influence/decide-young"), {"degree": "own"}).status_code == 200
    )
    assert lead.submit(path(written, "influence/decide-young"), typed).status_code == 303
    assert lead.get(path(written, "influence/nowhere")).status_code == 404
    shown = lead.get(path(written)).text
    assert "Waits for the approver" in shown
    assert "Approve:" not in shown
    approver = make.client_of(quick_app, house.staff["approver"])
    assert "Approve:" in approver.get(path(written)).text
    approve = path(written, "influence/decide-young/approve")
    again = typed | {"words": "Councillors decide it behind a closed door."}
    assert lead.submit(path(written, "influence/decide-young"), again).status_code == 303
    unread = approver.submit(approve, {"version": "2"}, at=path(written))
    assert "The reason has changed since you opened the page" in unread.text
    assert approver.submit(approve, {"version": "3"}, at=path(written)).status_code == 303
    assert "Waits for the approver" not in lead.get(path(written)).text
    assert lead.post(approve).status_code == 404


def test_it_is_published_with_the_notice(quick_app: Flask, written: Written) -> None:
    house, tender_id, made = written
    agreeing.agreed(house, tender_id, made)
    make_approving.approved(house, tender_id)
    with make.writing(house.id):
        writing.publish(house.lead.actor, tender_of(house, tender_id))
    with make.looking(house.id):
        notice = notice_of(tender_id)
        assert notice
        said, _parents = notice.document["together"]["influence"]
        frozen = notice.document
        assert content_sha256(frozen["specification"]) == notice.specification_sha256
        assert method_sha256(frozen["method"]) == notice.method_sha256
    assert said["participation"] == "coproduction"
    page = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert "Co-production: decisions are shared as equals" in page
    assert "You write the questions with us." in page
    assert "Their marks are 35 of 100." in page
    assert "Agreed." in page


def test_p1_who_approved_an_empty_cell_is_published_with_its_reason(
    quick_app: Flask, written: Written
) -> None:
    house, tender_id, made = written
    agreeing.agreed(house, tender_id, made)
    approver = house.staff["approver"]
    for actor, write in ((house.lead.actor, True), (approver.actor, False)):
        with make.writing(house.id):
            tender, cell = tender_of(house, tender_id), ("decide", "young")
            if write:
                act.state_influence(actor, tender, cell, LEFT_OUT)
            else:
                act.approve_left_out(actor, tender, cell, 2)
    assert f"by {approver.name}" in make.client_of(quick_app, house.lead).get(path(written)).text
    make_approving.approved(house, tender_id)
    with make.writing(house.id):
        writing.publish(house.lead.actor, tender_of(house, tender_id))
    page = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert LEFT_OUT.words in page
    assert f"<bdi>{approver.name}</bdi>, who approves decisions for this tender" in page


@pytest.mark.parametrize(
    ("said", "members", "shown"),
    [(9, 9, (9, 9)), (0, 9, (0, 9)), (5, 10, (5, 10)), (7, 9, None), (3, 9, None), (4, 4, None)],
)
def test_r19_how_many_understood_is_told_where_no_small_number_follows(
    said: int, members: int, shown: tuple[int, int] | None
) -> None:
    assert ask.Understanding(said, members).shown(5) == shown


def test_how_many_understood_the_leads_see_and_publication_warns(
    quick_app: Flask, written: Written
) -> None:
    house, tender_id, made = written
    number = len(made.members)
    page = path(written, "influence/mine")
    for place, human in enumerate(made.members):
        with make.looking(house.id):
            found = [each.message for each in problems_of(tender_of(house, tender_id))]
            assert NOT_UNDERSTOOD in found
        told = f"{place} of {number} members of the panel have said"
        assert told in make.client_of(quick_app, house.lead).get(path(written)).text
        auditor = make.client_of(quick_app, house.staff["auditor"]).get(path(written)).text
        assert told not in auditor
        assert "shows when enough people have said so" in auditor
        assert make.client_of(quick_app, human).submit(page).status_code == 303
    with make.looking(house.id):
        found = [each.message for each in problems_of(tender_of(house, tender_id))]
        assert NOT_UNDERSTOOD not in found


def test_words_are_sealed_and_degrees_are_open(quick_app: Flask, written: Written) -> None:
    house, tender_id, _ = written
    with make.looking(house.id):
        events = db.session.scalars(select(Event).where(Event.log_id == tender_id)).all()
        told = [each.facts for each in events if each.name == "influence:stated"]
    assert {"step": "plan", "kind": "young", "version": 1, "degree": "shared"} in told
    assert "The budget." not in str(told)


def test_the_matrix_takes_a_fixed_number_of_queries(quick_app: Flask, written: Written) -> None:
    house, tender_id, _ = written
    client = make.client_of(quick_app, house.staff["auditor"])
    client.get(path(written))
    few = statements_at(client, path(written))
    agreeing.state_influence(house, tender_id, "parent")
    assert statements_at(client, path(written)) == few
