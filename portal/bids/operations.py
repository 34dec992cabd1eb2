"""Writes of bids: a provider keeps a draft, seals it, and takes it back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import select

from portal.accounts.members import refuse_contributor
from portal.accounts.models import Authority, Provider
from portal.accounts.queries import members_on_panel
from portal.audit.journal import record
from portal.bids import sealing
from portal.bids.content import Content, Questions, gaps, merge
from portal.bids.copies import NO_COPY, Copy
from portal.bids.files.models import DraftFile, FileBox
from portal.bids.files.operations import put_file
from portal.bids.files.operations import take_file_away as _take_away
from portal.bids.files.queries import draft_file, draft_files
from portal.bids.models import BidDraft, BidEntry, Submission, Withdrawal
from portal.bids.overtaken import Seen, refuse_overtaken
from portal.bids.policy import may_change_bid
from portal.bids.queries import draft_of, questions_of, standing_submission
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import as_provider, open_provider
from portal.core.words import say
from portal.specifications.models import Criterion
from portal.tenders.models import Tender
from portal.tenders.openers.queries import key_of_bids

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
NO_CHARTER = say("Tick that your organisation accepts the participation charter.")
INCOMPLETE = say("Your bid isn’t complete. Mend what is listed on this page, then submit it.")


def save_draft(
    actor: Actor,
    tender: Tender,
    content: Content,
    seen: Seen | None = None,
    questions: Questions | None = None,
) -> BidDraft:
    """Keep what a provider has typed, until the deadline; what `content` leaves out stays, and so
    do words of a colleague that the writer hasn't `seen`. `questions`: what the tender asks, where
    that was read since it was locked."""
    provider = _may_write(actor, tender)
    draft = draft_of(tender, provider.id)
    before = draft.content if draft else {}
    if draft is None:
        draft = BidDraft(tender_id=tender.id, provider_id=provider.id)
        _entry(provider.id, tender)
    merged = merge(before, content, questions or questions_of(tender))
    if seen is not None:
        refuse_overtaken(before, merged, seen)
    draft.content = merged
    draft.saved_at = clock.now()
    db.session.add(draft)
    return draft


def take_answer(actor: Actor, tender: Tender, code: str, text: str) -> BidDraft:
    """Put an answer of an earlier bid into the draft, below what stands there already."""
    provider = _may_write(actor, tender)
    draft = draft_of(tender, provider.id)
    stands = draft.content.get("answers", {}).get(code, "") if draft else ""
    joined = f"{stands.rstrip()}\n\n{text}" if stands.strip() else text
    return save_draft(actor, tender, {"answers": {code: joined}})


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


def start_from_copy(actor: Actor, tender: Tender, copied: Copy, seen: Seen | None = None) -> None:
    """Let a draft begin with what stands in a copy; what was written or added before goes, as far
    as whoever starts has `seen` it."""
    provider = _may_write(actor, tender)
    draft = draft_of(tender, provider.id)
    if draft is not None and seen is not None:
        refuse_overtaken(draft.content, copied.content, seen)
    for file in draft_files(tender, provider.id):
        _take_away(file)
    if draft is not None:
        draft.content = {}
    db.session.flush()
    save_draft(actor, tender, copied.content)
    criteria = {each.code: each for each in questions_of(tender).criteria}
    for each in copied.files:
        if each.code not in criteria:
            raise Refused(NO_COPY, "file")
        put_file(actor, tender, criteria[each.code], each.name, each.content)
        db.session.flush()


def _may_write(actor: Actor, tender: Tender) -> Provider:
    """The provider, alone at its draft, which may still change."""
    provider = _lock_provider(actor)
    if not may_change_bid(actor, tender):
        raise Refused(TOO_LATE)
    if standing_submission(tender, provider.id):
        raise Refused(SUBMITTED)
    return provider


def submit_bid(actor: Actor, tender: Tender, *, accepts_charter: bool = False) -> Submission:
    """Seal a complete bid before the deadline; one that comes late is refused and recorded (R29).

    Where there is a participation charter a bid accepts it, and says so in its text (P17).

    What is kept is one canonical text with the provider's facts inside, sealed to a key that nobody
    has alone, and its SHA-256. The draft and its files are destroyed.
    """
    refuse_contributor(actor)
    provider = _lock_provider(actor)
    if not may_change_bid(actor, tender):
        _refuse_late(actor, tender.id, provider.id)
    if standing_submission(tender, provider.id):
        raise Refused(SUBMITTED)
    _refuse_panel(actor, tender, provider)
    if tender.charter and not accepts_charter:
        raise Refused(NO_CHARTER, field="accepts_charter")
    draft, questions = draft_of(tender, provider.id), questions_of(tender)
    if draft is None or any(gaps(draft.content, questions)):
        raise Refused(INCOMPLETE)
    files = draft_files(tender, provider.id)
    sealed = _seal(tender, provider, draft, questions, files if questions.takes_files else [])
    db.session.delete(draft)
    for each in files:
        _take_away(each)
    _entry(provider.id, tender).state = "submitted"
    hashes = {"bid_sha256": sealed.sha256, "box_sha256": sealed.box_sha256}
    record("bid:submitted", actor, tender.id, **hashes, **_came(), provider=provider.id)
    return sealed


def _refuse_late(actor: Actor, tender_id: uuid.UUID, provider_id: uuid.UUID) -> NoReturn:
    late = _came() | {"provider": provider_id}
    raise Refused(LATE_BID, record=lambda: record("bid:refused-late", actor, tender_id, **late))


def _came() -> dict[str, Any]:
    """When it came, which decides; the event has beside it when it was its turn (R29)."""
    return {"received_at": clock.received().isoformat()}


def _seal(
    tender: Tender,
    provider: Provider,
    draft: BidDraft,
    questions: Questions,
    files: Sequence[DraftFile],
) -> Submission:
    """The bid and each of its files, for whoever holds the tender's key; nobody does yet."""
    text = sealing.text_of(tender, provider, draft.content, draft.salt, questions, files)
    public, its_id = key_of_bids(tender).public, uuid.uuid4()
    box = sealing.sealed_text(public, its_id, text)
    by_hash = {each.facts["sha256"]: each for each in files}
    boxes = [
        sealing.sealed_file(public, its_id, number, by_hash[facts["sha256"]].content)
        for number, (_code, _number, facts) in enumerate(sealing.in_order(json.loads(text)), 1)
    ]
    sealed = Submission(
        id=its_id,
        tender_id=tender.id,
        provider_id=provider.id,
        submitted_at=clock.received(),
        sha256=sealing.sha256_of(text),
        box=box,
        box_sha256=sealing.sha256_of_boxes([box, *boxes]),
    )
    db.session.add(sealed)
    for number, each in enumerate(boxes, 1):
        db.session.add(FileBox(tender_id=tender.id, submission_id=its_id, number=number, box=each))
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
    """Take a submitted bid back before the deadline; another one begins anew, or from a copy."""
    refuse_contributor(actor)
    provider = _lock_provider(actor)
    if not may_change_bid(actor, tender):
        raise Refused(LATE_WITHDRAWAL)
    standing = standing_submission(tender, provider.id)
    if standing is None:
        raise Refused(NOTHING_SUBMITTED)
    db.session.add(
        Withdrawal(tender_id=tender.id, submission_id=standing.id, withdrawn_at=clock.received())
    )
    _entry(provider.id, tender).state = "withdrawn"
    facts = {"bid_sha256": standing.sha256, "provider": provider.id}
    record("bid:withdrawn", actor, tender.id, **facts, **_came())


def note_on_list(provider_id: uuid.UUID, tender_id: uuid.UUID, state: str) -> None:
    """Tell a provider's own list of bids that its letter is out (`answered`), or `read`."""
    with as_provider(provider_id):
        entry = db.session.scalar(select(BidEntry).where(BidEntry.tender_id == tender_id))
        if entry is not None:
            entry.state, entry.changed_at = state, clock.now()


def note_brought(provider_id: uuid.UUID, tender: Tender) -> None:
    """Put a bid that came from another system on its provider's own list."""
    with as_provider(provider_id):
        _entry(provider_id, tender).state = "submitted"


def note_question(provider_id: uuid.UUID, tender_id: uuid.UUID, until: datetime | None) -> None:
    """Tell a provider's own list until when a question waits for its answer, or that none does."""
    with as_provider(provider_id):
        entry = db.session.scalar(select(BidEntry).where(BidEntry.tender_id == tender_id))
        if entry is not None:
            entry.answer_by = until


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
