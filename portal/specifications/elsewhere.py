"""Bids that come in another system: a tender says so before it is published, and then for good."""

from __future__ import annotations

from typing import Any

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.rows import refuse_published
from portal.tenders.models import Tender

BOTH = say("Say both: what the other system is called, and how a bidder finds it.")


def put_elsewhere(actor: Actor, tender: Tender, system: str, where: str) -> None:
    """Say in which other system bids come, or with two empty texts that they come here (R4, R29).

    Never both: all bidders have one way, one deadline and one opening.
    """
    refuse_published(tender)
    if bool(system) != bool(where):
        raise Refused(BOTH, "where" if system else "system")
    told = {"bids_system": system, "bids_where": where}
    changed = [name for name, value in told.items() if getattr(tender, name) != value]
    for name in changed:
        setattr(tender, name, told[name])
    if changed:
        record("tender:changed", actor, tender.id, fields=changed)


def told_elsewhere(tender: Tender) -> dict[str, Any]:
    """What documents say of it; nothing where bids come here."""
    if not tender.bids_system:
        return {}
    return {"bids_elsewhere": {"system": tender.bids_system, "where": tender.bids_where}}
