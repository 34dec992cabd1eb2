"""Reads of moderation: what is to be agreed, what is recorded, and the marks that began it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from portal.audit.models import Pseudonym
from portal.bids.models import Bid
from portal.core.authorisation import Actor, there
from portal.core.database import db
from portal.evaluation.interviews.queries import SENT_AT, bids_over
from portal.evaluation.models import (
    Mark,
    Moderation,
    ModerationDraft,
    Seat,
    Sheet,
)
from portal.evaluation.models_interviews import InterviewSent
from portal.evaluation.moderation.checks import Moderated, marking_groups
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.queries import bids_to_mark, voided_of
from portal.specifications.interviewed import asked_at_interviews
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, groups_of, settings_of
from portal.tenders.models import Tender

Key = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Item:
    """One bid on one criterion, and the record that stands for it, if there is one."""

    bid: Bid
    criterion: Criterion
    record: Moderation | None
    has_draft: bool = False

    def awaited(self, panel: Panel) -> set[uuid.UUID]:
        """The seats that were present and still have to sign (R13); voided ones needn't, and who is
        kept from the bid isn't shown what to sign (R16)."""
        if self.record is None or self.is_overtaken(panel):
            return set()
        asked = {
            each.seat_id
            for each in self.record.present
            if panel.may_take_part(each.seat_id, self.bid, self.criterion)
        }
        signed = {each.seat_id for each in self.record.sign_offs}
        return asked - signed - {each.seat_id for each in self.record.dissents}

    def is_overtaken(self, panel: Panel) -> bool:
        """Whether it was recorded before somebody who took part in it was kept from the bid (R16),
        or changed their mark or came to give one (R15): then it is talked about and recorded
        again."""
        since = panel.kept_since(self.bid, self.criterion)
        changed = panel.changed.get((self.bid.id, self.criterion.id))
        last = max((at for at in (since, changed) if at), default=None)
        return self.record is not None and last is not None and self.record.recorded_at < last

    def has_somebody_kept(self, panel: Panel) -> bool:
        """Whether somebody was there who is kept from the bid (R16)."""
        present = self.record.present if self.record else []
        return any(panel.is_kept(each.seat_id, self.bid) for each in present)

    def is_agreed(self, panel: Panel) -> bool:
        """Whether it is recorded, and signed by everybody who is asked to (R13)."""
        is_there = self.record is not None and not self.is_overtaken(panel)
        return is_there and not self.awaited(panel)


@dataclass(frozen=True)
class Given:
    """A mark as it stands, or a pass; it stays beside the agreed one (R15). `first`: the one that
    its evaluator had sent, where they have changed their mind since."""

    mark: Mark
    seat: Seat
    bid_id: uuid.UUID
    first: Mark | None = None


def marks_among(given: Sequence[Given]) -> int:
    """How many marks were ever given here: it grows when somebody changes theirs."""
    return sum(each.mark.version for each in given)


def items_of(tender: Tender) -> list[Item]:
    """All that is to be agreed: criterion by criterion, bids in an order shuffled for each (R14).

    The order comes from a hash of random ids: nobody chooses it, and it is always the same. What is
    asked at an interview comes when everybody who was there has sent their marks (P14).
    """
    records, drafts = records_of(tender), _drafts_of(tender)
    bids, criteria = bids_to_mark(tender), criteria_of(tender)
    heard = bids_over(tender) if asked_at_interviews(criteria) else set()
    items = []
    for criterion in criteria:
        for bid in shuffled(bids, criterion.id):
            if criterion.is_interview and bid.id not in heard:
                continue
            key = (bid.id, criterion.id)
            items.append(Item(bid, criterion, records.get(key), key in drafts))
    return items


def item_of(tender: Tender, label: str, code: str) -> Item:
    """One bid on one criterion; a pair that isn't there is a 404."""
    bid = there(next((each for each in bids_to_mark(tender) if each.label == label), None))
    criterion = there(next((each for each in criteria_of(tender) if each.code == code), None))
    if criterion.is_interview:
        bid = there(bid if bid.id in bids_over(tender) else None)
    of_these = Moderation.bid_id == bid.id, Moderation.criterion_id == criterion.id
    versions = db.session.scalars(_records(tender).where(*of_these)).all()
    has_draft = draft_of(tender, bid, criterion) is not None
    return Item(bid, criterion, versions[-1] if versions else None, has_draft)


def item_at(tender: Tender, bid_id: uuid.UUID, criterion_id: uuid.UUID) -> Item:
    """One bid on one criterion by their ids, with its record; nothing of any other (R14)."""
    bid = db.session.get_one(Bid, (tender.authority_id, bid_id))
    criterion = next(each for each in criteria_of(tender) if each.id == criterion_id)
    of_these = Moderation.bid_id == bid_id, Moderation.criterion_id == criterion_id
    versions = db.session.scalars(_records(tender).where(*of_these)).all()
    return Item(bid, criterion, versions[-1] if versions else None)


def to_sign(actor: Actor, tender: Tender) -> list[Item]:
    """What the actor was present at and hasn't signed yet, in the order of the agenda (R13)."""
    panel = panel_of(tender)
    seat = panel.seat_of(actor)
    return [item for item in items_of(tender) if seat and seat.id in item.awaited(panel)]


