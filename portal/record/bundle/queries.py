"""Reads of what a bundle holds, of the log and beside it, in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.audit.models import Checkpoint, Event, Log, Pseudonym, SealedFact
from portal.audit.standing import Seal
from portal.bids.models import Bid, OpenedBid, Origin, Submission
from portal.core.database import db
from portal.core.tenancy import INSTALLATION
from portal.evaluation.models import AgreedMark, Mark, Moderation, Run, Seat, Sheet
from portal.outcomes.models import Letter
from portal.specifications.models import Criterion, Group
from portal.tenders.models import Tender

AT_ONCE = 1000


@dataclass(frozen=True)
class Opening:
    """A sealed fact with its salt, and where it belongs."""

    number: int
    name: str
    salt: str
    value: str


def events_in(log_id: uuid.UUID, end: int | None = None) -> Iterator[Any]:
    """The events of a log in order, all or up to one, as the leaf of each tells it, and that leaf
    as it was written down."""
    fields = (Event.log_id, Event.number, Event.name, Event.at, Event.actor, Event.actor_role)
    wanted = select(*fields, Event.facts, Event.seals, Event.nonce, Event.leaf)
    wanted = wanted.where(Event.log_id == log_id).order_by(Event.number)
    wanted = wanted if end is None else wanted.where(Event.number <= end)
    yield from db.session.execute(wanted.execution_options(yield_per=AT_ONCE))


def leaves_of(log_id: uuid.UUID, end: int | None = None) -> list[bytes]:
    """The leaves that were written down, in order, all or up to one."""
    wanted = select(Event.leaf).where(Event.log_id == log_id).order_by(Event.number)
    wanted = wanted if end is None else wanted.where(Event.number <= end)
    return [_bytes(leaf) for leaf in db.session.scalars(wanted)]


def _bytes(leaf: str) -> bytes:
    """What isn't a hash any more is written as nothing, for the verifier to find."""
    try:
        return bytes.fromhex(leaf)
    except ValueError:
        return b""


def openings_in(log_id: uuid.UUID) -> dict[tuple[int, str], Opening]:
    """Every sealed fact that hasn't been destroyed, by event number and name."""
    rows = db.session.execute(
        select(Event.number, SealedFact.name, SealedFact.salt, SealedFact.value)
        .join(SealedFact, SealedFact.event_id == Event.id)
        .where(Event.log_id == log_id)
    )
    return {(number, name): Opening(number, name, *more) for number, name, *more in rows}


def head_of(log_id: uuid.UUID) -> Log | None:
    """The log's head."""
    return db.session.scalar(select(Log).where(Log.id == log_id))


def checkpoints_of(log_id: uuid.UUID) -> Sequence[Checkpoint]:
    """All checkpoints of a log, the smallest first."""
    wanted = select(Checkpoint).where(Checkpoint.log_id == log_id).order_by(Checkpoint.size)
    return db.session.scalars(wanted).all()


def checkpoint_at_release(log_id: uuid.UUID) -> Checkpoint | None:
    """What was signed when the letters went out."""
    released = select(func.max(Event.number)).where(
        Event.log_id == log_id, Event.name == "letters:released"
    )
    signed = select(Checkpoint).where(
        Checkpoint.log_id == log_id, Checkpoint.size >= released.scalar_subquery()
    )
    return db.session.scalar(signed.order_by(Checkpoint.size).limit(1))


def size_at_release(log_id: uuid.UUID) -> int:
    """How many events it is over; none where nothing was signed."""
    found = checkpoint_at_release(log_id)
    return found.size if found else 0


class Opened(NamedTuple):
    """A bid as it was submitted: its submission, its hash, and its canonical text."""

    id: uuid.UUID
    sha256: str
    blob: str


def blobs_of(tender: Tender) -> dict[str, Opened]:
    """What was submitted, by label; for the time after the reveal, or for a bidder's own."""
    rows = db.session.execute(
        select(Bid.label, Submission.id, Submission.sha256, OpenedBid.blob)
        .join(Origin, Origin.id == Bid.id)
        .join(Submission, Origin.submission_id == Submission.id)
        .join(OpenedBid, OpenedBid.id == Submission.id)
        .where(Bid.tender_id == tender.id)
    )
    return {label: Opened(id, sha256, blob) for label, id, sha256, blob in rows}


def own_bid_of(tender: Tender, provider_id: uuid.UUID | None) -> Bid | None:
    """The bid that came from this provider, once bids are open."""
    return db.session.scalar(
        select(Bid)
        .join(Origin, Origin.id == Bid.id)
        .where(Bid.tender_id == tender.id, Origin.provider_id == provider_id)
    )


def sealed_by(tender: Tender, provider_id: uuid.UUID | None) -> set[str]:
    """The hashes of all that a provider submitted, withdrawn ones too."""
    wanted = select(Submission.sha256).where(
        Submission.tender_id == tender.id, Submission.provider_id == provider_id
    )
    return set(db.session.scalars(wanted))


