"""Names are never explained: of people, tenders, panels, and the labels of bids (P8)."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import update

from portal.accounts.models import Person
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.participation.panels.models import Panel
from tests import make
from tests.make_panels import panel
from tests.training.test_words import linked


def test_a_capital_begins_a_sentence_or_a_name(quick_app: Flask) -> None:
    with quick_app.test_request_context():
        text, found = linked("<p>Bid K came. “Bids are read.” (Moderation: then.)</p>")
        assert found == ["bid", "moderation"]
        assert "“<a" in text
        assert linked("<p>We ask Ofsted.</p>", ("Ofsted", "It looks at schools."))[1] == ["ofsted"]
        assert linked("<p>Bid K has two bids.</p>", ("Bid", "Our own."))[1] == ["bid"]
        assert linked("<p>Bid K is here.</p>", ("Bid", "Our own."))[1] == []


def test_what_somebody_typed_as_a_name_is_never_explained(
    quick_app: Flask,
) -> None:
    house = make.house()
    group = panel(house)
    with tenant(house.id):
        db.session.execute(update(Person).values(name="bid moderation"))
        db.session.execute(update(Panel).values(title="the moderation bid"))
        db.session.commit()
    client = make.client_of(quick_app, group.members[0])
    for path in ("/home", "/about-me", "/roles", f"/{house.slug}/panel/{group.id}"):
        page = client.get(path).text
        assert "bid" in page
        assert 'id="at-bid"' not in page
        assert 'id="at-moderation"' not in page
