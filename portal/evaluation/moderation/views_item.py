"""The page of one bid on one criterion: read, talk, record."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import AUDITOR
from portal.accounts.queries import people_by_id
from portal.bids.desk.reading import Links, file_links
from portal.bids.queries import blind_bid
from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.formats import clock_time
from portal.core.web import back_to, current_actor, reads_plain
from portal.evaluation.moderation import operations as act
from portal.evaluation.moderation import pages as show
from portal.evaluation.moderation import queries as ask
from portal.evaluation.moderation.checks import Moderated, agreed_field
from portal.evaluation.moderation.disagreement import apart_of, widest_first
from portal.evaluation.moderation.doubting import doubts_on
from portal.evaluation.moderation.forms import ModerationForm, form_for
from portal.evaluation.moderation.pages import Reader
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.policy import (
    may_lift,
    may_moderate,
    may_read_conflicts,
    may_read_signatures,
    may_read_ways,
    may_see_item,
)
from portal.evaluation.moderation.queries import Item
from portal.evaluation.moderation.sitting import present_in, table_of, talks_on
from portal.evaluation.moderation.wording import Doubt, seal_of
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("moderation", __name__)
BASE = "/<authority>/tenders/<uuid:tender_id>/moderation"


@bp.route(f"{BASE}/<label>/<code>", methods=["GET", "POST"])
def item(authority: str, tender_id: uuid.UUID, label: str, code: str) -> str | Response:
    """One bid on one criterion: its answer, the marks without names, and the record (R13, R14)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    found, panel = ask.item_of(tender, label, code), panel_of(tender)
    is_theirs = panel.is_theirs(actor, found.bid, found.criterion)
    authorise(may_see_item, actor, tender, is_theirs)
    if request.method == "POST":
        authorise(may_moderate, actor, tender)
    moderated, reader = ask.moderated(tender, found, panel), reader_of(actor, tender, panel)
    form = _form_of(tender, found, moderated, reader)
    page = _page(tender, found, moderated, reader)
    doubts = _doubts(tender, found, panel, form, page["answer"])
    if form.is_submitted() and _save(actor, tender, found, form, moderated, doubts):
        return _go_on(tender, authority, found)
    may_write, is_overtaken = bool(may_moderate(actor, tender)), found.is_overtaken(panel)
    return render_template(
        "evaluation/item.html",
        form=form,
        doubts=doubts,
        may_write=may_write,
        can_lift=bool(may_lift(actor, tender, is_theirs)),
        is_writing=may_write and (form.is_begun or found.record is None or is_overtaken),
        is_overtaken=is_overtaken,
        authority=authority,
        tender=tender,
        page=page,
        at_table=_at_table(tender, found) if may_write else None,
    )


