"""Writes of bids: a provider keeps a draft, seals it, takes it back; the lead opens what stands."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.accounts.models import Authority, Provider
from portal.accounts.queries import members_on_panel
from portal.audit.journal import canonical, record
from portal.bids.content import Content, Questions, amount_of, count_words, gaps, merge, price_of
from portal.bids.files.models import DraftFile, SealedFile
from portal.bids.files.operations import attachments_for, facts_of, put_file, seal_files
from portal.bids.files.operations import take_file_away as _take_away
from portal.bids.files.queries import draft_file, draft_files, files_of_submissions
from portal.bids.labels import draw_labels
from portal.bids.models import (
    Answer,
    Bid,
    BidDraft,
    BidEntry,
    BidPrice,
    GateAnswer,
    Origin,
    Submission,
    Withdrawal,
)
from portal.bids.policy import may_change_bid
from portal.bids.queries import (
    draft_of,
    questions_of,
    standing_submission,
    standing_submissions,
)
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule, Refused
from portal.core.tenancy import as_provider, open_provider
from portal.core.words import say
from portal.specifications.models import Criterion
from portal.tenders.models import Tender
from portal.tenders.queries import notice_of
from portal.tenders.stages import move

TOO_LATE = say("The deadline for bids has passed, so this wasn’t saved.")
LATE_BID = say("The deadline has passed, so your bid was not submitted. This attempt is recorded.")
LATE_WITHDRAWAL = say("The deadline has passed, so the bid can’t be withdrawn here any more.")
SUBMITTED = say("You have submitted this bid. Withdraw it first if you want to change it.")
NOTHING_SUBMITTED = say("There is no submitted bid to withdraw.")
YOU_SIT = say(
    "You hold a seat on the panel that marks this tender, so your organisation can’t bid for it."
    " Tell the authority which of the two you want to give up."
)
ASK_AUTHORITY = say("We can’t take this bid. Ask the authority why: %(contact)s.")
INCOMPLETE = say("Your bid isn’t complete. Mend what is listed on this page, then submit it.")


def save_draft(actor: Actor, tender: Tender, content: Content) -> BidDraft:
    """Keep what a provider has typed, until the deadline; what `content` leaves out stays."""
    provider = _may_write(actor, tender)
    draft = draft_of(tender, provider.id)
    if draft is None:
        draft = BidDraft(tender_id=tender.id, provider_id=provider.id)
        _entry(provider.id, tender)
    draft.content = merge(draft.content or {}, content, questions_of(tender))
    draft.saved_at = clock.now()
    db.session.add(draft)
    return draft


def add_file(
    actor: Actor, tender: Tender, criterion: Criterion, name: str, content: bytes
) -> DraftFile:
    """Put a file to an answer until the deadline, so that submitting is one small act."""
    save_draft(actor, tender, {})
    return put_file(actor, tender, criterion, name, content)


def remove_file(actor: Actor, tender: Tender, file_id: uuid.UUID) -> None:
    """Take a file out of the draft again, until the deadline."""
    provider = _may_write(actor, tender)
    _take_away(draft_file(tender, provider.id, file_id))


def _may_write(actor: Actor, tender: Tender) -> Provider:
    """The provider, alone at its draft, which may still change."""
    provider = _lock_provider(actor)
    if not may_change_bid(actor, tender):
        raise Refused(TOO_LATE)
    if standing_submission(tender, provider.id):
        raise Refused(SUBMITTED)
    return provider


def submit_bid(actor: Actor, tender: Tender) -> Submission:
    """Seal a complete bid before the deadline; one that comes late is refused and recorded (R29).

    What is kept is one canonical text with the provider's facts inside, and its SHA-256.
    """
    provider = _lock_provider(actor)
    tender_id, provider_id = tender.id, provider.id
    if not may_change_bid(actor, tender):
        raise Refused(
            LATE_BID,
            record=lambda: record("bid:refused-late", actor, tender_id, provider=provider_id),
        )
    if standing_submission(tender, provider.id):
        raise Refused(SUBMITTED)
    _refuse_panel(actor, tender, provider)
    draft = draft_of(tender, provider.id)
    content = draft.content if draft else {}
    questions = questions_of(tender)
    if any(gaps(content, questions)):
        raise Refused(INCOMPLETE)
    files = draft_files(tender, provider.id) if questions.takes_files else []
    sealed = _seal(tender, provider, content, questions, files)
    db.session.add(sealed)
    seal_files(sealed, files)
    _entry(provider.id, tender).state = "submitted"
    record("bid:submitted", actor, tender.id, bid_sha256=sealed.sha256, provider=provider.id)
    return sealed


def _refuse_panel(actor: Actor, tender: Tender, provider: Provider) -> None:
    """Nobody bids and marks (R10); a colleague isn't told who sits on the panel (R18)."""
    seated = members_on_panel(provider.id, tender.id)
    if actor.person_id in seated:
        raise Refused(YOU_SIT)
    if seated:
        authority = db.session.get_one(Authority, tender.authority_id)
        raise Refused(ASK_AUTHORITY, contact=authority.contact)


