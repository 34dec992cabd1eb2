"""A specification begins with a template or an earlier tender, and the library gives parts."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.specifications.problems import problems_of
from portal.specifications.queries import criteria_of, draft_of, gates_of, scales_of
from portal.specifications.starting import operations as act
from portal.specifications.starting.models import LibraryItem
from portal.specifications.starting.outline import outline_of
from portal.specifications.starting.shipped import shipped
from portal.specifications.totals import totals_of
from portal.tenders.models import Tender
from tests import make, make_specification
from tests.make import House


def _tender(house: House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _without_ids(outline: dict[str, Any]) -> dict[str, Any]:
    scales = [{**each, "id": ""} for each in outline["scales"]]
    return {**outline, "scales": scales, "criteria": [_bare(each) for each in outline["criteria"]]}


def _bare(criterion: dict[str, Any]) -> dict[str, Any]:
    return {**criterion, "scale": ""}


def test_each_shipped_template_makes_a_draft_that_lacks_only_what_is_the_authoritys(
    quick_app: Flask,
) -> None:
    house = make.house()
    for template in shipped().values():
        tender_id = make.tender(house)
        with make.writing(house.id):
            tender = _tender(house, tender_id)
            act.start_from(house.lead.actor, tender, template.outline, "template", template.title)
        with tenant(house.id), clock.at(make.START):
            tender = _tender(house, tender_id)
            draft = draft_of(tender)
            assert totals_of(draft.criteria, draft.settings).missing == 20
            found = {each.endpoint for each in problems_of(tender, draft) if not each.warns}
        written = {"specifications.builder", "specifications.price"}
        assert {each for each in found if each.startswith("specifications.")} == written


def test_a_copy_of_an_earlier_tender_has_the_same_outline(quick_app: Flask) -> None:
    house = make.house()
    earlier = make_specification.published_tender(house)
    tender_id = make.tender(house, title="The next one")
    client = make.client_of(quick_app, house.lead)
    path = f"/ambleford/tenders/{tender_id}/specification/start"
    assert "The next one" not in client.get(f"{path}?words=cyp-014").text.partition("Find")[2]
    answer = client.submit(path, {"source": f"tender:{earlier}"})
    assert answer.headers["Location"].endswith("/specification")
    with tenant(house.id):
        before, after = (outline_of(draft_of(_tender(house, t))) for t in (earlier, tender_id))
        assert _without_ids(before) == _without_ids(after)
    assert "nothing can be copied into it" in client.get(path).text
    with pytest.raises(Refused), make.writing(house.id):
        act.start_from(house.lead.actor, _tender(house, tender_id), before, "template", "T")


def test_parts_and_a_template_go_into_the_library_and_come_out_of_it(quick_app: Flask) -> None:
    house = make.house()
    first, other = make_specification.ready_tender(house), make.tender(house)
    client = make.client_of(quick_app, house.lead)
    here, there = (f"/ambleford/tenders/{each}/specification" for each in (first, other))
    with tenant(house.id):
        draft = draft_of(_tender(house, first))
        rows = {"scales": draft.scales[0], "criteria": draft.criteria[0], "gates": draft.gates[0]}
        ids = {part: row.id for part, row in rows.items()}
    for part, row_id in ids.items():
        assert client.submit(f"{here}/{part}/{row_id}/keep", {}).status_code == 303
    assert client.submit(f"{here}/keep-template", {"title": "Ours"}).status_code == 303
    with tenant(house.id):
        kept = {each.kind: str(each.id) for each in db.session.scalars(select(LibraryItem))}
    assert (
        "First add a scale"
        in client.submit(f"{there}/take/criteria", {"source": kept["criteria"]}).text
    )
    for part in ids:
        answer = client.submit(f"{there}/take/{part}", {"source": kept[part]})
        assert answer.status_code == 303
        assert client.get(answer.headers["Location"]).status_code == 200
    with tenant(house.id):
        tender = _tender(house, other)
        assert [each.code for each in criteria_of(tender)] == ["Q1"]
        assert [each.title for each in gates_of(tender)] == ["Insurance"]
        assert len(scales_of(tender)[0].descriptors) == 4
    third = make.tender(house, title="Third")
    start = f"/ambleford/tenders/{third}/specification/start"
    assert client.submit(start, {"source": f"own:{kept['template']}"}).status_code == 303
    page = client.get("/ambleford/library").text
    assert "Ours" in page
    assert client.submit(f"/ambleford/library/{kept['template']}/remove", {}).status_code == 303
    assert "Ours" not in client.get("/ambleford/library").text


def test_a_lead_of_one_tender_alone_sees_no_earlier_tender(quick_app: Flask) -> None:
    house = make.house()
    secret = make.tender(house, title="Another draft")
    tender_id = make.tender(house)
    joint = make.staff(house, "procurement_lead", tender_id=tender_id)
    client = make.client_of(quick_app, joint)
    path = f"/ambleford/tenders/{tender_id}/specification/start"
    assert "Another draft" not in client.get(path).text
    assert client.submit(path, {"source": f"tender:{secret}"}).status_code == 200
    assert client.get("/ambleford/library").status_code == 404


def test_what_is_sent_when_there_is_nothing_to_choose_leads_nowhere(quick_app: Flask) -> None:
    house = make.house()
    written, fresh = make_specification.ready_tender(house), make.tender(house)
    client = make.client_of(quick_app, house.lead)
    start = f"/ambleford/tenders/{written}/specification/start"
    assert "nothing can be copied" in client.submit(start, {"source": "shipped:family_hub"}).text
    take = f"/ambleford/tenders/{fresh}/specification/take/gates"
    assert "The library has none" in client.submit(take, {"source": ""}).text
