"""Where what a letter lacks is mended, for the pages that show it (R21, R22)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.bids.models import Bid
from portal.outcomes.letter_complete import Item, items_of
from portal.outcomes.material import Material
from portal.outcomes.queries_letters import LETTER
from portal.tenders.models import Tender


def held_against(
    authority: str, tender: Tender, material: Material, bid: Bid, content: dict[str, Any]
) -> list[dict[str, Any]]:
    """Each item of R21 or R22, whether it is there, and where what is missing can be mended."""
    return [
        {"item": each, "href": mending(authority, tender, material, bid, each)}
        for each in items_of(material, bid, content)
    ]


def mending(authority: str, tender: Tender, material: Material, bid: Bid, item: Item) -> str | None:
    """Where somebody mends what is missing: the editor, or the provider that alone knows it."""
    if not item.mend:
        return None
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    if item.mend == "provider":
        provider = material.bidders[bid.id]
        return f"mailto:{provider.email}" if provider.email.strip() else None
    whose, _colon, part = item.mend.rpartition(":")
    label = bid.label
    if whose.startswith("winner") and material.winner:
        label = material.winner.label
    if whose.endswith("passage"):
        return url_for("outcomes.withhold", **place, label=label, part=part)
    return url_for("outcomes.addition", **place, label=label, part=part)


def editing(authority: str, tender: Tender, material: Material, label: str) -> list[dict[str, str]]:
    """Where each part of a letter is added to, the whole letter first."""
    parts = {LETTER: gettext("The letter as a whole")}
    parts |= {each.code: each.title for each in material.criteria}
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id, "label": label}
    return [
        {"text": text, "href": url_for("outcomes.addition", **place, part=part)}
        for part, text in parts.items()
    ]
