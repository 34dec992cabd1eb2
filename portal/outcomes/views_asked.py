"""How much each provider asked about its letter, beside the letters on the lead's list."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from portal.bids.queries import bids_of
from portal.outcomes.debrief.queries import exchanges_of
from portal.outcomes.queries import all_letters_of
from portal.tenders.models import Tender


def with_questions(
    authority: str, tender: Tender, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """From the release on: how much each provider asked, and what waits."""
    asked, waiting = Counter[str](), Counter[str]()
    labels = {each.id: each.bid_id for each in all_letters_of(tender)}
    by_bid = {bid.id: bid.label for bid in bids_of(tender)}
    for each in exchanges_of(tender):
        label = by_bid[labels[each.question.letter_id]]
        asked[label] += 1
        waiting[label] += each.answer is None
    place: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    for row in rows:
        label = row["label"]
        row["debrief"] = url_for("outcomes.debrief", **place, label=label)
        row["asked"] = _asked(asked[label], waiting[label])
    return rows


def _asked(number: int, waiting: int) -> str:
    if not number:
        return gettext("None so far.")
    told = ngettext("%(num)d question.", "%(num)d questions.", number)
    return f"{told} {gettext('%(n)s waits for an answer.', n=waiting)}" if waiting else told
