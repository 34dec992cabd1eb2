"""What the leads of the demo change in a specification because of what panels suggested."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.core.database import db
from portal.demo.before import final_paragraphs
from portal.demo.suggesting import Act, Doing
from portal.demo.together import Together, place_named
from portal.demo.writing import criterion_facts, price_facts
from portal.specifications import operations as method
from portal.specifications.models import Scale, Section
from portal.specifications.paragraphs import operations as paragraphs
from portal.specifications.paragraphs.facts import ParagraphFacts
from portal.specifications.paragraphs.models import Paragraph
from portal.specifications.queries import criteria_of, groups_of, sections_of
from portal.tenders.models import Tender


def _write(together: Together, tender: Tender, act: Act) -> None:
    """A paragraph changes to what the story's files say."""
    place = place_named(tender, act["part"])
    section = _section_of(tender, act)
    paragraph = next(each for each in section.paragraphs if each.id == place.id)
    facts = ParagraphFacts(*final_paragraphs(together.story)[act["part"]])
    version = paragraph.version
    paragraphs.write_paragraph(together.staff(act), tender, section, facts, paragraph, version)


def _add(together: Together, tender: Tender, act: Act) -> None:
    """A paragraph that wasn't there before goes to where the story's files have it."""
    section, number = _section_of(tender, act), _number_of(act)
    before: Paragraph = section.paragraphs[number - 2]
    facts = ParagraphFacts(*final_paragraphs(together.story)[act["part"]])
    paragraphs.add_paragraph(together.staff(act), tender, section, facts, before)


def _section_of(tender: Tender, act: Act) -> Section:
    title = act["part"].rpartition(" (")[0]
    return next(each for each in sections_of(tender) if each.title == title)


def _number_of(act: Act) -> int:
    return int(act["part"].rpartition(" (")[2].rstrip(")"))


def _put_criterion(together: Together, tender: Tender, act: Act) -> None:
    """A question becomes what the story's file says, at the place that it has there."""
    told: list[dict[str, Any]] = together.story.tender["criteria"]
    facts = next(each for each in told if each["code"] == act["code"])
    groups = {group.slug: group.id for group in groups_of(tender)}
    shares = {groups[key]: Decimal(part) for key, part in facts["shares"].items()}
    scale = db.session.scalars(select(Scale).where(Scale.tender_id == tender.id)).one()
    there = criteria_of(tender)
    known = next((each for each in there if each.code == act["code"]), None)
    lead = together.staff(act)
    made = method.put_criterion(lead, tender, criterion_facts(facts, scale, shares), known)
    if known is None:
        db.session.flush()
        later = [each for each in there if each.code > made.code]
        method.shift(lead, tender, made, -len(later))


def _put_price(together: Together, tender: Tender, act: Act) -> None:
    method.put_price(together.staff(act), tender, price_facts(together.story.tender["price"]))


ACTS: dict[str, Doing] = {
    "write": _write,
    "add": _add,
    "criterion": _put_criterion,
    "price": _put_price,
}
