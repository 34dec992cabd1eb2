"""Lets the story's providers bid, and opens the bids."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from portal.bids import operations as bids
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.demo.attaching import Files
from portal.demo.people import House, acting
from portal.demo.story import BidText, Story
from portal.demo.writing import deadline_of
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender


def bid(
    story: Story,
    house: House,
    tender_id: uuid.UUID,
    providers: dict[str, Actor],
    day_0: datetime,
    files: Mapping[str, Files] | None = None,
) -> None:
    """Each provider writes its bid in the last days and submits it before the deadline; `files`:
    what some of them bring along with their first answer."""
    deadline = deadline_of(story, day_0)
    for hours, (key, provider) in enumerate(sorted(providers.items()), start=2):
        with acting(deadline - timedelta(days=6, hours=hours), house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            bids.save_draft(provider, tender, content_of(story.bids[key]))
            for name, content in (files or {}).get(key, ()):
                bids.add_file(provider, tender, criteria_of(tender)[0], name, content)
        with acting(deadline - timedelta(hours=7 * hours), house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            bids.submit_bid(provider, tender, accepts_charter=True)


def begin_one(
    story: Story, house: House, tender_id: uuid.UUID, provider: Actor, at: datetime
) -> None:
    """One provider has begun its bid and not sent it: half of the answers, no price."""
    whole = content_of(story.bids["birch"])
    answers = dict(list(whole["answers"].items())[:5])  # type: ignore[attr-defined]
    with acting(at, house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        bids.save_draft(provider, tender, {"answers": answers})


def content_of(text: BidText) -> dict[str, object]:
    """A bid of the story as a draft holds it."""
    return {
        "answers": dict(sorted(text.answers.items())),
        "gates": {
            code: {"passes": gate["answer"], "evidence": gate["evidence"].strip()}
            for code, gate in text.gates.items()
        },
        "price": text.price,
    }
