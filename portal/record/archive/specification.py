"""The published specification as a document for people, made of the frozen notice alone (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.core.blocks import blocks
from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Points, Table
from portal.tenders.models import Notice


def specification_document(notice: Notice) -> Document:
    """What was published: words, questions, scales, who marks what, price and rules."""
    said = notice.document["specification"]
    return Document(notice.title, "en", list(_blocks(said)))


def _blocks(said: dict[str, Any]) -> Iterator[Block]:
    authority = said["authority"]
    yield Facts(
        [
            ("Authority", f"{authority['name']}\n{authority['address']}"),
            ("Reference", said["reference"]),
            ("Regime", said["regime"]),
            ("Deadline for bids", said["deadline_at"] or "not set"),
            ("The service starts", said["starts_on"] or "not set"),
        ]
    )
    yield Paragraph(said["description"])
    for section in said["sections"]:
        yield Heading(2, section["title"])
        yield from (Paragraph(text) for text in _words(section))
    yield from _questions(said)
    yield from _scales(said)
    yield from _price(said)


def _words(section: dict[str, Any]) -> list[str]:
    if "paragraphs" in section:
        return [each["words"] for each in section["paragraphs"]]
    return blocks(section["body"])


def _questions(said: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, "Who marks")
    yield Points([f"{each['title']}: {each['points']} points" for each in said["groups"]] or ["–"])
    yield Heading(2, "Questions")
    for each in said["criteria"]:
        yield Heading(3, f"{each['code']} {each['title']}, weight {each['weight']}")
        yield Paragraph(each["question"])
        shares = [f"{share['title']} {share['percent']} %" for share in each["shares"]]
        minimum = each["minimum"]["mark"] if each["minimum"] else "none"
        yield Facts(
            [
                ("Scale", each["scale"]),
                ("Marked by", ", ".join(shares) or "–"),
                ("Minimum mark", minimum),
            ]
        )
    for each in said["gates"]:
        yield Heading(3, f"{each['code']} {each['title']}: pass or fail")
        yield Paragraph(each["question"])


def _scales(said: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, "What each mark means")
    for scale in said["scales"]:
        rows = [[each["mark"], each["name"], each["words"]] for each in scale["descriptors"]]
        yield Heading(3, scale["title"])
        yield Table(["Mark", "Name", "Meaning"], rows)


def _price(said: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, "Price and rules")
    price, rules = said["price"], said["rules"]
    pairs = [
        ("Price", f"{price['method']}, weight {price['weight']}" if price else "not scored"),
        ("Rounding", f"{rules['rule']}, {rules['places']} places"),
        ("Least share of quality", rules["minimum_quality"] or "none"),
        ("Fewest people of whom a number is shown", str(said["least_shown"])),
    ]
    pairs += [
        (f"Tie-break {number}", f"{each['by']} {each['title'] or ''}".strip())
        for number, each in enumerate(said["tie_breaks"], 1)
    ]
    yield Facts(pairs)
