"""A lead writes a specification page by page, checks it, publishes it; everybody reads it."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from flask import Flask
from sqlalchemy import event, select

from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications.models import Criterion, Scale, Section
from portal.specifications.queries import criteria_of, draft_of, sections_of
from portal.tenders.models import Notice, Tender
from tests import make, make_specification
from tests.client import Client


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
    send("/gates/new", code="G1", title="Insured", plain_title="I", question="?", plain_question="?")
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
    with clock.at(make.START):
        assert "Ready to publish" in client.get(_path(tender_id, "/check")).text
        answer = client.submit(_path(tender_id, "/publish"), {"sure": "y"})
    assert answer.headers["Location"] == f"/notices/{tender_id}"
    notice = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert "£400,000" in notice
    assert "<h3 class=\"govuk-heading-s\">Young</h3>" in notice