def marks_of(tender: Tender) -> list[dict[str, Any]]:
    """Every mark that was ever recorded; `evaluator` is the seat's id, and no name (R18)."""
    rows = db.session.execute(
        select(Mark, Sheet.seat_id, Bid.label, Criterion.code, Group.slug)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Bid, Sheet.bid_id == Bid.id)
        .join(Criterion, Mark.criterion_id == Criterion.id)
        .join(Group, Seat.group_id == Group.id)
        .where(Mark.tender_id == tender.id)
        .order_by(Bid.label, Criterion.code, Mark.version)
    )
    return [
        {
            "evaluator": seat_id,
            "group": group,
            "label": label,
            "criterion": code,
            "version": mark.version,
            "mark": None if mark.mark is None else format(mark.mark, "f"),
            "reason": mark.reason,
            "way": mark.way,
        }
        for mark, seat_id, label, code, group in rows
    ]


def pseudonyms_by_seat(tender: Tender) -> dict[uuid.UUID, str]:
    """What the log calls the holder of each seat; erased people are left out."""
    rows = db.session.execute(
        select(Seat.id, Pseudonym.name)
        .join(Pseudonym, Pseudonym.person_id == Seat.person_id)
        .where(Seat.tender_id == tender.id, Pseudonym.log_id == tender.id)
    )
    return dict(rows.all())


def explanations_in(log_id: uuid.UUID) -> dict[Seal, datetime]:
    """Which seals have nothing behind them any more, and since when, as the log itself says."""
    rows = db.session.execute(
        select(Event.name, Event.facts, Event.at)
        .where(Event.log_id == log_id, Event.name.in_(("text:redacted", "person:erased")))
        .order_by(Event.number)
    )
    found: dict[Seal, datetime] = {}
    for name, facts, at in rows:
        pairs = zip(facts["events"], facts["names"], strict=False) if "events" in facts else ()
        one = [(facts["event"], facts["name"])] if name == "text:redacted" else []
        found |= dict.fromkeys([*pairs, *one], at)
    return found


def names_of_events(log_id: uuid.UUID, numbers: Collection[int]) -> dict[int, str]:
    """What these events are called."""
    wanted = select(Event.number, Event.name).where(
        Event.log_id == log_id, Event.number.in_(sorted(numbers))
    )
    return dict(db.session.execute(wanted).all())


def keys_made() -> list[dict[str, Any]]:
    """Every signing key that was made, as the installation's own log says, the first one first.

    That log is behind another wall, so it is read in a session of its own.
    """
    wanted = select(Event.facts).where(Event.log_id == INSTALLATION, Event.name == "log-key:made")
    with Session(db.engine, info={"authority_id": INSTALLATION}) as apart:
        return list(apart.scalars(wanted.order_by(Event.number)))


TEXTS = ("points_for", "points_against", "reconciled", "reason", "next_mark")


def agreed_in(tender: Tender) -> list[dict[str, Any]]:
    """Every record of moderation with its agreed marks by group; '' is all groups together."""
    rows = db.session.execute(
        select(Moderation, Bid.label, Criterion.code)
        .join(Bid, Moderation.bid_id == Bid.id)
        .join(Criterion, Moderation.criterion_id == Criterion.id)
        .where(Moderation.tender_id == tender.id)
        .order_by(Bid.label, Criterion.code, Moderation.version)
    )
    agreed = _agreed_marks(tender)
    return [
        {
            "label": label,
            "criterion": code,
            "version": made.version,
            "agreed": agreed[made.id],
            **{name: getattr(made, name) for name in TEXTS},
        }
        for made, label, code in rows
    ]


def _agreed_marks(tender: Tender) -> dict[uuid.UUID, dict[str, str]]:
    rows = db.session.execute(
        select(AgreedMark.moderation_id, AgreedMark.mark, Group.slug)
        .outerjoin(Group, AgreedMark.group_id == Group.id)
        .where(AgreedMark.tender_id == tender.id)
    )
    found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for moderation_id, mark, slug in rows:
        found[moderation_id][slug or ""] = format(mark, "f")
    return found


def runs_of(tender: Tender) -> Sequence[Run]:
    """Every run, the first one first."""
    return db.session.scalars(
        select(Run).where(Run.tender_id == tender.id).order_by(Run.number)
    ).all()


def letters_by_label(tender: Tender) -> dict[str, list[Letter]]:
    """The released letters about each bid, those that were replaced first."""
    rows = db.session.execute(
        select(Bid.label, Letter)
        .join(Letter, Letter.bid_id == Bid.id)
        .where(Letter.tender_id == tender.id)
        .order_by(Letter.issue)
    )
    found: dict[str, list[Letter]] = defaultdict(list)
    for label, letter in rows:
        found[label].append(letter)
    return found
