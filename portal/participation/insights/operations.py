"""Writes of insights, of where they went, and of what panels are asked."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.once import refuse_again
from portal.core.words import say
from portal.participation.insights.models import Ask, Insight, InsightTag, InsightUse
from portal.participation.insights.queries import asks_in, linked, use_of
from portal.participation.panels.models import Panel
from portal.tenders.models import Tender

LONGEST_TAG = 40
LATER = say("The day must not be after today.")
OVER = say(
    "This panel wants to be asked %(limit)s times a year at most. This would be number %(number)s."
    " Say why it can’t wait."
)


@dataclass(frozen=True)
class InsightFacts:
    """What somebody said, where, when, who may read it, and the words it is found by."""

    words: str
    source: str
    source_words: str
    said_on: date
    permission: str
    tags: Sequence[str] = ()


@dataclass(frozen=True)
class AskFacts:
    """What a panel is asked for; `over_because` is the reason beyond its own limit."""

    about: str
    asked_on: date
    minutes: int
    known_before: str
    over_because: str = ""


@dataclass(frozen=True)
class PartRef:
    """A part of a specification: its kind, its id, and what it is called now."""

    part: str
    id: uuid.UUID
    title: str


def enter_insight(actor: Actor, facts: InsightFacts) -> Insight:
    """Write down one thing that people said, in the authority that is open; once (P4)."""
    if facts.said_on > clock.today():
        raise Refused(LATER, "said_on")
    told = {"words": facts.words, "source_words": facts.source_words, "said_on": facts.said_on}
    refuse_again(Insight, told | {"entered_by": actor.person_id}, since=Insight.entered_at)
    tags = tags_in(facts.tags)
    insight = Insight(
        words=facts.words,
        source=facts.source,
        source_words=facts.source_words,
        said_on=facts.said_on,
        permission=facts.permission,
        entered_by=actor.person_id,
        entered_at=clock.now(),
        withdrawn_because="",
    )
    db.session.add(insight)
    db.session.add_all(InsightTag(insight_id=insight.id, tag=tag) for tag in tags)
    record(
        "insight:entered",
        actor,
        source=facts.source,
        permission=facts.permission,
        insight=insight.id,
        words=facts.words,
        source_words=facts.source_words,
        tags=tags,
    )
    return insight


def tags_in(texts: Sequence[str]) -> list[str]:
    """The tags in what was chosen and typed: lower case, single blanks, each once, by name."""
    tags = sorted({" ".join(text.casefold().split()) for text in texts} - {""})
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise Refused(
            say("A tag has %(longest)s letters at most."), "more_tags", longest=LONGEST_TAG
        )
    return tags


def withdraw_insight(actor: Actor, insight: Insight, reason: str) -> None:
    """Take an insight off the list; it stays with the reason, and where it went stays too."""
    insight.withdrawn_at = clock.now()
    insight.withdrawn_because = reason
    record("insight:withdrawn", actor, insight=insight.id, reason=reason)


def link_insight(
    actor: Actor, tender: Tender, insight: Insight, parts: Sequence[PartRef], known: set[uuid.UUID]
) -> None:
    """Say which parts of a tender an insight shaped; parts in `known` that aren't named, it didn't.

    A part that is gone from the tender keeps its link: the page doesn't show it any more.
    """
    before = linked(tender, insight)
    wanted = {each.id: each for each in parts}
    for part in parts:
        if part.id not in before:
            db.session.add(_use(actor, tender, insight, part))
            record(
                "insight:linked",
                actor,
                tender.id,
                part=part.part,
                title=part.title,
                insight=insight.id,
            )
    for part_id in before & known - wanted.keys():
        use = use_of(tender, insight, part_id)
        db.session.delete(use)
        record(
            "insight:unlinked", actor, tender.id, part=use.part, title=use.title, insight=insight.id
        )


def _use(actor: Actor, tender: Tender, insight: Insight, part: PartRef) -> InsightUse:
    return InsightUse(
        insight_id=insight.id,
        tender_id=tender.id,
        part=part.part,
        part_id=part.id,
        title=part.title,
        linked_by=actor.person_id,
        linked_at=clock.now(),
    )


def _refuse_asked(actor: Actor, panel: Panel, facts: AskFacts) -> None:
    same = {"about": facts.about, "asked_on": facts.asked_on, "made_by": actor.person_id}
    refuse_again(Ask, same | {"panel_id": panel.id}, since=Ask.made_at)


def ask_panel(actor: Actor, panel: Panel, facts: AskFacts, *, once: bool = True) -> Ask:
    """Note that a panel is asked; beyond the limit that it set, only with a reason (P4).

    `once`: the same isn't noted twice in a day; a round of writing sees to that itself.
    """
    if once:
        _refuse_asked(actor, panel, facts)
    number, limit = asks_in(panel, facts.asked_on.year) + 1, panel.asks_a_year
    is_over = limit is not None and number > limit
    if is_over and not facts.over_because:
        raise Refused(OVER, "over_because", limit=limit, number=number)
    ask = Ask(
        panel_id=panel.id,
        about=facts.about,
        asked_on=facts.asked_on,
        minutes=facts.minutes,
        known_before=facts.known_before,
        over_because=facts.over_because if is_over else "",
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(ask)
    record(
        "panel:asked",
        actor,
        asked_on=facts.asked_on,
        minutes=facts.minutes,
        is_over_limit=is_over,
        panel=panel.id,
        about=facts.about,
        known_before=facts.known_before,
        reason=ask.over_because,
    )
    return ask
