"""Whose an opened bid is, as its own sealed text tells it; never for anybody who marks (R18)."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from portal.bids.models import Bid, OpenedBid, Origin
from portal.core.authorisation import there
from portal.core.database import db


def profile_in(bid: Bid) -> dict[str, Any]:
    """The organisation as it was when the bid was submitted: what changed later isn't in it."""
    wanted = (
        select(OpenedBid.blob)
        .join(Origin, Origin.submission_id == OpenedBid.id)
        .where(Origin.id == bid.id)
    )
    found: dict[str, Any] = json.loads(there(db.session.scalar(wanted)))["provider"]
    return found
