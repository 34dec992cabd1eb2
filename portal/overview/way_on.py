"""Where somebody goes on from a page that can't be shown: to its tender, else to their home."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import MethodNotAllowed, NotFound

from portal.bids.policy import may_see_own_bid
from portal.core.authorisation import Actor
from portal.core.failures import Way
from portal.core.web import current_actor
from portal.tenders.models import Tender
from portal.tenders.policy import may_see_tender
from portal.tenders.queries import open_tender, opened_tender


def way_on() -> Way:
    """The page that a refused reader goes on to: one that they may see."""
    actor = current_actor()
    if actor.person_id is None:
        return {"href": url_for("overview.front"), "text": gettext("Go to the first page")}
    home = {"href": url_for("overview.home"), "text": gettext("Go to your home page")}
    return _tender(actor, opened_tender() or _of_a_button(actor)) or home


def _tender(actor: Actor, tender: Tender | None) -> Way | None:
    if tender is None:
        return None
    here = {"authority": (request.view_args or _button())["authority"], "tender_id": tender.id}
    if may_see_tender(actor, tender):
        text = gettext("Go to the tender ‘%(title)s’", title=tender.title)
        return {"href": url_for("overview.tender", **here), "text": text}
    if may_see_own_bid(actor, tender):
        text = gettext("Go to your bid for ‘%(title)s’", title=tender.title)
        return {"href": url_for("bids.bid", **here), "text": text}
    return None


def _of_a_button(actor: Actor) -> Tender | None:
    """The tender of a button's address that was opened as a page: no view has opened it."""
    place = _button()
    if not {"authority", "tender_id"} <= place.keys():
        return None
    try:
        return open_tender(actor, place["authority"], place["tender_id"])
    except NotFound:
        return None


def _button() -> dict[str, Any]:
    """What the path names, where it is a button's and was opened as a page."""
    wrong_way = request.routing_exception
    adapter = current_app.create_url_adapter(request)
    if isinstance(wrong_way, MethodNotAllowed) and wrong_way.valid_methods and adapter:
        return dict(adapter.match(method=list(wrong_way.valid_methods)[0])[1])
    return {}
