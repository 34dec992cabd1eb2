"""Writes about bids from another system: they are brought, checked, handed on, and confirmed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from portal.accounts.bidders import invite_bidder
from portal.accounts.models import Authority
from portal.audit.journal import record
from portal.bids.importing.models import ImportDraft, ImportFile
from portal.bids.importing.queries import (
    Waiting,
    bidders_to_invite,
    draft_of_import,
    files_of_import,
    waiting_import,
)
from portal.bids.importing.taking import take_in
from portal.bids.importing.zips import Unpacked
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.core.workbooks.reading import Book
from portal.tenders.models import Tender
from portal.tenders.stages import refuse_unless

MOST_FILES = 1000
CHANGED = say("This has changed since you opened the page. Look at it again.")
NOT_WHOLE = say("Some things have to be mended first. They are listed on the page of the import.")
ANOTHER = say("You checked this import, so somebody else has to confirm it.")
NOT_CHECKED = say("Somebody checks the import first; then a second person confirms it.")
HAS_COME = say("Somebody of this organisation can sign in already. Nobody was invited.")
TOO_MANY = say("More than 1,000 files can’t be brought. Remove those that no row names.")


def bring_workbook(tender: Tender, content: bytes, book: Book) -> None:
    """Keep a workbook, locked, in the place of an earlier one; whoever checked that one checks
    again."""
    refuse_unless(tender, "open_bids")
    _draft(tender).keep(book=book, sha256=hashlib.sha256(content).hexdigest())


def bring_files(tender: Tender, sha256: str, files: Sequence[Unpacked]) -> None:
    """Keep the files of a zip, locked; one of the same name goes, and all others stay."""
    refuse_unless(tender, "open_bids")
    there = {each.facts["name"]: each for each in files_of_import(tender)}
    if len(there.keys() | {each.name for each in files}) > MOST_FILES:
        raise Refused(TOO_MANY, "files")
    for each in files:
        if each.name in there:
            db.session.delete(there[each.name])
        row = ImportFile(id=uuid.uuid4(), tender_id=tender.id, brought_at=clock.now())
        row.keep(*each)
        db.session.add(row)
    draft = _draft(tender)
    draft.keep(zips=[*draft.zips, sha256])


def _draft(tender: Tender) -> ImportDraft:
    """What waits for this tender; it begins with the first thing that is brought."""
    found = draft_of_import(tender)
    if found is None:
        found = ImportDraft(tender_id=tender.id, box=b"")
        db.session.add(found)
    found.brought_at = clock.now()
    return found


def remove_file(tender: Tender, name: str) -> None:
    """Take a file out again."""
    for each in files_of_import(tender):
        if each.facts["name"] == name:
            db.session.delete(each)
            _draft(tender).keep()


def throw_away(tender: Tender) -> None:
    """All that was brought goes: nothing of it counted."""
    draft = draft_of_import(tender)
    for each in (*files_of_import(tender), *([draft] if draft else [])):
        db.session.delete(each)


def hand_on(actor: Actor, tender: Tender, seat: str | None, sha256: str) -> None:
    """The first person says that what was shown is right; a second one is to confirm that."""
    refuse_unless(tender, "open_bids")
    waiting = _whole(tender, sha256)
    assert waiting.reading is not None
    draft = waiting.draft
    draft.handed_by, draft.handed_role = actor.person_id, actor.role
    draft.handed_seat, draft.handed_sha256 = seat, sha256
    facts = {"bids": len(waiting.reading.bids), "import_sha256": sha256}
    record("import:handed", actor, tender.id, workbook_sha256=draft.sha256, **facts)


def confirm(actor: Actor, tender: Tender, seat: str | None, sha256: str, link: str) -> list[Bid]:
    """A second person confirms exactly what the first one checked, and the bids are here (R29).

    From then on they are bids like any others. `link` as an invitation wants it.
    """
    draft = draft_of_import(tender)
    if draft is not None and draft.handed_by == actor.person_id:
        raise Refused(ANOTHER)
    waiting = _whole(tender, sha256)
    if not waiting.is_handed:
        raise Refused(NOT_CHECKED)
    bids = take_in(actor, tender, waiting, seat, link)
    throw_away(tender)
    return bids


def _whole(tender: Tender, sha256: str) -> Waiting:
    """What waits, if nothing has to be mended and it is what was shown."""
    waiting = waiting_import(tender)
    if waiting is None or not waiting.is_whole:
        raise Refused(NOT_WHOLE)
    if waiting.sha256 != sha256:
        raise Refused(CHANGED)
    return waiting


def invite_again(actor: Actor, tender: Tender, provider: str, email: str, link: str) -> None:
    """Another link for an organisation that bid elsewhere and for which nobody can sign in yet."""
    found = next((b for b in bidders_to_invite(tender) if str(b.provider.id) == provider), None)
    if found is None or found.has_members:
        raise Refused(HAS_COME)
    authority = db.session.get_one(Authority, tender.authority_id)
    told = {"house": authority.name, "title": tender.title, "system": tender.bids_system}
    invite_bidder(actor, tender.id, found.provider, email.strip(), link, **told)
