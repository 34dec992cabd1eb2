"""The events of hearing one bidder, of exclusion checks, and of bids that are disregarded."""

from __future__ import annotations

from portal.audit.facts import Facts

HEARING: dict[str, Facts] = {
    # hearing a bidder: about exclusion it is asked by its name, so no label stands in the open
    "bidder:asked": Facts(open=("number", "purpose", "answer_by"), sealed=("label", "words")),
    "bidder:answered": Facts(open=("number", "part", "is_last"), sealed=("provider", "words")),
    "bidder:answer-refused-late": Facts(open=("number", "received_at"), sealed=("provider",)),
    "exclusion:checked": Facts(open=("number", "looked_on"), sealed=("provider", "found", "words")),
    "bid:disregarded": Facts(open=("label", "ground", "version"), sealed=("reason",)),
    "bid:stays-in": Facts(open=("label", "ground", "version"), sealed=("reason",)),
}
