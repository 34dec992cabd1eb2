"""The links at the head of every page, and at its foot whom to turn to."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, ngettext

from portal.registry import PRIVATE
from portal.safety.policy import may_ask_for_help, may_hand_over


def links_for(user: Any) -> list[dict[str, Any]]:
    """The main links of the person who is signed in; no link leads its reader to a 403."""
    if user is None:
        links = [("accounts.sign_in", gettext("Sign in"))]
    else:
        links = [("overview.home", gettext("Home")), ("overview.roles", gettext("Your roles"))]
    found = [_link(endpoint, text) for endpoint, text in links]
    if user and may_ask_for_help(user.actor, user.actor.authority_id):
        here = {"authority": user.authority_slug}
        found.append(_link("safety.help_me", gettext("I need help"), **here))
    return found


def _link(endpoint: str, text: str, **values: Any) -> dict[str, Any]:
    here = request.endpoint == endpoint
    return {"href": url_for(endpoint, **values), "text": text, "current": here}


def help_for(user: Any) -> dict[str, Any] | None:
    """At the foot of each page: ways to ask for help, and who is there (P25). Staff hand worries
    over instead; who bids and who runs the portal read whom to ask."""
    if user is None or user.actor.role == "person":
        return _public_help()
    if may_hand_over(user.actor, user.actor.authority_id):
        return None
    if not may_ask_for_help(user.actor, user.actor.authority_id):
        link = _help("accounts.whom_to_ask", gettext("I need help"), "talk")
        return {"links": [link], "note": None}
    here = {"authority": user.authority_slug}
    names = user.there_for_them
    note = ngettext(
        "%(names)s is there for you.",
        "%(names)s are there for you.",
        len(names),
        names=gettext(" and ").join(names),
    )
    return {
        "links": [
            _help("safety.help_me", gettext("I need help"), "talk", **here),
            _help("safety.upset", gettext("This upset me"), "heart", **here),
            {"href": _ask_word(here), "text": gettext("A word here isn’t clear")},
        ],
        "note": note if names else None,
    }


def _public_help() -> dict[str, Any]:
    """For who isn't signed in, or is nobody here yet: whom to tell; nothing is sent (P25)."""
    values = request.view_args or {}
    where, here = "accounts.who_to_tell", dict[str, Any]()
    if request.blueprint == "panels" and "code" in values:
        where, here = "panels.who_to_tell", {"code": values["code"]}
    elif request.path.startswith("/notices/") and "tender_id" in values:
        where, here = "tenders.who_to_tell", {"tender_id": values["tender_id"]}
    return {
        "links": [
            _help(where, gettext("I need help"), "talk", **here),
            _help(where, gettext("This upset me"), "heart", _anchor="upset", **here),
        ],
        "note": None,
    }


def _ask_word(here: dict[str, Any]) -> str:
    """Where a word is marked as unclear; it tells the kind of page, and no private one (R31)."""
    page = None if request.blueprint in PRIVATE else request.blueprint
    return url_for("training.ask_word", **here, page=page)


def _help(endpoint: str, text: str, icon: str, **here: Any) -> dict[str, str]:
    return {"href": url_for(endpoint, **here), "text": text, "icon": icon}


def staff_links_for(user: Any) -> list[dict[str, str]]:
    """At the foot of each page of who works for an authority: handing over a worry (R31)."""
    if user is None or not may_hand_over(user.actor, user.actor.authority_id):
        return []
    href = url_for("safety.hand_over", authority=user.authority_slug)
    return [{"href": href, "text": gettext("Worried about somebody’s safety?")}]
