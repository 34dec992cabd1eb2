"""The decision report, built from the record alone, for the page and the PDF alike (R20)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import get_locale, gettext

from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Points, Table
from portal.core.formats import day, exact
from portal.evaluation.runs.words import finding_of, method_words, tie_words, why_out
from portal.outcomes.letter_method import price_words
from portal.outcomes.report_compliance import compliance_blocks
from portal.outcomes.report_decided import decided_blocks
from portal.outcomes.report_marks import marks_blocks
from portal.outcomes.report_material import Material, material_of
from portal.outcomes.report_people import conflict_lines, people_facts, process_facts
from portal.outcomes.report_sure import influence_lines, sure_blocks
from portal.outcomes.report_voices import voices_blocks
from portal.specifications.queries import settings_of
from portal.tenders.models import Tender

AT_ONCE = 20
"""The marks and reasons of so many bids stand on one page; the PDF has all."""


def report_of(tender: Tender) -> Document:
    """Everything that led to the decision: process, people by role, criteria, marks and reasons,
    influence, fragility, conflicts and the narrative; bids by their labels, evaluators nameless."""
    material = material_of(tender)
    return _document(tender, [*_before(material), *_marks(material, material.figures.bids)])


def report_page(tender: Tender, asked: Callable[[int], int]) -> tuple[Document, int, int]:
    """One page of the report, its number, and the last one's: `asked` tells which of them is
    wanted. Only the first has what stands before the marks of each bid."""
    material = material_of(tender)
    bids = material.figures.bids
    last = max(1, -(-len(bids) // AT_ONCE))
    page = asked(last)
    shown = bids[(page - 1) * AT_ONCE : page * AT_ONCE]
    before = _before(material) if page == 1 else ()
    return _document(tender, [*before, *_marks(material, shown)]), page, last


def _document(tender: Tender, blocks: list[Block]) -> Document:
    title = gettext("Decision report: %(title)s", title=tender.title)
    return Document(title, str(get_locale() or "en"), blocks)


def _before(material: Material) -> Iterator[Block]:
    yield _head(material)
    yield Heading(2, gettext("The decision"))
    yield from decided_blocks(material)
    yield Heading(2, gettext("The order of bids"))
    yield from _order(material)
    yield Heading(2, gettext("What happened, and when"))
    yield Facts(process_facts(material))
    yield Heading(2, gettext("Who took part"))
    yield Facts(people_facts(material))
    yield Heading(2, gettext("Conflicts of interest"))
    yield Points(conflict_lines(material))
    yield Heading(2, gettext("Checks, and questions to bidders"))
    yield from compliance_blocks(material.tender)
    yield Heading(2, gettext("Criteria and method"))
    yield from _criteria(material)
    yield Heading(2, gettext("Whose marks made the difference"))
    yield Points(influence_lines(material))
    yield Heading(2, gettext("How sure the result is"))
    yield from sure_blocks(material)
    yield from voices_blocks(material)
    yield Heading(2, gettext("How to check this"))
    yield from _checking(material)


def _marks(material: Material, bids: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    yield Heading(2, gettext("Marks and reasons"))
    yield from marks_blocks(material, bids)


def _head(material: Material) -> Facts:
    tender = material.tender
    return Facts(
        [
            (gettext("Tender"), tender.title),
            (gettext("Reference"), tender.reference),
            (gettext("Authority"), material.authority.name),
            (gettext("Written from the record on"), day(material.written_on)),
        ]
    )


def _order(material: Material) -> Iterator[Block]:
    figures = material.figures
    yield Paragraph(f"{finding_of(figures)}.")
    if tie := tie_words(material.standing.tie):
        yield Paragraph(f"{tie['text']}. {tie['when']}. {tie['reason']}")
    heads = [gettext("Bid"), gettext("Place"), gettext("Quality"), gettext("Price")]
    heads.append(gettext("Total"))
    rows = []
    for each in material.standing.bids:
        shares = "=" if each.is_shared else ""
        place = f"{each.rank}{shares}" if each.is_ranked else gettext("not ranked")
        name = gettext("Bid %(label)s", label=each.label)
        rows.append([name, place, *(x or "–" for x in (each.quality, each.price, each.total))])
    yield Table(heads, rows)
    out = [bid for bid in figures.bids if bid["status"] != "ranked"]
    told = [
        gettext("Bid %(label)s: %(why)s", label=bid["id"], why=why_out(figures, bid)) for bid in out
    ]
    if told:
        yield Points(told)


def _criteria(material: Material) -> Iterator[Block]:
    titles = {group.id: group.title for group in material.groups}
    rows = []
    for each in material.criteria:
        shares = [
            gettext("%(group)s %(percent)s %%", group=titles[s.group_id], percent=exact(s.percent))
            for s in each.shares
        ]
        scale = f"{exact(each.scale.lowest)}–{exact(each.scale.highest)}"
        least = exact(each.minimum_mark) if each.minimum_mark is not None else "–"
        name = f"{each.code} {each.title}"
        rows.append([name, exact(each.weight), scale, least, ", ".join(shares)])
    settings = settings_of(material.tender)
    if settings.price_weight is not None:
        rows.append([gettext("Price"), exact(settings.price_weight), "", "–", ""])
    heads = [gettext("Criterion"), gettext("Weight"), gettext("Marks"), gettext("Least mark")]
    yield Table([*heads, gettext("Who carries it")], rows)
    yield Points([*price_words(settings), *method_words(material.figures)])


def _checking(material: Material) -> Iterator[Block]:
    for run in material.runs:
        yield Paragraph(
            gettext("Run %(number)s: SHA-256 %(digest)s", number=run.number, digest=run.digest)
        )
    yield Paragraph(
        gettext(
            "Anybody with the run’s input can work the result out again, with the program that"
            " comes with the record. The minutes of moderation are a document of their own."
        )
    )
