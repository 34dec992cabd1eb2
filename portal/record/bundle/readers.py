"""What a bundle's reader may know: the whole form for those who judge it, the bidder's for one.

What a reader may not know stays in the bundle as a leaf, or as a seal: nothing is left out of the
proof.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from portal.audit.standing import Seal
from portal.bids.models import Bid
from portal.record.bundle.queries import blobs_of, own_bid_of, sealed_by
from portal.record.bundle.verify import SHOWN
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least, is_revealed, reached

FULL, BIDDER = "full", "bidder"

OF_EVERY_BIDDER = {
    "tender:created",
    "tender:published",
    "tender:amended",
    "wording:removed",
    "notice:recorded",
}
"""Events that say nothing of other bids, of the panel, or of how many there are. The digest of a
run isn't among them: marks that stay hidden could be guessed from it (R19)."""


class Row(Protocol):
    """An event, as far as it is asked whether somebody may know it."""

    number: Any
    name: Any
    facts: Any


@dataclass(frozen=True)
class Reader:
    """Who a bundle is for, and what of each event it may show."""

    form: str
    tender: Tender
    own: Bid | None
    hashes: Collection[str]
    """The SHA-256 of every bid that this bidder sealed, or of every opened one."""

    @property
    def is_full(self) -> bool:
        """Whether it is the form for an auditor or a court, recomputed from marks."""
        return self.form == FULL

    @property
    def label(self) -> str | None:
        """The bidder's own bid."""
        return self.own.label if self.own else None

    @property
    def stage(self) -> str:
        """How far the tender has come, which says what must be in the bundle; a bidder's form ends
        with the release."""
        return reached(self.tender) if self.is_full else "released"

    def may_know(self, event: Row) -> bool:
        """Whether the contents of an event are shown, or its leaf alone (R19, R29)."""
        if self.is_full:
            return is_at_least(self.tender, "opened") or not event.name.startswith("bid:")
        if event.name.startswith("bid:"):
            return event.facts.get("bid_sha256") in self.hashes
        is_own_letter = event.name == "letter:released"
        return event.name in OF_EVERY_BIDDER or (
            is_own_letter and event.facts.get("label") == self.label
        )

    def may_open(self, event: Row, name: str, root_of: Callable[[Seal], tuple[str, Seal]]) -> bool:
        """Whether the value behind a seal is shown; a replacement is shown where its text was."""
        if not self.may_know(event):
            return False
        kind = event.name
        if kind == "text:redacted":
            kind, (_number, name) = root_of((event.number, name))
        if event.name in ("bid:submitted", "bid:imported"):
            return event.facts.get("bid_sha256") in self.hashes
        if event.name in ("bids:imported", "bids:opened", "providers:revealed"):
            return self.is_full and is_revealed(self.tender)
        is_early = kind.startswith(("mark:", "interview:", "moderation:")) or kind == "sheet:sent"
        if is_early and not is_at_least(self.tender, "deciding"):
            return False
        return self.is_full and name in SHOWN.get(kind, ())


def reader_for_all(tender: Tender) -> Reader:
    """An auditor or a court; whose a bid is stays sealed before the reveal."""
    revealed = blobs_of(tender).values() if is_revealed(tender) else ()
    return Reader(FULL, tender, None, {each.sha256 for each in revealed})


def reader_for_bidder(tender: Tender, provider_id: uuid.UUID | None) -> Reader:
    """One bidder, after the release."""
    own = own_bid_of(tender, provider_id)
    return Reader(BIDDER, tender, own, sealed_by(tender, provider_id))


def is_known(label: str, reader: Reader) -> bool:
    """Whether this reader may have the bid under a label: all from the reveal, or one's own."""
    if reader.is_full:
        return is_revealed(reader.tender)
    return reader.label == label
