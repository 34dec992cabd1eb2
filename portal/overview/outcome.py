"""What a tender came to, in one line, once the letters are out."""

from __future__ import annotations

from flask_babel import gettext

from portal.bids.queries import provider_names
from portal.core.authorisation import Actor
from portal.core.formats import day, named, with_names
from portal.evaluation.runs.policy import may_see_names
from portal.outcomes.queries import decisions_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_again, is_at_least


def outcome_of(actor: Actor, tender: Tender) -> str | None:
    """Which bid was chosen and whose it is, for those who may read the result with its names."""
    if not is_at_least(tender, "released"):
        return None
    if is_again(tender) and tender.reopened_at:
        on = day(tender.reopened_at)
        return gettext("The letters were out, and since %(day)s it is decided again.", day=on)
    if not may_see_names(actor, tender):
        return None
    chosen = decisions_of(tender)[0].bid
    if chosen is None:
        return gettext("It is decided. No bid was chosen.")
    return with_names(
        gettext("It is decided. Bid %(label)s was chosen. It came from %(name)s."),
        label=chosen.label,
        name=named(provider_names(tender)[chosen.label]),
    )
