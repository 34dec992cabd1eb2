"""Clean pages of the files that came with an answer, for the evaluators who mark it."""

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
from portal.bids.queries import bid_by_label
from portal.core.authorisation import authorise, there
from portal.core.web import current_actor
from portal.evaluation.marking.policy import may_mark, may_read_sheet
from portal.evaluation.marking.views import BASE, asked_of, bp, own_of
from portal.tenders.queries import open_tender

PAGE = f"{BASE}/<label>/<code>/files/<int:number>/<int:page>"


def _found(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> tuple[ShownPage, int, bool]:
    """A page of a file of one's own bid and question, and whether one still marks it; anything else
    isn't there (R16)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat, own = own_of(actor, tender, label)
    authorise(may_read_sheet, actor, tender, seat, own and own.sheet)
    assert own is not None
    there(next((each for each in own.criteria if each.code == code), None))
    marks = bool(may_mark(actor, tender, *asked_of(seat, own)))
    return *shown_page(bid_by_label(tender, label), code, number, page), marks


@bp.get(PAGE)
def file_page(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> str:
    """One clean page: its picture, and its words beside it, to be read or listened to."""
    found, pages, marks = _found(authority, tender_id, label, code, number, page)
    whole: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "label": label}
    place = whole | {"code": code}

    def link(file: int, at: int) -> str:
        return url_for("marking.file_page", **place, number=file, page=at)

    picture = url_for("marking.file_picture", **place, number=number, page=page)
    back = {"href": url_for("marking.mark", **place), "text": gettext("Back to the question")}
    if not marks:
        back = {"href": url_for("marking.sheet", **whole), "text": gettext("Back to your marks")}
    facts = page_facts(found, pages, number, link, picture)
    return render_template("bids/desk/file.html", page=facts, label=label, back=back)


@bp.get(f"{PAGE}.webp")
def file_picture(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> Response:
    """The picture of one clean page."""
    found, _pages, _marks = _found(authority, tender_id, label, code, number, page)
    return send_picture(found.picture)
