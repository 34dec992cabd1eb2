"""What is published of a tender as open data, release by release: OCDS 1.1 (R27).

A release holds what everybody may know at its moment, and no scores: they stay in the letters.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from portal.core import clock
from portal.core.database import db
from portal.tenders.models import ABANDONED, CANCELLED, WITHDRAWN, Notice, NoticeEnd, OpenRelease
from portal.tenders.models_after import NoticeVersion
from portal.tenders.queries_after import versions_of

DATA = Path(__file__).with_name("open_data.toml")
UNREGISTERED = "ocds-000000"
"""The prefix that stands here until an installation has its own."""
BUYER = ["buyer", "procuringEntity"]
SPECIAL = {"light_touch": ["lightTouch"]}
"""What the United Kingdom’s extension calls a special regime."""
STATUS = {WITHDRAWN: "withdrawn", CANCELLED: "cancelled", ABANDONED: "unsuccessful"}
"""What OCDS calls a tender that ended without a contract."""


@cache
def settings() -> dict[str, Any]:
    """Prefix, version and extensions, as this installation has them."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def is_registered() -> bool:
    """Whether the prefix is one that somebody was given: without it no open data is published in
    production, since an identifier that nobody was given finds nothing."""
    return str(settings()["prefix"]) != UNREGISTERED


def ocid_of(tender_id: uuid.UUID) -> str:
    """What the tender is called in open data."""
    return f"{settings()['prefix']}-{tender_id}"


def moment_of(day: date, at: time = time()) -> str:
    """A day in the United Kingdom as the date-time that OCDS asks for."""
    return datetime.combine(day, at, clock.LONDON).isoformat()


def buyer_of(found: Notice) -> dict[str, Any]:
    """The authority as a party, as the frozen specification names it."""
    said = found.document["specification"]["authority"]
    return {
        "id": f"{found.authority_id}",
        "name": said["name"],
        "roles": BUYER,
        "address": {"streetAddress": said["address"]},
        "contactPoint": {"email": said["contact"]},
    }


def release_of(
    found: Notice, number: int, at: datetime, tags: list[str], parties: list[dict[str, Any]]
) -> dict[str, Any]:
    """What every release begins with."""
    buyer = buyer_of(found)
    return {
        "ocid": ocid_of(found.id),
        "id": f"{ocid_of(found.id)}-{number}",
        "date": at.astimezone(clock.LONDON).isoformat(timespec="seconds"),
        "tag": tags,
        "initiationType": "tender",
        "language": "en",
        "parties": [buyer, *parties],
        "buyer": {"id": buyer["id"], "name": buyer["name"]},
    }


def tender_release(found: Notice) -> dict[str, Any]:
    """The first release: what the notice says since its publication, and how it was prepared."""
    planning = _planning(found)
    tags = ["planning", "tender"] if planning else ["tender"]
    first = release_of(found, 1, found.published_at, tags, [])
    return first | ({"planning": planning} if planning else {}) | {"tender": _tender(found)}


def _planning(found: Notice) -> dict[str, Any] | None:
    """The rounds in which panels wrote with the authority, as the notice tells them (P10)."""
    panels = (found.document.get("writing") or {}).get("panels", [])
    rounds = [(panel["kind"], each) for panel in panels for each in panel["rounds"]]
    milestones = [
        {
            "id": f"{number}",
            "title": "Parents and carers write with us"
            if kind == "parent"
            else "Young people write with us",
            "type": "engagement",
            "dueDate": moment_of(date.fromisoformat(each["to"])),
        }
        for number, (kind, each) in enumerate(rounds, 1)
    ]
    return {"milestones": milestones} if milestones else None


def _tender(found: Notice, stands: dict[str, Any] | None = None) -> dict[str, Any]:
    """As it was published, or as the version of an amendment has it."""
    said, buyer = stands or found.document["specification"], buyer_of(found)
    about = {
        "id": found.reference,
        "title": found.title,
        "description": found.description,
        "status": "active",
        "procuringEntity": {"id": buyer["id"], "name": buyer["name"]},
        "procurementMethod": "open",
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria",
        "submissionMethod": ["electronicSubmission"],
        "tenderPeriod": {
            "startDate": _moment(found.published_at),
            "endDate": _moment(datetime.fromisoformat(said["deadline_at"])),
        },
        "milestones": _milestones(said),
    }
    if there := said.get("bids_elsewhere"):
        about["submissionMethodDetails"] = f"{there['system']}. {there['where']}"
    if said["starts_on"]:
        starts = {"startDate": moment_of(date.fromisoformat(said["starts_on"]))}
        about["contractPeriod"] = starts
    return about | _of_the_kingdom(found.regime)


