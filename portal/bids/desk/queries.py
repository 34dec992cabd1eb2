"""Reads of the desk: how far it is, what was found, and what evaluators see when it is through."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, literal, or_, select

from portal.accounts.models import OFFICER, Role
from portal.bids.desk.models import (
    CleanFile,
    CleanPage,
    DeskBid,
    DeskDealt,
    DeskFinding,
    DeskRead,
    DeskRelease,
    ShownPage,
)
from portal.bids.files.models import Attachment
from portal.bids.models import Bid
from portal.core.authorisation import there
from portal.core.database import db
from portal.specifications.models import Criterion
from portal.tenders.models import Tender


@dataclass
class Desk:
    """How far the desk is with a tender, by the ids of its bids."""

    release: DeskRelease | None = None
    begun: set[uuid.UUID] = field(default_factory=set)
    read: set[uuid.UUID] = field(default_factory=set)
    findings: Mapping[uuid.UUID, int] = field(default_factory=dict)
    left: Mapping[uuid.UUID, int] = field(default_factory=dict)


def desk_of(tender: Tender) -> Desk:
    """Where each bid stands at the desk; the number of queries doesn't grow with them."""
    ids = {
        model: set(db.session.scalars(select(model.id).where(model.tender_id == tender.id)))
        for model in (DeskBid, DeskRead)
    }
    dealt = exists().where(DeskDealt.finding_id == DeskFinding.id)
    counted = (
        select(DeskFinding.bid_id, func.count())
        .where(DeskFinding.tender_id == tender.id)
        .group_by(DeskFinding.bid_id)
    )
    return Desk(
        release_of(tender),
        ids[DeskBid],
        ids[DeskRead],
        dict(db.session.execute(counted).all()),
        dict(db.session.execute(counted.where(~dealt)).all()),
    )


def release_of(tender: Tender) -> DeskRelease | None:
    """That the evaluators may have the bids."""
    return db.session.get(DeskRelease, (tender.authority_id, tender.id))


def needs_desk(tender: Tender) -> bool:
    """Whether the desk reads the bids first: where files may come along, where somebody is named
    for it, and where it has begun."""
    return bool(db.session.scalar(select(_needs(tender))))


_NAMED = literal(OFFICER, literal_execute=True)
"""Stands in the statement itself: so PostgreSQL knows that hardly any role is called so, and takes
the index. Else it reads all roles of an authority, once for each tender."""


def _needs(tender: Any) -> ColumnElement[bool]:
    files = exists().where(Criterion.tender_id == tender.id, Criterion.files > 0)
    named = exists().where(
        Role.name == _NAMED,
        Role.authority_id == tender.authority_id,
        or_(Role.tender_id.is_(None), Role.tender_id == tender.id),
        Role.ended_at.is_(None),
    )
    begun = exists().where(DeskBid.tender_id == tender.id)
    return or_(files, named, begun)


def waits_for_desk(tender: Tender) -> bool:
    """Whether nobody may mark, or read for the buying side, before the desk is through."""
    if release_of(tender) is not None:
        return False
    has_bids = exists().where(Bid.tender_id == tender.id)
    return bool(db.session.scalar(select(has_bids))) and needs_desk(tender)


@dataclass(frozen=True)
class AtDesk:
    """Whether evaluators may have a tender's bids, or wait for the desk, should there be bids."""

    is_released: bool
    waits: bool


def at_desk(tender_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, AtDesk]:
    """How several tenders stand at the desk, in one query."""
    is_released = exists().where(DeskRelease.id == Tender.id)
    wanted = select(Tender.id, is_released, _needs(Tender)).where(Tender.id.in_(tender_ids))
    return {
        tender_id: AtDesk(released, needs and not released)
        for tender_id, released, needs in db.session.execute(wanted)
    }


def clean_files(bid: Bid) -> dict[uuid.UUID, CleanFile]:
    """What became of each file of a bid, by the attachment's id."""
    rows = db.session.scalars(select(CleanFile).where(CleanFile.bid_id == bid.id))
    return {row.id: row for row in rows}


