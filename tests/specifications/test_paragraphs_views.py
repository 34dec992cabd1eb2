"""Two leads write the paragraphs of a section; nobody's words are written over unseen (P10)."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from portal.specifications import operations as specifications
from portal.specifications.facts import SectionFacts
from portal.specifications.models import Section
from portal.specifications.paragraphs.models import Paragraph
from portal.tenders.models import Tender
from tests import make, make_specification
from tests.client import Client
from tests.statements import statements_at


@dataclass
class Made:
    """A draft whose section 'How' has three paragraphs."""

    house: make.House
    tender_id: uuid.UUID
    section_id: uuid.UUID
    ids: list[uuid.UUID]

    def path(self, rest: str = "") -> str:
        """The page of the section, or one below it."""
        base = f"/ambleford/tenders/{self.tender_id}/specification"
        return f"{base}/sections/{self.section_id}/paragraphs{rest}"

    def texts(self) -> list[tuple[str, str]]:
        """The paragraphs as they stand."""
        with make.looking(self.house.id):
            wanted = select(Paragraph).where(Paragraph.section_id == self.section_id)
            rows = db.session.scalars(wanted.order_by(Paragraph.position))
            return [(each.words, each.plain_words) for each in rows]

    def last_event(self) -> tuple[str, dict[str, Any]]:
        """The newest event of the tender's log: its name and its open facts."""
        with make.looking(self.house.id):
            wanted = select(Event).where(Event.log_id == self.tender_id)
            event = db.session.scalars(wanted.order_by(Event.number.desc()).limit(1)).one()
            return event.name, event.facts


@pytest.fixture
def made(quick_app: Flask) -> Made:
    """Three paragraphs, each with its twin."""
    return make_three(make.house())


def make_three(house: make.House, count: int = 3) -> Made:
    """A section of so many paragraphs in a draft that could be published."""
    tender_id = make_specification.ready_tender(house)
    texts = [" ".join(["One", "two", "three"][: n % 3 + 1]) for n in range(count)]
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        body = "\n\n".join(texts)
        facts = SectionFacts("How", body, body.upper())
        section = specifications.write_section(house.lead.actor, tender, facts)
        section_id, ids = section.id, [each.id for each in section.paragraphs]
    return Made(house, tender_id, section_id, ids)


def _lead(app: Flask, made: Made) -> Client:
    return make.client_of(app, made.house.lead)


def _participation(app: Flask, made: Made) -> Client:
    return make.client_of(app, made.house.staff["participation_lead"])


