"""Reads of bids that are brought from another system, and of the record of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select

from portal.accounts.models import EVALUATOR, PROVIDER, Invitation, Provider, Role
from portal.bids.importing.checks import digest_of, made_for, read
from portal.bids.importing.models import BidsImport, ImportDraft, ImportFile
from portal.bids.importing.reading import Reading, Times
from portal.bids.models import Origin
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.database import db
from portal.tenders.models import Tender


def draft_of_import(tender: Tender) -> ImportDraft | None:
    """The workbook and what was done with it; none until something was brought."""
    return db.session.scalar(select(ImportDraft).where(ImportDraft.tender_id == tender.id))


def files_of_import(tender: Tender) -> Sequence[ImportFile]:
    """The files that were brought, without their content."""
    wanted = select(ImportFile).where(ImportFile.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(ImportFile.brought_at, ImportFile.id)).all()


def facts_by_name(files: Sequence[ImportFile]) -> dict[str, dict[str, Any]]:
    """What each file is, by its name in the zip."""
    told = (each.facts for each in files)
    return {facts["name"]: facts for facts in sorted(told, key=lambda facts: str(facts["name"]))}


@dataclass(frozen=True)
class Waiting:
    """All that was brought and waits: what it says, and the hash of exactly that."""

    draft: ImportDraft
    files: dict[str, dict[str, Any]]
    reading: Reading | None
    why: str = ""
    """Why the workbook isn't one of this tender."""
    known: dict[str, Provider] = field(default_factory=dict)
    """The organisations that are registered here already, by number."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be mended."""
        return self.reading is not None and not self.reading.problems

    @property
    def sha256(self) -> str:
        """The hash of all that would be brought; nothing until it is whole."""
        if self.reading is None or not self.is_whole:
            return ""
        whose = {number: provider.id for number, provider in self.known.items()}
        return digest_of(self.reading, self.draft.sha256, self.files, whose)

    @property
    def is_handed(self) -> bool:
        """Whether somebody has checked exactly this."""
        return bool(self.draft.handed_sha256) and self.draft.handed_sha256 == self.sha256


def waiting_import(tender: Tender) -> Waiting | None:
    """What was brought so far, read anew: the clock, the files and the panel may be others now."""
    draft = draft_of_import(tender)
    if draft is None:
        return None
    files, questions, book = (
        facts_by_name(files_of_import(tender)),
        questions_of(tender),
        draft.book,
    )
    if book is None:
        return Waiting(draft, files, None)
    made = made_for(book, tender, questions)
    if isinstance(made, str):
        return Waiting(draft, files, None, made)
    assert tender.deadline_at is not None
    times = Times(tender.deadline_at, clock.now())
    found = read(book, made, questions, files, times, numbers_on_panel(tender))
    known = registered([bid.provider.identifier for bid in found.taken])
    return Waiting(draft, files, found, known=known)


def numbers_on_panel(tender: Tender) -> set[str]:
    """The numbers of organisations of which somebody holds a seat on this tender (R10)."""
    seats = select(Role.person_id).where(
        Role.tender_id == tender.id, Role.name == EVALUATOR, Role.ended_at.is_(None)
    )
    wanted = select(func.upper(Provider.identifier)).join(Role, Role.provider_id == Provider.id)
    members = wanted.where(Role.ended_at.is_(None), Role.person_id.in_(seats))
    return set(db.session.scalars(members))


def registered(numbers: Collection[str]) -> dict[str, Provider]:
    """Organisations that are registered here already, by their number in capitals."""
    wanted = select(Provider).where(func.upper(Provider.identifier).in_(numbers))
    return {each.identifier.upper(): each for each in db.session.scalars(wanted)}


def import_of(tender: Tender) -> BidsImport | None:
    """The record of how the bids came here; none for a tender whose bids come here themselves."""
    if not tender.bids_system:
        return None
    return db.session.scalar(select(BidsImport).where(BidsImport.tender_id == tender.id))


@dataclass(frozen=True)
class Bidder:
    """An organisation that bid elsewhere, and whether anybody can sign in for it."""

    provider: Provider
    has_members: bool
    invited: str | None
    expires_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Whether an invitation of it can still be taken up."""
        return self.expires_at is not None and self.expires_at > clock.now()


def bidders_to_invite(tender: Tender) -> list[Bidder]:
    """Everybody who bid, by name and without labels, each with the last invitation."""
    members = exists().where(
        Role.provider_id == Provider.id, Role.name == PROVIDER, Role.ended_at.is_(None)
    )
    wanted = select(Provider, members).join(Origin, Origin.provider_id == Provider.id)
    rows = db.session.execute(
        wanted.where(Origin.tender_id == tender.id).order_by(Provider.name, Provider.id)
    ).all()
    last = _last_invitations([provider.id for provider, _has in rows])
    return [
        Bidder(provider, has, *(_sent(last[provider.id]) if provider.id in last else (None, None)))
        for provider, has in rows
    ]


def _last_invitations(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID | None, Invitation]:
    wanted = select(Invitation).where(Invitation.provider_id.in_(ids))
    rows = db.session.scalars(wanted.order_by(Invitation.invited_at))
    return {each.provider_id: each for each in rows}


def _sent(invitation: Invitation) -> tuple[str | None, datetime]:
    return invitation.email, invitation.expires_at
