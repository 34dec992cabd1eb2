"""A member who is erased leaves their suggestions and answers, without a name, and proved (R18)."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event, Pseudonym, SealedFact
from portal.core import clock
from portal.core.database import db
from portal.record.erasure.operations import NOBODY, erase
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import texts_written
from tests import make, make_agreeing
from tests.make_writing import Written, tender_of, written
from tests.shelf import Prepared

WORDS, ADDED = "Is the bus there?", "And on Sundays."
WORRY = "The last bus is too early."


def written_by_one(house: make.House) -> Written:
    """One member suggests, shows their name, asks again, adds to another's, and has a worry."""
    made = written(house)
    with clock.at(make.START):
        made.suggest(0, words=WORDS, shows_name=True)
        name = made.panel.members[0].name
        made.suggest(1, words=f"Ask {name.split()[0].upper()} about it.")
        made.back(0, 2, ADDED)
        made.answer(1)
        made.question(0, 1)
        make_agreeing.ask_panel(house, made.tender_id, made.panel.id)
        make_agreeing.say(house, made.tender_id, made.panel, 0, "worry", WORRY)
    return made


def forget(made: Written) -> None:
    """The participation lead erases the first member."""
    db.session.remove()
    person_id = made.panel.members[0].actor.person_id
    assert person_id
    erase(made.house.staff[PARTICIPATION].actor, person_id, "told")


def test_what_they_wrote_stays_for_everybody_without_their_name(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(written_by_one)
    name, panel = made.panel.members[0].name, made.panel
    with clock.at(make.START):
        other = make.client_of(quick_app, panel.members[2])
        assert name in other.get(made.path("together/others")).text
        forget(made)
        pages = {
            panel.members[2]: ("together/others", "agreement/mine"),
            made.house.lead: ("suggestions", "agreement", "trail.csv"),
            made.house.staff[PARTICIPATION]: ("suggestions", "agreement"),
        }
        shown = ""
        for human, some in pages.items():
            for page in some:
                text = make.client_of(quick_app, human).get(made.path(page)).text
                assert name not in text, page
                assert NOBODY not in text, page
                shown += text
    for words in (WORDS, ADDED, WORRY, "Somebody of your panel", "You don’t say when."):
        assert words in shown, words


def test_their_seals_go_but_for_the_words_and_the_record_holds(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(written_by_one)
    with make.looking(made.house.id):
        who = Pseudonym.person_id == made.panel.members[0].actor.person_id
        called = db.session.scalar(
            select(Pseudonym.name).where(who, Pseudonym.log_id == made.tender_id)
        )
    forget(made)
    with make.looking(made.house.id):
        theirs = select(Event.name, SealedFact.name).join(
            SealedFact, SealedFact.event_id == Event.id
        )
        left = db.session.execute(theirs.where(Event.actor == called)).all()
        assert {tuple(row) for row in left} == {
            ("suggestion:made", "words"),
            ("suggestion:backed", "number"),
            ("suggestion:backed", "words"),
            ("suggestion:questioned", "words"),
            ("agreement:said", "said"),
            ("agreement:said", "words"),
        }
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output


def test_their_words_can_be_taken_out_afterwards(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(written_by_one)
    forget(made)
    with make.looking(made.house.id):
        found = texts_written(tender_of(made.house, made.tender_id))
    for text in found:
        with make.writing(made.house.id):
            tender = tender_of(made.house, made.tender_id)
            redact(made.house.lead.actor, tender, text, "[taken out]")
    with make.looking(made.house.id):
        left = texts_written(tender_of(made.house, made.tender_id))
    assert {text.text for text in left} == {"[taken out]"}
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output


def test_who_erases_reads_what_stays_by_them_and_about_them_first(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(written_by_one)
    with clock.at(make.START):
        lead = make.client_of(quick_app, made.house.staff[PARTICIPATION])
        person = made.panel.members[0].actor.person_id
        page = lead.get(f"/{made.house.slug}/erasure/{person}").text
    for words in (WORDS, ADDED, WORRY, " about it."):
        assert words in page, words
    assert "redactions/suggestion/" in page
    assert "redactions/panel_sign_off_said/" in page


def test_a_member_reads_their_own_words_among_what_is_held_about_them(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(written_by_one)
    with clock.at(make.START):
        page = make.client_of(quick_app, made.panel.members[0]).get("/about-me").text
    for words in (f"What you wrote: {WORDS} · Nobody asks.", ADDED, WORRY):
        assert words in page, words


def test_the_look_for_names_forgets_a_name_that_was_erased(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(written_by_one)
    forget(made)
    with clock.at(make.START):
        client = make.client_of(quick_app, made.panel.members[2])
        words = {"words": "The name of the bus was erased.", "step": "check"}
        check = client.submit(made.path("together/suggest/question"), words)
    assert "Check your words" in check.text
    assert "Can people tell who it is?" not in check.text
