"""The contract is entered, and the notice about it comes out (R20, R25, R26)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import day
from portal.core.words import say
from portal.outcomes.contracting.models import Contract, ContractNotice
from portal.outcomes.contracting.open_data import publish_contract
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.standing import Standing
from portal.specifications.price_lines import packages_of
from portal.specifications.queries import lines_of
from portal.tenders.models import Tender
from portal.tenders.stages import move

DATA = Path(__file__).with_name("notices.toml")
NOT_YET = say("This day hasn’t come yet.")
IN_STANDSTILL = say("The standstill ran until the end of %(day)s. The contract comes after it.")
BEFORE_LETTERS = say("The letters went out on %(day)s. The contract comes after them.")
BEFORE_END = say("A claim ended on %(day)s. The contract can’t be older than that.")
WHICH_PACKAGE = say("Choose the package that is bought.")
WHY_PACKAGE = say("Say why this package is bought.")
ENDS_EARLY = say("The contract can’t end before it starts.")
BEFORE_CONTRACT = say("The contract was entered on %(day)s. Its notice comes after it.")


@dataclass(frozen=True)
class Deadline:
    """By when the notice about a contract has to be out; no day: as soon as it can be."""

    name: str
    days: int | None
    source: str

    def after(self, signed_on: date) -> date | None:
        """The last day, for a contract entered on a day."""
        return signed_on + timedelta(days=self.days) if self.days is not None else None


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["contract_notice"]
    return rows


def deadline_of(regime: str, signed_on: date) -> Deadline:
    """What the regime asks of the notice about a contract that was entered on a day (R20)."""
    rows = [each for each in _rows() if each["regime"] == regime]
    known = [each for each in rows if each["since"] <= signed_on] or rows[:1]
    row = max(known, key=_since)
    return Deadline(row["name"], row.get("days"), row["source"])


def _since(row: dict[str, Any]) -> date:
    since: date = row["since"]
    return since


def enter_contract(
    actor: Actor, tender: Tender, signed_on: date, starts_on: date, ends_on: date, *bought: str
) -> Contract:
    """Note that the contract is entered; nothing may stand against it any more (R25, s.101).

    `bought`: where the schedule has packages, the one that is bought and why (P12).
    """
    package, reason = bought or ("", "")
    _refuse_package(tender, package, reason)
    standing = standing_of(tender)
    _refuse_obstacles(standing)
    _refuse_days(tender, standing, signed_on, starts_on, ends_on)
    move(tender, "enter_contract")
    contract = Contract(
        tender_id=tender.id,
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        package=package,
        package_reason=reason,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(contract)
    facts = {"signed_on": signed_on, "starts_on": starts_on, "ends_on": ends_on}
    record("contract:entered", actor, tender.id, **facts, package=package, why=reason)
    return contract


def _refuse_package(tender: Tender, package: str, reason: str) -> None:
    names = packages_of(lines_of(tender))
    if names and package not in names:
        raise Refused(WHICH_PACKAGE, field="package")
    if names and not reason:
        raise Refused(WHY_PACKAGE, field="package_reason")


def _refuse_obstacles(standing: Standing) -> None:
    found = [
        Refused(each.words, number=each.number, day=day(each.day))
        for each in standing.obstacles(clock.today())
    ]
    if found:
        found[0].also = found[1:]
        raise found[0]


def _refuse_days(
    tender: Tender, standing: Standing, signed_on: date, starts_on: date, ends_on: date
) -> None:
    assert tender.released_at is not None, "stage: released"
    released = tender.released_at.astimezone(clock.LONDON).date()
    ends = [each.end.done_on for each in standing.challenges if each.claim.is_in_time and each.end]
    if signed_on > clock.today():
        raise Refused(NOT_YET, field="signed_on")
    if standing.last_day and signed_on <= standing.last_day:
        raise Refused(IN_STANDSTILL, field="signed_on", day=day(standing.last_day))
    if signed_on < released:
        raise Refused(BEFORE_LETTERS, field="signed_on", day=day(released))
    if ends and signed_on < max(ends):
        raise Refused(BEFORE_END, field="signed_on", day=day(max(ends)))
    if ends_on < starts_on:
        raise Refused(ENDS_EARLY, field="ends_on")


def record_contract_notice(actor: Actor, tender: Tender, published_on: date) -> ContractNotice:
    """The day on which the notice about the contract came out; a correction is a new version."""
    standing = standing_of(tender)
    contract = standing.contract
    assert contract is not None, "stage: contract"
    if published_on > clock.today():
        raise Refused(NOT_YET, field="published_on")
    if published_on < contract.signed_on:
        raise Refused(BEFORE_CONTRACT, field="published_on", day=day(contract.signed_on))
    notice = ContractNotice(
        tender_id=tender.id,
        version=len(standing.contract_notices) + 1,
        published_on=published_on,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(notice)
    facts = {"version": notice.version, "published_on": published_on}
    record("contract:notice-recorded", actor, tender.id, **facts)
    publish_contract(tender, contract)
    return notice
