"""What changed between two versions, part by part, in the order of the document (P10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from portal.core.formats import day, moment
from portal.core.words import say
from portal.specifications.versions.changes import (
    Change,
    Part,
    Sentence,
    Text,
    change,
    is_reordered,
    pairs,
    renamed,
    texts,
    turn,
)
from portal.specifications.versions.comparison_method import (
    criterion_changes,
    group_changes,
    heading_changes,
    line_changes,
    scale_changes,
)

DESCRIPTIONS = {
    "description": say("What it is about"),
    "plain_description": say("What it is about, in plain words"),
    "charter": say("Participation charter"),
    "plain_charter": say("Participation charter, in plain words"),
    "bids_system": say("The other system in which bids come"),
    "bids_where": say("How a bidder finds the other system"),
}
NO_CHARTER = {"charter": "", "plain_charter": ""}
HERE = {"system": "", "where": ""}
TWINS = {
    "words": say("Paragraph %(number)s"),
    "plain_words": say("Paragraph %(number)s, in plain words"),
}
TWINS_GONE = {
    "words": say("A paragraph that was taken out"),
    "plain_words": say("A paragraph that was taken out, in plain words"),
}
QUESTIONS = {
    "question": say("What providers are asked"),
    "plain_question": say("The same in plain words"),
}
COVERS = {
    "covers": say("What the price covers"),
    "plain_covers": say("The same in plain words"),
}
LEAST_SHOWN = say("Numbers that fewer than %(now)s people gave aren’t shown. It was %(before)s.")
DATES = {
    "deadline_at": say("The deadline for bids is %(now)s. It was %(before)s."),
    "marking_ends_on": say("Marking ends on %(now)s. It was %(before)s."),
    "decision_on": say("The decision is on %(now)s. It was %(before)s."),
    "starts_on": say("The contract starts on %(now)s. It was %(before)s."),
}


def changes_between(before: Part, now: Part) -> list[Change]:
    """Every part that came, went or changed from one kept document to another."""
    return [
        *_tender(before, now),
        *_sections(before["sections"], now["sections"]),
        *group_changes(before["groups"], now["groups"]),
        *scale_changes(before["scales"], now["scales"]),
        *heading_changes(before.get("headings", []), now.get("headings", [])),
        *criterion_changes(before["criteria"], now["criteria"]),
        *_gates(before["gates"], now["gates"]),
        *_price(before, now),
        *line_changes(before.get("price_lines", []), now.get("price_lines", [])),
        *_rules(before["rules"], now["rules"]),
        *_tie_breaks(before["tie_breaks"], now["tie_breaks"]),
    ]


def _tender(before: Part, now: Part) -> Iterator[Change]:
    before, now = _with_places(before), _with_places(now)
    shown_before, shown = _with_days(before), _with_days(now)
    sentences = [
        *renamed(before, now, "title", say("It is called ‘%(now)s’. It was ‘%(before)s’.")),
        *renamed(before, now, "reference", say("Its reference is %(now)s. It was %(before)s.")),
        *renamed(before, now, "least_shown", LEAST_SHOWN),
        *(
            each
            for name, message in DATES.items()
            for each in renamed(shown_before, shown, name, message)
        ),
    ]
    yield from change(
        "tender",
        before,
        now,
        sentences,
        turn(before, now, "regime"),
        texts(before, now, DESCRIPTIONS),
    )


def _with_places(tender: Part) -> Part:
    """With what a document leaves out where there is none: a charter, another system for bids."""
    there = tender.get("bids_elsewhere", HERE)
    return NO_CHARTER | {f"bids_{name}": words for name, words in there.items()} | tender


def _with_days(tender: Part) -> dict[str, str]:
    return {name: _day(tender[name]) for name in DATES}


def _day(value: str | None) -> str:
    """A moment or a day as people read it."""
    if value is None or "T" not in value:
        return day(date.fromisoformat(value) if value else None)
    return moment(datetime.fromisoformat(value))


def _sections(before: list[Part], now: list[Part]) -> Iterator[Change]:
    if is_reordered(before, now, "id"):
        order = [Sentence(say("The sections stand in another order."))]
        yield from change("order", {"title": ""}, {"title": ""}, order)
    for old, new in pairs(before, now, "id"):
        sentences = [
            *renamed(old, new, "title", say("It is called ‘%(now)s’. It was ‘%(before)s’.")),
        ]
        was, stands = old.get("paragraphs", []), new.get("paragraphs", [])
        if is_reordered(was, stands, "id"):
            sentences.append(Sentence(say("Its paragraphs stand in another order.")))
        yield from change("section", old, new, sentences, texts=_paragraphs(was, stands))


def _paragraphs(before: list[Part], now: list[Part]) -> Iterator[Text]:
    for number, (old, new) in enumerate(pairs(before, now, "id"), 1):
        yield from texts(old, new, TWINS if new else TWINS_GONE, number=number)


def _gates(before: list[Part], now: list[Part]) -> Iterator[Change]:
    for old, new in pairs(before, now, "id"):
        sentences = [
            *renamed(old, new, "code", say("Its code is %(now)s. It was %(before)s.")),
            *renamed(old, new, "title", say("It is called ‘%(now)s’. It was ‘%(before)s’.")),
        ]
        kinds = turn({"kind": "offer"} | old, {"kind": "offer"} | new, "kind", "gate_kind")
        kinds = kinds if old and new else iter(())
        yield from change("gate", old, new, sentences, kinds, texts(old, new, QUESTIONS))


def _price(before: Part, now: Part) -> Iterator[Change]:
    old, new = _said(before), _said(now)
    turns = [*turn(old, new, "way", "price"), *turn(old, new, "nil_price")]
    yield from change("price", old, new, turns=turns, texts=texts(old, new, COVERS))


def _said(document: Part) -> dict[str, Any]:
    """What is said of price; `way` is all that a sentence about it needs."""
    price = document["price"] or {}
    way = {name: price.get(name) for name in ("weight", "ceiling", "floor")}
    method = price.get("method", "none") if document["is_price_said"] else None
    return {**price, "way": {"method": method, **way}}


def _rules(before: Part, now: Part) -> Iterator[Change]:
    old = {**before, "rounding": [before["places"], before["rule"]]}
    new = {**now, "rounding": [now["places"], now["rule"]]}
    turns = [
        *turn(old, new, "rounding"),
        *turn(old, new, "empty_group"),
        *turn(old, new, "minimum_quality"),
    ]
    yield from change("rules", old, new, turns=turns)


def _tie_breaks(before: list[Part], now: list[Part]) -> Iterator[Change]:
    old, new = {"steps": before}, {"steps": now}
    yield from change("tie_breaks", old, new, turns=turn(old, new, "steps", "tie_breaks"))
