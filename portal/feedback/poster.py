"""The poster: what was said and done on one or a few sheets, in big plain words (P20)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Picture
from portal.core.formats import day
from portal.core.words import say
from portal.tenders.models import Notice

SAID_BY = {
    "young": say("Young people said: %(words)s"),
    "parent": say("Parents and carers said: %(words)s"),
    "both": say("Young people, parents and carers said: %(words)s"),
    "people": say("People told us: %(words)s"),
}
DONE = {
    "taken_up": say("We did it"),
    "adapted": say("We did part of it, or did it another way"),
    "not_taken_up": say("We couldn’t do it"),
}


def poster_of(notice: Notice, told: dict[str, Any], language: str) -> Document:
    """A version as a document; the same words as on the public page."""
    blocks: list[Block] = [
        Paragraph(notice.title),
        Picture("said-and-done", gettext("A speech bubble, and a tick.")),
    ]
    for line in told["lines"]:
        blocks += _line(line)
    blocks.append(Paragraph(gettext("You can read more on the public page of this tender.")))
    return Document(gettext("You said, we did"), language, blocks)


def _line(line: dict[str, Any]) -> list[Block]:
    pairs = [(gettext(DONE[line["outcome"]]), line["did"] or line["possible"])]
    if line["did"] and line["possible"]:
        pairs.append((gettext("What was possible, what not, and why"), line["possible"]))
    if promise := line["promise"]:
        pairs.append(_promise(promise))
    return [Heading(2, gettext(SAID_BY[line["who"]], words=line["said"])), Facts(pairs)]


def _promise(promise: dict[str, Any]) -> tuple[str, str]:
    """How a promise stood on the day of publication, and what it was."""
    last = promise["last"]
    if last["expected_on"]:
        by = gettext("By %(day)s.", day=day(last["expected_on"]))
        return last["state"], f"{promise['words']} {by}"
    return last["state"], f"{promise['words']} {last['words']}"
