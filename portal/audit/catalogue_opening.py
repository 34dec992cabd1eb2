"""The events of sealed bids: who opens them, that they came, and how they were opened."""

from __future__ import annotations

from portal.audit.facts import Facts

OPENING: dict[str, Facts] = {
    # who opens the bids: two officers, or one and the recovery code
    "opener:named": Facts(open=("seat",), sealed=("person",)),
    "opener:ready": Facts(open=("seat",)),
    "recovery:made": Facts(),
    "rehearsal:begun": Facts(open=("seat",)),
    "rehearsal:held": Facts(open=("seat",)),
    "replacement:begun": Facts(open=("seat",), sealed=("person",)),
    "replacement:handed": Facts(open=("seat",)),
    "replacement:stopped": Facts(open=("seat",)),
    "opener:replaced": Facts(open=("seat",), sealed=("person",)),
    "opening:begun": Facts(open=("seat",)),
    "opening:failed": Facts(),
    # `received_at` decides: when all of it had come; the event's own moment is when it was its turn
    "bid:submitted": Facts(open=("bid_sha256", "box_sha256", "received_at"), sealed=("provider",)),
    "bid:withdrawn": Facts(open=("bid_sha256", "received_at"), sealed=("provider",)),
    "bid:refused-late": Facts(open=("received_at",), sealed=("provider",)),
    # bids from another system: checked by one, confirmed by another
    "import:handed": Facts(open=("bids", "workbook_sha256", "import_sha256")),
    "bid:imported": Facts(
        open=("bid_sha256",), sealed=("provider", "reference", "received_at", "changed")
    ),
    "bidder:added": Facts(sealed=("provider", "name", "identifier")),
    "bidder:invited": Facts(sealed=("provider", "to")),
    "bids:imported": Facts(
        open=(
            *("system", "opened_at", "received", "refused", "roles"),
            *("workbook_sha256", "zips", "import_sha256", "bids"),
        ),
        sealed=("opened_by", "refusals"),
    ),
    "bids:opened": Facts(open=("labels", "seats", "roles", "bids"), sealed=("origins",)),
}
