"""The answer as it is shown: with a warning before it, what somebody marked in it, and what they
told the lead; templates compute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from flask_babel import gettext

from portal.evaluation.marking.beside import Beside, Lit, LitPage, Told
from portal.evaluation.reading.highlights import LONGEST
from portal.evaluation.reading.kinds import MARKS, TOLD
from portal.evaluation.reading.models import Highlight, PageNote
from portal.evaluation.reading.text import Marked, blocks_of, paragraphs_of, quote_of, touching

QUOTED = 12
"""So many words of a marked place are quoted in a reason."""


class Noted(Marked, Protocol):
    """A stretch of text that somebody marked, with a note."""

    @property
    def note(self) -> str: ...


def answer_page(text: str, found: Beside, *, is_begun: bool) -> dict[str, Any]:
    """An answer in blocks, folded where it may be hard to read and nobody here has begun (P25)."""
    return {
        "blocks": with_words(blocks_of(text, found.lits)),
        "lits": lit_lines(text, found.lits),
        "lit_pages": lit_pages(found.pages),
        "warned": _warned(text, found, is_begun=is_begun),
        "told": told_lines(found.told),
        "longest_note": LONGEST,
    }


def with_words(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, each marked piece with the word for what it is marked as."""
    for block in blocks:
        for part in block["parts"]:
            for line in part["lines"]:
                for piece in line:
                    if piece["lit"]:
                        piece["lit"]["word"] = gettext(MARKS[piece["lit"]["kind"]])
    return blocks


def _warned(text: str, found: Beside, *, is_begun: bool) -> dict[str, Any] | None:
    """A paragraph stays folded until somebody highlights words in it; all of an answer, until they
    begin. A paragraph that isn't there any more is no reason not to warn: then before all of it."""
    if found.warned is None:
        return None
    number, paragraphs = found.warned.paragraph, paragraphs_of(text)
    is_open = is_begun or bool(found.lits)
    if number and number <= len(paragraphs):
        is_open = bool(touching(found.lits, *paragraphs[number - 1].span))
    else:
        number = None
    return {"paragraph": number, "words": found.warned.words, "is_open": is_open}


def lit_lines(text: str, lits: Sequence[Noted]) -> list[dict[str, Any]]:
    """A line for each place that somebody marked: what as, its words, the note."""
    return [
        {
            "id": each.starts_at,
            "at": f"{each.starts_at}-{each.ends_at}",
            "number": number,
            "kind": each.kind,
            "word": gettext(MARKS[each.kind]),
            "quote": quote_of(text, each.starts_at, each.ends_at),
            "note": each.note,
        }
        for number, each in enumerate(lits, start=1)
    ]


def lit_pages(pages: Sequence[LitPage | PageNote]) -> list[dict[str, Any]]:
    """A line for each page of a file that somebody marked, or words on it: what as, which page,
    the words, the note."""
    return [
        {
            "file": each.file,
            "page": each.page,
            "word": gettext(MARKS[each.kind]),
            "name": gettext("File %(file)s, page %(page)s", file=each.file, page=each.page),
            "quote": quote_of(each.words, 0, len(each.words), QUOTED),
            "note": each.note,
        }
        for each in pages
    ]


def told_lines(told: Sequence[Told]) -> list[dict[str, str | None]]:
    """What somebody told the lead, with the answer, if there is one."""
    return [
        {"kind": gettext(TOLD[each.kind]), "words": each.words, "answer": each.answer}
        for each in told
    ]


def with_notes(
    reason: str, text: str, lits: Sequence[Lit | Highlight], pages: Sequence[PageNote] = ()
) -> str:
    """A reason that goes on with one's notes, a line each; what was typed stays, before them."""
    lines = [_line(text, each, each.note) for each in lits]
    lines += [_page_line(each) for each in lit_pages(pages)]
    new = [line for line in lines if line not in reason]
    return "\n".join(each for each in (reason.rstrip(), *new) if each) if new else reason


def _page_line(each: dict[str, Any]) -> str:
    if each["quote"]:
        said = gettext(
            "%(word)s: “%(quote)s” (%(name)s)",
            word=each["word"],
            quote=each["quote"],
            name=each["name"],
        )
        return f"{said} {each['note']}".strip()
    return ": ".join(filter(None, [f"{each['word']}: {each['name']}", each["note"]]))


def _line(text: str, lit: Marked, note: str) -> str:
    quote = quote_of(text, lit.starts_at, lit.ends_at, QUOTED)
    said = gettext("%(word)s: “%(quote)s”", word=gettext(MARKS[lit.kind]), quote=quote)
    return f"{said} {note}".strip()
