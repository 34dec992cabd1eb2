"""The migration to paragraphs takes every text along, of published tenders too (P10, R4)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from portal.core.blocks import joined
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.specifications.queries import sections_of
from portal.tenders.models import Tender
from tests.apps import app_on
from tests.postgres import Cluster

pytestmark = pytest.mark.journey

BEFORE = "0009"
HOUSES = [uuid.UUID(int=number) for number in (1, 2)]
TEXTS = ("## Who\r\n\r\nCarers:\r\n- all\r\n\r\nFamilies.\r\n\r\nAll.", "You.\n\nAnd family.")
WAS = ("## Who\n\nCarers:\n- all\n\nFamilies.\n\nAll.", "You.\n\nAnd family.")


@pytest.fixture(params=["sqlite", "postgresql"])
def old_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The portal on a database as it was before paragraphs, as the role that migrates it."""
    if request.param == "sqlite":
        yield from _before(tmp_path, f"sqlite:///{tmp_path / 'old.db'}")
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.template("evenhand_before_paragraphs", lambda url: _empty(tmp_path, url))
    with cluster.copy("evenhand_before_paragraphs") as copy:
        yield from _before(tmp_path, copy.owner_url)


def _empty(folder: Path, url: str) -> None:
    for app in _before(folder, url):
        assert app


def _before(folder: Path, url: str) -> Iterator[Flask]:
    app = app_on(folder, url)
    with app.app_context():
        upgrade(revision=BEFORE)
        yield app
        db.session.remove()
        db.engine.dispose()


def test_every_text_becomes_paragraphs_that_make_it_again(old_app: Flask) -> None:
    made = [_old_tender(house, published=house == HOUSES[1]) for house in HOUSES]
    upgrade()
    for house, tender_id in zip(HOUSES, made, strict=True):
        with tenant(house):
            tender = db.session.get_one(Tender, (house, tender_id))
            whole, empty = sections_of(tender)
            texts = ("words", "plain_words")
            whole_texts = [joined(getattr(p, name) for p in whole.paragraphs) for name in texts]
            assert tuple(whole_texts) == WAS
            pairs = [(each.words, each.plain_words) for each in whole.paragraphs]
            assert pairs == [
                ("## Who\n\nCarers:\n- all", "You."),
                ("Families.\n\nAll.", "And family."),
            ]
            assert [(each.version, each.changed_by) for each in whole.paragraphs] == [(1, None)] * 2
            assert not empty.paragraphs
    with tenant(HOUSES[1]), pytest.raises(sa.exc.DBAPIError, match="frozen from publication on"):
        db.session.execute(sa.text("update paragraph set words = 'other'"))


def test_the_sections_own_triggers_are_still_there(old_app: Flask) -> None:
    _old_tender(HOUSES[0], published=True)
    upgrade()
    with tenant(HOUSES[0]), pytest.raises(sa.exc.DBAPIError, match="frozen from publication on"):
        db.session.execute(sa.text("update section set title = 'other'"))


def _old_tender(house: uuid.UUID, *, published: bool) -> uuid.UUID:
    """Rows as they were written then: by plain SQL, since the models have moved on."""
    tender_id, now = uuid.uuid4(), datetime(2026, 9, 1, tzinfo=UTC)
    texts = {"title": "T", "reference": "R", "description": "", "plain_description": ""}
    with tenant(house):
        _put("authority", id=house, slug=f"a{house.int}", name="A", created_at=now)
        db.session.execute(sa.text("select 1"))
        tender = {"authority_id": house, "id": tender_id, "regime": "psr", "regime_reason": ""}
        stage = {"stage": "drafting", "created_at": now}
        _put("tender", **tender, **texts, **stage)
        for position, (body, plain) in enumerate([TEXTS, ("", " ")]):
            at = {"authority_id": house, "id": uuid.uuid4(), "tender_id": tender_id}
            words = {"title": "Who", "body": body, "plain_body": plain}
            _put("section", **at, position=position, **words)
        if published:
            moved = sa.text("update tender set stage = 'open', published_at = created_at")
            db.session.execute(moved)
        db.session.commit()
    return tender_id


def _put(table: str, **values: Any) -> None:
    reflected = sa.Table(table, sa.MetaData(), autoload_with=db.session.connection())
    kinds = {uuid.UUID: sa.Uuid(), datetime: sa.DateTime(timezone=True)}
    columns = [sa.column(name, kinds.get(type(value))) for name, value in values.items()]
    for column in reflected.columns:
        if column.name not in values and not column.nullable:
            columns.append(sa.column(column.name))
            values[column.name] = ""
    db.session.execute(sa.insert(sa.table(table, *columns)).values(values))
