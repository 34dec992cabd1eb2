"""How old somebody must be to read a text with ease: Flesch and Kincaid's grade, plus five years.

A grade is a school year of the United States, which begins at five: grade 6 is read at eleven. A
page is judged by its sentences: what isn't one (a link, a name) would make it look easier.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from portal.core.reading_age import FEWEST, age_of, sentences_of, syllables_of, words_of

__all__ = ["FEWEST", "age_of", "sentences_of", "syllables_of", "words_of"]

OLDEST = 10.0
"""What members read is for nine to eleven years (R28): no page or text may be beyond the middle."""

LONGEST = 25
"""Words in one sentence; a longer one loses its reader whatever its words."""

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "div", "legend", "label"}
BLOCKS |= {"caption", "th", "td", "summary", "figcaption"}
SILENT = {"script", "pre", "style", "button", "svg", "nav", "textarea", "select", "option"}
OTHERS_WORDS = {"answer", "changes", "draft-note", "govuk-tag", "receipt-text"}
"""Marks what a person wrote themselves: it isn't ours to judge."""


def sentences_on(page: str) -> list[str]:
    """Our own sentences in the main part of a page, as they are seen."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    main = next((each for each in tree.iter("main")), tree)
    return [found for text in _texts(main) for found in sentences_of(text)]


def _texts(element: Element) -> Iterator[str]:
    """The text of each block on its own, and of none that a person wrote."""
    gathered: list[str] = []
    for kind, value in _pieces(element):
        if kind == "text":
            gathered.append(value)
        else:
            yield " ".join("".join(gathered).split())
            gathered = []
    yield " ".join("".join(gathered).split())


def _pieces(element: Element) -> Iterator[tuple[str, str]]:
    classes = set(element.get("class", "").split())
    if not isinstance(element.tag, str) or element.tag in SILENT or classes & OTHERS_WORDS:
        return
    if "hidden" in element.attrib:
        return
    is_block = element.tag in BLOCKS
    if is_block:
        yield "end", ""
    yield "text", element.text or ""
    for child in element:
        yield from _pieces(child)
        yield "text", child.tail or ""
    if is_block:
        yield "end", ""
