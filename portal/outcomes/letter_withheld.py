"""Passages that a letter leaves out: named, with their ground and why (R21, s.94)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from portal.bids.models import Bid
from portal.core.words import say
from portal.outcomes.material import Material
from portal.outcomes.models_letters import WithheldPassage
from portal.outcomes.queries_letters import LETTER

GROUNDS = {
    "security": say("national security"),
    "commercial": say(
        "sensitive commercial information, with an overriding public interest in its being"
        " kept back"
    ),
    "name": say("it names somebody whom this letter doesn’t concern"),
}
STANDS = "stands"
"""No ground to leave out: why words stand although they name somebody."""
RULED = {
    "security": say("left out for national security"),
    "commercial": say("left out as sensitive commercial information"),
    "name": say("left out, since it names somebody whom the letter doesn’t concern"),
    STANDS: say("it stands, although it names somebody"),
}
"""What was ruled on a passage, as the trail tells it."""
SHORT = {
    "security": say("[We have left out a passage here. Ground: national security.]"),
    "commercial": say(
        "[We have left out a passage here. Ground: sensitive commercial information.]"
    ),
    "name": say("[a name is left out here]"),
}
LAW = say("section 94 of the Procurement Act 2023")


def left_out(
    material: Material, of: Bid, reader: Bid, code: str | None = None
) -> Iterator[WithheldPassage]:
    """The passages about one bid that another bidder doesn't read: what is sensitive in trade is
    no secret from whom it belongs to; a name and what touches national security are kept from
    everybody."""
    for each in material.withheld:
        is_hidden = each.ground in ("security", "name") or of.id != reader.id
        if each.ground == STANDS or (each.part == LETTER and of.id != reader.id):
            continue
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
    titles = titles_of(material)
    return [
        _sentence(material, each, titles[each.part], is_own=of.id == reader.id)
        for of in (reader, *([winner] if winner else []))
        for each in left_out(material, of, reader)
    ]


def _sentence(material: Material, kept: WithheldPassage, title: str, *, is_own: bool) -> str:
    facts = {"title": title, "ground": _(GROUNDS[kept.ground]), "reason": kept.reason}
    if kept.ground != "name" and material.tender.regime in ("light_touch", "ordinary"):
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


def titles_of(material: Material) -> dict[str, str]:
    """What the parts of a letter are called that a passage can be left out of."""
    return {LETTER: _("Further reasons")} | {each.code: each.title for each in material.criteria}


def not_found(material: Material, bid: Bid, further: Sequence[str]) -> list[str]:
    """Parts where a passage that is to be left out, or that may stand, doesn't stand any more.

    `further`: the letter's further reasons before anything is left out of them.
    """
    return [
        each.part
        for each in material.withheld
        if each.bid_id == bid.id
        and not any(each.passage in text for text in texts_of(material, bid, each.part, further))
    ]


def texts_of(material: Material, bid: Bid, part: str, further: Sequence[str]) -> list[str]:
    """All that a letter says in one part of it, as it was moderated or decided, or added."""
    ids = {each.code: each.id for each in material.criteria}
    record = material.records.get((bid.id, ids[part])) if part in ids else None
    texts = [record.reason, record.next_mark] if record else []
    added = material.additions.get((bid.id, part))
    return [*texts, *(further if part == LETTER else []), *([added.words] if added else [])]
