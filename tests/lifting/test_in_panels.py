"""What a panel, learners and evaluators write elsewhere is handed over where it stands (R31)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, SAFEGUARDING
from portal.audit.models import Event
from portal.bids.queries import bidders_of
from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import Declaration
from portal.evaluation.models_choosing import Candidate
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.operations import ConflictAnswer
from portal.participation.panels import operations as panels
from portal.participation.panels.models import Need, TermsIdea
from portal.participation.panels.queries import member_by_id
from portal.participation.training import operations as training
from portal.participation.training.models import Opinion, UnclearWord
from tests import make, make_choosing
from tests.client import Client
from tests.lifting.test_own_words import OUT, hand_over
from tests.make_evaluation import OPENED, Marking, seated_tender
from tests.make_lifting import DISCLOSED, MARKER, open_store
from tests.make_panels import MadePanel, panel
from tests.make_safety import opened


@pytest.fixture
def made(quick_app: Flask) -> tuple[make.House, MadePanel]:
    """A panel of an authority whose safeguarding lead reads."""
    house = open_store(make.house())
    return house, panel(house)


def _read(app: Flask, house: make.House) -> str:
    return opened(make.client_of(app, house.staff[SAFEGUARDING]))


def _nowhere(app: Flask) -> None:
    """The words are in no byte of the database, and every log holds."""
    db.session.remove()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output
    database = Path(str(db.engine.url.database))
    for file in database.parent.glob(f"{database.name}*"):
        assert MARKER.encode() not in file.read_bytes(), file.name


def _handed_over(client: Client, page: str, path: str, words: str = f">{DISCLOSED}<") -> None:
    """The page leads there, and afterwards it has the words no more."""
    assert f'href="{path}"' in client.get(page).text
    hand_over(client, path, words)
    assert MARKER not in client.get(page, follow_redirects=True).text
    assert "No words are left here" in client.get(path, follow_redirects=True).text


@pytest.mark.parametrize("who", ["member", "lead"])
def test_a_need_goes_and_can_be_written_again(
    quick_app: Flask, made: tuple[make.House, MadePanel], who: str
) -> None:
    house, group = made
    human, member_id = group.members[0], group.member_ids[0]
    with make.writing(house.id):
        member = member_by_id(member_id)
        assert member
        until = clock.today() + timedelta(days=30)
        panels.write_need(human.actor, member, DISCLOSED, until)
    page = f"/{house.slug}/panel/{group.id}/needs"
    client = make.client_of(quick_app, human)
    if who == "lead":
        page = f"/{house.slug}/panels/{group.id}/members/{member_id}"
        client = make.client_of(quick_app, house.staff[PARTICIPATION])
    _handed_over(client, page, f"{page.removesuffix('/needs')}/needs/safety")
    with make.looking(house.id):
        assert db.session.scalars(select(Need.words)).all() == [OUT]
    assert f"Written by {human.name}" in _read(quick_app, house)
    _nowhere(quick_app)


@pytest.mark.parametrize("who", ["member", "lead"])
def test_a_sentence_for_the_rules_leaves_list_and_log(
    quick_app: Flask, made: tuple[make.House, MadePanel], who: str
) -> None:
    house, group = made
    for number, words in ((0, DISCLOSED), (1, "Nobody shouts.")):
        with make.writing(house.id):
            member = member_by_id(group.member_ids[number])
            assert member
            panels.put_forward(group.members[number].actor, member, words)
    human = {"member": group.members[2], "lead": house.staff[PARTICIPATION]}[who]
    page = f"/{house.slug}/{'panel' if who == 'member' else 'panels'}/{group.id}/rules"
    client = make.client_of(quick_app, human)
    assert f'href="{page}/safety"' in client.get(page).text
    hand_over(client, f"{page}/safety", f">{DISCLOSED}<")
    shown = client.get(page).text
    assert "Nobody shouts." in shown
    assert MARKER not in shown
    with make.looking(house.id):
        assert db.session.scalars(select(TermsIdea.words)).all() == ["Nobody shouts."]
        event = db.session.scalars(select(Event).where(Event.name == "text:redacted")).one()
        assert event.facts["name"] == "words"
    assert f"Written by {group.members[0].name}" in _read(quick_app, house)
    _nowhere(quick_app)


def test_a_word_that_tells_leaves_list_and_log(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    for human in group.members[:2]:
        with make.writing(house.id):
            training.ask_word(human.actor, DISCLOSED, "cowriting")
    with make.looking(house.id):
        asked_id = db.session.scalars(select(UnclearWord.id)).all()[0]
    client = make.client_of(quick_app, house.staff[PARTICIPATION])
    path = f"/{house.slug}/words/asked/{asked_id}"
    assert f'href="{path}/safety"' in client.get(path).text
    hand_over(client, f"{path}/safety", f">{DISCLOSED}<")
    assert "No word waits" in client.get(f"/{house.slug}/words/asked").text
    assert client.get(f"{path}/safety").status_code == 404
    assert DISCLOSED in _read(quick_app, house)
    _nowhere(quick_app)


def test_what_somebody_wrote_about_a_course_goes_and_what_they_ticked_counts(
    quick_app: Flask,
) -> None:
    house = open_store(make.house())
    group = panel(house, members=5)
    for number, human in enumerate(group.members):
        with make.writing(house.id):
            words = DISCLOSED if number == 3 else f"More breaks {number}."
            training.evaluate(
                human.actor, "introduction", training.OpinionFacts("yes", "fully", words)
            )
    client = make.client_of(quick_app, house.staff[PARTICIPATION])
    page = f"/{house.slug}/training/introduction/opinions"
    before = client.get(page).text
    hand_over(client, f"{page}/safety", f">{DISCLOSED}<")
    assert f'href="{page}/safety"' in before
    after = client.get(page).text
    assert after.count("More breaks") == before.count("More breaks") == 4
    assert OUT in after
    with make.looking(house.id):
        rows = db.session.scalars(select(Opinion).where(Opinion.told_words == OUT)).all()
        assert [(row.words, row.enjoyed) for row in rows] == [(OUT, "yes")]
    _nowhere(quick_app)


@pytest.mark.parametrize("who", [0, 1])
def test_a_line_to_the_panel_goes_and_its_writer_still_stands(quick_app: Flask, who: int) -> None:
    house = open_store(make.house())
    with clock.at(make.START):
        writing = make_choosing.asked(house)
        make_choosing.forward(house, writing.tender_id, writing.panel, 0, why=DISCLOSED)
        client = make.client_of(quick_app, writing.panel.members[who])
        page = writing.path("choosing/1/mine")
        _handed_over(client, page, writing.path("choosing/1/lines/safety"))
        with make.looking(house.id):
            found = select(Candidate).where(Candidate.why == OUT)
            assert db.session.scalars(found).one().withdrawn_at is None
        _nowhere(quick_app)


def _declare(seated: Marking, human: make.Human) -> None:
    """An evaluator tells it of the first bidder, and nothing of the other."""
    tied_to = seated.bidders[0].actor.provider_id
    with seated.writing(OPENED) as tender:
        answers = {
            each.id: ConflictAnswer(
                has_used=False,
                has_interest=each.id == tied_to,
                details=DISCLOSED if each.id == tied_to else "",
            )
            for each in bidders_of(tender)
        }
        seat = seat_of(human.actor, tender)
        assert seat
        seats.declare_conflicts(human.actor, tender, seat, answers)


@pytest.mark.parametrize("who", ["evaluator", "lead"])
def test_what_an_evaluator_said_about_a_bidder_goes_and_the_answers_stay(
    quick_app: Flask, who: str
) -> None:
    house = open_store(make.house())
    seated = seated_tender(house, bids=2, professional=0, young=1)
    human = seated.everybody[0]
    _declare(seated, human)
    path, client = f"{seated.path}/declaration/safety", make.client_of(quick_app, human)
    page = f"{seated.path}/declaration"
    if who == "lead":
        with make.looking(house.id):
            wanted = select(Declaration.id).where(Declaration.has_interest)
            path = f"{seated.path}/conflicts/{db.session.scalar(wanted)}/safety"
        client = make.client_of(quick_app, house.staff[PARTICIPATION])
        page = f"{seated.path}/conflicts"
    _handed_over(client, page, path)
    with make.looking(house.id):
        kept = db.session.scalars(select(Declaration).where(Declaration.has_interest)).one()
        assert (kept.details, kept.needs_decision) == (OUT, True)
    assert f"Written by {human.name}" in _read(quick_app, house)
    _nowhere(quick_app)
