"""Words explained on any page: the first time each stands there, it leads to its meaning (P8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from portal.participation.training.words import Glossary, Word, folded

SHORT = 400
"""Texts up to this length are mostly the portal's own: what is found in them is remembered."""

_LEFT_OUT = (
    *("a", "bdi", "button", "code", "del", "details", "h1", "h2", "h3", "h4", "h5", "h6", "ins"),
    *("label", "legend", "option", "script", "select", "strong", "style", "summary", "svg"),
    "textarea",
)
"""What is pressed, filled in or a name of its own; its words are never touched."""

_WHOLE = "|".join(rf"<{name}\b.*?</{name}\s*>" for name in _LEFT_OUT)
_WHOLE += r'|<article class="sheet.*?</article\s*>|<span class="govuk-caption.*?</span\s*>'
_PIECE = re.compile(rf"</[^>]*>\s*|{_WHOLE}|<[^>]*>\s*|([^<]+)", re.DOTALL)
"""One group alone, and no reference back to another: Python's `re` loses count of both at times."""

_TEXT = 1

_BETWEEN = " \t\n()‘’“”'\""
_ENDS = ".!?:;…–"
_GOES_ON = re.compile(r"[ \n][^\W_a-z]")
"""After a word with a capital: another, or a number, with which it makes one name."""

Spots = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, eq=False)
class Known:
    """The words that are marked on pages: by each way in which a text may have them."""

    by_form: Glossary
    pattern: re.Pattern[str] | None


def known(words: Glossary) -> Known:
    """The words of a glossary, ready to be found in pages."""
    by_form = {folded(escape(form)): word for word in words.values() for form in word.forms}
    return Known(by_form, _pattern(tuple(by_form)) if by_form else None)


def _pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """The longest form first, so that ‘blind marking’ isn't read as two words; by first letters,
    so that a text is read once. Addresses and the codes of signs (`&amp;`) are no words."""
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        written = r"\s+".join(re.escape(part) for part in form.split())
        by_letter.setdefault(re.escape(form[0]), []).append(written)
    each = "|".join(rf"(?={letter})(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<![\w&#@./-])(?:{each})(?![\w@/-]|\.\w)", re.IGNORECASE)


def linked(page: str, glossary: Known) -> tuple[Markup, list[Word]]:
    """A page's content, each known word of which leads to its meaning once; and these words.

    Only texts between tags change, so that nothing typed, pressed or led to does.
    """
    if glossary.pattern is None:
        return Markup(page), []  # noqa: S704  a rendered page
    parts: list[str] = []
    found: dict[str, Word] = {}
    end = 0
    for piece in _PIECE.finditer(page):
        if piece.lastindex != _TEXT:
            continue
        begin = piece.start()
        for first, last, form in _spots(piece[_TEXT], glossary):
            word = glossary.by_form[form]
            if word.slug in found:
                continue
            found[word.slug] = word
            text = page[begin + first : begin + last]
            parts += (page[end : begin + first], _link(word.slug, text))
            end = begin + last
    parts.append(page[end:])
    return Markup("".join(parts)), list(found.values())  # noqa: S704  a rendered page


def _link(slug: str, text: str) -> str:
    return f'<a class="known-word" id="at-{slug}" href="#word-{slug}">{text}</a>'


def _spots(text: str, glossary: Known) -> Spots:
    return _remembered(text, glossary) if len(text) <= SHORT else _found(text, glossary)


@lru_cache(maxsize=8192)
def _remembered(text: str, glossary: Known) -> Spots:
    return _found(text, glossary)


def _found(text: str, glossary: Known) -> Spots:
    assert glossary.pattern
    spots = ((*m.span(), folded(m[0])) for m in glossary.pattern.finditer(text))
    return tuple(each for each in spots if not _is_in_a_name(text, *each, glossary))


def _is_in_a_name(text: str, first: int, last: int, form: str, glossary: Known) -> bool:
    """Whether a word has a capital that it has only in a name: ‘Bid K’, ‘Provider 1’, ‘ask Mark’.

    A sentence begins with a capital too; a word that is explained with its capital keeps it.
    """
    written = " ".join(text[first:last].split())
    if not written[0].isupper() or written in glossary.by_form[form].forms:
        return False
    before = text[:first].rstrip(_BETWEEN)
    begins = not before or before[-1] in _ENDS
    return not begins or bool(_GOES_ON.match(text, last))