def attachments_of_bid(bid: Bid) -> Sequence[Attachment]:
    """The files of one bid, in the order of questions."""
    return db.session.scalars(
        select(Attachment)
        .join(Criterion, Attachment.criterion_id == Criterion.id)
        .where(Attachment.bid_id == bid.id)
        .order_by(Criterion.position, Attachment.number)
    ).all()


def clean_pages(bid: Bid) -> Sequence[CleanPage]:
    """The pages of a bid's files, without their pictures."""
    return db.session.scalars(
        select(CleanPage)
        .where(CleanPage.bid_id == bid.id)
        .order_by(CleanPage.attachment_id, CleanPage.number)
    ).all()


def clean_page(bid: Bid, page_id: uuid.UUID) -> CleanPage:
    """One page of this bid; another's is a 404."""
    wanted = select(CleanPage).where(CleanPage.bid_id == bid.id, CleanPage.id == page_id)
    return there(db.session.scalar(wanted))


def findings_of(bid: Bid) -> Sequence[DeskFinding]:
    """What was found in a bid, in the order of finding."""
    return db.session.scalars(
        select(DeskFinding).where(DeskFinding.bid_id == bid.id).order_by(DeskFinding.number)
    ).all()


def finding_of(bid: Bid, number: int) -> DeskFinding:
    """One finding of this bid by its number; one that isn't there is a 404."""
    wanted = select(DeskFinding).where(DeskFinding.bid_id == bid.id, DeskFinding.number == number)
    return there(db.session.scalar(wanted))


def dealt_with(bid: Bid) -> dict[uuid.UUID, DeskDealt]:
    """The officer's last word on each finding of a bid, by the finding's id."""
    rows = db.session.scalars(
        select(DeskDealt)
        .join(DeskFinding, DeskDealt.finding_id == DeskFinding.id)
        .where(DeskFinding.bid_id == bid.id)
        .order_by(DeskDealt.version)
    )
    return {row.finding_id: row for row in rows}


class TakenPage(NamedTuple):
    """A page of a file as evaluators see it, with its place."""

    bid_id: uuid.UUID
    criterion_id: uuid.UUID
    file: int
    page: int
    text: str
    picture: bytes


def pages_to_take(bid_ids: Collection[uuid.UUID]) -> Iterator[TakenPage]:
    """Every page of the files with these bids, as evaluators see it, in the order of files."""
    rows = db.session.execute(
        select(
            ShownPage.bid_id,
            Attachment.criterion_id,
            Attachment.number,
            ShownPage.number,
            ShownPage.text,
            ShownPage.picture,
        )
        .join(Attachment, ShownPage.attachment_id == Attachment.id)
        .where(ShownPage.bid_id.in_(bid_ids))
        .order_by(ShownPage.bid_id, Attachment.criterion_id, Attachment.number, ShownPage.number)
    )
    return (TakenPage(*row) for row in rows)


def has_pages(bid_ids: Collection[uuid.UUID]) -> bool:
    """Whether a file that can be read came with one of these bids."""
    wanted = select(ShownPage.id).where(ShownPage.bid_id.in_(bid_ids)).limit(1)
    return db.session.scalar(wanted) is not None


def shown_page(bid: Bid, code: str, number: int, page: int) -> tuple[ShownPage, int]:
    """One page of a file as evaluators see it, and how many the file has; else a 404."""
    found = db.session.execute(
        select(ShownPage, CleanFile.pages)
        .join(Attachment, ShownPage.attachment_id == Attachment.id)
        .join(Criterion, Attachment.criterion_id == Criterion.id)
        .join(CleanFile, CleanFile.id == Attachment.id)
        .where(
            ShownPage.bid_id == bid.id,
            Criterion.code == code,
            Attachment.number == number,
            ShownPage.number == page,
        )
    ).first()
    row = there(found)
    return row[0], row[1]
