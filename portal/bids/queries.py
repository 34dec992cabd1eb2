"""Reads of bids: from the opening on by label, and before it each provider's own alone."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from portal.accounts.models import Authority, Provider
from portal.bids.content import Questions
from portal.bids.desk.models import ShownAnswer, ShownPage
from portal.bids.files.models import Attachment
from portal.bids.models import (
    Answer,
    Bid,
    BidDraft,
    BidPrice,
    OpenedBid,
    Origin,
    Submission,
    Withdrawal,
)
from portal.core.authorisation import there
from portal.core.database import db
from portal.core.straight import Straight
from portal.specifications.interviewed import written_of
from portal.specifications.models import Criterion
from portal.specifications.queries import (
    criteria_of,
    gates_of,
    lines_of,
    settings_of,
    tie_breaks_of,
)
from portal.tenders.models import Tender
from portal.tenders.stages import is_revealed

SAME_ANSWER = (ShownAnswer.bid_id == Answer.bid_id) & (
    ShownAnswer.criterion_id == Answer.criterion_id
)
_BLIND_ROWS = (
    select(
        Bid.id,
        Bid.label,
        Criterion.code,
        Criterion.files,
        func.coalesce(ShownAnswer.text, Answer.text).label("text"),
        func.coalesce(ShownAnswer.words, Answer.words).label("words"),
    )
    .outerjoin(Answer, Answer.bid_id == Bid.id)
    .outerjoin(Criterion, Criterion.id == Answer.criterion_id)
    .outerjoin(ShownAnswer, SAME_ANSWER)
    .where(Bid.tender_id == bindparam("tender"))
    .order_by(Criterion.position)
)
_BLIND = Straight(_BLIND_ROWS.where(Bid.label == bindparam("label")))
"""Written once: each question that somebody reads asks it. Where the desk took something out of
an answer, this is the answer without it."""
LETTERS_A_WORD = 6
"""So many characters of a page stand for a word of it, the blank behind it too."""
LETTERS = func.coalesce(func.sum(func.length(ShownPage.text)), 0)
_FILE_ROWS = (
    select(
        Attachment.bid_id,
        Criterion.code,
        Attachment.number,
        Attachment.kind,
        func.count(ShownPage.id),
        LETTERS,
    )
    .join(Criterion, Criterion.id == Attachment.criterion_id)
    .outerjoin(ShownPage, ShownPage.attachment_id == Attachment.id)
    .group_by(Attachment.bid_id, Criterion.code, Attachment.number, Attachment.kind)
    .order_by(Criterion.code, Attachment.number)
)
_BLIND_FILES = _FILE_ROWS.where(Attachment.bid_id == bindparam("bid"))


@dataclass(frozen=True)
class BlindFile:
    """A file as evaluators know it: its number, its kind, how many clean pages it has, and about
    how many words stand on them."""

    number: int
    kind: str
    pages: int
    words: int


@dataclass(frozen=True)
class BlindBid:
    """All of a bid that an evaluator may know: no provider, no price, no date (R10, R18).

    `answers`, `words` (how long each is) and `files` are by the code of the criterion.
    """

    id: uuid.UUID
    label: str
    answers: Mapping[str, str]
    words: Mapping[str, int]
    files: Mapping[str, Sequence[BlindFile]] = field(default_factory=dict)


def bids_of(tender: Tender) -> Sequence[Bid]:
    """The bids of a tender by label; none before the opening."""
    return db.session.scalars(
        select(Bid).where(Bid.tender_id == tender.id).order_by(Bid.label)
    ).all()


def bid_by_label(tender: Tender, label: str) -> Bid:
    """The bid with this label; one that isn't there is a 404."""
    bid = db.session.scalar(select(Bid).where(Bid.tender_id == tender.id, Bid.label == label))
    return there(bid)


def blind_bid(tender: Tender, label: str) -> BlindBid:
    """One bid as evaluators may know it; a label that isn't there is a 404."""
    rows = _BLIND.all(tender=tender.id, label=label)
    bid = there(rows[0] if rows else None)
    has_files = any(row.files for row in rows if row.code is not None)
    return _blind(rows, _files(_BLIND_FILES, {"bid": bid.id}).get(bid.id, {}) if has_files else {})


def blind_bids(tender: Tender, labels: Collection[str]) -> dict[str, BlindBid]:
    """Several bids as evaluators may know them, by label, in as many queries as one."""
    wanted = _BLIND_ROWS.where(Bid.label.in_(labels))
    rows = db.session.execute(wanted, {"tender": tender.id}).all()
    files = _files(_FILE_ROWS.where(Attachment.bid_id.in_({row.id for row in rows})), {})
    found = {label: [row for row in rows if row.label == label] for label in labels}
    return {label: _blind(own, files.get(own[0].id, {})) for label, own in found.items() if own}


def _blind(rows: Sequence[Any], files: Mapping[str, Sequence[BlindFile]]) -> BlindBid:
    answers = [row for row in rows if row.code is not None]
    texts = {row.code: row.text for row in answers}
    return BlindBid(
        rows[0].id, rows[0].label, texts, {row.code: row.words for row in answers}, files
    )


