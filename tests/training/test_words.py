"""Words are one tap away, anybody asks about one, and the answer reaches them (P8)."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.participation.training import on_a_page, words
from portal.participation.training import operations as act
from portal.participation.training import queries as ask
from portal.participation.training.courses import CONTENT, extract
from portal.participation.training.models import ExplainedWord
from tests import make
from tests.make_panels import MadePanel, panel
from tests.statements import counted

TURNS = date(2029, 1, 1)


@pytest.fixture
def made(quick_app: Flask) -> tuple[make.House, MadePanel]:
    house = make.house()
    return house, panel(house)


def asked(house: make.House, human: make.Human, word: str = "Gateway review") -> uuid.UUID:
    """Somebody marks a word as unclear."""
    with make.writing(house.id):
        act.ask_word(human.actor, word, "cowriting")
    with make.looking(house.id):
        return ask.waiting_words()[-1][0].id


def explained(house: make.House, asked_id: uuid.UUID, word: str, meaning: str) -> None:
    """The participation lead explains it."""
    with make.writing(house.id):
        found = ask.unclear_by_id(asked_id)
        assert found
        act.explain_word(house.staff[PARTICIPATION].actor, found, word, meaning)


def test_a_glossary_begins_with_forty_words_in_order(quick_app: Flask) -> None:
    with quick_app.test_request_context():
        found = words.glossary()
        assert len(found) >= 40
        names = [words.folded(word.word) for word in found.values()]
        assert names == sorted(names)
        assert "one mark" in found["moderation"].meaning


def test_translators_find_all_that_courses_and_words_say() -> None:
    found = set()
    for path in CONTENT.glob("*.toml"):
        with path.open("rb") as file:
            found |= {text for _line, _name, text, _comments in extract(file)}
    assert {"Hello, and a warm-up", "bid", "bids", "Who has power in the room"} <= found
    assert not {"hello", "warm-up", "power"} & found


def linked(page: str, *own: tuple[str, str]) -> tuple[str, list[str]]:
    """A page's content with its words linked, and which they are."""
    theirs = [ExplainedWord(slug=words.slug_of(w), word=w, meaning=m) for w, m in own]
    content, found = on_a_page.linked(page, on_a_page.known(words.glossary(theirs)))
    return content, [word.slug for word in found]


def test_a_word_is_linked_once_the_longest_first_and_never_inside_another(
    quick_app: Flask,
) -> None:
    with quick_app.test_request_context():
        text, found = linked("<p>Blind\n marking: a bid &amp; &lt;b&gt;. Bids, forbid, a lot.</p>")
        assert text == (
            '<p><a class="known-word" id="at-blind-marking" href="#word-blind-marking">'
            'Blind\n marking</a>: a <a class="known-word" id="at-bid" href="#word-bid">bid</a>'
            " &amp; &lt;b&gt;. Bids, forbid, a lot.</p>"
        )
        assert found == ["blind-marking", "bid"]
        text, found = linked("<p>Mia &amp; co: R&amp;D, [x] hub</p>", ("R&D", "."), ("amp", "."))
        assert found == ["r-d"]
        assert ">R&amp;D</a>, [x] hub" in text


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/bid">a bid</a>',
        '<h2 id="x">The bid <em>and</em> moderation</h2>',
        '<button type="submit">Send the <b>bid</b></button>',
        '<label for="a">Your bid</label><input id="a" value="a bid" title="my bid">',
        '<textarea name="words">I typed bid and moderation\n</textarea>',
        "<select><option>Moderation</option></select>",
        "<details><summary>bid</summary><p>what a bid is</p></details>",
        '<svg viewBox="0 0 1 1"><title>A bid</title></svg>',
        '<article class="sheet letter"><p>Your bid</p></article>',
        "<p>Bid K of Provider 1. Ask Mark, or Mark Moderation (Bid), under ‘Bids’ by Mark</p>",
        "<p><bdi>bid moderation</bdi></p>",
        '<span class="govuk-caption-l">The bid readers · Bid K</span>',
        "<p>bid@council.example, www.bid.example, /bid/1, co-bid, bid.example</p>",
        '<img alt="a bid"><p data-bid="bid">Nothing</p>',
    ],
)
def test_nothing_typed_pressed_or_led_to_is_touched(quick_app: Flask, page: str) -> None:
    with quick_app.test_request_context():
        assert linked(page) == (page, [])


