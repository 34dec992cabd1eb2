"""Writes of what an authority keeps about itself."""

from __future__ import annotations

from typing import Any

from portal.accounts.brand import sha256_of
from portal.accounts.models import Authority, AuthorityLogo
from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db

NUMBERS = ("least_shown", "kept_years", "next_cycle_months")
"""Of what is set, numbers that the record tells: they say what is hidden, and how long it stays."""


def change_authority(actor: Actor, authority: Authority, **new: Any) -> None:
    """Change what an authority says and sets; letters and notices that are out stay (R4)."""
    changed = [each for each, value in new.items() if getattr(authority, each) != value]
    for each in changed:
        setattr(authority, each, new[each])
    numbers = [each for each in changed if each in NUMBERS]
    for each in numbers:
        record("authority:number-set", actor, number=each, value=new[each])
    if fields := [each for each in changed if each not in numbers]:
        record("authority:changed", actor, fields=fields)


def change_logo(actor: Actor, authority: Authority, logo: bytes | None) -> None:
    """Put another logo there, take it away where it is empty, or leave it where there is none."""
    if logo is None:
        return
    row = db.session.get(AuthorityLogo, authority.id)
    if row and not logo:
        db.session.delete(row)
    elif row:
        row.content, row.sha256 = logo, sha256_of(logo)
    elif logo:
        db.session.add(AuthorityLogo(id=authority.id, content=logo, sha256=sha256_of(logo)))
    change_authority(actor, authority, logo_sha256=sha256_of(logo) if logo else "")
