"""A published tender is amended: a new version, told to all who bid at one moment (R4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.audit.journal import record
from portal.bids.models import Submission
from portal.bids.queries import standing_submission
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.published.amendments.models import BidConfirmed
from portal.published.news import tell_all
from portal.published.queries import interested_in
from portal.specifications.method import content_sha256
from portal.tenders.documents.operations import publish_documents
from portal.tenders.documents.queries import waiting_of
from portal.tenders.models import Notice, Tender
from portal.tenders.models_after import NoticeVersion
from portal.tenders.open_data import publish_amendment
from portal.tenders.queries import notice_of
from portal.tenders.queries_after import specification_in, versions_of

SHORT = timedelta(days=10)
"""After a change that matters, this much time is what providers need at least, unless the lead
says why less is enough."""

NOTHING = say("Nothing changes. Change a paragraph or a day, or add a document first.")
EARLIER = say("The deadline can only move later.")
DISORDER = say("This day must not be before the one above it.")
TOO_SHORT = say(
    "This changes what a bid has to say, and less than ten days are left. Move the deadline, or"
    " say below why this is enough."
)
NO_BID = say("You have no submitted bid to confirm.")


@dataclass(frozen=True)
class Amended:
    """What an amendment makes of a tender; `texts`: by section and paragraph, words and plain."""

    reason: str
    is_material: bool
    deadline_at: datetime
    marking_ends_on: date | None
    decision_on: date | None
    starts_on: date | None
    texts: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    why_short: str = ""
    documents: tuple[dict[str, Any], ...] = ()
    """Those that are added."""


def current_of(found: Notice) -> dict[str, Any]:
    """The specification that holds now."""
    versions = versions_of(found.id)
    stands = specification_in(found, versions, versions[-1].number if versions else 1)
    assert stands is not None, "version 1 is the notice's own"
    return stands


def amended_specification(found: Notice, facts: Amended) -> dict[str, Any]:
    """The specification as the amendment makes it: days and paragraphs alone can change. Questions,
    weights, scales, shares, pass/fail, price and rules stay, whatever was sent (R4)."""
    stands = current_of(found)
    sections = [
        each
        | {
            "paragraphs": [
                _paragraph(paragraph, facts.texts.get((section, number)))
                for number, paragraph in enumerate(each["paragraphs"])
            ]
        }
        for section, each in enumerate(stands["sections"])
    ]
    days = {
        "deadline_at": facts.deadline_at.astimezone(UTC).isoformat(),
        **{name: _iso(getattr(facts, name)) for name in ("marking_ends_on", "decision_on")},
        "starts_on": _iso(facts.starts_on),
    }
    added = [*stands.get("documents", []), *facts.documents]
    documents = {"documents": added} if added else {}
    return stands | days | {"sections": sections} | documents


def _paragraph(paragraph: dict[str, Any], texts: tuple[str, str] | None) -> dict[str, Any]:
    stands = (paragraph["words"].strip(), paragraph["plain_words"].strip())
    if texts is None or texts == stands:
        return paragraph
    return paragraph | {"words": texts[0], "plain_words": texts[1]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def refuse_amendment(found: Notice, facts: Amended) -> None:
    """Say what is wrong with an amendment before anybody publishes it."""
    before, after = current_of(found), amended_specification(found, facts)
    if content_sha256(before) == content_sha256(after):
        raise Refused(NOTHING)
    if facts.deadline_at < found.deadline_at:
        raise Refused(EARLIER, field="deadline_day")
    last = facts.deadline_at.astimezone(clock.LONDON).date()
    for name in ("marking_ends_on", "decision_on", "starts_on"):
        day = getattr(facts, name)
        if day and day < last:
            raise Refused(DISORDER, field=name)
        last = day or last
    if facts.is_material and facts.deadline_at - clock.now() < SHORT and not facts.why_short:
        raise Refused(TOO_SHORT, field="deadline_day")


def amend(actor: Actor, tender: Tender, facts: Amended) -> NoticeVersion:
    """Publish a new version; the ones before stay as they are, each with its hash (R4).

    The deadline moves with it. All who are bidding, have bid or have asked get the same mail at
    the same moment; a bid that was sent before stands until its provider replaces it.
    """
    found = notice_of(tender.id)
    assert found is not None, "a published tender has its notice"
    facts = with_documents(tender, facts)
    refuse_amendment(found, facts)
    made = _version(found, facts)
    db.session.add(made)
    db.session.flush()  # the database lets days follow a version that is there
    publish_documents(tender, made.number)
    found.deadline_at = made.deadline_at
    for name in ("deadline_at", "marking_ends_on", "decision_on", "starts_on"):
        setattr(tender, name, getattr(made, name))
    told = {"number": made.number, "specification_sha256": made.specification_sha256}
    sealed = {"reason": made.reason, "why_short": facts.why_short}
    record(
        "tender:amended",
        actor,
        tender.id,
        **told,
        deadline_at=made.deadline_at,
        is_material=facts.is_material,
        **sealed,
    )
    publish_amendment(found, made)
    tell_all(tender, interested_in(tender))
    return made


def with_documents(tender: Tender, facts: Amended) -> Amended:
    """The amendment with every document that waits for one."""
    return replace(facts, documents=tuple(each.told() for each in waiting_of(tender)))


def _version(found: Notice, facts: Amended) -> NoticeVersion:
    versions = versions_of(found.id)
    specification = amended_specification(found, facts)
    return NoticeVersion(
        notice_id=found.id,
        number=versions[-1].number + 1 if versions else 2,
        specification=specification,
        specification_sha256=content_sha256(specification),
        reason=facts.reason,
        deadline_at=facts.deadline_at.astimezone(UTC),
        marking_ends_on=facts.marking_ends_on,
        decision_on=facts.decision_on,
        starts_on=facts.starts_on,
        published_at=clock.now(),
    )


def to_confirm(actor: Actor, tender: Tender) -> int | None:
    """The amendment after which the provider's bid was neither confirmed nor replaced, or none."""
    sent, last = _sent(actor, tender), next(reversed(versions_of(tender.id)), None)
    if sent is None or last is None or sent.submitted_at > last.published_at:
        return None
    wanted = select(BidConfirmed.id).where(
        BidConfirmed.submission_id == sent.id, BidConfirmed.number == last.number
    )
    return None if db.session.scalar(wanted) else last.number


def confirm_bid(actor: Actor, tender: Tender) -> None:
    """The provider has read the last amendment, and its bid stands as it was sent."""
    number, sent = to_confirm(actor, tender), _sent(actor, tender)
    if number is None or sent is None:
        raise Refused(NO_BID)
    by = {"confirmed_by": actor.person_id, "confirmed_at": clock.now()}
    db.session.add(BidConfirmed(tender_id=tender.id, submission_id=sent.id, number=number, **by))
    facts = {"bid_sha256": sent.sha256, "number": number}
    record("bid:confirmed", actor, tender.id, **facts, provider=actor.provider_id)


def _sent(actor: Actor, tender: Tender) -> Submission | None:
    return standing_submission(tender, actor.provider_id) if actor.provider_id else None
