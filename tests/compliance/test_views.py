"""The pages: what was typed stays, nobody is shown what isn't theirs, and questions don't grow."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from portal.accounts.models import OFFICER
from portal.core import clock
from portal.core.database import db
from portal.tenders.models_typed import TypedDraft
from tests import make
from tests.make_compliance import ask
from tests.make_moderation import MODERATED, Panel, moderating_tender
from tests.shelf import Prepared

SOON = MODERATED + timedelta(hours=1)
ASKED = {"purpose": "clarification", "words": "Which map counts?", "time": "17:00"}
DAY = ["9", "11", "2026"]


@pytest.fixture
def made(prepared: Prepared) -> Panel:
    """A tender in moderation."""
    found: Panel = prepared(moderating_tender, n=3)
    return found


def test_a_question_goes_to_one_bidder_and_its_answer_back_under_the_label(
    quick_app: Flask, made: Panel
) -> None:
    label = made.labels[0]
    page, own = made.path(f"compliance/bids/{label}/ask"), made.path("bid/questions/1")
    with clock.at(SOON):
        lead = make.client_of(quick_app, made.house.lead)
        wrong = lead.submit(page, ASKED | {"day": ["30", "2", "2026"]})
        assert "Enter a real day" in wrong.text
        assert "Which map counts?" in wrong.text
        assert lead.submit(page, ASKED | {"day": DAY}).status_code == 303
        bidder, other = (make.client_of(quick_app, made.members[place]) for place in (0, 1))
        assert "Which map counts?" in bidder.get(own).text
        assert other.get(own).status_code == 404
        evaluator = make.client_of(quick_app, made.people["young"][0])
        for path in ("compliance", "compliance/questions/1", "exclusions", "compliance/prices"):
            assert evaluator.get(made.path(path)).status_code == 404
        kept = bidder.submit(own, {"words": "The second map.", "is_last": "yes"})
        assert kept.status_code == 303
    with clock.at(SOON + timedelta(days=30)):
        told = lead.get(made.path("compliance/questions/1")).text
        assert "The second map." in told
        late = bidder.submit(own, {"words": "Typed for long.", "is_last": "no"})
        assert "the time for an answer is over" in late.text.lower()
        assert "Typed for long." in late.text


def test_no_label_stands_beside_a_name(quick_app: Flask, made: Panel) -> None:
    """R16, R17: whoever looks at names doesn't learn whose bid is whose."""
    ask(made, 0, "exclusion", SOON, "Is it you?")
    with clock.at(SOON):
        for human in (made.house.lead, make.staff(made.house, OFFICER)):
            client = make.client_of(quick_app, human)
            listed = client.get(made.path("exclusions")).text
            pages = [
                listed,
                *(
                    client.get(p).text
                    for p in re.findall(r'href="([^"]*/exclusions/[^"]+)"', listed)
                ),
            ]
            assert len(pages) == 4
            for page in pages:
                assert not re.search(r"\bBid [A-Z]\b", page)
                assert not any(f"/{label}" in page for label in made.labels)
        lead = make.client_of(quick_app, made.house.lead)
        assert "Is it you?" not in lead.get(made.path("compliance")).text
        assert lead.get(made.path("compliance/questions/1")).status_code == 404
        provider_id = made.members[0].actor.provider_id
        look = {"looked_on": ["2", "11", "2026"], "on_list": "no", "words": "x", "outcome": "none"}
        assert lead.submit(made.path(f"exclusions/{provider_id}"), look).status_code == 403


def test_an_answer_is_kept_while_it_is_written_and_home_says_that_a_question_waits(
    quick_app: Flask, made: Panel
) -> None:
    own = made.path("bid/questions/1")
    ask(made, 0, "clarification", SOON, "Which map counts?")
    with clock.at(SOON):
        bidder, other = (make.client_of(quick_app, made.members[place]) for place in (0, 1))
        assert "A question waits for you" in bidder.get("/home").text
        assert "A question waits for you" not in other.get("/home").text
        kept = bidder.submit(f"{own}?keep=1", {"words": "The second"}, at=own)
        assert kept.headers["Location"] == own
        page = bidder.get(own).text
        assert ">The second</textarea>" in page.replace("\r\n", "")
        assert "Draft saved at" in page
        assert "Draft saved at" not in bidder.get(made.path("bid/questions")).text
        sent = {"words": "The second map.", "is_last": "yes"}
        assert bidder.submit(own, sent).status_code == 303
        with make.looking(made.house.id):
            assert db.session.query(TypedDraft).all() == []
        assert "A question waits for you" not in bidder.get("/home").text
