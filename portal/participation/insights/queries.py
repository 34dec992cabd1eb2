"""Reads of insights and asks, of the authority that is open."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, or_, select
from sqlalchemy.orm import selectinload

from portal.accounts.models import Person
from portal.core import clock
from portal.core.authorisation import there
from portal.core.database import db
from portal.participation.insights.models import Ask, Insight, InsightTag, InsightUse
from portal.participation.insights.policy import FOR_PANELS
from portal.participation.panels.models import Member, Panel
from portal.tenders.models import Tender

PAGE = 25
MOST_KNOWN = 10
MOST_LOOKED_AT = 100
SHORTEST = 4
LITTLE_WORDS = frozenset(
    ["about", "after", "also", "from", "have", "help", "into", "more", "need", "that", "their"]
    + ["them", "they", "this", "what", "when", "where", "which", "with", "would", "your", "young"]
    + ["people", "person", "service", "services", "support", "think", "want"]
)


@dataclass(frozen=True)
class Wanted:
    """What the list is searched for."""

    words: str = ""
    tag: str = ""
    source: str = ""
    reads_all: bool = False


def insight_by_id(insight_id: uuid.UUID) -> Insight:
    """One insight with its tags; one that isn't there is a 404."""
    found = db.session.scalar(_with_tags().where(Insight.id == insight_id))
    return there(found)


