"""What moderation wrote can name somebody whom a letter doesn't concern: it is dealt with first."""

from __future__ import annotations

import re
import uuid

from flask import Flask
from sqlalchemy import update

from portal.accounts.models import Provider
from portal.audit.verify import verify_log
from portal.core.database import db
from portal.outcomes.naming import Names
from portal.record.checks import CHECKS
from tests import make
from tests import make_outcomes as outcomes
from tests.shelf import Prepared

ONE, OTHER = uuid.uuid4(), uuid.uuid4()
KNOWN = Names(
    {
        "Quayside Care": frozenset([ONE]),
        "Steps Up": frozenset([OTHER]),
        "Archer": frozenset([ONE, OTHER]),
        "Cas Field": frozenset(),
    },
    {
        "quayside": ("Quayside Care",),
        "steps": ("Steps Up",),
        "archer": ("Archer",),
        "cas": ("Cas Field",),
    },
)


def test_names_of_others_are_found_and_those_concerned_are_not() -> None:
    said = "You work with quayside  care, as Steps Up and Ms Archer do; Cas Field asked, of Bid K."
    assert KNOWN.foreign_in(said, [OTHER]) == ["Quayside Care", "Cas Field", "Bid K"]
    assert KNOWN.foreign_in(said, [ONE, OTHER]) == ["Cas Field", "Bid K"]
    assert KNOWN.foreign_in("Your first steps were careful.", [ONE]) == []


def test_a_name_keeps_letters_back_until_it_is_left_out_or_may_stand(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.revealed_tender)
    won, lost, third = made.labels
    theirs = made.members[2].actor.provider_id
    with quick_app.app_context(), db.engine.begin() as connection:
        connection.execute(update(Provider).filter_by(id=theirs).values(name="Lacks Ltd"))
    lead = make.client_of(quick_app, made.house.lead)

    page = lead.get(made.path(f"letters/{lost}")).text
    assert "names ‘Lacks’. Leave the name out, or say why it can stand." in page
    assert "from the winner’s letter names ‘Lacks’" in page
    assert "names ‘Lacks’" not in lead.get(made.path(f"letters/{third}")).text
    assert "Release all letters" not in lead.get(made.path("letters/check")).text

    for label, ground in ((won, "name"), (lost, "stands")):
        for code in ("Q1", "Q2", "Q3"):
            out = made.path(f"letters/{label}/parts/{code}/left-out")
            assert "<li>Lacks</li>" in lead.get(out).text
            said = {"passage": "lacks", "ground": ground, "reason": "It is the verb."}
            assert lead.submit(out, said).status_code == 303
            assert "<li>Lacks</li>" not in lead.get(out).text

    page = lead.get(made.path(f"letters/{lost}")).text
    assert re.findall("[^>]*names ‘Lacks’[^<]*", page) == []
    assert "names a person, and [a name is left out here] dates." in page
    assert "names a person, and lacks dates." in page
    assert "it names somebody whom this letter doesn’t concern" in page
    lead.get(made.path(f"letters/{won}"))
    lead.get(made.path(f"letters/{third}"))
    assert "Release all letters" in lead.get(made.path("letters/check")).text
    with make.looking(made.house.id):
        assert verify_log(made.id, checks=CHECKS).troubles == []
