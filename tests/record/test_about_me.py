"""What a person reads about themselves: all of it, in words, and nothing of anybody else."""

from __future__ import annotations

import json

from flask import Flask

from portal.accounts import operations as accounts
from portal.accounts.models import Person
from portal.audit.catalogue import CATALOGUE
from portal.core.database import db
from portal.record.about_me.pages import held_about
from portal.record.about_me.sentences import ABOUT_ME, LOOKED, MINE
from tests import make
from tests.make_bids import label_of
from tests.stages import Stages
from tests.statements import counted
from tests.story import MARKER, SECRET_REASON


def test_every_event_has_words_for_who_did_it() -> None:
    nobody_did_it = {"log-key:made"}
    assert {name for name in CATALOGUE if name not in MINE} == nobody_did_it
    for name, sentence in ABOUT_ME.items():
        assert "%(label)s" not in sentence, "who is kept from a bid learns nothing of it (R16)"
        assert name in CATALOGUE
    assert set(LOOKED) <= set(CATALOGUE)


def test_a_young_evaluator_reads_their_own_marks_reasons_and_declarations(
    stages: Stages,
) -> None:
    with stages.at("released"):
        page = stages.client("kept-from").get("/about-me")
        assert page.status_code == 200
        for words in (
            "Kept-From Person",
            "kept-from@people.example",
            f"Your reason: {SECRET_REASON}",
            "Your mark: 3.",
            "a link: yes. My aunt works there.",
            "gave you a seat on the panel",
            "Your marks and your reasons stay",
            "Ask to be erased",
        ):
            assert words in page.text, words
        assert "A close relative works there." not in page.text, "that is the lead's word"
        assert "You marked Bid" in page.text


def test_nobody_reads_of_somebody_else(stages: Stages) -> None:
    with stages.at("released") as story:
        for who in ("young", "lead", "winner", "auditor", "operator"):
            client = stages.client(who)
            page, file = client.get("/about-me").text, client.get("/about-me/all.json").text
            for name, human in story.people.items():
                told = file if name in ("safeguarding", "deputy") else page + file
                if human.actor.person_id == story.people[who].actor.person_id:
                    continue
                assert human.account not in told, (who, name)
                assert human.name not in told, (who, name)


def test_before_the_reveal_it_un_blinds_nobody(stages: Stages) -> None:
    for stage in ("opened", "marking", "moderating", "deciding"):
        with stages.at(stage) as story:
            for who in ("lead", "participation", "approver", "young-3", "professional"):
                told = stages.client(who).get("/about-me/all.json").text
                assert MARKER not in told.casefold(), (stage, who)
            assert story


def test_a_provider_reads_who_looked_at_its_bid_once_the_letter_is_out(stages: Stages) -> None:
    with stages.at("released") as story:
        winner, second = (
            label_of(story.house, story.id, story.people[n]) for n in ("winner", "second")
        )
        for label in (winner, second):
            stages.client("auditor").get(story.path(f"bids/{label}"))
        stages.client("lead").get(story.path(f"letters/{winner}"))
        told = stages.client("winner").get("/about-me").text
        assert told.count("The auditor read your bid for the first time.") == 1
        assert told.count("The procurement lead read the letter to you for the first time.") == 1
        assert "The auditor read your bid" not in stages.client("failed").get("/about-me").text
    with stages.at("revealed") as story:
        label = label_of(story.house, story.id, story.people["winner"])
        stages.client("auditor").get(story.path(f"bids/{label}"))
        assert "read your bid" not in stages.client("winner").get("/about-me").text


def test_the_file_holds_what_the_page_does(stages: Stages) -> None:
    with stages.at("released"):
        client = stages.client("young")
        answer = client.get("/about-me/all.json")
        assert "attachment" in answer.headers["Content-Disposition"]
        held = json.loads(answer.text)
        page = client.get("/about-me").text
        assert held["name"] in page
        lines = [line for log in held["logs"] for line in [*log["mine"], *log["about"]]]
        assert len(lines) > 10
        assert all(line["day"] in page for line in lines)


def test_a_link_that_a_lead_made_for_somebody_is_told_as_acting_for_them(stages: Stages) -> None:
    with stages.at("marking") as story:
        page = story.path("seats")
        lead = stages.client("lead")
        href = next(
            part.partition('"')[0]
            for part in lead.get(page).text.split('href="')
            if part.partition('"')[0].endswith("/link")
        )
        lead.submit(href)
        told = [
            stages.client(name).get("/about-me").text
            for name in ("professional", "voided", "young", "kept-from", "young-3")
        ]
        assert sum("They acted for you." in text for text in told) == 1


def test_asking_again_says_that_it_was_asked(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.staff["approver"])
    for _time in range(2):
        client.submit("/about-me/ask", at="/about-me") if _time == 0 else None
        assert "You asked on" in client.get("/about-me").text
    with make.looking():
        held = held_about(house.staff["approver"].actor.person_id)  # type: ignore[arg-type]
    whats = [line["what"] for log in held["logs"] for line in log["mine"]]
    assert whats.count("You asked to be erased.") == 1


def test_it_asks_the_database_as_often_for_many_events_as_for_few(quick_app: Flask) -> None:
    house = make.house()
    person_id = house.lead.actor.person_id
    assert person_id

    def asked() -> int:
        with make.looking(), counted() as statements:
            held_about(person_id)
        return len(statements)

    make.tender(house)
    few = asked()
    for _time in range(10):
        make.tender(house)
    with make.writing():
        person = db.session.get_one(Person, person_id)
        accounts.sign_in(person, None)
    assert asked() == few
