"""A question to ‘You said, we did’ is handed over at once by who reads it or asked it (R31)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, PARTICIPATION, SAFEGUARDING
from portal.audit.models import Event, Pseudonym
from portal.core import clock
from portal.core.database import db
from portal.feedback.models import LineQuestion
from portal.participation.panels import leaving
from portal.participation.panels.queries import member_by_id
from portal.record.bundle.readers import reader_for_all
from portal.record.bundle.writing import write_bundle
from tests import make
from tests import make_feedback as feedback
from tests.bundles import checked, words_in
from tests.client import Client
from tests.lifting.test_own_words import OUT, hand_over
from tests.make_lifting import DISCLOSED, MARKER, open_store
from tests.make_safety import opened
from tests.make_writing import Written, tender_of
from tests.shelf import Prepared

WORDS = f">{DISCLOSED}<"


def told_in_a_question(house: make.House) -> Written:
    """A member's question to a line tells of it; another member's doesn't."""
    made = feedback.told(open_store(house))
    with clock.at(make.START):
        feedback.ask(made, 0, words=DISCLOSED)
        feedback.ask(made, 1, words="When exactly?")
        feedback.reply(made, 1, f"Who? {DISCLOSED}")
    return made


def reader(app: Flask, made: Written, who: str) -> Client:
    """The member who asked, another one, or staff."""
    human = {
        "asker": made.panel.members[0],
        "member": made.panel.members[1],
        "lead": made.house.lead,
    }.get(who) or made.house.staff[who]
    return make.client_of(app, human)


def pages(made: Written, who: str) -> tuple[str, str]:
    """Where a question is read, and where its words are handed over."""
    if who in ("asker", "member"):
        page = made.path("together/you-said-we-did")
        return page, made.path("you-said-we-did/questions/1/safety")
    return made.path("telling/questions/1"), made.path("telling/questions/1/safety")


@pytest.mark.parametrize("who", ["asker", "lead", PARTICIPATION, APPROVER])
def test_a_question_and_its_reply_go_at_once_whoever_presses_it(
    quick_app: Flask, prepared: Prepared, who: str
) -> None:
    made = prepared(told_in_a_question)
    page, path = pages(made, who)
    with clock.at(make.START):
        client = reader(quick_app, made, who)
        assert f'href="{path}"' in client.get(page).text
        for words in (WORDS, f">Who? {DISCLOSED}<"):
            assert hand_over(client, path, words) == page
        shown = client.get(page).text
        assert OUT in shown
        assert "No words are left here" in client.get(path).text
        for name in ("asker", "lead", PARTICIPATION, APPROVER):
            text = reader(quick_app, made, name).get(pages(made, name)[0]).text
            assert MARKER not in text, name
        read = opened(make.client_of(quick_app, made.house.staff[SAFEGUARDING]))
    writer, replied = made.panel.members[0], made.house.staff[APPROVER]
    for words in (DISCLOSED, *(f"Written by {each.name}" for each in (writer, replied))):
        assert words in read
    person = {"asker": writer, "lead": made.house.lead}.get(who) or made.house.staff[who]
    with make.looking(made.house.id):
        wanted = select(Event.actor).where(Event.name == "text:redacted").distinct()
        called = select(Pseudonym.name).where(
            Pseudonym.person_id == person.actor.person_id, Pseudonym.log_id == made.tender_id
        )
        assert db.session.scalars(wanted).all() == [db.session.scalar(called)]
        others = select(LineQuestion.words).where(LineQuestion.number == 2)
        assert db.session.scalars(others).all() == ["When exactly?"]


def test_the_lifted_words_are_in_no_byte_and_the_record_holds(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_a_question)
    with clock.at(make.START):
        client = reader(quick_app, made, APPROVER)
        for words in (WORDS, f">Who? {DISCLOSED}<"):
            hand_over(client, pages(made, APPROVER)[1], words)
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output
    database = Path(str(db.engine.url.database))
    for file in database.parent.glob(f"{database.name}*"):
        assert MARKER.encode() not in file.read_bytes(), file.name


def test_bundles_from_before_and_after_lifting_a_question_both_hold(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(told_in_a_question)
    files = [tmp_path / "before.zip", tmp_path / "after.zip"]
    with clock.at(make.START):
        _bundle(made, files[0])
        hand_over(reader(quick_app, made, APPROVER), pages(made, APPROVER)[1], WORDS)
        _bundle(made, files[1])
    for file in files:
        verdict = checked(file)
        assert verdict.holds, verdict.text
    assert [words_in(file).count('"text:redacted"') > 0 for file in files] == [False, True]
    assert MARKER not in words_in(files[1])


def _bundle(made: Written, file: Path) -> None:
    """The whole record of the tender as one file."""
    with make.looking(made.house.id), file.open("wb") as out:
        write_bundle(reader_for_all(tender_of(made.house, made.tender_id)), out)


def test_who_has_left_still_hands_over_what_they_asked_and_nobody_elses(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_a_question)
    _page, path = pages(made, "asker")
    with clock.at(make.START):
        for who in ("member", "lead", PARTICIPATION):
            assert reader(quick_app, made, who).get(path).status_code == 404
        staff = pages(made, "lead")[1]
        assert reader(quick_app, made, "asker").get(staff).status_code == 404
        with make.writing(made.house.id):
            member = member_by_id(made.panel.member_ids[0])
            assert member
            leaving.leave(made.panel.members[0].actor, member)
        client = reader(quick_app, made, "asker")
        panel = f"/{made.house.slug}/panel/{made.panel.id}/after/you-said-we-did"
        page = f"{panel}/{made.tender_id}"
        assert f'href="{path}"' in client.get(page).text
        assert hand_over(client, path, WORDS) == page
        assert MARKER not in client.get(page).text.partition("replied")[0]
