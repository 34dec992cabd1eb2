"""After an older backup was restored: words leave what is published again (R26)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from portal.audit.journal import record
from portal.audit.models import Event
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.record.erasure.notebook import Note, notes_of_removal
from portal.record.erasure.places import row_at, text_at
from portal.record.erasure.published import take_out
from portal.record.erasure.removal import words_cut
from portal.tenders.models import Tender


def notes_of_removals(authority_id: uuid.UUID) -> list[Note]:
    """What the logs of the authority that is open tell of words that were taken out."""
    wanted = select(Event.log_id, Event.facts).where(Event.name == "wording:removed")
    return [
        note
        for log_id, facts in db.session.execute(wanted.order_by(Event.log_id, Event.number))
        for note in notes_of_removal(
            authority_id, log_id, facts["removed_at"], facts["why"], facts["cuts"]
        )
    ]


def remove_again(authority: str, tender_id: str, notes: Sequence[Note]) -> int:
    """The same words leave again, each time in its order; answers out of how many places. What
    the restored record tells of itself is done already."""
    done = 0
    with tenant(uuid.UUID(authority)):
        tender = db.session.get(Tender, (uuid.UUID(authority), uuid.UUID(tender_id)))
        if tender is None or not tender.published_at:
            return 0
        known = {each["at"] for each in notes_of_removals(tender.authority_id)}
        for (at, why), some in groupby(sorted(notes, key=_time_of), _time_of):
            words = [] if at in known else [each for note in some for each in _gone(tender, note)]
            if words:
                with transaction():
                    done += len(take_out(SYSTEM, tender, words, why, datetime.fromisoformat(at)))
                    record("erasure:repeated", SYSTEM, tender.id)
    return done


def _time_of(note: Note) -> tuple[str, str]:
    return note["at"], note["why"]


def _gone(tender: Tender, note: Note) -> list[str]:
    """The words that went from one place, which the restored record has again."""
    row = row_at(note["table"], uuid.UUID(note["row"]), tender.id)
    text = text_at(row, note["column"]) if row is not None else ""
    return words_cut(text, note["kept"]) if text else []
