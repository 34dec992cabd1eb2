"""Writes of what an authority keeps about itself."""

from __future__ import annotations

from portal.accounts.models import Authority
from portal.audit.journal import record
from portal.core.authorisation import Actor


def change_authority(
    actor: Actor, authority: Authority, name: str, address: str, contact: str
) -> None:
    """Change what new letters and notices name an authority by; what is out stays as it is (R4)."""
    new = {"name": name, "address": address, "contact": contact}
    changed = [each for each, value in new.items() if getattr(authority, each) != value]
    for each in changed:
        setattr(authority, each, new[each])
    if changed:
        record("authority:changed", actor, fields=changed)
