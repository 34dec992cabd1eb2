"""Whom to tell, for who was asked to join a panel and isn't signed in (P25)."""

from __future__ import annotations

from portal.core.web import public
from portal.participation.panels.views import bp
from portal.participation.panels.views_joining import find_way
from portal.safety.views_unsigned import told_by_name, told_page


@bp.get("/join/<code>/help")
@public
def who_to_tell(code: str) -> str:
    """Whom to tell, by name for who was asked to join; a code that leads nowhere names nobody."""
    way = find_way(code)
    return told_by_name(way.authority) if way else told_page(None)
