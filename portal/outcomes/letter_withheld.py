"""Passages that a letter leaves out: named, with their ground and why (R21, s.94)."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.bids.models import Bid
from portal.core.words import say
from portal.outcomes.material import Material
from portal.outcomes.models_letters import WithheldPassage

GROUNDS = {
    "security": say("national security"),
    "commercial": say(
        "sensitive commercial information, with an overriding public interest in its being"
        " kept back"
    ),
}
SHORT = {
    "security": say("[We have left out a passage here. Ground: national security.]"),
    "commercial": say(
        "[We have left out a passage here. Ground: sensitive commercial information.]"
    ),
}
LAW = say("section 94 of the Procurement Act 2023")


def left_out(
    material: Material, of: Bid, reader: Bid, code: str | None = None
) -> Iterator[WithheldPassage]:
    """The passages about one bid that another bidder doesn't read: what is sensitive in trade is
    no secret from whom it belongs to; what touches national security is kept from everybody."""
    for each in material.withheld:
        is_hidden = each.ground == "security" or of.id != reader.id
        if each.bid_id == of.id and is_hidden and code in (None, each.part):
            yield each


def without(material: Material, words: str, of: Bid, reader: Bid, code: str) -> str:
    """Words as this reader gets them: in the place of each passage stands why it isn't there.

    The longest goes first, so that none is left over around a shorter one inside it.
    """
    hidden = sorted(left_out(material, of, reader, code), key=lambda each: -len(each.passage))
    for each in hidden:
        words = words.replace(each.passage, _(SHORT[each.ground]))
    return words


def named(material: Material, reader: Bid, winner: Bid | None) -> list[str]:
    """What was left out of this letter, one sentence for each passage."""
    titles = {each.code: each.title for each in material.criteria}
    return [
        _sentence(material, each, titles[each.part], is_own=of.id == reader.id)
        for of in (reader, *([winner] if winner else []))
        for each in left_out(material, of, reader)
    ]


def _sentence(material: Material, kept: WithheldPassage, title: str, *, is_own: bool) -> str:
    facts = {"title": title, "ground": _(GROUNDS[kept.ground]), "reason": kept.reason}
    if material.tender.regime in ("light_touch", "ordinary"):
        facts["ground"] += f" ({_(LAW)})"
    if is_own:
        return _(
            "‘%(title)s’: a passage of what we write about your bid. Ground: %(ground)s."
            " Why: %(reason)s",
            **facts,
        )
    return _(
        "‘%(title)s’: a passage of what we write about the winning bid. Ground: %(ground)s."
        " Why: %(reason)s",
        **facts,
    )


def not_found(material: Material, bid: Bid) -> list[str]:
    """Titles of criteria where a passage that is to be left out doesn't stand any more."""
    titles = {each.code: each.title for each in material.criteria}
    ids = {each.code: each.id for each in material.criteria}
    lost = []
    for each in material.withheld:
        record = material.records.get((each.bid_id, ids[each.part]))
        added = material.additions.get((each.bid_id, each.part))
        texts = [record.reason, record.next_mark] if record else []
        texts += [added.words] if added else []
        if each.bid_id == bid.id and not any(each.passage in text for text in texts):
            lost.append(titles[each.part])
    return lost
