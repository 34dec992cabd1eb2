"""Whoever reads a suggestion, an addition or a worry hands its words over; they are gone (R31)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, SAFEGUARDING
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.specifications.agreeing.models import SignOffSaid
from tests import make, make_agreeing
from tests.client import Client
from tests.lifting.test_own_words import OUT, hand_over
from tests.make_lifting import BEFORE, DISCLOSED, FIRST, MARKER, open_store
from tests.make_safety import opened
from tests.make_writing import Written, written
from tests.shelf import Prepared

WORDS, REASON, ADDED = f">{DISCLOSED}<", f">Why? {DISCLOSED}<", f">Me too. {DISCLOSED}<"


def told_in_writing(house: make.House) -> Written:
    """A suggestion, its reason, an addition and a worry each tell of it."""
    made = written(open_store(house))
    with clock.at(make.START):
        title = "Who (1)"
        made.suggest(0, "words", title, words=DISCLOSED, reason=f"Why? {DISCLOSED}")
        made.back(1, 1, f"Me too. {DISCLOSED}")
        make_agreeing.ask_panel(house, made.tender_id, made.panel.id)
        for words in (FIRST, DISCLOSED):
            make_agreeing.say(house, made.tender_id, made.panel, 0, "worry", words)
    return made


def reader(app: Flask, made: Written, who: str) -> Client:
    """The writer, the one who added, somebody else of the panel, or staff."""
    human = {
        "writer": made.panel.members[0],
        "adder": made.panel.members[1],
        "member": made.panel.members[2],
        "lead": made.house.lead,
        PARTICIPATION: made.house.staff[PARTICIPATION],
        "other panel": made.others.members[0],
    }[who]
    return make.client_of(app, human)


def pages(made: Written, who: str) -> tuple[str, str]:
    """Where a suggestion is read, and where its words are handed over."""
    if who in ("lead", PARTICIPATION):
        return made.path("suggestions"), made.path("suggestions/1/safety")
    page = "mine" if who == "writer" else "others"
    return made.path(f"together/{page}"), made.path("together/suggestions/1/safety")


@pytest.mark.parametrize("who", ["writer", "adder", "member", "lead", PARTICIPATION])
def test_a_suggestion_goes_at_once_whoever_presses_it(
    quick_app: Flask, prepared: Prepared, who: str
) -> None:
    made = prepared(told_in_writing)
    page, path = pages(made, who)
    with clock.at(make.START):
        client = reader(quick_app, made, who)
        assert f'href="{path}"' in client.get(page).text
        for words in (WORDS, REASON, ADDED):
            assert hand_over(client, path, words) == page
        shown = client.get(page).text
        assert OUT in shown
        assert MARKER not in shown
        assert "All young carers" not in shown  # what it would change isn't shown as struck out
        read = opened(make.client_of(quick_app, made.house.staff[SAFEGUARDING]))
    names = [each.name for each in made.panel.members[:2]]
    for words in (DISCLOSED, *(f"Written by {name}" for name in names)):
        assert words in read
    with make.looking(made.house.id):
        events = db.session.scalars(select(Event).where(Event.name == "text:redacted")).all()
        assert len(events) == 3
        assert {event.actor for event in events} != {None}


def test_the_lifted_words_are_in_no_page_or_byte_and_the_record_holds(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_writing)
    with make.looking(made.house.id):
        said = select(SignOffSaid).order_by(SignOffSaid.version.desc())
        worry = db.session.scalars(said).first()
        assert worry
        path = made.path(f"agreement/worries/{worry.id}/safety")
    with clock.at(make.START):
        lead = reader(quick_app, made, "lead")
        for words in (WORDS, REASON, ADDED):
            hand_over(lead, pages(made, "lead")[1], words)
        agreement = made.path("agreement")
        assert f'href="{path}"' in lead.get(agreement).text
        assert BEFORE not in lead.get(path).text
        assert hand_over(lead, path, WORDS) == agreement
        for who in ("writer", "adder", "lead", PARTICIPATION):
            for page in (pages(made, who)[0], agreement, made.path("agreement/mine")):
                text = reader(quick_app, made, who).get(page).text
                assert MARKER not in text, (who, page)
        read = opened(make.client_of(quick_app, made.house.staff[SAFEGUARDING]))
    assert FIRST in read  # what its writer had said before goes with it
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output
    database = Path(str(db.engine.url.database))
    for file in database.parent.glob(f"{database.name}*"):
        for words in (MARKER, BEFORE):
            assert words.encode() not in file.read_bytes(), file.name


def test_a_member_hands_over_what_they_wrote_when_they_were_asked(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_writing)
    with clock.at(make.START):
        client = reader(quick_app, made, "writer")
        page, path = made.path("agreement/mine"), made.path("agreement/mine/safety")
        assert f'href="{path}"' in client.get(page).text
        assert hand_over(client, path, WORDS) == page
        assert MARKER not in client.get(page).text
        assert "No words are left here" in reader(quick_app, made, "member").get(path).text


def test_who_may_not_read_it_hands_nothing_over(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_writing)
    with clock.at(make.START):
        others = reader(quick_app, made, "other panel")
        for page in ("together/suggestions/1/safety", "suggestions/1/safety"):
            assert others.get(made.path(page)).status_code == 404
        member = reader(quick_app, made, "member")
        assert member.get(made.path("together/suggestions/9/safety")).status_code == 404


def test_nothing_goes_where_nobody_could_read_it(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(written)
    with clock.at(make.START):
        made.suggest(0)
        client = make.client_of(quick_app, made.panel.members[0])
        path = made.path("together/suggestions/1/safety")
        assert "Send these words" in client.get(path).text
        client.submit(path, {"words": "x", "sure": "yes"})
        assert "Will somebody listen to us?" in client.get(made.path("together/mine")).text
