"""Whom to tell, or to ask, for people who can't write to anybody here (P25, R31)."""

from __future__ import annotations

from flask import render_template

from portal.accounts.models import OPERATOR, Authority
from portal.accounts.queries import authorities
from portal.accounts.views import bp
from portal.core.authorisation import anyone, authorise, signed_in
from portal.core.web import came_from, current_actor, public


@bp.get("/help")
@public
def who_to_tell() -> str:
    """Whom to tell, where nobody knows yet which authority somebody has to do with."""
    authorise(anyone, current_actor())
    return told_page(None)


def told_page(authority: Authority | None, **people: object) -> str:
    """The page itself: an authority's public address, and who is there, where they are known."""
    return render_template(
        "safety/who_to_tell.html",
        **({"contacts": [], "hours": []} | people | {"authority": authority, "back": came_from()}),
    )


@bp.get("/whom-to-ask")
def whom_to_ask() -> str:
    """The public addresses of the authorities, for who bids and who runs the portal (P25)."""
    actor = current_actor()
    authorise(signed_in, actor)
    found = authorities()
    return render_template(
        "accounts/whom_to_ask.html",
        authorities=[each for each in found if each.contact],
        runs_portal=actor.role == OPERATOR,
        back=came_from(),
    )
