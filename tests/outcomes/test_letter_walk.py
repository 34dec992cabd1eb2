"""The lead writes letters with others at it at once, sends them, and answers what is asked."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import Provider
from portal.audit.models import Event
from portal.audit.verify import verify_log
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.record.checks import CHECKS
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import find_text, texts_in_reach
from tests import make
from tests import make_outcomes as outcomes
from tests.make_moderation import Panel
from tests.make_outcomes import RELEASED, then
from tests.shelf import Prepared

WORDS = "Your plan names who does what. It would have helped to say by when."


def name_of(made: Panel, place: int) -> str:
    """What a bidder is called."""
    with make.looking():
        return db.session.get_one(Provider, made.members[place].actor.provider_id).name


def test_additions_and_what_is_left_out_reach_the_letters(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.revealed_tender)
    won, lost, third = made.labels
    lead = make.client_of(quick_app, made.house.lead)
    page = made.path(f"letters/{lost}/parts/Q1")

    wrong = {"words": f"You were behind {name_of(made, 2)}. Your mark is 1 out of 3.", "seen": "0"}
    shown = lead.submit(page, wrong).text
    assert "A letter tells of its own bidder and the chosen one alone." in shown
    assert "the record has no such figure" in shown
    assert "You were behind" in shown

    doubtful = {"words": "It was weaker than the other bids.", "seen": "0"}
    shown = lead.submit(page, doubtful).text
    assert "It seems to compare the bid with another" in shown
    assert lead.submit(page, {"words": WORDS, "seen": "0"}).status_code == 303
    late = lead.submit(page, {"words": "Written beside it.", "seen": "0"}).text
    assert "Somebody else has changed these words" in late
    assert WORDS in late
    assert "Written beside it." in late

    out = made.path(f"letters/{won}/parts/Q1/left-out")
    secret = {"ground": "commercial", "reason": "It tells how they work out their prices."}
    assert "Copy them exactly" in lead.submit(out, secret | {"passage": "Nobody wrote it"}).text
    passage = {"passage": "names a person"}
    assert lead.submit(out, secret | passage).status_code == 303
    letter = lead.get(made.path(f"letters/{lost}")).text
    assert WORDS in letter
    assert "We have left out a passage here. Ground: sensitive commercial information." in letter
    assert "It tells how they work out their prices." in letter
    assert "section 94 of the Procurement Act 2023" in letter
    assert "What we have left out" not in lead.get(made.path(f"letters/{won}")).text
    assert "What we have left out" in lead.get(made.path(f"letters/{third}")).text

    check = lead.get(made.path("letters/check")).text
    assert "3 letters: 1 successful, 2 not. Read each." in check
    assert "Release all letters" in check
    lead.submit(f"{out}/1/show", {}, at=out)
    assert "2 letters are still to be read" in lead.get(made.path("letters/check")).text
    with make.looking(made.house.id):
        assert verify_log(made.id, checks=CHECKS).troubles == []


def test_a_provider_asks_and_is_answered_and_mails_say_only_that_there_is_news(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender)
    lost = made.labels[1]
    with clock.at(RELEASED + timedelta(days=2)):
        lead = make.client_of(quick_app, made.house.lead)
        member = make.client_of(quick_app, made.members[1])
        asks = made.path("letter/questions")
        assert "Write your question" in member.submit(asks, {"words": ""}).text
        asked = {"words": "Alex Archer asks: which dates were missing?"}
        assert member.submit(asks, asked).status_code == 303
        assert "You have asked this already." in member.submit(asks, asked).text
        assert "1 waits for an answer" in lead.get(made.path("letters")).text
        assert "1 question about a letter to answer" in lead.get(made.path("")).text

        page = made.path(f"letters/{lost}/questions/1")
        wrong = {"kind": "answer", "words": f"Those that {name_of(made, 2)} gave."}
        assert "its own bidder and the chosen one alone" in lead.submit(page, wrong).text
        answer = {"kind": "answer", "words": "The dates of each step."}
        assert lead.submit(page, answer).status_code == 303
        assert lead.get(page).status_code == 403
        assert "The dates of each step." in member.get(asks).text
        other = make.client_of(quick_app, made.members[2]).get(asks).text
        assert "which dates" not in other

        with make.looking(made.house.id):
            bodies = [mail.body for mail in db.session.query(Mail) if "news" in mail.body]
            reach = texts_in_reach(made.house.lead.actor, made.tender())
        assert len(bodies) > len(made.members)
        assert not any("dates" in body for body in bodies)

        found = next(each for each in reach if each.kind == "debrief_question")
        with then(made, RELEASED + timedelta(days=3)) as tender:
            place = ("debrief_question", found.row_id, "words")
            text = find_text(made.house.lead.actor, tender, *place)
            assert text
            redact(
                made.house.lead.actor, tender, text, text.text.replace("Alex Archer", "[a name]")
            )
        assert "[a name] asks" in member.get(asks).text
        with make.looking(made.house.id):
            assert verify_log(made.id, checks=CHECKS).troubles == []
    with clock.at(RELEASED + timedelta(days=20)):
        assert "The last day for questions was" in member.get(asks).text
        assert member.submit(asks, asked).status_code == 403
        day = {"day": ["1", "12", "2026"]}
        assert (
            "Choose a day from today on." in lead.submit(made.path("letters/ask-until"), day).text
        )
        day = {"day": ["28", "12", "2026"]}
        assert lead.submit(made.path("letters/ask-until"), day).status_code == 303
        assert "until the end of 28 December 2026" in member.get(asks).text


def test_all_letters_are_made_beside_the_pages_and_taken_in_one(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender)
    lead = make.client_of(quick_app, made.house.lead)
    page, pack = made.path("letters/files"), made.path("letters/all.zip")
    assert lead.get(pack).status_code == 303
    assert lead.submit(page, {}).status_code == 303
    going_on = lead.get(page)
    assert "0 of 3 letters are made" in going_on.text
    tag = {"If-None-Match": going_on.headers["ETag"]}
    assert lead.get(page, headers=tag).status_code == 304
    command = quick_app.test_cli_runner()
    assert "Letters made: 3." in command.invoke(args=["letters", "files"]).output
    assert "Letters made: 0." in command.invoke(args=["letters", "files"]).output
    assert "3 of 3 letters are made" in lead.get(page, headers=tag).text
    taken = lead.get(pack)
    with zipfile.ZipFile(io.BytesIO(taken.data)) as archive:
        names = {f"letter-{label}.pdf" for label in made.labels}
        assert set(archive.namelist()) == names
        one = lead.get(made.path(f"letters/{made.labels[0]}/letter.pdf"))
        assert archive.read(f"letter-{made.labels[0]}.pdf") == one.data
    with make.looking(made.house.id):
        wanted = select(Event.facts).where(Event.name == "letters:taken")
        assert db.session.scalars(wanted).all() == [{"file": "zip"}]