def _files(wanted: Any, asked: Mapping[str, object]) -> dict[uuid.UUID, dict[str, list[BlindFile]]]:
    found: dict[uuid.UUID, dict[str, list[BlindFile]]] = {}
    for bid_id, code, number, kind, pages, letters in db.session.execute(wanted, asked):
        file = BlindFile(number, kind, pages, letters // LETTERS_A_WORD)
        found.setdefault(bid_id, {}).setdefault(code, []).append(file)
    return found


def answers_of(bid: Bid) -> Sequence[Answer]:
    """A bid's answers as they came, in the order of questions; for the desk alone."""
    return db.session.scalars(
        select(Answer)
        .join(Criterion, Answer.criterion_id == Criterion.id)
        .where(Answer.bid_id == bid.id)
        .order_by(Criterion.position)
    ).all()


def published_words(tender: Tender) -> str:
    """What the tender itself says, where a provider's name may stand without telling anything."""
    texts = [tender.title, tender.description]
    texts += [each.question for each in criteria_of(tender)]
    texts += [each.question for each in gates_of(tender)]
    authority = db.session.get_one(Authority, tender.authority_id)
    return " ".join([authority.name, *texts])


def prices_of(tender: Tender) -> dict[uuid.UUID, Decimal]:
    """The price of each bid by the bid's id; for those who may see prices by now (R10)."""
    rows = db.session.scalars(select(BidPrice).where(BidPrice.tender_id == tender.id))
    return {price.id: price.amount for price in rows}


def origins_of(tender: Tender) -> dict[uuid.UUID, Origin]:
    """Where each bid comes from, by the bid's id; for the desk, and after the reveal."""
    rows = db.session.scalars(select(Origin).where(Origin.tender_id == tender.id))
    return {origin.id: origin for origin in rows}


def bid_of_provider(tender: Tender, provider_id: uuid.UUID | None) -> Bid | None:
    """The bid that a provider has in a tender whose bids are open: for news between the two."""
    return db.session.scalar(
        select(Bid)
        .join(Origin, Origin.id == Bid.id)
        .where(Origin.tender_id == tender.id, Origin.provider_id == provider_id)
    )


def provider_of(bid: Bid) -> Provider:
    """Whose bid it is, so that a mail finds its way; never for a page under a label."""
    wanted = select(Provider).join(Origin, Origin.provider_id == Provider.id)
    return db.session.scalars(wanted.where(Origin.id == bid.id)).one()


def bidders_of(tender: Tender) -> Sequence[Provider]:
    """Who bid, by name, without which bid is whose: for declaring conflicts (R16)."""
    return db.session.scalars(
        select(Provider)
        .join(Origin, Origin.provider_id == Provider.id)
        .where(Origin.tender_id == tender.id)
        .order_by(Provider.name, Provider.id)
    ).all()


def number_of_bidders(tender: Tender) -> int:
    """How many bid, as everybody learns at the opening."""
    found = select(func.count(Origin.id)).where(Origin.tender_id == tender.id)
    return db.session.scalar(found) or 0


def provider_names(tender: Tender) -> dict[str, str]:
    """The provider's name beside each label; nobody gets an answer before the reveal (R18)."""
    if not is_revealed(tender):
        raise ValueError("providers have no names before the reveal")
    rows = db.session.execute(
        select(Bid.label, Provider.name)
        .join(Origin, Origin.id == Bid.id)
        .join(Provider, Origin.provider_id == Provider.id)
        .where(Bid.tender_id == tender.id)
    )
    return {row.label: row.name for row in rows}


def questions_of(tender: Tender) -> Questions:
    """What the tender asks of every bid; a price unless the method never looks at one (R9)."""
    settings = settings_of(tender)
    breaks_ties = any(step.by == "price" for step in tie_breaks_of(tender))
    has_price = settings.price_method not in (None, "none", "fixed") or breaks_ties
    criteria = criteria_of(tender)
    return Questions(
        criteria=written_of(criteria),
        interviews=[each for each in criteria if each.is_interview],
        gates=gates_of(tender),
        has_price=has_price,
        lines=lines_of(tender) if has_price else (),
        refuses_nil_price=settings.nil_price != "full",
    )


def draft_of(tender: Tender, provider_id: uuid.UUID | None) -> BidDraft | None:
    """What a provider has written so far."""
    return db.session.scalar(
        select(BidDraft).where(BidDraft.tender_id == tender.id, BidDraft.provider_id == provider_id)
    )


def standing_submission(tender: Tender, provider_id: uuid.UUID | None) -> Submission | None:
    """A provider's submitted bid, unless it has been withdrawn."""
    return db.session.scalar(_standing(tender).where(Submission.provider_id == provider_id))


def opened_text(submission: Submission) -> str:
    """A bid's canonical text, once bids are open."""
    wanted = select(OpenedBid.blob).where(OpenedBid.id == submission.id)
    return there(db.session.scalar(wanted))


def has_withdrawn(tender: Tender, provider_id: uuid.UUID | None) -> bool:
    """Whether a provider took back a submission to this tender."""
    wanted = (
        select(Withdrawal.id)
        .join(Submission, Withdrawal.submission_id == Submission.id)
        .where(Submission.tender_id == tender.id, Submission.provider_id == provider_id)
    )
    return db.session.scalar(wanted.limit(1)) is not None


def standing_submissions(tender: Tender) -> Sequence[Submission]:
    """Every provider's submission that wasn't withdrawn; only the opening asks for it (R29)."""
    return db.session.scalars(_standing(tender)).all()


def _standing(tender: Tender) -> Select[Submission]:
    withdrawn = select(Withdrawal.submission_id).where(Withdrawal.tender_id == tender.id)
    return select(Submission).where(
        Submission.tender_id == tender.id, Submission.id.not_in(withdrawn)
    )
