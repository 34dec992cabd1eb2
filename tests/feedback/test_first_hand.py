"""Those who took part hear first-hand what was decided, and nothing they mustn't (P20, R19)."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.accounts.models import Provider
from portal.core.database import db
from portal.core.mail import Mail
from portal.evaluation.queries import seat_of
from portal.feedback import decided
from portal.outcomes.material import material_of
from tests import make
from tests import make_outcomes as outcomes
from tests.shelf import Prepared


def test_who_marked_reads_what_made_the_difference_once_the_letters_are_out(
    quick_app: Flask, prepared: Prepared
) -> None:
    early = prepared(outcomes.revealed_tender)
    young = make.client_of(quick_app, early.people["young"][0])
    assert young.get(early.path("what-was-decided")).status_code == 403

    made = prepared(outcomes.released_tender)
    human = made.people["young"][0]
    with make.looking(made.house.id):
        winner = db.session.get_one(Provider, made.members[0].actor.provider_id).name
        mails = [each for each in db.session.query(Mail) if "took part" in each.body]
    assert not any(word in each.body for each in mails for word in ("chose", winner))
    page = make.client_of(quick_app, human).get(made.path("what-was-decided")).text
    assert f"<bdi>{winner}</bdi>" in page
    assert "3 out of 3 (very good)" in page
    with make.looking():
        ids = [each.actor.provider_id for each in made.members[1:]]
        names = [db.session.get_one(Provider, each).name for each in ids]
    assert not any(name in page for name in names)
    assert "What was decided" in make.client_of(quick_app, human).get(made.path("")).text


def test_r16_who_is_kept_from_the_bid_learns_neither_whose_it_is_nor_its_marks(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = prepared(outcomes.released_tender)
    with make.looking(made.house.id):
        tender = made.tender()
        seat = seat_of(made.people["young"][0].actor, tender)
        winner = material_of(made.house.lead.actor, tender).winner
        assert seat
        assert winner
        monkeypatch.setattr(decided, "_kept_from", lambda *_of: {winner.id})
        found = decided.decided_for(tender, seat)
        member = decided.decided_for(tender)
    assert found.decision == "One bid is chosen. Soon everybody can read whose it is."
    assert found.differences == []
    assert member.decision == found.decision
    assert member.differences
