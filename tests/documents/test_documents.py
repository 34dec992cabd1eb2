"""Documents: the same words on the page and in the PDF, tagged, whatever people wrote."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from flask import Flask, render_template_string
from html5lib import parse

from portal.core.documents import (
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Points,
    Signature,
    Table,
    pdf_of,
)
from portal.core.documents.characters import WITHOUT_GLYPH
from tests.papers import read, words, wrong_with

SHOWN = (
    '{% from "components/document.html" import document %}'
    "<title>x</title><h1>{{ title }}</h1>{{ document(blocks) }}"
)
WHOLE = Document(
    "You said, we did",
    "en",
    [
        Picture("hands", "Two bars"),
        Heading(2, "What you said"),
        Paragraph("Young carers want\nto choose a time."),
        Points(["First", "Second: Ŵyn Łukasz"]),
        Heading(3, "In figures"),
        Facts([("Hours", "12"), ("From", "1 May 2026")]),
        Table(["When", "Minutes"], [["1 May", "60"], ["2 May", "30"]]),
        Signature("Sam Lee", "Participation lead"),
    ],
)
HOSTILE = [
    r'#panic("x") #image("/etc/passwd") \ $x$ [a](b) *b* _u_ `c` <l> @ref // /* = == - + ~',
    "{{ 7 * 7 }} {% raise %} <script>alert(1)</script> &amp;",
    "zero\u200bwidth\u200d \ufeff end",
    "long " * 400,
    "x" * 2000,
]


def shown(document: Document) -> str:
    html = render_template_string(SHOWN, title=document.title, blocks=document.blocks)
    body = parse(html, namespaceHTMLElements=False).find("body")
    return words("".join(body.itertext()))


@pytest.mark.parametrize("style", ["page", "poster", "certificate"])
def test_page_and_pdf_have_the_same_words_in_the_same_order(quick_app: Flask, style: Any) -> None:
    with quick_app.test_request_context():
        assert read(pdf_of(WHOLE, style)) == shown(WHOLE)


@pytest.mark.parametrize("style", ["page", "poster", "certificate"])
def test_a_pdf_is_tagged_and_names_its_title_and_language(style: Any) -> None:
    made = pdf_of(WHOLE, style)
    assert wrong_with(made) == []
    reader = pypdf.PdfReader(io.BytesIO(made))
    root: Any = reader.trailer["/Root"]
    assert reader.metadata
    assert reader.metadata.title == WHOLE.title
    assert root["/Lang"].lower().startswith("en")
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_of(WHOLE) == pdf_of(WHOLE)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text_and_nothing_else(quick_app: Flask, text: str) -> None:
    document = Document(
        text[:200],
        "en",
        [Heading(2, text[:200]), Paragraph(text), Points([text]), Facts([(text, text)])],
    )
    with quick_app.test_request_context():
        assert read(pdf_of(document)) == shown(document)


@pytest.mark.parametrize(
    "text",
    [
        "你好 Привіт",
        "مرحبا שלום",
        "😀👩‍👧",
        "\u202eover\u202c \u0301",
        "ক ไ ਪੰ",
        "\0\x1b\ud800\ue000\U0010ffff\r\n\t",
    ],
)
def test_every_script_can_be_written(text: str) -> None:
    assert "before" in read(pdf_of(Document("Title", "en", [Paragraph(f"before {text} after")])))


def test_ten_thousand_characters_run_on_over_pages() -> None:
    made = pdf_of(Document("Title", "en", [Paragraph("words " * 1667)]))
    assert read(made).count("words") == 1667


def test_characters_without_a_glyph_may_stand_anywhere() -> None:
    text = "a" + "b".join(map(chr, sorted(WITHOUT_GLYPH)))
    assert pdf_of(Document(text, "en", [Paragraph(text)]))


def test_a_character_that_no_font_has_is_named() -> None:
    made = pdf_of(Document("Title", "en", [Paragraph("a \U00012345 b")]))
    assert "[cuneiformsignurutimes" in read(made)


@pytest.mark.parametrize("style", ["poster", "certificate"])
def test_more_words_shrink_to_fit_one_page(style: Any) -> None:
    long = Document("Title", "en", [Paragraph("You said that this is better. " * 30)])
    assert len(pypdf.PdfReader(io.BytesIO(pdf_of(long, style))).pages) == 1


def test_a_document_that_could_not_be_read_by_ear_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        Document(" ", "en", [])
    with pytest.raises(ValueError, match="skips"):
        Document("Title", "en", [Heading(3, "Deep")])
    with pytest.raises(ValueError, match="as long"):
        Document("Title", "en", [Table(["a"], [["b", "c"]])])
    with pytest.raises(ValueError, match="no picture"):
        pdf_of(Document("Title", "en", [Picture("../mark", "x")]))
