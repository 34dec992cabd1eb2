"""Conflicts, duties and the participation budget as a document (R16, R26, R30, P29)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.documents import Block, Document, Facts, Heading, Paragraph
from portal.core.formats import day, moment, pounds
from portal.specifications.groundwork.queries import budget_of, conflicts_of, duties_of
from portal.specifications.groundwork.words import DUTIES, KINDS
from portal.tenders.models import Tender


def groundwork_document(tender: Tender) -> Document:
    """Every version of every interest, each assessment, each duty, and the budget's lines."""
    blocks = [*_conflicts(tender), *_duties(tender), *_budget(tender)]
    return Document("Conflicts of interest, duties and budget", "en", blocks)


def _conflicts(tender: Tender) -> Iterator[Block]:
    found = conflicts_of(tender)
    yield Heading(2, "Conflicts of interest")
    for each in found.versions:
        over = ", over" if each.is_over else ""
        written = f"Interest {each.number}, version {each.version}{over}, {moment(each.written_at)}"
        yield Heading(3, written)
        facts = [("Whose", each.whose), ("Interest", each.interest), ("Steps", each.steps)]
        yield Facts(facts)
    for made in found.assessments:
        yield Heading(3, f"Assessment {made.number}, {moment(made.written_at)}")
        yield Paragraph(made.words)
        stands = f"Interests that stood: {made.interests}. To be reviewed by {day(made.review_on)}."
        yield Paragraph(stands)
    if not found.assessments:
        yield Paragraph("Nobody assessed them.")


def _duties(tender: Tender) -> Iterator[Block]:
    yield Heading(2, "Duties to involve people")
    standing = duties_of(tender)
    for slug, title in DUTIES.items():
        answer = standing.get(slug)
        yield Heading(3, title)
        if answer is None:
            yield Paragraph("Not answered.")
        else:
            applies = "It applies." if answer.applies else "It doesn’t apply."
            yield Paragraph(f"{applies} {answer.words}")


def _budget(tender: Tender) -> Iterator[Block]:
    yield Heading(2, "Participation budget")
    found = budget_of(tender)
    lines = [
        (
            f"{each.what} ({KINDS[each.kind]})",
            f"planned {pounds(each.planned)}, spent {pounds(each.spent) or 'nothing noted'}",
        )
        for each in found.lines
    ]
    totals = f"planned {pounds(found.planned) or '£0'}, spent {pounds(found.spent) or '£0'}"
    yield Facts([*lines, ("Together", totals)])
