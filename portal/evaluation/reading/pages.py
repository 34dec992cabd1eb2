"""What the lead's pages of reading show; templates compute nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from portal.bids.models import Bid
from portal.bids.queries import BlindBid, BlindFile
from portal.core.formats import day
from portal.evaluation.reading.forms import ALL, WarningForm, warning_form
from portal.evaluation.reading.kinds import TOLD
from portal.evaluation.reading.models import Flag, HardPassage
from portal.evaluation.reading.queries import Placed
from portal.evaluation.reading.text import paragraphs_of, quote_of
from portal.specifications.models import Criterion


def passage_sections(
    bids: Sequence[Bid],
    criteria: Sequence[Criterion],
    warned: Mapping[tuple[uuid.UUID, uuid.UUID], HardPassage],
    link: Callable[[str, str], str],
) -> list[dict[str, Any]]:
    """Bid by bid a line for each answer, and whether people are warned before it."""
    return [
        {
            "title": gettext("Bid %(label)s", label=bid.label),
            "tasks": [
                _line(
                    criterion, warned.get((bid.id, criterion.id)), link(bid.label, criterion.code)
                )
                for criterion in criteria
            ],
            "label": bid.label,
        }
        for bid in bids
    ]


def _line(criterion: Criterion, said: HardPassage | None, href: str) -> dict[str, Any]:
    line: dict[str, Any] = {"text": f"{criterion.code} {criterion.title}", "href": href}
    if said is None or not said.is_hard:
        return line | {"status": gettext("No warning")}
    return line | {"hint": said.words, "status": gettext("Warning"), "colour": "yellow"}


def first_words(text: str) -> list[str]:
    """How each paragraph of an answer begins."""
    return [quote_of(text, *each.span, most=8) for each in paragraphs_of(text)]


def form_for(bid: BlindBid, code: str, said: HardPassage | None) -> WarningForm:
    """The form of a warning before one answer, its paragraphs and the pages of its files."""
    text, pages = bid.answers.get(code, ""), pages_in(bid.files.get(code, ()))
    return warning_form(first_words(text), pages, warning_before(said))


def pages_in(files: Sequence[BlindFile]) -> list[tuple[int, int]]:
    """Every clean page of the files with an answer, by the numbers of file and page."""
    return [(file.number, page) for file in files for page in range(1, file.pages + 1)]


def warning_before(said: HardPassage | None) -> dict[str, Any]:
    """The form as it was filled the last time."""
    if said is None or not said.is_hard:
        return {"paragraph": ALL}
    return {"paragraph": str(said.paragraph) if said.paragraph else ALL, "words": said.words}


def flag_lines(found: Sequence[Placed]) -> list[dict[str, Any]]:
    """A line for each, those without an answer first."""
    lines = [flag_facts(*each) for each in found]
    return sorted(lines, key=lambda line: (line["answer"] is not None, line["number"]))


def flag_facts(flag: Flag, label: str, criterion: Criterion) -> dict[str, Any]:
    """One of them: the bid's label, the question and the words; never who (R18)."""
    return {
        "number": flag.number,
        "label": label,
        "code": criterion.code,
        "title": criterion.title,
        "kind": flag.kind,
        "kind_words": gettext(TOLD[flag.kind]),
        "words": flag.words,
        "day": day(flag.raised_at),
        "answer": flag.answer.words if flag.answer else None,
    }
