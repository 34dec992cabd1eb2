"""The record of an opening, as everybody reads it who has a part in it: when, by whom, hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select

from portal.audit.models import Event
from portal.bids.importing.models import LEAD_INSTEAD, BidsImport
from portal.bids.importing.queries import import_of
from portal.core.database import db
from portal.tenders.models import Tender
from portal.tenders.openers.models import RECOVERY
from portal.tenders.openers.words import ROLES


@dataclass(frozen=True)
class OpeningRecord:
    """When bids were opened, by which two, and the hash of each; never by label or provider."""

    at: datetime
    by: Sequence[str]
    hashes: Sequence[str]
    brought: BidsImport | None = None
    """How they came here from another system, where they did."""


def record_of(tender: Tender) -> OpeningRecord | None:
    """The record of an opening, or of how bids came from another system; none before it."""
    wanted = select(Event).where(Event.log_id == tender.id, Event.name == "bids:opened")
    event = db.session.scalar(wanted)
    if event is None or tender.opened_at is None:
        return None
    pairs = zip(event.facts["seats"], event.facts["roles"], strict=True)
    return OpeningRecord(
        tender.opened_at,
        [_who(seat, role) for seat, role in pairs],
        [each["bid"] for each in event.facts["bids"]],
        import_of(tender),
    )


def _who(seat: str, role: str) -> str:
    who = gettext(ROLES[role])
    if seat == LEAD_INSTEAD:
        return gettext("%(role)s, in the place of an opening officer", role=who)
    if seat == RECOVERY:
        return gettext("%(role)s, with the recovery code", role=who)
    return gettext("%(role)s, as opening officer", role=who)
