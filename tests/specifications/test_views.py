"""A lead writes a specification page by page, checks it, publishes it; everybody reads it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications import operations as act
from portal.specifications.facts import SectionFacts
from portal.specifications.models import Criterion, Scale, Section
from portal.specifications.queries import criteria_of, draft_of
from portal.tenders.models import Tender
from tests import (
    make,
    make_agreeing,
    make_approving,
    make_groundwork,
    make_openers,
    make_specification,
)
from tests.statements import statements_at


def _path(tender_id: uuid.UUID, rest: str = "") -> str:
    return f"/ambleford/tenders/{tender_id}/specification{rest}"


def _row(house: make.House, model: type[Any], **facts: Any) -> Any:
    with tenant(house.id):
        return db.session.scalars(select(model).filter_by(**facts)).one()


def test_the_whole_specification_is_written_in_pages(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    client = make.client_of(quick_app, house.lead)

    def send(rest: str, **typed: Any) -> str:
        answer = client.submit(_path(tender_id, rest), typed)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    send("/sections/new", title="Who", body="## Young\n\n- carers", plain_body="You.")
    send("/groups/new", title="Professionals", kind="professional", planned="3")
    send("/groups/new", title="Young people", kind="young", planned="4")
    words = send("/scales/new", title="0 to 1", lowest="0", highest="1", step="1")
    marks = {f"{name}_{n}": f"{name} {n}" for n in (0, 1) for name in make_specification.WORDS}
    answer = client.submit(words, marks)
    assert answer.status_code == 303, answer.text
    scale = _row(house, Scale)
    send(
        "/criteria/new",
        code="Q1",
        title="Listening",
        plain_title="Listening",
        question="How?",
        plain_question="How?",
        word_limit="300",
        weight="62.5",
        scale_id=str(scale.id),
        share_professional="40",
        share_young="60",
        group_mark="agreed",
        minimum_mark="1",
        minimum_of="young",
    )
    send(
        "/gates/new", code="G1", title="Insured", plain_title="I", question="?", plain_question="?"
    )
    send(
        "/price",
        price_method="linear",
        price_weight="37.5",
        ceiling="£600,000",
        floor="400000",
        price_covers="All.",
        plain_price_covers="All.",
    )
    send("/rules", rounding_places="1", rounding_rule="down", empty_group="others")
    send("/tie-breaks", step_0="group:young", step_1="", step_2="price", step_3="")
    page = client.get(_path(tender_id)).text
    assert "All 100 marks are given out" in page
    assert "Young people 37.5" in page
    make_agreeing.explained(house, tender_id)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        make_openers.get_ready(house, tender)
        make_groundwork.get_ready(house.lead.actor, tender)
    with clock.at(make.START):
        assert "One thing to mend before you publish" in client.get(_path(tender_id, "/check")).text
    make_approving.approved(house, tender_id)
    with clock.at(make.START):
        assert "Ready to publish" in client.get(_path(tender_id, "/check")).text
        answer = client.submit(_path(tender_id, "/publish"), {"sure": "y"})
    assert answer.headers["Location"] == f"/notices/{tender_id}"
    notice = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert "£400,000" in notice
    assert '<h3 class="govuk-heading-s">Young</h3>' in notice


def test_what_was_typed_is_kept_beside_what_has_to_be_mended(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    client = make.client_of(quick_app, house.lead)
    price = {"price_method": "lowest_over_bid", "price_weight": "", "price_covers": "Typed here"}
    answer = client.submit(_path(tender_id, "/price"), price)
    assert answer.status_code == 200
    assert 'href="#price_weight"' in answer.text
    assert "Typed here" in answer.text
    group = {"title": "Typed too", "kind": "young", "planned": "2.5"}
    answer = client.submit(_path(tender_id, "/groups/new"), group)
    assert 'href="#planned"' in answer.text
    assert 'value="Typed too"' in answer.text
    gate = {"code": "G1", "title": "Twice", "question": "", "plain_question": ""}
    assert 'href="#code"' in client.submit(_path(tender_id, "/gates/new"), gate).text
    with tenant(house.id):
        draft = draft_of(db.session.get_one(Tender, (house.id, tender_id)))
        assert (draft.settings.price_weight, len(draft.groups), len(draft.gates)) == (20, 2, 1)


def test_a_part_is_moved_and_removed_without_javascript(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    client = make.client_of(quick_app, house.lead)
    fun = _row(house, Criterion, code="Q2")
    builder, move = _path(tender_id), _path(tender_id, f"/criteria/{fun.id}/move")
    client.submit(move, {"direction": "up"}, at=builder)
    assert _codes(house, tender_id) == ["Q2", "Q1", "Q3"]
    client.submit(move, {"direction": "down"}, at=builder)
    assert _codes(house, tender_id) == ["Q1", "Q2", "Q3"]
    remove = _path(tender_id, f"/criteria/{fun.id}/remove")
    assert "Remove ‘Q2 Fun’?" in client.get(remove).text
    assert client.submit(remove).status_code == 303
    assert _codes(house, tender_id) == ["Q1", "Q3"]
    first = _row(house, Criterion, code="Q1")
    answer = client.submit(_path(tender_id, f"/criteria/{first.id}/remove"))
    assert "Change the tie-breaks first" in answer.text


def _codes(house: make.House, tender_id: uuid.UUID) -> list[str]:
    with tenant(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        return [each.code for each in criteria_of(tender)]


def test_the_check_links_each_problem_to_the_page_that_mends_it(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make.tender(house)
    client = make.client_of(quick_app, house.lead)
    with clock.at(make.START):
        page = client.get(_path(tender_id, "/check")).text
        assert "13 things to mend" in page
        for rest in ("/sections/new", "/groups/new", "/scales/new", "/criteria/new", "/price"):
            assert f'href="{_path(tender_id, rest)}"' in page
            assert client.get(_path(tender_id, rest)).status_code == 200
        answer = client.get(_path(tender_id, "/publish"))
        assert answer.headers["Location"] == _path(tender_id, "/check")


def test_a_published_specification_is_read_only_and_says_why(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.published_tender(house)
    client = make.client_of(quick_app, house.lead)
    page = client.get(_path(tender_id))
    assert "nothing of it can change any more" in page.text
    assert "/remove" not in page.text
    for rest in ("/price", "/check", "/publish", "/sections/new"):
        answer = client.get(_path(tender_id, rest))
        assert answer.status_code == 403
        assert "can’t change any more" in answer.text


def test_buyers_read_the_draft_but_only_the_lead_writes_it(quick_app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    tender_id = make_specification.ready_tender(house)
    for human in list(house.staff.values())[1:]:
        client = make.client_of(quick_app, human)
        page = client.get(_path(tender_id))
        assert page.status_code == 200
        assert "/remove" not in page.text
        assert client.get(_path(tender_id, "/price")).status_code == 404
    for stranger in (other.lead, make.provider()):
        assert make.client_of(quick_app, stranger).get(_path(tender_id)).status_code == 404


def test_another_tenders_part_is_not_there(quick_app: Flask) -> None:
    house = make.house()
    mine = make_specification.ready_tender(house)
    section = _row(house, Section)
    theirs = make.tender(house)
    client = make.client_of(quick_app, house.lead)
    assert client.get(_path(mine, f"/sections/{section.id}")).status_code == 200
    assert client.get(_path(theirs, f"/sections/{section.id}")).status_code == 404


def test_the_builder_takes_the_same_number_of_queries_however_long_it_is(
    quick_app: Flask,
) -> None:
    house = make.house()
    small, large = make.tender(house), make_specification.ready_tender(house)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, large))
        for number in range(20):
            section = SectionFacts(f"Section {number}", "Text.", "Text.")
            act.write_section(house.lead.actor, tender, section)
    client = make.client_of(quick_app, house.lead)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, small))
        make_specification.write_specification(house.lead.actor, tender)
    counts = []
    for tender_id in (small, large):
        client.get(_path(tender_id))
        counts.append(statements_at(client, _path(tender_id)))
    assert counts[0] == counts[1]
