"""Clean pages of the files that came with an answer, beside its moderation."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.desk.models import ShownPage
from portal.bids.desk.queries import shown_page
from portal.bids.desk.reading import page_facts
from portal.bids.desk.views import send_picture
from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.evaluation.moderation import queries as ask
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.policy import may_see_item
from portal.evaluation.moderation.views_item import BASE, bp
from portal.tenders.queries import open_tender

PAGE = f"{BASE}/<label>/<code>/files/<int:number>/<int:page>"


def _found(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> tuple[ShownPage, int]:
    """A page as evaluators saw it while they marked, for whoever reads this answer here (R14)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    item, panel = ask.item_of(tender, label, code), panel_of(tender)
    is_theirs = panel.is_theirs(actor, item.bid, item.criterion)
    authorise(may_see_item, actor, tender, is_theirs)
    return shown_page(item.bid, code, number, page)


@bp.get(PAGE)
def file_page(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> str:
    """One clean page: its picture, and its words beside it."""
    found, pages = _found(authority, tender_id, label, code, number, page)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    place |= {"label": label, "code": code}

    def link(file: int, at: int) -> str:
        return url_for(".file_page", **place, number=file, page=at)

    picture = url_for(".file_picture", **place, number=number, page=page)
    back = {"href": url_for(".item", **place), "text": gettext("Back to talking about it")}
    facts = page_facts(found, pages, number, link, picture)
    return render_template("bids/desk/file.html", page=facts, label=label, back=back)


@bp.get(f"{PAGE}.webp")
def file_picture(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> Response:
    """The picture of one clean page."""
    return send_picture(_found(authority, tender_id, label, code, number, page)[0].picture)
