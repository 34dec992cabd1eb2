"""What each package of the price schedule comes to in a bid; the contract buys one (P12)."""

from __future__ import annotations

from decimal import Decimal

from portal.bids.models import Bid
from portal.bids.queries import prices_of
from portal.bids.schedule import Package, packages_priced, priced
from portal.bids.unit_prices import priced_lines_of
from portal.outcomes.contracting.models import Contract
from portal.specifications.price_lines import packages_of
from portal.specifications.queries import lines_of
from portal.tenders.models import Tender


def packages_in(tender: Tender, bid: Bid | None) -> list[Package]:
    """Each package with the lines that are bought whatever is chosen; none without packages."""
    lines = lines_of(tender)
    if not packages_of(lines):
        return []
    found = priced_lines_of(tender).get(bid.id) if bid else None
    return packages_priced(found or priced(lines, None))


def value_of(tender: Tender, bid: Bid | None, contract: Contract | None) -> Decimal | None:
    """What the contract is worth by the chosen bid: the package that is bought, or before that is
    known the dearest of them; the whole price without packages."""
    packages = packages_in(tender, bid)
    if not packages:
        return prices_of(tender).get(bid.id) if bid else None
    bought = [each for each in packages if contract and each.name == contract.package]
    return max((x.total for x in bought or packages if x.total is not None), default=None)
