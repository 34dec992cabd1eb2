"""Languages: the catalogue fits the source, drafts are told as drafts, Welsh pages are Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel.messages.catalog import Catalog, Message
from flask import Flask
from flask_babel import force_locale, gettext, ngettext

from portal.accounts.models import PARTICIPATION
from portal.core import texts
from portal.core.database import db
from portal.core.formats import day, moment
from portal.core.language import catalogue_of
from portal.core.look import WELSH
from portal.core.mail import Mail, post
from tests import make

GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
FEWEST = 200
"""Texts that members see most have a draft; fewer than these would be a loss."""


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The Welsh catalogue, as its file has it."""
    return texts.read(catalogue_of(WELSH), WELSH)


@pytest.mark.journey
def test_the_catalogue_has_every_text_of_the_source_and_no_other(catalogue: Catalog) -> None:
    source = set(texts.ids(texts.texts_of_the_source()))
    kept = set(texts.ids(catalogue))
    assert len(source) > 3000
    assert kept == source, "run `flask --app wsgi texts update`, and commit what it changed"


def test_every_gap_of_a_text_is_in_its_translation(catalogue: Catalog) -> None:
    wrong = []
    for message in _translated(catalogue):
        allowed = {frozenset(GAP.findall(text)) for text in _ids(message)}
        most = frozenset().union(*allowed)
        for text in _strings(message):
            found = set(GAP.findall(text))
            if not (found in allowed or (len(allowed) > 1 and found <= most)):
                wrong.append((message.id, text))
    assert wrong == []


def test_no_translation_ends_or_begins_otherwise_than_its_text(catalogue: Catalog) -> None:
    """Blanks and line ends at a text's edges hold it together with what stands beside it."""
    for message in _translated(catalogue):
        text = _ids(message)[0]
        for said in _strings(message):
            assert said[: len(said) - len(said.lstrip())] == text[: len(text) - len(text.lstrip())]
            assert said.rstrip() + text[len(text.rstrip()) :] == said


def test_what_no_speaker_checked_is_marked_as_a_draft(catalogue: Catalog) -> None:
    drafts = [message for message in _translated(catalogue) if message.fuzzy]
    assert len(drafts) >= FEWEST
    assert "draft" in catalogue.header_comment


def _translated(catalogue: Catalog) -> Iterator[Message]:
    for message in catalogue:
        if message.id and any(_strings(message)):
            yield message


def _ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _strings(message: Message) -> list[str]:
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    return [each for each in said if each]


def test_dates_and_counts_are_welsh(quick_app: Flask) -> None:
    with force_locale(WELSH):
        assert day(date(2026, 3, 4)) == "4 Mawrth 2026"
        assert moment(datetime(2026, 8, 4, 11, tzinfo=UTC)) == "4 Awst 2026 am canol dydd"
        assert ngettext("%(num)d word", "%(num)d words", 2) == "2 air"
        assert gettext("I need help") == "Mae angen help arna i"
    assert day(date(2026, 3, 4)) == "4 March 2026"


def test_what_has_no_translation_is_english(quick_app: Flask) -> None:
    with force_locale(WELSH):
        assert gettext("No such text") == "No such text"


def test_a_page_in_welsh_says_so_and_that_it_is_a_draft(quick_app: Flask) -> None:
    client = make.client_of(quick_app, _reads_welsh(quick_app))
    page = client.get("/home").text
    assert '<html lang="cy"' in page
    assert "Cyfieithiad drafft" in page
    assert "Hafan" in page
    assert "Allgofnodi" in page
    english = make.client_of(quick_app).get("/sign-in").text
    assert '<html lang="en"' in english
    assert "drafft" not in english


def test_a_mail_is_in_its_readers_language(quick_app: Flask) -> None:
    reader = _reads_welsh(quick_app)
    with make.writing():
        post(reader.account, "I need help", "Page %(number)s", number=7)
        post("nobody@x.example", "I need help", "Page %(number)s", number=7)
    said = {mail.to: (mail.subject, mail.text) for mail in db.session.query(Mail)}
    assert said[reader.account] == ("Mae angen help arna i", "Tudalen 7")
    assert said["nobody@x.example"] == ("I need help", "Page 7")


def _reads_welsh(app: Flask) -> make.Human:
    house = make.house()
    lead = house.staff[PARTICIPATION]
    client = make.client_of(app, lead)
    client.submit(f"/{house.slug}/languages", {"welsh": "yes"})
    look = {"size": "normal", "spacing": "normal", "words": "plain", "language": WELSH}
    client.submit("/how-this-looks", look)
    return lead