def insights_of(wanted: Wanted, page: int) -> tuple[Sequence[Insight], int]:
    """One page of the insights that stand and fit, the newest first, and how many there are."""
    conditions = [Insight.withdrawn_at.is_(None), *_conditions(wanted)]
    count = db.session.scalar(select(func.count()).select_from(Insight).where(*conditions)) or 0
    rows = db.session.scalars(
        _with_tags()
        .where(*conditions)
        .order_by(Insight.said_on.desc(), Insight.entered_at.desc(), Insight.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return rows.all(), count


def _with_tags() -> Select[Any]:
    return select(Insight).options(selectinload(Insight.tags))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_says(word) for word in wanted.words.split()]
    if wanted.tag:
        found.append(_has_tag(InsightTag.tag == wanted.tag.casefold()))
    if wanted.source:
        found.append(Insight.source == wanted.source)
    if not wanted.reads_all:
        found.append(Insight.permission.in_(FOR_PANELS))
    return found


def _says(word: str) -> ColumnElement[bool]:
    """A word in what was said, where, or in a tag, whatever its case."""
    plain = word.lower()
    columns = (Insight.words, Insight.source_words)
    said = [func.lower(column).contains(plain, autoescape=True) for column in columns]
    return or_(*said, _has_tag(InsightTag.tag.contains(plain, autoescape=True)))


def _has_tag(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    same = InsightTag.authority_id == Insight.authority_id, InsightTag.insight_id == Insight.id
    return select(InsightTag.id).where(*same, condition).exists()


def tags_used(reads_all: bool = True) -> list[str]:
    """The tags of insights that stand, the most used first."""
    times = func.count(InsightTag.id)
    wanted = (
        select(InsightTag.tag)
        .join(Insight, Insight.id == InsightTag.insight_id)
        .where(Insight.withdrawn_at.is_(None))
        .group_by(InsightTag.tag)
        .order_by(times.desc(), InsightTag.tag)
    )
    if not reads_all:
        wanted = wanted.where(Insight.permission.in_(FOR_PANELS))
    return list(db.session.scalars(wanted))


def known_about(text: str) -> list[Insight]:
    """The insights that share most words or tags with a text; before anybody is asked (P4)."""
    words = words_of(text)
    if not words:
        return []
    rows = db.session.scalars(
        _with_tags()
        .where(Insight.withdrawn_at.is_(None), or_(*(_says(word) for word in words)))
        .order_by(Insight.said_on.desc(), Insight.id)
        .limit(MOST_LOOKED_AT)
    ).all()
    shared = {each.id: _shared(each, words) for each in rows}
    return sorted(rows, key=lambda each: -shared[each.id])[:MOST_KNOWN]


def words_of(text: str) -> list[str]:
    """The words of a text that tell what it is about, each once."""
    found = [word.casefold() for word in re.findall(r"[^\W_]+", text)]
    telling = (word for word in found if len(word) >= SHORTEST and word not in LITTLE_WORDS)
    return list(dict.fromkeys(telling))[:20]


def _shared(insight: Insight, words: Sequence[str]) -> int:
    """How many of these words an insight has; one that is a tag counts twice."""
    tags = " ".join(each.tag for each in insight.tags)
    said = f"{insight.words} {insight.source_words}".casefold()
    return sum((word in said) + 2 * (word in tags) for word in words)


def uses_of(insight: Insight) -> Sequence[tuple[InsightUse, Tender]]:
    """Where an insight went: each part of a tender that it shaped."""
    rows = db.session.execute(
        select(InsightUse, Tender)
        .join(Tender, Tender.id == InsightUse.tender_id)
        .where(InsightUse.insight_id == insight.id)
        .order_by(Tender.created_at.desc(), InsightUse.linked_at, InsightUse.id)
    )
    return [(use, tender) for use, tender in rows]


def uses_in(tender: Tender) -> dict[uuid.UUID, list[Insight]]:
    """The insights that shaped each part of a tender, by the part's id."""
    rows = db.session.execute(
        select(InsightUse.part_id, Insight)
        .join(Insight, Insight.id == InsightUse.insight_id)
        .where(InsightUse.tender_id == tender.id)
        .order_by(InsightUse.linked_at, InsightUse.id)
    )
    found: dict[uuid.UUID, list[Insight]] = {}
    for part_id, insight in rows:
        found.setdefault(part_id, []).append(insight)
    return found


def linked(tender: Tender, insight: Insight) -> set[uuid.UUID]:
    """The parts of a tender that an insight is linked to."""
    wanted = select(InsightUse.part_id).where(
        InsightUse.tender_id == tender.id, InsightUse.insight_id == insight.id
    )
    return set(db.session.scalars(wanted))


def use_of(tender: Tender, insight: Insight, part_id: uuid.UUID) -> InsightUse:
    """The link of an insight to one part."""
    return db.session.scalars(
        select(InsightUse).where(
            InsightUse.tender_id == tender.id,
            InsightUse.insight_id == insight.id,
            InsightUse.part_id == part_id,
        )
    ).one()


def asks_of_year(year: int) -> Sequence[Ask]:
    """All that panels are asked in a year, the first day first."""
    return db.session.scalars(
        select(Ask)
        .where(Ask.asked_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(Ask.asked_on, Ask.made_at, Ask.id)
    ).all()


def asks_of_panel(panel_id: uuid.UUID) -> Sequence[Ask]:
    """All that one panel is or was asked, the latest day first."""
    wanted = select(Ask).where(Ask.panel_id == panel_id)
    return db.session.scalars(wanted.order_by(Ask.asked_on.desc(), Ask.id)).all()


def years_of_asks() -> tuple[int, int]:
    """The first and the last year in which a panel is asked, this year among them."""
    first, last = db.session.execute(select(func.min(Ask.asked_on), func.max(Ask.asked_on))).one()
    this = clock.today().year
    return min(this, first.year if first else this), max(this, last.year if last else this)


def asks_in(panel: Panel, year: int) -> int:
    """How often a panel is asked in a year."""
    wanted = select(func.count()).select_from(Ask)
    mine = (Ask.panel_id == panel.id, extract("year", Ask.asked_on) == year)
    return db.session.scalar(wanted.where(*mine)) or 0


def per_month(asks: Sequence[Ask]) -> dict[uuid.UUID, Counter[int]]:
    """How often each panel is asked in each month."""
    found: dict[uuid.UUID, Counter[int]] = {}
    for ask in asks:
        found.setdefault(ask.panel_id, Counter())[ask.asked_on.month] += 1
    return found


def names_of_members() -> list[str]:
    """How the members of all panels are called; a text is looked at for them before it is kept."""
    wanted = select(Person.name).join(Member, Member.person_id == Person.id)
    return list(db.session.scalars(wanted.where(Person.erased_at.is_(None))))
