"""The parts of the decision report that groups speak in: two views, and their own words."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from portal.core.documents import Block, Heading, Paragraph, Table
from portal.core.formats import day
from portal.outcomes.report_material import Material
from portal.outcomes.voices.pages import finding_words, heads_of, row_of, state_words
from portal.outcomes.voices.side_by_side import orders_of


def voices_blocks(material: Material) -> Iterator[Block]:
    """The order of bids by group, how differences were talked through, and the narratives."""
    figures, rows = material.figures, orders_of(material.figures)
    titles = [part.title for part in figures.parts if part.id not in ("price", "quality")]
    yield Heading(2, gettext("How each group saw it"))
    yield Paragraph(finding_words(rows, titles))
    if rows and titles:
        yield Table([each["text"] for each in heads_of(titles)], [row_of(each) for each in rows])
    yield Heading(3, gettext("How it was talked through"))
    if not material.notes:
        yield Paragraph(gettext("Nothing is written down about a talk."))
    for note in material.notes:
        facts = {"run": note["run"], "version": note["version"], "when": note["when"]}
        said = gettext("On run %(run)s, version %(version)s, %(when)s.", **facts)
        yield Paragraph(f"{said} {', '.join(note['present'])}")
        yield Paragraph(note["words"])
    yield Heading(2, gettext("In their own words"))
    yield from _narratives(material)


def _narratives(material: Material) -> Iterator[Block]:
    if not material.narratives:
        yield Paragraph(gettext("No young people or parents mark bids of this tender."))
    for told in material.narratives:
        yield Heading(3, told.group.title)
        if told.last is None:
            yield Paragraph(gettext("They wrote nothing to go with the report."))
            continue
        yield Paragraph(told.last.words)
        yield Paragraph(f"{day(told.last.written_at)}. {state_words(told)}")
