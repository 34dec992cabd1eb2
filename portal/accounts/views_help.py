"""Whom to tell, for people who aren't signed in: nothing is sent from there (P25, R31)."""

from __future__ import annotations

from flask import render_template

from portal.accounts.views import bp
from portal.core.authorisation import anyone, authorise
from portal.core.web import came_from, current_actor, public


@bp.get("/help")
@public
def who_to_tell() -> str:
    """Whom to tell, where nobody knows yet which authority somebody has to do with."""
    authorise(anyone, current_actor())
    return told_page(None)


def told_page(authority: dict[str, str] | None, **people: object) -> str:
    """The page itself: an authority's public address, and who is there, where they are known."""
    return render_template(
        "safety/who_to_tell.html",
        **({"contacts": [], "hours": []} | people | {"authority": authority, "back": came_from()}),
    )
