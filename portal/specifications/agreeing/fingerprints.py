"""What a panel is asked about: how bids will be marked, by its hashes (R4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.accounts.queries import authority_by_id
from portal.specifications.document import document_of
from portal.specifications.method import content_sha256
from portal.tenders.models import Tender
from scoring.problems import BadInput

ASKED_ABOUT = (
    "groups",
    "scales",
    "headings",
    "criteria",
    "gates",
    "price",
    "price_lines",
    "rules",
    "tie_breaks",
)


@dataclass(frozen=True)
class AskedAbout:
    """How bids will be marked as a notice would say it, with its hashes."""

    specification: dict[str, Any]
    method_sha256: str
    specification_sha256: str

    @property
    def digest(self) -> str:
        """Both hashes as one: what a member had before them when they answered."""
        return f"{self.method_sha256} {self.specification_sha256}"

    def is_same(self, method_sha256: str, specification_sha256: str) -> bool:
        """Whether these hashes are of what stands there now."""
        mine = (self.method_sha256, self.specification_sha256)
        return mine == (method_sha256, specification_sha256)


def asked_about(tender: Tender) -> AskedAbout | None:
    """What there is to agree on now; None while the method has faults."""
    try:
        document = document_of(tender, authority_by_id(tender.authority_id))
    except BadInput:
        return None
    told = document.specification
    parts = {name: told[name] for name in ASKED_ABOUT if name in told}
    return AskedAbout(document.specification, document.method_sha256, content_sha256(parts))
