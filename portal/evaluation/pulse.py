"""The pulse of the room: devices ask for one number, and for the page only when it has grown."""

from __future__ import annotations

from portal.core.database import db
from portal.evaluation.models_room import Pulse
from portal.tenders.models import Tender


def beats_of(tender: Tender) -> int:
    """How often something on the table has changed; a question of one row by its key."""
    row = db.session.get(Pulse, (tender.authority_id, tender.id))
    return row.beats if row else 0


def beat(tender: Tender, *, begins: bool = False) -> None:
    """Something on the table has changed: all who watch it ask for it anew.

    The database counts, so that of two changes at once none goes unseen. It `begins` with the first
    session; before that nobody watches.
    """
    row = db.session.get(Pulse, (tender.authority_id, tender.id))
    if row is not None:
        row.beats = Pulse.beats + 1
    elif begins:
        db.session.add(Pulse(id=tender.id, beats=1))
