"""Bids from another system become bids like any others, all in one transaction (R29)."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.accounts.bidders import add_provider, invite_bidder
from portal.accounts.models import Authority, Provider
from portal.accounts.queries import members_of
from portal.audit.journal import record
from portal.bids import sealing
from portal.bids.content import Questions
from portal.bids.files.models import SealedFile
from portal.bids.importing.models import LEAD_INSTEAD, BidsImport, ImportFile
from portal.bids.importing.queries import Waiting, files_of_import
from portal.bids.importing.reading import Brought
from portal.bids.labels import draw_labels
from portal.bids.models import Bid, OpenedBid, Submission
from portal.bids.opening import rows_of
from portal.bids.operations import note_brought
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.tenders.models import Tender
from portal.tenders.stages import move


@dataclass(frozen=True)
class Given:
    """A file as a bid names it: to which question, and what it is."""

    criterion_id: uuid.UUID
    facts: dict[str, Any]
    row: ImportFile


def take_in(
    actor: Actor, tender: Tender, waiting: Waiting, seat: str | None, link: str
) -> list[Bid]:
    """Give every bid a label drawn at random, its rows and its event; then the opening's own.

    A tender that nobody bid for is opened too, so that the record says that there were none.
    """
    assert waiting.reading is not None
    move(tender, "open_bids")
    taken, questions = waiting.reading.taken, questions_of(tender)
    providers = _providers(actor, tender, taken, waiting.known, link)
    files = {each.facts["name"]: each for each in files_of_import(tender)}
    drawn = sorted(zip(draw_labels(len(taken)), taken, strict=True), key=lambda pair: pair[0])
    bids, origins = [], {}
    told: dict[str, dict[str, Any]] = {}
    for label, brought in drawn:
        bid, provider = Bid(tender_id=tender.id, label=label), providers[brought.key]
        given = _given(brought, questions, files)
        told |= _take(tender, bid, brought, provider, questions, given)
        bids.append(bid)
        origins[label] = provider.id
    for sha256, facts in sorted(told.items()):  # in an order that tells nothing of labels
        record("bid:imported", actor, tender.id, bid_sha256=sha256, **facts)
    _record(actor, tender, waiting, seat, sorted(told), origins)
    return bids


def _providers(
    actor: Actor,
    tender: Tender,
    taken: Sequence[Brought],
    known: Mapping[str, Provider],
    link: str,
) -> dict[str, Provider]:
    """Whose each bid is: who is registered here already, and new ones; who can't sign in yet gets
    an invitation."""
    found = {}
    for bid in taken:
        provider = known.get(bid.provider.identifier)
        if provider is None:
            provider = add_provider(actor, tender.id, bid.provider, bid.contact)
        if not members_of(provider.id):
            _invite(actor, tender, provider, bid, link)
        found[bid.key] = provider
    return found


def _invite(actor: Actor, tender: Tender, provider: Provider, brought: Brought, link: str) -> None:
    """A link by e-mail for whoever has none, so that they can read their letter here."""
    authority = db.session.get_one(Authority, tender.authority_id)
    told = {"house": authority.name, "title": tender.title, "system": tender.bids_system}
    invite_bidder(actor, tender.id, provider, brought.provider.email, link, **told)


def _given(brought: Brought, questions: Questions, files: dict[str, ImportFile]) -> list[Given]:
    """The files of a bid in their order, without the folders that they lay in."""
    ids = {each.code: each.id for each in questions.criteria}
    found = []
    for code, name in brought.files:
        facts = files[name].facts
        facts["name"] = facts["name"].rpartition("/")[2]
        found.append(Given(ids[code], facts, files[name]))
    return found


def _take(
    tender: Tender,
    bid: Bid,
    brought: Brought,
    provider: Provider,
    questions: Questions,
    given: Sequence[Given],
) -> dict[str, dict[str, Any]]:
    """One bid: its canonical text, which says where it came from, its files and its rows. Answers
    what its event tells, by its hash."""
    told = {
        "reference": brought.reference,
        "received_at": brought.received_at.isoformat(),
        "changed": brought.changed,
    }
    more = {"elsewhere": {"system": tender.bids_system, **told}}
    salt = secrets.token_hex(32)
    text = sealing.text_of(tender, provider, brought.content, salt, questions, given, more)
    submission = _submission(tender, provider, brought, text)
    opened = OpenedBid(id=submission.id, tender_id=tender.id, blob=text)
    db.session.add_all([bid, submission, opened])
    db.session.flush()
    rows = _kept(tender, submission, questions, given)
    db.session.add_all(rows_of(bid, submission, sealing.read(text), questions, rows))
    note_brought(provider.id, tender)
    return {submission.sha256: {"provider": provider.id, **told}}


def _submission(tender: Tender, provider: Provider, brought: Brought, text: str) -> Submission:
    """It came when the other system says; nothing of it was ever sealed here."""
    return Submission(
        id=uuid.uuid4(),
        tender_id=tender.id,
        provider_id=provider.id,
        submitted_at=brought.received_at,
        sha256=sealing.sha256_of(text),
        box=b"",
        box_sha256="",
    )


def _kept(
    tender: Tender, submission: Submission, questions: Questions, given: Sequence[Given]
) -> list[SealedFile]:
    """Its files, numbered within each question as the text names them."""
    made, numbers = [], dict.fromkeys((each.id for each in questions.criteria), 0)
    for each in given:
        numbers[each.criterion_id] += 1
        file = SealedFile(
            id=uuid.uuid4(),
            tender_id=tender.id,
            submission_id=submission.id,
            criterion_id=each.criterion_id,
            number=numbers[each.criterion_id],
            content=each.row.content,
            **each.facts,
        )
        db.session.add(file)
        db.session.flush()
        db.session.expire(each.row, ["content_box"])
        db.session.expire(file, ["content"])  # not all files stand in memory at once
        made.append(file)
    return made


def _record(
    actor: Actor,
    tender: Tender,
    waiting: Waiting,
    seat: str | None,
    hashes: list[str],
    origins: dict[str, uuid.UUID],
) -> None:
    """What happened there, as it was told, and what happened here."""
    row, draft = _row_of(actor, tender, waiting), waiting.draft
    db.session.add(row)
    names = ("system", "received", "roles", "workbook_sha256", "zips", "import_sha256", "opened_by")
    record(
        "bids:imported",
        actor,
        tender.id,
        **{name: getattr(row, name) for name in names},
        opened_at=row.opened_at.isoformat(),
        refused=len(row.refused),
        bids=hashes,
        refusals=row.refused,
    )
    seats = [draft.handed_seat or LEAD_INSTEAD, seat or LEAD_INSTEAD]
    opened = {"bids": [{"bid": each, "box": ""} for each in hashes], "origins": origins}
    told = {"labels": sorted(origins), "seats": seats, "roles": row.roles}
    record("bids:opened", actor, tender.id, **told, **opened)


def _row_of(actor: Actor, tender: Tender, waiting: Waiting) -> BidsImport:
    """The record of the import."""
    reading, draft = waiting.reading, waiting.draft
    assert reading is not None
    assert reading.opening is not None
    return BidsImport(
        tender_id=tender.id,
        system=tender.bids_system,
        opened_at=reading.opening.opened_at,
        opened_by=list(reading.opening.opened_by),
        received=reading.opening.received,
        refused=[_refusal(bid) for bid in reading.refused],
        workbook_sha256=draft.sha256,
        zips=draft.zips,
        import_sha256=waiting.sha256,
        roles=[str(draft.handed_role), actor.role],
        brought_at=clock.now(),
    )


def _refusal(bid: Brought) -> dict[str, str]:
    return {
        "reference": bid.reference,
        "name": bid.provider.name,
        "received_at": bid.received_at.isoformat(),
        "why": bid.why_not,
    }
