"""How old somebody must be to read a text with ease: Flesch and Kincaid's grade, plus five years.

A grade is a school year of the United States, which begins at five: grade 6 is read at eleven. A
page is judged by its sentences: what isn't one (a link, a name) would make it look easier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import html5lib
from pyphen import Pyphen

OLDEST = 10.0
"""What members read is for nine to eleven years (R28): no page or text may be beyond the middle."""

LONGEST = 25
"""Words in one sentence; a longer one loses its reader whatever its words."""

FEWEST = 40
"""With fewer words than these a figure says little: only a long sentence is wrong then."""

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "div", "legend", "label"}
BLOCKS |= {"caption", "th", "td", "summary", "figcaption"}
SILENT = {"script", "pre", "style", "button", "svg", "nav", "textarea", "select", "option"}
OTHERS_WORDS = {"answer", "changes", "draft-note", "govuk-tag", "receipt-text"}
"""Marks what a person wrote themselves: it isn't ours to judge."""

_hyphens = Pyphen(lang="en_GB", left=2, right=2)
_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_END = re.compile(r"(?<=[.?!:;])[’”)]*\s+")


def age_of(sentences: Iterable[str]) -> float:
    """The reading age of some sentences together."""
    lengths, syllables = [], 0
    for sentence in sentences:
        words = words_of(sentence)
        lengths.append(len(words))
        syllables += sum(syllables_of(word) for word in words)
    total = sum(lengths)
    if not total:
        return 0.0
    return 0.39 * total / len(lengths) + 11.8 * syllables / total - 15.59 + 5


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; figures and signs are read at any age."""
    return _WORD.findall(sentence)


def syllables_of(word: str) -> int:
    """By where the word can be parted, or by its vowels when these tell of more."""
    parts = _hyphens.inserted(word.lower()).count("-") + 1
    plain = re.sub(r"[^a-z]", "", word.lower())
    plain = plain.replace("some", "som")
    sounded = re.sub(r"([^aeiouyltd])(?:es|ed|e)$", r"\1", plain) if len(plain) > 3 else plain
    vowels = len(re.findall(r"[aeiouy]+", sounded))
    return max(1, parts, vowels)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, those of four words or more."""
    parts = (part.strip() for line in text.splitlines() for part in _END.split(line))
    return [part for part in parts if len(words_of(part)) >= 4]


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