def _version(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found
    return found[1]


def test_paragraphs_are_written_moved_and_taken_out_by_both_leads(
    quick_app: Flask, made: Made
) -> None:
    client = _participation(quick_app, made)
    page = client.get(made.path()).text
    assert page.index("ONE TWO THREE") > page.index("One two three")
    new = {"words": "## New\r\n- a", "plain_words": "NEW"}
    answer = client.submit(made.path(f"/new?after={made.ids[0]}"), new)
    assert answer.location.endswith("#paragraph-2")
    assert made.last_event() == ("paragraph:written", {"title": "How", "number": 2})
    assert made.texts()[:2] == [("One", "ONE"), ("## New\n- a", "NEW")]
    client.submit(made.path(f"/{made.ids[0]}/move"), {"direction": "down"}, at=made.path())
    assert made.last_event() == ("paragraph:moved", {"title": "How", "number": 2})
    lead = _lead(quick_app, made)
    changed = {"words": "Two", "plain_words": "2", "version": "1"}
    lead.submit(made.path(f"/{made.ids[1]}"), changed)
    lead.submit(made.path(f"/{made.ids[2]}/remove"), {"version": "1"})
    assert made.last_event() == ("paragraph:removed", {"title": "How", "number": 4})
    assert made.texts() == [("## New\n- a", "NEW"), ("One", "ONE"), ("Two", "2")]


def test_who_saves_second_sees_both_texts_and_merges(quick_app: Flask, made: Made) -> None:
    lead, other = _lead(quick_app, made), _participation(quick_app, made)
    path = made.path(f"/{made.ids[2]}")
    began = _version(other.get(path).text)
    theirs = {"words": "One two four", "plain_words": "ONE TWO FOUR", "version": began}
    assert lead.submit(path, theirs).status_code == 303
    mine = {"words": "One two five", "plain_words": "ONE TWO THREE", "version": began}
    page = other.submit(path, mine)
    assert page.status_code == 200
    assert made.texts()[2] == ("One two four", "ONE TWO FOUR"), "nothing is saved"
    assert "Nothing is saved yet" in page.text
    assert made.house.lead.name in page.text
    assert re.search(r"<del>.*four.*</del>.*<ins>.*five.*</ins>", page.text)
    assert "One two five</textarea>" in page.text, "what was typed is kept"
    merged = mine | {"words": "One two four five", "version": _version(page.text)}
    assert other.submit(path, merged).status_code == 303
    assert made.texts()[2] == ("One two four five", "ONE TWO THREE")


def test_what_was_typed_for_a_paragraph_that_is_gone_becomes_a_new_one(
    quick_app: Flask, made: Made
) -> None:
    lead, other = _lead(quick_app, made), _participation(quick_app, made)
    path = made.path(f"/{made.ids[1]}")
    token_page = other.get(path)
    lead.submit(f"{path}/remove", {"version": "1"})
    typed = {"words": "Mine", "plain_words": "MINE", "version": _version(token_page.text)}
    page = other.submit(path, typed, at=made.path(f"/{made.ids[0]}"))
    assert "took this out while you were writing" in page.text
    assert "Mine</textarea>" in page.text
    action = re.search(r'<form method="post" action="([^"]+)"', page.text.split("<main")[1])
    assert action
    assert other.submit(action[1], typed).status_code == 303
    assert made.texts() == [("One", "ONE"), ("One two three", "ONE TWO THREE"), ("Mine", "MINE")]
    assert other.get(path).status_code == 404


def test_what_somebody_changed_isnt_taken_out_unread(quick_app: Flask, made: Made) -> None:
    path = made.path(f"/{made.ids[0]}")
    lead, other = _lead(quick_app, made), _participation(quick_app, made)
    lead.submit(path, {"words": "More", "plain_words": "MORE", "version": "1"})
    page = other.submit(f"{path}/remove", {"version": "1"})
    assert "Somebody else changed this paragraph" in page.text
    assert _version(page.text) == "2"
    assert len(made.texts()) == 3
    assert other.submit(f"{path}/remove", {"version": "2"}).status_code == 303


def test_headings_inside_a_paragraph_follow_those_of_its_page(quick_app: Flask, made: Made) -> None:
    client, path = _lead(quick_app, made), made.path(f"/{made.ids[0]}")
    client.submit(path, {"words": "## Who\n\nYou.", "plain_words": "You.", "version": "1"})
    assert '<h3 class="govuk-heading-s">Who</h3>' in client.get(made.path()).text
    assert '<h2 class="govuk-heading-s">Who</h2>' in client.get(f"{path}/remove").text


def test_a_paragraph_has_words_and_an_odd_version_is_an_old_one(
    quick_app: Flask, made: Made
) -> None:
    client, path = _lead(quick_app, made), made.path(f"/{made.ids[0]}")
    page = client.submit(path, {"words": " ", "plain_words": "", "version": "1"})
    assert 'href="#words"' in page.text
    for odd in ("", "-1", "9" * 30, "¹", "one"):
        page = client.submit(path, {"words": "Other", "plain_words": "O", "version": odd})
        assert "Somebody else changed" in page.text, odd
    assert made.texts()[0] == ("One", "ONE")
    assert client.get(made.path(f"/{uuid.uuid4()}")).status_code == 404


def test_a_section_gets_a_new_title_beside_its_paragraphs(quick_app: Flask, made: Made) -> None:
    client = _lead(quick_app, made)
    path = f"/ambleford/tenders/{made.tender_id}/specification/sections/{made.section_id}"
    page = client.get(path).text
    assert "Add one after it" in page
    assert "plain_body" not in page
    assert client.submit(path, {"title": "Ways"}).status_code == 303
    assert made.last_event() == ("section:written", {"title": "Ways"})
    assert len(made.texts()) == 3


def test_an_empty_section_asks_for_its_first_paragraph(quick_app: Flask, made: Made) -> None:
    client = _lead(quick_app, made)
    with make.writing(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.tender_id))
        facts = SectionFacts("Empty", "", "")
        section = specifications.write_section(made.house.lead.actor, tender, facts)
        made.section_id = section.id
    page = client.get(made.path()).text
    assert "Write the first paragraph" in page
    client.submit(made.path("/new?after=nonsense"), {"words": "First", "plain_words": "1"})
    assert made.texts() == [("First", "1")]


def test_approver_and_auditor_read_and_change_nothing(quick_app: Flask, made: Made) -> None:
    for role in ("approver", "auditor"):
        client = make.client_of(quick_app, made.house.staff[role])
        page = client.get(made.path())
        assert "One two three" in page.text
        assert "Take out" not in page.text
        assert client.get(made.path("/new")).status_code == 404


def test_pages_ask_as_often_for_three_paragraphs_as_for_thirty(quick_app: Flask) -> None:
    counts = []
    for number in (3, 30):
        made = make_three(make.house(f"council-{number}"), number)
        client = _lead(quick_app, made)
        paths = [made.path().replace("ambleford", f"council-{number}")]
        paths.append(paths[0].split("/sections/")[0])
        for path in paths:
            client.get(path)
        counts.append([statements_at(client, path) for path in paths])
    assert counts[0] == counts[1]


def test_a_removed_section_takes_its_paragraphs_along(quick_app: Flask, made: Made) -> None:
    client = _lead(quick_app, made)
    path = f"/ambleford/tenders/{made.tender_id}/specification/sections/{made.section_id}"
    assert client.submit(f"{path}/remove").status_code == 303
    assert made.texts() == []
    with make.looking(made.house.id):
        assert db.session.scalars(select(Section.title)).all() == ["Who"]
