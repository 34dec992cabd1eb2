"""After an older backup was restored: whoever was erased since is erased again, and texts too."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from portal.accounts.models import Person
from portal.audit.erasable import TAKEN_OUT
from portal.audit.journal import record
from portal.core.authorisation import SYSTEM
from portal.core.database import db, leave_no_trace
from portal.core.folder import data_folder
from portal.core.tenancy import tenant
from portal.core.transaction import reading_only, transaction
from portal.record.erasure import notebook
from portal.record.erasure.cuts import cut_again, only_takes_out, plain
from portal.record.erasure.models import Redaction
from portal.record.erasure.notebook import Note, note_of_person, note_of_text
from portal.record.erasure.operations import RETENTION, erase
from portal.record.erasure.queries import all_houses
from portal.record.erasure.redaction import redact
from portal.record.erasure.repeating_published import notes_of_removals, remove_again
from portal.record.erasure.text import Text
from portal.record.erasure.texts import every_text_of
from portal.tenders.models import Tender

AGAIN = "restored"
"""The cause that the log has for an erasure that is done again."""


def fill_notebook() -> None:
    """Write down what the database knows to be erased and the notebook doesn't have, as where the
    machine stopped between the two."""
    with reading_only():
        erased = select(Person).where(Person.erased_at.is_not(None)).order_by(Person.id)
        people = db.session.scalars(erased)
        notes = [note_of_person(each.id, each.erased_at) for each in people if each.erased_at]
        houses = all_houses()
    for house in houses:
        with tenant(house), reading_only():
            redactions = select(Redaction).where(Redaction.old_seal != "")
            ordered = redactions.order_by(Redaction.redacted_at, Redaction.id)
            notes += [note_of_text(each) for each in db.session.scalars(ordered)]
            notes += notes_of_removals(house)
    notebook.add(data_folder(), notes)


def repeat_erasures() -> tuple[int, int]:
    """Erase again whoever was erased according to the notebook and is there, and take out texts
    again; answers how many people and texts. What is done already stays as it is."""
    fill_notebook()
    notes = notebook.read(data_folder())
    places = sorted((note for note in notes if "row" in note), key=_tender_of)
    texts = 0
    for of, some in groupby(places, _tender_of):
        its = list(some)
        texts += _take_out_again(*of, [note for note in its if "why" not in note])
        texts += remove_again(*of, [note for note in its if "why" in note])
    people = sum(_erase_again(note) for note in notes if "person" in note)
    if texts:
        leave_no_trace()
    return people, texts


def _tender_of(note: Note) -> tuple[str, str]:
    return note["authority"], note["tender"]


def _place_of(note: Note) -> tuple[str, str, str]:
    return note["table"], note["row"], note["column"]


def _take_out_again(authority: str, tender_id: str, notes: Sequence[Note]) -> int:
    """The texts of one tender, one after the other: several may stand behind one seal. Each is
    redacted once, however often it was."""
    done = 0
    with tenant(uuid.UUID(authority)):
        tender = db.session.get(Tender, (uuid.UUID(authority), uuid.UUID(tender_id)))
        if tender is None:
            return 0
        texts = every_text_of(tender)
        there = {(each.kind, str(each.row_id), each.column): each for each in texts}
        since = _last_redacted(tender)
        for place, some in groupby(sorted(notes, key=_place_of), _place_of):
            last = since.get(place)
            missing = [note for note in some if last is None or _moment(note) > last]
            if missing and place in there:
                done += _redact_again(tender, there[place], missing)
    return done


def _last_redacted(tender: Tender) -> dict[tuple[str, str, str], datetime]:
    """When each text was last redacted, as far as the restored database knows."""
    rows = db.session.scalars(select(Redaction).where(Redaction.tender_id == tender.id))
    return {(row.of_table, str(row.of_row), row.of_column): row.redacted_at for row in rows}


def _moment(note: Note) -> datetime:
    return datetime.fromisoformat(note["at"])


def _redact_again(tender: Tender, text: Text, notes: Sequence[Note]) -> bool:
    old = new = plain(text.text)
    for note in notes:
        new = cut_again(new, note)
    if not only_takes_out(old, new):
        new = TAKEN_OUT
    if new == old:
        return False
    with transaction():
        redact(SYSTEM, tender, text, new)
        record("erasure:repeated", SYSTEM, tender.id)
    return True


def _erase_again(note: Note) -> bool:
    person_id = uuid.UUID(note["person"])
    with reading_only():
        person = db.session.get(Person, person_id)
        is_back = person is not None and person.erased_at is None
    if is_back:
        erase(SYSTEM, person_id, AGAIN, is_over=note.get("cause") == RETENTION)
    return is_back
