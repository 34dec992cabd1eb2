"""Reads of the register of contracts, of the authority that is open."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from portal.core import clock
from portal.core.authorisation import there
from portal.core.database import db
from portal.monitoring.models import RegisteredContract
from portal.outcomes.contracting.models import Contract
from portal.tenders.models import Tender

MOST_DUE = 50
"""So many contracts whose time has come are told of at once; the register has all."""


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one of it."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    raise AssertionError("every month has 28 days")


@dataclass(frozen=True)
class Line:
    """A contract of the register, and from when on the next cycle should begin (P27)."""

    row: RegisteredContract
    begins_on: date

    @property
    def is_due(self) -> bool:
        """Whether the time has come and nobody has begun yet."""
        return self.row.begun_on is None and self.begins_on <= clock.today()

    @property
    def is_over(self) -> bool:
        """Whether the contract has ended, with every extension."""
        return (self.row.latest_end_on or self.row.ends_on) < clock.today()


def number_of_contracts() -> int:
    """How many contracts there are."""
    return db.session.scalars(select(func.count()).select_from(RegisteredContract)).one()


def contracts(months: int, offset: int = 0, limit: int | None = None) -> list[Line]:
    """Those that run, the next to end first; then those that are over."""
    last = func.coalesce(RegisteredContract.latest_end_on, RegisteredContract.ends_on)
    is_over = case((last < clock.today(), 1), else_=0)
    wanted = select(RegisteredContract).order_by(
        is_over, RegisteredContract.ends_on, RegisteredContract.title, RegisteredContract.id
    )
    rows = db.session.scalars(wanted.offset(offset).limit(limit))
    return [Line(row, months_before(row.ends_on, months)) for row in rows]


def contracts_due(months: int) -> list[Line]:
    """Those for which it is time to begin to understand what comes next (P27)."""
    soonest = select(RegisteredContract).where(RegisteredContract.begun_on.is_(None))
    rows = db.session.scalars(soonest.order_by(RegisteredContract.ends_on).limit(MOST_DUE))
    found = [Line(row, months_before(row.ends_on, months)) for row in rows]
    return [each for each in found if each.is_due and not each.is_over]


def contracts_soon(months: int, limit: int) -> list[Line]:
    """Those that haven't ended, the next to end first."""
    wanted = select(RegisteredContract).where(RegisteredContract.ends_on >= clock.today())
    rows = db.session.scalars(wanted.order_by(RegisteredContract.ends_on).limit(limit))
    return [Line(row, months_before(row.ends_on, months)) for row in rows]


def contract_in_register(contract_id: uuid.UUID) -> RegisteredContract:
    """One of them; else a 404."""
    wanted = select(RegisteredContract).where(RegisteredContract.id == contract_id)
    return there(db.session.scalar(wanted))


def not_in_register() -> Sequence[tuple[Contract, Tender]]:
    """Contracts of tenders here that nobody has put into the register yet."""
    wanted = (
        select(Contract, Tender)
        .join(Tender, Tender.id == Contract.tender_id)
        .outerjoin(RegisteredContract, RegisteredContract.tender_id == Contract.tender_id)
        .where(RegisteredContract.id.is_(None))
        .order_by(Contract.ends_on)
    )
    return [(contract, tender) for contract, tender in db.session.execute(wanted)]
