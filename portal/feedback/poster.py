"""The poster: what was said and done on one or a few sheets, in big plain words (P20)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Picture
from portal.core.formats import day
from portal.core.words import say
from portal.tenders.models import Notice

SAID_BY = {
    "young": say("Young people said"),
    "parent": say("Parents and carers said"),
    "both": say("Young people, parents and carers said"),
    "people": say("People told us"),
}
DONE = {
    "taken_up": say("We did it"),
    "adapted": say("We did part of it, or did it another way"),
    "not_taken_up": say("We couldn’t do it"),
}


def poster_of(notice: Notice, told: dict[str, Any], language: str) -> Document:
    """A version as a document; the same words as on the public page."""
    blocks: list[Block] = [
        Picture("said-and-done", gettext("A speech bubble and a tick.")),
        Paragraph(notice.title),
    ]
    for line in told["lines"]:
        blocks += _line(line)
    blocks.append(Paragraph(gettext("Nobody who took part is named here.")))
    return Document(gettext("You said, we did"), language, blocks)


def _line(line: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = [Heading(2, line["said"])]
    many = gettext("Many of you said this.") if line["is_of_many"] else ""
    pairs = [(gettext(SAID_BY[line["who"]]), many or line["said"])]
    pairs = [] if not many else pairs
    pairs.append((gettext(DONE[line["outcome"]]), line["did"] or line["possible"]))
    if line["did"] and line["possible"]:
        pairs.append((gettext("What was possible, and why"), line["possible"]))
    if promise := line["promise"]:
        pairs.append((gettext("We promise"), f"{promise['words']} {promise_words(promise)}"))
    return [*blocks, Facts(pairs)]


def promise_words(promise: dict[str, Any]) -> str:
    """How a promise stood on the day of publication."""
    last = promise["last"]
    state = last["state"]
    if last["expected_on"]:
        return gettext("%(state)s, by %(day)s.", state=state, day=day(last["expected_on"]))
    return f"{state}."