def test_each_page_of_who_takes_part_explains_its_words_at_its_foot(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    page = client.get(f"/{house.slug}/training/introduction/steps/buying").text
    assert page.count('href="#word-commissioning"') == 1
    assert page.count('id="word-commissioning"') == page.count('id="at-commissioning"') == 1
    assert page.count('href="#at-commissioning"') == 1
    assert "Finding out what people need" in page.partition("</main>")[2]
    assert f'href="/{house.slug}/words"' in page
    explained(house, asked(house, group.members[0], "panel"), "panel", "You, together.")
    assert 'id="at-panel"' in client.get(f"/{house.slug}/panel/{group.id}").text
    assert "known-word" not in client.get(f"/{house.slug}/words").text
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    assert "known-word" not in lead.get(f"/{house.slug}/panels/{group.id}").text
    assert "words-here" not in make.Client(quick_app).get("/sign-in").text


def test_the_words_of_an_authority_are_asked_for_once_for_each_version(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    step = f"/{house.slug}/training/introduction/steps/hello"

    def asked_of(path: str) -> list[str]:
        with counted() as said:
            client.get(path)
        return [each for each in said if "glossary_word" in each]

    assert asked_of(step) == []
    explained(house, asked(house, group.members[0], "teacher"), "teacher", "Who helps you.")
    assert len(asked_of(step)) == 1
    assert asked_of(step) == []
    assert 'id="word-teacher"' in client.get(step).text
    explained(house, asked(house, group.members[0], "teacher"), "teacher", "Somebody at a school.")
    assert "Somebody at a school." in client.get(step).text


def test_the_page_of_all_words_leads_back(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    step = f"/{house.slug}/training/introduction/steps/buying"
    page = client.get(f"/{house.slug}/words", headers={"Referer": f"http://localhost{step}"})
    assert 'id="commissioning"' in page.text
    assert f'href="{step}" class="govuk-back-link"' in page.text


@pytest.mark.parametrize(
    "came", ["https://elsewhere.example/a", "http://localhost//elsewhere.example", "/\\elsewhere"]
)
def test_the_way_back_leads_nowhere_else(
    quick_app: Flask, made: tuple[make.House, MadePanel], came: str
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    assert "elsewhere" not in client.get(f"/{house.slug}/words", headers={"Referer": came}).text
    sent = client.submit(f"/{house.slug}/words/ask", {"word": "lot", "back": came})
    assert "elsewhere" not in sent.text


def test_words_are_found_by_name_and_by_meaning(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    found = client.get(f"/{house.slug}/words?q=STAND").text
    assert 'id="standstill"' in found
    assert 'id="bid"' not in found
    assert "No word here has" in client.get(f"/{house.slug}/words?q=zebra").text


def test_the_foot_of_a_members_page_asks_about_words_and_tells_the_kind_of_page_alone(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    client = make.client_of(quick_app, group.members[0])
    assert f"/{house.slug}/words/ask?page=overview" in client.get("/home").text
    safe = client.get(f"/{house.slug}/help").text
    assert f'href="/{house.slug}/words/ask"' in safe
    page = client.submit(f"/{house.slug}/words/ask?page=overview", {"word": "gateway"}).text
    assert "Somebody will explain ‘gateway’" in page
    client.submit(f"/{house.slug}/words/ask", {"word": "hub", "page": "Mia told me"})
    with make.looking(house.id):
        assert {each[0].page for each in ask.waiting_words()} == {"overview", ""}


def test_an_answer_joins_the_glossary_and_reaches_who_asked_on_their_home(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    first, second, third = group.members
    asked_id = asked(house, first)
    asked(house, second, "gateway  REVIEW")
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    waiting = lead.get(f"/{house.slug}/words/asked").text
    assert waiting.count("Gateway review") == 1
    assert "asked more than once" in waiting
    assert first.name not in waiting
    page = f"/{house.slug}/words/asked/{asked_id}"
    assert "a page about writing together" in lead.get(page).text
    sent = {"word": "gateway review", "meaning": "A look at a plan before it goes on."}
    assert lead.submit(page, sent).status_code == 303
    assert "No word waits" in lead.get(f"/{house.slug}/words/asked").text
    assert lead.get(page).status_code == 403
    for human, is_told in ((first, True), (second, True), (third, False)):
        client = make.client_of(quick_app, human)
        assert ("A look at a plan" in client.get("/home").text) is is_told
        assert 'id="gateway-review"' in client.get(f"/{house.slug}/words").text


def test_an_answer_leaves_the_home_after_four_weeks(made: tuple[make.House, MadePanel]) -> None:
    house, group = made
    person_id = group.members[0].actor.person_id
    with clock.at(make.START):
        explained(house, asked(house, group.members[0]), "hub", "A place.")
        with make.looking(house.id):
            assert [each.word for each in ask.answers_for(person_id)] == ["hub"]
    with clock.at(make.START + ask.TOLD_FOR), make.looking(house.id):
        assert ask.answers_for(person_id) == []


def test_what_an_authority_explains_stands_before_what_we_do(
    quick_app: Flask, made: tuple[make.House, MadePanel]
) -> None:
    house, group = made
    explained(house, asked(house, group.members[0], "bid"), "Bid", "Our own words for it.")
    explained(house, asked(house, group.members[1], "bid"), "bid", "Better words for it.")
    page = make.client_of(quick_app, group.members[0]).get(f"/{house.slug}/words").text
    assert "Better words for it." in page
    assert "Our own words for it." not in page
    assert page.count('id="bid"') == 1


def test_what_is_no_word_is_put_aside(quick_app: Flask, made: tuple[make.House, MadePanel]) -> None:
    house, group = made
    with pytest.raises(Refused):
        asked(house, group.members[0], "?!")
    asked_id = asked(house, group.members[0], "my friend Sam")
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    lead.submit(
        f"/{house.slug}/words/asked/{asked_id}/put-aside",
        at=f"/{house.slug}/words/asked/{asked_id}",
    )
    assert "Sam" not in lead.get(f"/{house.slug}/words/asked").text
    assert "Sam" not in lead.get(f"/{house.slug}/words").text


def test_a_child_whose_adult_hasnt_said_yes_asks_too_and_nothing_is_kept_but_the_word(
    quick_app: Flask,
) -> None:
    house = make.house()
    child = panel(house, members=1, accepts=False, age_band="13_to_15", turns_16_on=TURNS)
    client = make.client_of(quick_app, child.members[0])
    page = f"/{house.slug}/words/ask"
    assert "we keep only the word" in client.get(page).text
    assert "We haven’t kept that it was you" in client.submit(page, {"word": "gateway"}).text
    with make.looking(house.id):
        assert [each[0].asked_by for each in ask.waiting_words()] == [None]
        said = db.session.scalars(select(Event).where(Event.name == "word:asked")).one()
        assert said.actor == "nobody"


def test_the_words_of_another_authority_are_not_there(quick_app: Flask) -> None:
    here, other = make.house(), make.house("elsewhere")
    client = make.client_of(quick_app, here.lead)
    assert client.get(f"/{here.slug}/words").status_code == 200
    assert client.get(f"/{other.slug}/words").status_code == 404
