"""Published tenders stay to be found: open, closed or decided, page by page (P20)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Notice, NoticeAward
from portal.tenders.queries import A_PAGE
from tests import make
from tests.statements import statements_at


def _notice(house: make.House, title: str, days: int, decided_on: date | None = None) -> None:
    now = clock.now()
    facts = dict.fromkeys(("reference", "description", "plain_description"), "Text")
    notice = Notice(
        id=uuid.uuid4(),
        authority_id=house.id,
        title=title,
        regime="light_touch",
        published_at=now - timedelta(days=60),
        deadline_at=now + timedelta(days=days),
        document={},
        method_sha256="",
        specification_sha256="",
        **facts,
    )
    db.session.add(notice)
    if decided_on:
        db.session.add(NoticeAward(id=notice.id, published_on=decided_on))


def test_a_tender_is_found_after_its_deadline_and_once_it_is_decided(quick_app: Flask) -> None:
    house, client = make.house(), make.client_of(quick_app)
    _notice(house, "Still open", 3)
    _notice(house, "Over", -3)
    _notice(house, "Decided", -30, date(2026, 9, 1))
    db.session.commit()
    shown = {show: client.get(f"/notices?show={show}").text for show in ("open", "closed")}
    assert "Still open" in shown["open"]
    assert "Over" in shown["closed"]
    assert "you-said-we-did" in shown["closed"]
    assert "Decided</a>\n" not in shown["closed"]
    assert "Award notice on 1 September 2026" in client.get("/notices?show=decided").text
    for wrong in ("show=all", "page=0", "page=x", "page=99999999999"):
        assert client.get(f"/notices?{wrong}").status_code == 404
    before = statements_at(client, "/notices?show=closed")
    for number in range(A_PAGE):
        _notice(house, f"Old {number}", -40 - number)
    db.session.commit()
    assert statements_at(client, "/notices?show=closed") == before
    page = client.get("/notices?show=closed").text
    assert "Old 23" in page
    assert "Old 24" not in page
    assert "/notices?show=closed&amp;page=2" in page
    assert "Old 24" in client.get("/notices?show=closed&page=2").text
