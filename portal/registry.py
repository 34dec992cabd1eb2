"""Which features have pages, and the links at the head of every page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.accounts import views as accounts
from portal.overview import views as overview
from portal.tenders import views as tenders

BLUEPRINTS: list[Blueprint] = [accounts.bp, tenders.bp, overview.bp]


def links_for(user: Any) -> list[dict[str, Any]]:
    """The main links of the person who is signed in; no link leads its reader to a 403."""
    return []
