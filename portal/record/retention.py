"""How long the record of a tender is kept at least, and from when (R26)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.accounts.queries import authority_by_id
from portal.core import clock
from portal.core.database import db
from portal.outcomes.contracting.models import Contract
from portal.outcomes.contracting.queries import standing_of
from portal.tenders.models import REGIMES, Tender

DATA = Path(__file__).with_name("retention.toml")


@dataclass(frozen=True)
class Kept:
    """A tender's retention clock; it has no days while the letters aren't out."""

    years: int
    source: str
    begins_on: date | None
    ends_on: date | None
    is_from_contract: bool = False
    """Whether the clock runs from the contract itself, as the law asks."""
    is_longer: bool = False
    """Whether the authority keeps it longer than the source asks."""

    @property
    def is_over(self) -> bool:
        """Whether the record may go; nothing goes by itself."""
        return self.ends_on is not None and self.ends_on <= clock.today()


def retention_of(tender: Tender) -> Kept:
    """The law counts from the contract. Before it is entered the portal takes the latest day it
    knows of: the letters, the end of the standstill, the planned beginning; so the clock never ends
    too early. Where there is no contract and were no letters, it runs from the tender's end."""
    signed_on = _signed_on(tender)
    begins_on = signed_on or _latest_day(tender)
    rule = _rule(tender.regime, begins_on or clock.today())
    own = authority_by_id(tender.authority_id).kept_years or 0
    years = max(rule["years"], own)
    ends_on = years_after(begins_on, years) if begins_on else None
    return Kept(
        years, rule["source"], begins_on, ends_on, signed_on is not None, years > rule["years"]
    )


def _signed_on(tender: Tender) -> date | None:
    """The day of the contract, once it is entered."""
    return db.session.scalar(select(Contract.signed_on).where(Contract.tender_id == tender.id))


def _latest_day(tender: Tender) -> date | None:
    out_at = tender.released_at or tender.reopened_at
    if out_at is None:
        return tender.ended_at.astimezone(clock.LONDON).date() if tender.ended_at else None
    days = [standing_of(tender).last_day, tender.starts_on]
    return max([out_at.astimezone(clock.LONDON).date(), *(day for day in days if day)])


def years_now() -> int:
    """How many years a record is kept at least, for a contract of today."""
    return max(int(_rule(regime, clock.today())["years"]) for regime in REGIMES)


@cache
def _rules() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = tomllib.loads(DATA.read_text())["rules"]
    return rules


def _rule(regime: str, on: date) -> dict[str, Any]:
    """The longest of a regime's rules that count on a day; before all of them, its first."""
    own = [rule for rule in _rules() if regime in rule["regimes"]]
    known = [rule for rule in own if rule["since"] <= on] or own[:1]
    return max(known, key=lambda rule: int(rule["years"]))


def years_after(day: date, years: int) -> date:
    """The same day, years later; the day after for a 29 February that isn't there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28) + timedelta(days=1)
