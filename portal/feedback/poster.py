"""The poster: the first of what was said and done, on one sheet in big plain words (P20)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from portal.core.documents import Block, Document, Heading, Paragraph, Picture
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
MOST = 5
"""More lines than this don't fit on one sheet in letters that can be read from afar."""


def poster_of(notice: Notice, told: dict[str, Any], language: str, address: str) -> Document:
    """The first lines of a version, in the words of the public page, and where the rest stands."""
    blocks: list[Block] = [
        Paragraph(notice.title),
        Picture("said-and-done", gettext("A speech bubble, and a tick.")),
    ]
    for line in told["lines"][:MOST]:
        blocks += _line(line)
    blocks.append(Paragraph(gettext("All that was said and done: %(address)s", address=address)))
    return Document(gettext("You said, we did"), language, blocks)


def _line(line: dict[str, Any]) -> list[Block]:
    done = gettext(DONE[line["outcome"]])
    words = [f"{done}: {line['did'] or line['possible']}"]
    if promise := line["promise"]:
        words.append(_promise(promise))
    said = Heading(2, gettext(SAID_BY[line["who"]], words=line["said"]))
    return [said, Paragraph("\n".join(words))]


def _promise(promise: dict[str, Any]) -> str:
    """How a promise stood on the day of publication, and what it was."""
    last = promise["last"]
    if not last["expected_on"]:
        return f"{last['state']}: {promise['words']} {last['words']}"
    by = gettext("By %(day)s.", day=day(last["expected_on"]))
    return f"{last['state']}: {promise['words']} {by}"
