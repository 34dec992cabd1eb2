"""Outcome letters as one structure of blocks, made of stored facts alone (R21, R22).

The structure is what templates/outcomes/letter.html documents; it is stored as it was released.
"""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.accounts.models import Provider
from portal.bids.models import Bid
from portal.core.formats import day, exact
from portal.core.words import say
from portal.outcomes.letter_figures import figures_of
from portal.outcomes.letter_method import method_words
from portal.outcomes.letter_withheld import named, without
from portal.outcomes.letter_words import (
    dates,
    further,
    nature,
    next_steps,
    opening,
    replaces,
    title_of,
)
from portal.outcomes.material import Material
from portal.outcomes.queries_letters import LETTER
from portal.specifications.method import content_sha256
from portal.specifications.models import Criterion

LANGUAGE = "en"
OF_THE_DAY = ("date", "dates")
ASK = say(
    "If anything in this letter is not clear, or you want to question it, ask in Evenhand, on the"
    " page of this letter, until the day that stands above. We answer there, and both stay on"
    " record. You can also write to %(contact)s and give the reference above."
)


def letter_to(material: Material, bid: Bid) -> dict[str, Any]:
    """One bidder's letter, in the language of the authority whoever looks at it."""
    with force_locale(LANGUAGE):
        return _letter(material, bid)


def further_of(material: Material, bid: Bid) -> list[str]:
    """A letter's further reasons in its language, before anything is left out of them."""
    with force_locale(LANGUAGE):
        return further(material, bid)


def fingerprint(content: dict[str, Any]) -> str:
    """What tells whether a letter has changed since it was read; the day alone is no change."""
    lasting = {name: value for name, value in content.items() if name not in OF_THE_DAY}
    return content_sha256(lasting)


def _letter(material: Material, bid: Bid) -> dict[str, Any]:
    bidder, winner = material.bidders[bid.id], _other(material, bid)
    winner_name = material.bidders[winner.id].name if winner else None
    authority, tender = material.authority, material.tender
    return {
        "title": title_of(material, bid),
        "sender": {"name": authority.name, "lines": _lines(authority.address)},
        "receiver": _receiver(bidder),
        "date": {"at": material.day.isoformat(), "when": day(material.day)},
        "reference": tender.reference,
        "tender": tender.title,
        "greeting": _("Dear %(name)s,", name=bidder.name),
        "opening": [*opening(material, bid), *replaces(material), nature(material)],
        "further": [without(material, text, bid, bid, LETTER) for text in further(material, bid)],
        "added": _added(material, bid, bid, LETTER),
        "winner": winner_name,
        "criteria": [_criterion(material, bid, winner, each) for each in material.criteria],
        "withheld": named(material, bid, winner),
        "figures": figures_of(material, bid, winner),
        "method": method_words(material),
        "next": next_steps(material, bid),
        "dates": dates(material),
        "ask": [_(ASK, contact=authority.contact)],
        "signed": {
            "name": material.signer,
            "role": _("Procurement lead"),
            "email": authority.contact,
            "phone": None,
        },
    }


def _receiver(bidder: Provider) -> dict[str, Any]:
    named = _("Identifier: %(identifier)s", identifier=bidder.identifier)
    lines = [*_lines(bidder.address), bidder.email, named]
    return {"name": bidder.name, "lines": lines}


def _other(material: Material, bid: Bid) -> Bid | None:
    winner = material.winner
    return winner if winner is not None and winner.id != bid.id else None


def _lines(address: str) -> list[str]:
    return [line.strip() for line in address.splitlines() if line.strip()]


def _criterion(
    material: Material, bid: Bid, winner: Bid | None, criterion: Criterion
) -> dict[str, Any]:
    yours, code = _given(material, bid, bid, criterion), criterion.code
    is_highest = yours is not None and yours["is_highest"]
    return {
        "title": criterion.title,
        "weight": exact(criterion.weight),
        "yours": yours,
        "next_mark": None if is_highest else _next_mark(material, bid, criterion) or None,
        "added": _added(material, bid, bid, code),
        "parts": [],
        "winner": _given(material, winner, bid, criterion) if winner else None,
        "winner_added": _added(material, winner, bid, code) if winner else None,
    }


def _given(
    material: Material, bid: Bid, reader: Bid, criterion: Criterion
) -> dict[str, Any] | None:
    """The combined mark and the agreed reason, never a group's mark (R19)."""
    scored = material.standings[bid.label].criteria.get(criterion.code)
    if scored is None:
        return None
    return {
        "mark": scored.mark,
        "available": exact(criterion.scale.highest),
        "score": scored.points,
        "words": without(material, _reason(material, bid, criterion), bid, reader, criterion.code),
        "is_highest": scored.is_highest,
        **_known(material, bid, criterion),
    }


def _known(material: Material, bid: Bid, criterion: Criterion) -> dict[str, str]:
    """That a mark was agreed anew by people who knew by then whose bid it is (R10, R13)."""
    record = material.records.get((bid.id, criterion.id))
    if record is None or not material.is_known_when(record.recorded_at):
        return {}
    known = _(
        "Agreed anew on %(day)s, after the earlier letters: those who agreed it knew by then whose"
        " bid this was.",
        day=day(record.recorded_at),
    )
    return {"known": known}


def _reason(material: Material, bid: Bid, criterion: Criterion) -> str:
    record = material.records.get((bid.id, criterion.id))
    return record.reason.strip() if record else ""


def _next_mark(material: Material, bid: Bid, criterion: Criterion) -> str:
    record = material.records.get((bid.id, criterion.id))
    words = record.next_mark.strip() if record else ""
    return without(material, words, bid, bid, criterion.code)


def _added(material: Material, bid: Bid, reader: Bid, part: str) -> str | None:
    """What the lead added to one bid's letter; what is said of the winner everybody reads."""
    addition = material.additions.get((bid.id, part))
    words = addition.words.strip() if addition else ""
    return without(material, words, bid, reader, part) or None
