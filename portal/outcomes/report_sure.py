"""The parts of the decision report on influence and on how sure the result is (R5, R7, R9)."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from portal.core.documents import Block, Heading, Points
from portal.evaluation.runs.differences import difference_of
from portal.evaluation.runs.facts import facts_of
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.sureness import sureness_of
from portal.outcomes.report_material import Material


def influence_lines(material: Material) -> list[str]:
    """What put the first bid ahead, by group, and what would be without each of them."""
    links, figures, found = Links(), material.figures, material.read.analysis
    section = difference_of(figures, found, links)
    if section is None:
        return [gettext("Fewer than two bids are ranked, so nothing makes a difference.")]
    lines = [str(each["text"]) for each in section["lines"]]
    return [*lines, *(f"{each['group']}: {each['text']}" for each in section["without"])]


def sure_blocks(material: Material) -> Iterator[Block]:
    """How little would change who is first, what is near a minimum, and what hangs on one bid."""
    links, figures, found = Links(), material.figures, material.read.analysis
    told = [f"{each['figure']}: {each['text']}" for each in facts_of(figures, found, links)]
    yield Points(told)
    for row in sureness_of(figures, found, links)["rows"]:
        yield Heading(3, row["key"])
        yield Points([str(each["text"]) for each in row["lines"]])
