"""What the award and the contract add to a tender's open data, once they are public (R20, R27)."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from portal.accounts.profile import registers_of
from portal.bids.identity import profile_in
from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.evaluation.queries import bids_to_mark
from portal.outcomes.contracting.models import Contract
from portal.outcomes.contracting.packages import value_of
from portal.outcomes.queries import decisions_of
from portal.tenders.models import Notice, Tender
from portal.tenders.open_data import has_told, moment_of, ocid_of, publish_release
from portal.tenders.queries import notice_of

MIDNIGHT = time(23, 59, 59)
DAY = timedelta(days=1)


def publish_award(tender: Tender, published_on: date, ends_on: date | None) -> None:
    """The award as its notice tells it; in the standstill it is pending (R27)."""
    found = notice_of(tender.id)
    if found is None:  # a tender that a test made by hand
        return
    chosen, parties = _chosen(tender)
    status = "pending" if chosen else "unsuccessful"
    award = _award(tender, found, chosen, parties, status)
    if chosen and ends_on:
        begins = published_on + DAY if tender.regime == "psr" else published_on
        award["standstillPeriod"] = {
            "startDate": moment_of(begins),
            "endDate": moment_of(ends_on, MIDNIGHT),
        }
    tags = ["awardUpdate"] if has_told(tender.id, "awards") else ["award"]
    publish_release(found, tags, parties, awards=[award], bids=_statistics(tender))


def publish_withdrawal(tender: Tender) -> None:
    """What the award told doesn't stand: it is decided again, and a new one comes (R27)."""
    found = notice_of(tender.id)
    if found is None or not has_told(tender.id, "awards"):
        return
    chosen, parties = _chosen(tender)
    award = _award(tender, found, chosen, parties, "cancelled")
    publish_release(found, ["awardCancellation"], parties, awards=[award])


def publish_contract(tender: Tender, contract: Contract) -> None:
    """The contract, on the day on which its notice comes out."""
    found = notice_of(tender.id)
    if found is None:
        return
    chosen, parties = _chosen(tender)
    award = _award(tender, found, chosen, parties, "active", contract)
    told = {
        "id": f"{ocid_of(tender.id)}-contract",
        "awardID": award["id"],
        "title": tender.title,
        "status": "active",
        "dateSigned": moment_of(contract.signed_on),
        "period": {
            "startDate": moment_of(contract.starts_on),
            "endDate": moment_of(contract.ends_on, MIDNIGHT),
        },
    }
    told |= {"value": award["value"]} if "value" in award else {}
    tags = ["contractUpdate"] if has_told(tender.id, "contracts") else ["contract"]
    publish_release(found, tags, parties, awards=[award], contracts=[told])


def _award(
    tender: Tender,
    found: Notice,
    chosen: Bid | None,
    parties: list[dict[str, Any]],
    status: str,
    contract: Contract | None = None,
) -> dict[str, Any]:
    assert tender.released_at is not None, "stage: released"
    decided = next((each.word for each in decisions_of(tender) if each.word), None)
    award: dict[str, Any] = {
        "id": f"{ocid_of(tender.id)}-award",
        "title": found.title,
        "status": status,
        "suppliers": [{"id": each["id"], "name": each["name"]} for each in parties],
        "assessmentSummariesDateSent": tender.released_at.isoformat(timespec="seconds"),
        "mainProcurementCategory": "services",
    }
    if decided:
        award["date"] = decided.given_at.isoformat(timespec="seconds")
    value = value_of(tender, chosen, contract)
    if value is not None:
        award["value"] = {"amount": float(value), "currency": "GBP"}
    if tender.regime != "psr":
        award["aboveThreshold"] = tender.regime != "below_threshold"
    return award


def _chosen(tender: Tender) -> tuple[Bid | None, list[dict[str, Any]]]:
    bid = decisions_of(tender)[0].bid
    return (bid, [party_of(profile_in(bid))]) if bid else (None, [])


def party_of(told: dict[str, Any]) -> dict[str, Any]:
    """The supplier as its bid named it, by the United Kingdom’s extension too (R27)."""
    party: dict[str, Any] = {
        "id": told["identifier"],
        "name": told["name"],
        "roles": ["supplier"],
        "identifier": {"id": told["identifier"], "legalName": told["name"]},
        "address": {"streetAddress": told["address"]},
    }
    if registers := registers_of(told):
        party["additionalIdentifiers"] = registers
    details: dict[str, Any] = {}
    if told["size"]:
        details["scale"] = "large" if told["size"] == "large" else "sme"
    if told["is_vcse"] is not None:
        details["vcse"] = told["is_vcse"]
    return party | ({"details": details} if details else {})


def _statistics(tender: Tender) -> dict[str, Any]:
    """How many bids came, and how many were assessed to the end."""
    counts = {"bids": len(bids_of(tender)), "finalStageBids": len(bids_to_mark(tender))}
    return {
        "statistics": [
            {"id": f"{number}", "measure": measure, "value": value}
            for number, (measure, value) in enumerate(counts.items(), 1)
        ]
    }
