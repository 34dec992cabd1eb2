"""A letter can be kept: a tagged PDF that says what the page says (R21, R28)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask
from html5lib import parse

from portal.bids.queries import bid_by_label
from portal.outcomes.letter_document import document_of
from portal.outcomes.queries import letters_of
from tests import make
from tests import make_outcomes as outcomes
from tests.make_moderation import Panel
from tests.papers import read, words, wrong_with
from tests.shelf import Prepared

METHOD = "https://portal.example/notices/1"
HIDDEN = {"at", "is_highest", "numeric", "past"}


def test_page_and_pdf_of_a_letter_hold_the_samewords(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    lead = make.client_of(quick_app, made.house.lead)
    for label in made.labels[:2]:
        wanted = set(_texts(_content(made, label)))
        method_at = words("/notices/" + made.path("").split("/")[3])
        page = lead.get(made.path(f"letters/{label}"))
        file = lead.get(made.path(f"letters/{label}/letter.pdf"))
        assert file.mimetype == "application/pdf"
        for kind, said in (("page", _of_page(page.text)), ("pdf", read(file.data))):
            assert {text for text in wanted if text not in said} == set(), kind
        assert method_at in said
    assert wrong_with(file.data) == []


def test_a_provider_who_takes_the_file_has_opened_the_letter(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender)
    lead = make.client_of(quick_app, made.house.lead)
    member = make.client_of(quick_app, made.members[1])
    before = lead.get(made.path("letters")).text.count("Not opened")
    file = member.get(made.path("letter/letter.pdf"))
    assert file.headers["Content-Disposition"] == "attachment; filename=letter.pdf"
    assert "Keep this letter as a PDF" in member.get(made.path("letter")).text
    assert lead.get(made.path("letters")).text.count("Not opened") == before - 1


def test_lists_and_paragraphs_of_a_reason_stay_what_they_are(prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    content = _content(made, made.labels[0])
    content["further"] = ["First.\nSame part.\n\nSecond:\n- one\n- two\nLast."]
    kinds = [
        (block.kind, getattr(block, "text", "")) for block in document_of(content, METHOD).blocks
    ]
    start = kinds.index(("heading", "Further reasons"))
    assert kinds[start + 1 : start + 5] == [
        ("paragraph", "First.\nSame part."),
        ("paragraph", "Second:"),
        ("points", ""),
        ("paragraph", "Last."),
    ]


def _content(made: Panel, label: str) -> dict[str, Any]:
    with make.looking(made.house.id):
        tender = made.tender()
        return dict(letters_of(tender)[bid_by_label(tender, label).id].content)


def _texts(content: Any, name: str = "") -> Iterator[str]:
    """Each text that a letter's structure holds."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, key)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
    elif isinstance(content, str) and name not in HIDDEN:
        yield words(content)


def _of_page(html: str) -> str:
    body = parse(html, namespaceHTMLElements=False).find("body")
    return words("".join(body.itertext()))