def withdraw_bid(actor: Actor, tender: Tender) -> None:
    """Take a submitted bid back before the deadline; its draft stays, to be submitted again."""
    provider = _lock_provider(actor)
    if not may_change_bid(actor, tender):
        raise Refused(LATE_WITHDRAWAL)
    standing = standing_submission(tender, provider.id)
    if standing is None:
        raise Refused(NOTHING_SUBMITTED)
    db.session.add(
        Withdrawal(tender_id=tender.id, submission_id=standing.id, withdrawn_at=clock.now())
    )
    _entry(provider.id, tender).state = "withdrawn"
    record("bid:withdrawn", actor, tender.id, bid_sha256=standing.sha256, provider=provider.id)


def open_bids(actor: Actor, tender: Tender) -> list[Bid]:
    """After the deadline, give every bid that stands a label drawn at random, and its rows (R29).

    A tender without bids is opened too, so that the record says that there were none.
    """
    move(tender, "open_bids")
    questions = questions_of(tender)
    sealed = standing_submissions(tender)
    files = files_of_submissions(tender) if questions.takes_files else {}
    drawn = sorted(zip(draw_labels(len(sealed)), sealed, strict=True), key=lambda pair: pair[0])
    bids = []
    for label, submission in drawn:  # in the order of labels: rows that lie in it tell nothing
        bid = Bid(tender_id=tender.id, label=label)
        db.session.add(bid)
        db.session.add_all(_rows_of(bid, submission, questions, files.get(submission.id, [])))
        bids.append(bid)
    origins = {label: submission.provider_id for label, submission in drawn}
    record("bids:opened", actor, tender.id, labels=sorted(origins), origins=origins)
    return bids


def note_on_list(provider_id: uuid.UUID, tender_id: uuid.UUID, state: str) -> None:
    """Tell a provider's own list of bids that its letter is out (`answered`), or `read`."""
    with as_provider(provider_id):
        entry = db.session.scalar(select(BidEntry).where(BidEntry.tender_id == tender_id))
        if entry is not None:
            entry.state, entry.changed_at = state, clock.now()


def _lock_provider(actor: Actor) -> Provider:
    """Two members of one provider who write at once come one after the other."""
    return db.session.scalars(
        select(Provider).where(Provider.id == actor.provider_id).with_for_update(key_share=True)
    ).one()


def _entry(provider_id: uuid.UUID, tender: Tender) -> BidEntry:
    """The line of this bid in the provider's own list."""
    open_provider(provider_id)
    entry = db.session.scalar(select(BidEntry).where(BidEntry.tender_id == tender.id))
    if entry is None:
        entry = BidEntry(authority_id=tender.authority_id, tender_id=tender.id, state="draft")
        db.session.add(entry)
    entry.changed_at = clock.now()
    return entry


def _seal(
    tender: Tender,
    provider: Provider,
    content: Content,
    questions: Questions,
    files: Sequence[DraftFile],
) -> Submission:
    at = clock.now()
    whole = {
        **_between(tender, provider),
        "answers": {each.code: content["answers"][each.code] for each in questions.criteria},
        "gates": {each.code: content["gates"][each.code] for each in questions.gates},
        **price_of(content, questions),
        "submitted_at": at,
    }
    if questions.takes_files:
        whole["files"] = facts_of(files, questions.criteria)
    blob = canonical(whole)
    return Submission(
        tender_id=tender.id,
        provider_id=provider.id,
        submitted_at=at,
        blob=blob,
        sha256=_sha256(blob),
    )


def _between(tender: Tender, provider: Provider) -> dict[str, Any]:
    """What a bid is for, and whose it is."""
    notice = notice_of(tender.id)
    named = ("id", "name", "address", "email", "website", "identifier")
    return {
        "format": "evenhand-bid-1",
        "tender": {"id": tender.id, "reference": tender.reference, "title": tender.title},
        "method_sha256": notice.method_sha256 if notice else None,
        "provider": {name: getattr(provider, name) for name in named},
    }


def _sha256(blob: str) -> str:
    return hashlib.sha256(blob.encode()).hexdigest()


def _rows_of(
    bid: Bid, submission: Submission, questions: Questions, files: Sequence[SealedFile]
) -> list[Any]:
    if _sha256(submission.blob) != submission.sha256:
        raise HouseRule(f"submission {submission.id} isn't what was submitted")
    whole = json.loads(submission.blob)
    its: dict[str, Any] = {"tender_id": bid.tender_id}
    origin = Origin(
        id=bid.id, submission_id=submission.id, provider_id=submission.provider_id, **its
    )
    answers = [
        Answer(bid_id=bid.id, criterion_id=each.id, text=text, words=count_words(text), **its)
        for each in questions.criteria
        for text in [whole["answers"][each.code]]
    ]
    gates = [
        GateAnswer(bid_id=bid.id, gate_id=each.id, **whole["gates"][each.code], **its)
        for each in questions.gates
    ]
    price = amount_of(whole)
    prices = (
        []
        if price is None
        else [BidPrice(id=bid.id, amount=price, lines=whole.get("lines"), **its)]
    )
    attached = attachments_for(bid, files, whole, questions.criteria)
    return [origin, *answers, *gates, *prices, *attached]