def moderated(tender: Tender, item: Item, panel: Panel) -> Moderated:
    """An item with the people and groups that judge it."""
    return moderated_each(tender, [item], panel)[0][1]


def moderated_each(
    tender: Tender, items: Sequence[Item], panel: Panel
) -> list[tuple[Item, Moderated]]:
    """Items, each with the people and groups that judge it."""
    groups, may_leave = groups_of(tender), settings_of(tender).empty_group == "others"
    return [
        (
            each,
            Moderated(
                each.bid, each.criterion, marking_groups(groups, each.criterion), panel, may_leave
            ),
        )
        for each in items
    ]


def shuffled(rows: Sequence[Bid], salt: uuid.UUID) -> list[Bid]:
    """Rows in an order that tells nothing and is the same each time."""
    return sorted(rows, key=lambda row: sha256(salt.bytes + row.id.bytes).digest())


def records_of(tender: Tender) -> dict[Key, Moderation]:
    """The record that stands for each bid and criterion, which is the last version of it."""
    rows = db.session.scalars(_records(tender))
    return {(row.bid_id, row.criterion_id): row for row in rows}


class Said(NamedTuple):
    """What a bidder is told of a record."""

    reason: str
    next_mark: str


def reasons_agreed(tender: Tender) -> dict[Key, Said]:
    """The agreed reasons of all records that stand, without who was there or signed."""
    rows = db.session.execute(
        select(Moderation.bid_id, Moderation.criterion_id, Moderation.reason, Moderation.next_mark)
        .where(Moderation.tender_id == tender.id)
        .order_by(Moderation.version)
    )
    return {(bid, criterion): Said(reason, up) for bid, criterion, reason, up in rows}


def versions_of(tender: Tender, item: Item) -> Sequence[Moderation]:
    """Every version of one record, the first one first; none is ever lost (R15)."""
    return db.session.scalars(
        _records(tender).where(
            Moderation.bid_id == item.bid.id, Moderation.criterion_id == item.criterion.id
        )
    ).all()


def draft_of(tender: Tender, bid: Bid, criterion: Criterion) -> ModerationDraft | None:
    """What is written and not recorded yet."""
    return db.session.scalar(
        select(ModerationDraft).where(
            ModerationDraft.tender_id == tender.id,
            ModerationDraft.bid_id == bid.id,
            ModerationDraft.criterion_id == criterion.id,
        )
    )


def given_for(tender: Tender, item: Item) -> list[Given]:
    """The marks for one item, in an order that can't tell whose is whose from item to item."""
    wanted = _marks(tender).where(
        Sheet.bid_id == item.bid.id, Mark.criterion_id == item.criterion.id
    )
    salt = item.criterion.id.bytes
    return sorted(
        _given(tender, wanted), key=lambda each: sha256(salt + each.mark.id.bytes).digest()
    )


def all_given(tender: Tender) -> list[Given]:
    """The marks for every item, in one query; voided ones are left out (R15)."""
    return _given(tender, _marks(tender))


def _given(tender: Tender, marks: Select[Mark, Seat, uuid.UUID, datetime | None]) -> list[Given]:
    """The last mark of each, in the order of versions; what came after a sheet was sent is a mind
    that was changed."""
    gone = voided_of(tender)
    last: dict[Key, Given] = {}
    sent: dict[Key, Mark] = {}
    for mark, seat, bid_id, sent_at in db.session.execute(marks):
        if gone.why(seat.id, bid_id) is None:
            key = (mark.sheet_id, mark.criterion_id)
            if sent_at and mark.recorded_at <= sent_at:
                sent[key] = mark
            first = sent.get(key)
            last[key] = Given(mark, seat, bid_id, None if first is mark else first)
    return list(last.values())


def _marks(tender: Tender) -> Select[Mark, Seat, uuid.UUID, datetime | None]:
    return (
        select(Mark, Seat, Sheet.bid_id, SENT_AT)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .join(Criterion, Mark.criterion_id == Criterion.id)
        .outerjoin(InterviewSent, InterviewSent.sheet_id == Sheet.id)
        .where(Mark.tender_id == tender.id, SENT_AT.is_not(None))
        .order_by(Mark.version)
    )


def _records(tender: Tender) -> Select[Moderation]:
    return (
        select(Moderation)
        .where(Moderation.tender_id == tender.id)
        .order_by(Moderation.version)
        .options(
            selectinload(Moderation.agreed),
            selectinload(Moderation.present),
            selectinload(Moderation.sign_offs),
            selectinload(Moderation.dissents),
            joinedload(Moderation.overruled),
        )
    )


def _drafts_of(tender: Tender) -> set[Key]:
    rows = db.session.execute(
        select(ModerationDraft.bid_id, ModerationDraft.criterion_id).where(
            ModerationDraft.tender_id == tender.id
        )
    )
    return {(bid_id, criterion_id) for bid_id, criterion_id in rows}


def pseudonyms_of(tender: Tender) -> dict[uuid.UUID, str]:
    """What the tender's log calls each person, for the auditor (R18)."""
    rows = db.session.execute(
        select(Pseudonym.person_id, Pseudonym.name).where(Pseudonym.log_id == tender.id)
    )
    return dict(rows.all())