def _of_the_kingdom(regime: str) -> dict[str, Any]:
    """What the United Kingdom’s extension asks for; it knows nothing of health care’s own rules."""
    if regime == "psr":
        return {}
    found: dict[str, Any] = {"aboveThreshold": regime != "below_threshold"}
    return found | ({"specialRegime": SPECIAL[regime]} if regime in SPECIAL else {})


def _milestones(said: dict[str, Any]) -> list[dict[str, Any]]:
    kinds = {"marking_ends_on": "Marking ends", "decision_on": "Decision"}
    return [
        {"id": f"{number}", "title": title, "type": "assessment"}
        | {"dueDate": moment_of(date.fromisoformat(said[name])), "status": "scheduled"}
        for number, (name, title) in enumerate(kinds.items(), 1)
        if said[name]
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(clock.LONDON).isoformat(timespec="seconds")


def publish_release(
    found: Notice, tags: list[str], parties: list[dict[str, Any]], **parts: Any
) -> OpenRelease:
    """Add a release that everybody can read from now on; the caller records what it tells."""
    at, number = clock.now(), _last_number(found.id) + 1
    content = release_of(found, number, at, tags, parties) | parts
    row = OpenRelease(notice_id=found.id, number=number, released_at=at, content=content)
    db.session.add(row)
    db.session.flush()
    return row


def publish_amendment(found: Notice, made: NoticeVersion) -> None:
    """A new version of the tender, with why: open data says so with the notice (R4, R27)."""
    amendment = {
        "id": f"{made.number}",
        "date": _moment(made.published_at),
        "rationale": made.reason,
    }
    about = _tender(found, made.specification) | {"amendments": [amendment]}
    publish_release(found, ["tenderAmendment"], [], tender=about)


def publish_end(found: Notice, end: NoticeEnd) -> None:
    """The tender ended without a contract: open data says so with the notice (R27)."""
    versions = versions_of(found.id)
    stands = versions[-1].specification if versions else None
    about = _tender(found, stands) | {"status": STATUS[end.kind]}
    publish_release(found, ["tenderCancellation"], [], tender=about)


def _last_number(notice_id: uuid.UUID) -> int:
    wanted = select(func.max(OpenRelease.number)).where(OpenRelease.notice_id == notice_id)
    return db.session.scalar(wanted) or 1


def has_told(notice_id: uuid.UUID, part: str) -> bool:
    """Whether a release with this part is out already."""
    return any(part in each.content for each in releases_of(notice_id))


def releases_of(notice_id: uuid.UUID) -> Sequence[OpenRelease]:
    """All that came after the first release, in order."""
    wanted = select(OpenRelease).where(OpenRelease.notice_id == notice_id)
    return db.session.scalars(wanted.order_by(OpenRelease.number)).all()


def package_of(found: Notice, address: str) -> dict[str, Any]:
    """Every release of a tender as one package; `address` is where it can be read."""
    later = releases_of(found.id)
    said, data = found.document["specification"]["authority"], settings()
    last = later[-1].released_at if later else found.published_at
    releases = [tender_release(found), *(_named(each.content, found) for each in later)]
    return {
        "uri": address,
        "version": data["version"],
        "extensions": data["extensions"],
        "publishedDate": _moment(last),
        "publisher": {"name": said["name"], "uid": f"{found.authority_id}"},
        "releases": releases,
    }


def _named(content: dict[str, Any], found: Notice) -> dict[str, Any]:
    """A release as it was written; one from before the prefix was registered has the new name."""
    if not is_registered():
        return content
    text = json.dumps(content, ensure_ascii=False)
    told: dict[str, Any] = json.loads(text.replace(f"{UNREGISTERED}-{found.id}", ocid_of(found.id)))
    return told