@bp.post(f"{BASE}/<label>/<code>/draft")
def draft(authority: str, tender_id: uuid.UUID, label: str, code: str) -> Any:
    """Keep the notes while they are written; answers when they were saved."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_moderate, actor, tender)
    found, panel = ask.item_of(tender, label, code), panel_of(tender)
    reader = reader_of(actor, tender, panel)
    form = _form_of(tender, found, ask.moderated(tender, found, panel), reader)
    if form.validate():
        with form.saving():
            act.keep_notes(tender, found.bid, found.criterion, form.content())
    if form.saved:
        return {"saved_at": clock_time(clock.now().astimezone(clock.LONDON))}
    return {"error": form.said()}, 422


def reader_of(actor: Actor, tender: Tender, panel: Panel) -> Reader:
    """What this actor may read of the panel: names, pseudonyms, or neither (R18)."""
    people = people_by_id([seat.person_id for seat in panel.seats.values()])
    return Reader(
        reads_plain(),
        show.names_on(panel, people) if may_read_signatures(actor, tender) else {},
        ask.pseudonyms_of(tender) if actor.role == AUDITOR else {},
        bool(may_read_conflicts(actor, tender)),
        bool(may_read_ways(actor, tender)),
    )


def _link_to(found: Item) -> Links:
    here = request.view_args or {}
    code = found.criterion.code
    place = {"authority": here["authority"], "tender_id": here["tender_id"]}
    place |= {"label": found.bid.label, "code": code}
    return lambda file, at: url_for(".file_page", **place, number=file, page=at)


def _page(tender: Tender, found: Item, moderated: Moderated, reader: Reader) -> dict[str, Any]:
    criterion, bid = found.criterion, blind_bid(tender, found.bid.label)
    versions = ask.versions_of(tender, found)
    given = ask.given_for(tender, found)
    said = talks_on(tender, found)
    return {
        "label": found.bid.label,
        "code": criterion.code,
        "title": criterion.plain_title if reader.plain else criterion.title,
        "question": criterion.plain_question if reader.plain else criterion.question,
        "answer": bid.answers.get(criterion.code, ""),
        "is_interview": criterion.is_interview,
        "words": bid.words.get(criterion.code, 0),
        "files": file_links(bid.files.get(criterion.code, ()), _link_to(found)),
        "scale": show.scale_of(criterion, reader.plain),
        "groups": [agreed_field(group) for group in moderated.groups],
        "said": [
            {"who": group.title, "words": said[group.id].words}
            for group in moderated.groups
            if group.id in said
        ],
        "marks": show.marks_by_group(moderated.groups, given, found.record, reader),
        "record": show.record_of(found.record, moderated, reader) if found.record else None,
        "earlier": [show.record_of(each, moderated, reader, False) for each in versions[:-1]],
    }


def _form_of(tender: Tender, found: Item, moderated: Moderated, reader: Reader) -> ModerationForm:
    kept = ask.draft_of(tender, found.bid, found.criterion)
    start = kept.content if kept else show.notes_from(found.record, moderated.groups)
    if not start.get("present"):
        start = start | {"present": _there(tender, found, moderated.panel)}
    form = form_for(
        moderated.groups,
        show.mark_choices(found.criterion),
        show.people_choices(moderated, groups_of(tender), reader),
        start,
    )
    form.is_begun = bool(kept) or form.is_submitted() or "again" in request.args
    if not form.is_submitted():
        form.seen.data = str(found.record.version if found.record else 0)
        form.seen_marks.data = str(ask.marks_among(ask.given_for(tender, found)))
    return form


def _there(tender: Tender, found: Item, panel: Panel) -> list[str]:
    """Who said that they are here and marks this question: ticked to begin with (R13)."""
    table = table_of(tender)
    here = present_in(tender, table.session) if table.session and table.has(found) else set()
    return [str(seat.id) for seat in panel.on(found.criterion) if seat.id in here]


def _at_table(tender: Tender, found: Item) -> bool | None:
    """Whether this answer lies on the table; none where no session is open."""
    table = table_of(tender)
    return table.has(found) if table.session else None


def _doubts(
    tender: Tender, found: Item, panel: Panel, form: ModerationForm, answer: str
) -> list[Doubt]:
    """What to warn of, once something was sent."""
    if not form.is_submitted():
        return []
    given = ask.given_for(tender, found)
    doubts = doubts_on(tender, found, panel, form.texts(), answer, given)
    form.warnings = [f"{doubt.kind}:{doubt.field}" for doubt in doubts]
    return doubts


def _save(
    actor: Actor,
    tender: Tender,
    found: Item,
    form: ModerationForm,
    moderated: Moderated,
    doubts: list[Doubt],
) -> bool:
    """Keep the notes, or record them; of what is warned of each time why it stands (R14)."""
    if request.form.get("do") == "later":
        if form.validate():
            with form.saving():
                act.keep_notes(tender, found.bid, found.criterion, form.content())
        return form.saved
    seal = seal_of(doubts, form.texts())
    form.is_doubted, is_news = bool(doubts), bool(seal) and form.read_again.data != seal
    if is_news:
        form.read_again.data, form.warnings = seal, []
    if not form.complete(moderated) or is_news:
        return False
    with form.saving():
        act.record_moderation(actor, tender, found.bid, found.criterion, form.facts())
    return form.saved


def _go_on(tender: Tender, authority: str, found: Item) -> Response:
    """To the widest disagreement that isn't recorded, else back to the agenda."""
    place = {"authority": authority, "tender_id": tender.id}
    if request.form.get("do") == "later":
        flash(gettext("Your notes are kept. They aren’t recorded yet."), "success")
        return back_to("moderation.agenda", **place)
    flash(gettext("Recorded: Bid %(label)s, %(title)s.", **_named(found)), "success")
    if _at_table(tender, found):
        return back_to("room.table", **place)
    items = widest_first(ask.items_of(tender), apart_of(tender))
    panel = panel_of(tender)
    left = [each for each in items if each.record is None or each.is_overtaken(panel)]
    if not left:
        return back_to("moderation.agenda", **place)
    after = left[0]
    return back_to("moderation.item", **place, label=after.bid.label, code=after.criterion.code)


def _named(found: Item) -> dict[str, str]:
    return {"label": found.bid.label, "title": found.criterion.title}
