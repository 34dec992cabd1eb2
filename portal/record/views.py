"""The page of a tender's trail, and the same as a file."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from portal.core.authorisation import authorise
from portal.core.paging import paged
from portal.core.web import current_actor, records_opening
from portal.record.archive.policy import may_take_archive
from portal.record.bundle.policy import may_take_whole
from portal.record.exports import as_csv
from portal.record.forms import FilterForm
from portal.record.lines import lines_of
from portal.record.policy import may_know_of_bids, may_read_trail
from portal.record.queries import Filter, count_of_events, events_of
from portal.tenders.looks import note_copy
from portal.tenders.queries import open_tender

bp = Blueprint("record", __name__)

PAGE = 50


@bp.get("/<authority>/tenders/<uuid:tender_id>/trail")
def trail(authority: str, tender_id: uuid.UUID) -> str:
    """What happened with this tender, in order and in sentences."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_trail, actor, tender)
    form = FilterForm(formdata=request.args)
    wanted = form.ask()
    count = count_of_events(tender, wanted)
    page = paged(count, size=PAGE)
    lines = lines_of(actor, tender, events_of(tender, wanted, page.offset, page.limit))
    return render_template(
        "record/trail.html",
        form=form,
        tender=tender,
        authority=authority,
        days=[(day, list(group)) for day, group in groupby(lines, lambda line: line.day)],
        count=count,
        hides_bids=not may_know_of_bids(tender),
        is_filtered=wanted != Filter(),
        pages=page.ways,
        csv=url_for(".trail_csv", **_here(), kind=wanted.kind, role=wanted.role),
        archive=url_for(".archive", **_here()) if may_take_archive(actor, tender) else "",
        bundle=url_for(".bundle", **_here()) if may_take_whole(actor, tender) else "",
    )


@bp.get("/<authority>/tenders/<uuid:tender_id>/trail.csv")
@records_opening
def trail_csv(authority: str, tender_id: uuid.UUID) -> Response:
    """The same events as CSV, all of them on one sheet."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_trail, actor, tender)
    note_copy("trail:taken", actor, tender, file="trail.csv")
    wanted = FilterForm(formdata=request.args).ask()
    lines = lines_of(actor, tender, events_of(tender, wanted))
    headers = {"Content-Disposition": "attachment; filename=trail.csv"}
    return Response(as_csv(lines), mimetype="text/csv", headers=headers)


def _here() -> dict[str, Any]:
    return dict(request.view_args or {})
