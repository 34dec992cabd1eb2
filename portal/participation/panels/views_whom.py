"""Whom to tell, for who was asked to join a panel and isn't signed in (P25)."""

from __future__ import annotations

from portal.accounts.views_help import told_page
from portal.core.web import current_actor, public
from portal.participation.panels.views import bp
from portal.participation.panels.views_joining import find_way
from portal.safety.views import who_reads


@bp.get("/help/<code>")
@public
def who_to_tell(code: str) -> str:
    """Whom to tell, by name for who was asked to join; a code that leads nowhere names nobody."""
    way = find_way(code)
    if way is None:
        return told_page(None)
    found = who_reads(current_actor(), way.authority)
    return told_page(way.authority, contacts=found["contacts"], hours=found["hours"])
