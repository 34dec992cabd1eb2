"""What each package of the price schedule comes to in a bid; the contract buys one (P12)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from portal.bids.models import Bid
from portal.bids.unit_prices import priced_lines_of
from portal.specifications.price_lines import packages_of
from portal.specifications.queries import lines_of
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Package:
    """An alternative of the schedule with what the contract costs if it is bought."""

    name: str
    total: Decimal | None


def packages_in(tender: Tender, bid: Bid | None) -> list[Package]:
    """Each package with the lines that are bought whatever is chosen; none without packages."""
    names = packages_of(lines_of(tender))
    lines = priced_lines_of(tender).get(bid.id, []) if bid and names else []
    return [
        Package(
            name,
            sum((x.total or Decimal(0) for x in lines if x.line.package in ("", name)), Decimal(0))
            if lines
            else None,
        )
        for name in names
    ]
