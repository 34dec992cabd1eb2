"""Homes say first what waits for this person, in words, and ask as often for many as for one."""

from __future__ import annotations

import re
import uuid

import pytest
from flask import Flask

from portal.accounts import operations as accounts
from portal.accounts.models import EVALUATOR, Person
from portal.core import clock
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from tests import make, make_bids
from tests.pages import plainly
from tests.stages import Stages
from tests.statements import statements_at

WRITE = "Write the specification"
LEAD = {
    "drafting": WRITE,
    "open": "1 question to answer",
    "closed": "(Waiting for the opening officers)",
    "opened": "(Waiting for 1 person to answer)",
    "marking": "1 waits for an answer",
    "moderating": "Session 1 is open",
    "deciding": "Decide",
    "decided": "(Waiting for the approver)",
    "approved": "Reveal who the bids are from",
    "revealed": "Read and send the letters",
}
"""What the lead's home says of the story's tender; in brackets where it isn't the lead's turn."""

YOUNG = {
    "open": "Nothing to do yet. Providers are writing their bids.",
    "closed": "Nothing to do yet. The time for sending bids is over.",
    "opened": "Two questions to answer",
    "marking": "2 of 2 bids left",
    "moderating": "Your panel talks about the marks now",
    "deciding": "Nothing to do now. The bids are marked, and somebody decides.",
    "released": "It is decided. You can read the result.",
}
OTHERS = {
    ("closed", "participation"): "Open the bids, with the other officer",
    ("opened", "participation"): "See whom the panel has chosen",
    ("opened", "professional"): "Your answers are in: thank you",
    ("marking", "professional"): "All sent: thank you",
    ("deciding", "approver"): "(Waiting for a decision)",
    ("decided", "approver"): "Approve or send back",
    ("open", "winner"): "Sent",
    ("closed", "winner"): "Sent, being judged",
    ("released", "winner"): "You have a letter",
}


@pytest.mark.parametrize("stage", LEAD)
def test_the_leads_home_names_the_next_step(stages: Stages, stage: str) -> None:
    with stages.at(stage) as story:
        lines = _lines(stages.client("lead").get("/home").text)
        titles = list(lines)
        said = lines["Support for young carers"]
        assert said == LEAD[stage]
        waits = bool(said) and not said.startswith("(")
        assert lines["Another tender"] == WRITE
        assert waits or titles[-1] == "Support for young carers", "what doesn't comes after it"
        assert story.path() in stages.client("lead").get("/home").text


@pytest.mark.parametrize("stage", YOUNG)
def test_an_evaluators_home_says_how_it_stands_in_plain_words(stages: Stages, stage: str) -> None:
    with stages.at(stage):
        page = stages.client("young").get("/home").text
        assert YOUNG[stage] in plainly(page)
        assert ("Send your marks by 2 November 2026." in page) == (stage == "marking")


def test_when_the_room_is_open_a_home_leads_to_its_table_at_once(stages: Stages) -> None:
    """Whoever judges nothing of what this session talks about reads nothing of it (R16)."""
    with stages.at("moderating") as story:
        table = story.path("moderation/table")
        for who in ("young", "professional", "kept-from", "voided"):
            client = stages.client(who)
            home, page = client.get("/home").text, client.get(story.path()).text
            is_theirs = "This answer is not on your list" not in client.get(table).text
            is_theirs = is_theirs and who != "voided"
            for text in (home, page):
                assert (f'href="{table}"' in text) == is_theirs, who
                assert ("The room is open: go in" in text) == is_theirs, who


@pytest.mark.parametrize(("stage", "who"), OTHERS)
def test_everybodys_home_says_what_waits_for_them(stages: Stages, stage: str, who: str) -> None:
    with stages.at(stage):
        said = _lines(stages.client(who).get("/home").text)["Support for young carers"]
        assert said == OTHERS[stage, who]


def test_a_letter_that_was_read_waits_no_more(stages: Stages) -> None:
    with stages.at("released") as story:
        client, other = stages.client("winner"), stages.client("second")
        assert client.get(story.path("letter")).status_code == 200
        assert _lines(client.get("/home").text) == {"Support for young carers": "Letter read"}
        assert _lines(other.get("/home").text) == {"Support for young carers": "You have a letter"}


def test_a_home_of_many_tenders_asks_no_more_often(app: Flask) -> None:
    counts = []
    for number in (1, 4):
        house = make.house(f"council-{number}")
        for _ in range(number):
            make.tender(house)
        staff = (house.staff[role] for role in house.staff)
        counts.append([statements_at(make.client_of(app, each), "/home") for each in staff])
    assert counts[0] == counts[1]


def test_an_evaluator_of_two_authorities_reads_one_and_the_directory(app: Flask) -> None:
    """Behind the other authority's wall nothing is read; its line says what the notice knows."""
    here, there = make.house(), make.house("northmere")
    _, near = make_bids.published(here)
    _, far = make_bids.published(there, title="Help at night")
    human = make.staff(here, EVALUATOR, tender_id=near, kind="young")
    with clock.at(make_bids.BEFORE):
        client = make.client_of(app, human)
        client.get("/home")
        alone = statements_at(client, "/home")
        for house, tender_id in ((there, far), (here, make_bids.published(here)[1])):
            _give_role(human, house, tender_id)
        assert statements_at(client, "/home") == alone
        page = client.get("/home").text
    assert "Help at night" in page
    assert "Providers are still writing their bids." in plainly(page)
    with clock.at(make_bids.notice_of(far).deadline_at):
        page = make.client_of(app, human).get("/home").text
    assert "Go there to see what is left for you." in page


def test_a_providers_home_asks_as_often_for_one_bid_as_for_three(quick_app: Flask) -> None:
    house = make.house()
    member = make.provider()
    with clock.at(make_bids.BEFORE):
        client = make.client_of(quick_app, member)
        counts = []
        for number in (1, 2):
            for _ in range(number):
                make_bids.submitted_bid(make_bids.published(house)[1], member)
            client.get("/home")
            counts.append(statements_at(client, "/home"))
    assert counts[0] == counts[1]


def _give_role(human: make.Human, house: make.House, tender_id: uuid.UUID) -> None:
    with make.writing(house.id):
        person = db.session.get_one(Person, human.actor.person_id)
        accounts.grant_role(SYSTEM, person, EVALUATOR, house.id, tender_id=tender_id, kind="young")


def _lines(page: str) -> dict[str, str]:
    """What a home says of each tender, in order; in brackets where it isn't the reader's turn."""
    body = page.partition('id="main-content">')[2].partition("<h2")[0].partition("</main>")[0]
    found = {}
    for line in re.findall(r"(?s)<li>\s*(?:<div>)?<a class.*?(?=<li>\s*(?:<div>)?<a |$)", body):
        title = re.search(r"<a [^>]*>([^<]+)</a>", line)
        tag = re.search(r'govuk-tag[^>]*>([^<]+)<|class="state">([^<]+)<', line)
        course = re.search(r'class="course">([^<]+)<', line)
        assert title
        said = (tag[1] or tag[2]) if tag else f"({course[1]})" if course else ""
        found[title[1]] = said
    return found
