"""Pages of the table: each person’s own device, the wall, and what happens there."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise, there
from portal.core.forms import ActionForm
from portal.core.live import live
from portal.core.web import back_to, current_actor
from portal.evaluation.moderation.queries import Item, item_of
from portal.evaluation.moderation.sitting import table_of, talks_on
from portal.evaluation.pulse import beats_of
from portal.evaluation.room import table as act
from portal.evaluation.room.forms import GroupForm, LayForm
from portal.evaluation.room.pages import table_page, wall_page
from portal.evaluation.room.policy import (
    may_come,
    may_plan_sessions,
    may_see_table,
    may_show_wall,
    may_steer_rounds,
)
from portal.evaluation.room.views import BASE, bp
from portal.specifications.models import Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get(f"{BASE}/table")
def table(authority: str, tender_id: uuid.UUID) -> Response:
    """What is on the table now, as this person may see it; asked for again and again (R14)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_table, actor, tender)

    def page(tag: str) -> str:
        shown = table_page(actor, tender)
        place = {"authority": authority, "tender": tender}
        return render_template("room/table.html", page=shown, tag=tag, form=ActionForm(), **place)

    return live(("table", tender.id, beats_of(tender)), page)


@bp.get(f"{BASE}/wall")
def wall(authority: str, tender_id: uuid.UUID) -> Response:
    """The same for a projector: big, and without what isn’t for the wall (R19)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_show_wall, actor, tender)

    def page(tag: str) -> str:
        shown = wall_page(tender)
        return render_template(
            "room/wall.html", page=shown, tag=tag, authority=authority, tender=tender
        )

    return live(("wall", tender.id, beats_of(tender)), page)


@bp.post(f"{BASE}/lay")
def lay(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Put one answer on the table, for a group first or for all (R14)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_steer_rounds, actor, tender)
    form = LayForm()
    if form.validate():
        item = item_of(tender, form.label.data or "", form.code.data or "")
        group = _group(tender, form.group.data) if form.group.data else None
        with form.saving():
            act.lay(actor, tender, item, group)
    if form.saved:
        return back_to("room.table", authority=authority, tender_id=tender_id, _anchor="now")
    return _refused(authority, tender, form)


@bp.post(f"{BASE}/here")
def here(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Somebody says that they are here (R13)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_come, actor, tender)
    form = ActionForm()
    if form.carried_out(act.come, actor, tender):
        return back_to("room.table", authority=authority, tender_id=tender_id)
    return _refused(authority, tender, form)


def _refused(authority: str, tender: Tender, form: LayForm | ActionForm) -> str:
    shown = table_page(current_actor(), tender)
    place = {"authority": authority, "tender": tender}
    return render_template("room/table.html", page=shown, tag="", form=form, **place)


@bp.route(f"{BASE}/<label>/<code>/first/<group>", methods=["GET", "POST"])
def first(
    authority: str, tender_id: uuid.UUID, label: str, code: str, group: str
) -> str | Response:
    """The lead writes down what a group said among itself, before all talk (R13)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_plan_sessions, actor, tender)
    item, theirs = item_of(tender, label, code), _group(tender, group)
    last = talks_on(tender, item).get(theirs.id)
    form = GroupForm(data={"words": last.words if last else ""})
    if not form.is_submitted():
        form.seen.data = str(last.version if last else 0)
    if form.validate_on_submit():
        with form.saving():
            words, seen = form.words.data or "", form.seen.number()
            act.note_group(actor, tender, item, theirs, words, seen)
        if form.saved:
            return _after_first(authority, tender, item)
    page = {"label": label, "code": code, "title": item.criterion.title, "group": theirs.title}
    page["theirs"] = last.words if last and form.errors else ""
    return render_template(
        "room/first.html", form=form, page=page, authority=authority, tender=tender
    )


def _after_first(authority: str, tender: Tender, item: Item) -> Response:
    """Back to the table, or where it doesn't lie there any more, to the answer."""
    flash(gettext("Written down."), "success")
    place = {"authority": authority, "tender_id": tender.id}
    if table_of(tender).has(item):
        return back_to("room.table", **place)
    return back_to("moderation.item", **place, label=item.bid.label, code=item.criterion.code)


def _group(tender: Tender, slug: str | None) -> Group:
    return there(next((each for each in groups_of(tender) if each.slug == slug), None))
