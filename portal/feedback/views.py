"""Pages of the buying side: the lines, the promised day, a version, and who is still to be told."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise, there
from portal.core.formats import late_words
from portal.core.forms import ActionForm
from portal.core.identity import LooksForIdentity
from portal.core.web import back_to, current_actor
from portal.feedback import operations as act
from portal.feedback import queries as ask
from portal.feedback.first_hand import ways_of_outcome
from portal.feedback.forms import DayForm, LineForm, ToldForm, line_form, publish_form
from portal.feedback.models import Telling, ToldNotice
from portal.feedback.owed import owed_of
from portal.feedback.policy import (
    may_note_promise,
    may_publish_telling,
    may_see_telling,
    may_tell_members,
    may_tick_off,
    may_write_telling,
)
from portal.feedback.shown import promises_shown, questions_shown
from portal.specifications.cowriting.looks import panels_of, tells_of_nobody
from portal.specifications.cowriting.operations_telling import note_answers_told
from portal.specifications.cowriting.queries_telling import told_of_answers
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("feedback", __name__)
TENDER = "/<authority>/tenders/<uuid:tender_id>"

Version = TypeVar("Version", Telling, ToldNotice)


def version_asked_for(versions: Sequence[Version]) -> Version | None:
    """The version that the address names, or the newest; an older one stands beside it (P20)."""
    number = request.args.get("version", type=int)
    if number is None:
        return versions[0] if versions else None
    return there(next((each for each in versions if each.number == number), None))


@bp.get(f"{TENDER}/telling")
def telling(authority: str, tender_id: uuid.UUID) -> str:
    """'You said, we did': the day promised, the lines, what is out, promises and questions."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_telling, actor, tender)
    standing = owed_of([tender.id])[tender.id]
    late = standing.days_late()
    return render_template(
        "feedback/telling.html",
        tender=tender,
        authority=authority,
        days=ask.days_of(tender),
        is_kept=standing.day is None,
        late=late_words(late) if late else "",
        drafts=ask.drafts_of(tender),
        versions=ask.tellings_of(tender),
        to_tell=standing.to_tell,
        promises=promises_shown(ask.promises_of(tender)),
        questions=questions_shown(ask.questions_of(tender), actor.person_id),
        may_write=bool(may_write_telling(actor, tender)),
        may_publish=bool(may_publish_telling(actor, tender)),
        may_tell=bool(may_tell_members(actor, tender)),
        may_note=bool(may_note_promise(actor, tender)),
        form=ActionForm(),
    )


def _written(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender]:
    """The actor and the tender of a page on which the participation lead changes something."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_write_telling, actor, tender)
    return actor, tender


def may_go_out(form: LooksForIdentity, text: str, actor: Actor, tender: Tender) -> bool:
    """Whether what a lead tells the panel tells of nobody there, or they were warned of it (P6)."""
    return tells_of_nobody(form, text, panels_of(tender), knows=may_tell_members(actor, tender))


def _back(authority: str, tender_id: uuid.UUID) -> Response:
    return back_to("feedback.telling", authority=authority, tender_id=tender_id)


@bp.route(f"{TENDER}/telling/day", methods=["GET", "POST"])
def promise_day(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Promise by which day everybody is told, or change it and say why."""
    actor, tender = _written(authority, tender_id)
    before, form = ask.days_of(tender), DayForm()
    if form.validate_on_submit() and may_go_out(form, form.facts()[1], actor, tender):
        with form.saving():
            act.promise_day(actor, tender, *form.facts())
        if form.saved:
            flash(gettext("The day is promised. The panel sees it."), "success")
            return _back(authority, tender_id)
    return render_template(
        "feedback/day.html", form=form, tender=tender, authority=authority, before=before
    )


@bp.post(f"{TENDER}/telling/draft")
def draft(authority: str, tender_id: uuid.UUID) -> Response:
    """Draft a line from each answer and each public insight that has none yet."""
    _actor, tender = _written(authority, tender_id)
    form, added = ActionForm(), 0
    if form.validate_on_submit():
        with form.saving():
            added = act.draft_lines(tender)
        words = ngettext("%(num)d line is drafted.", "%(num)d lines are drafted.", added)
        flash(words if added else gettext("Every answer has its line already."), "success")
    return _back(authority, tender_id)


@bp.route(f"{TENDER}/telling/lines/new", methods=["GET", "POST"])
def new_line(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A line of one's own."""
    actor, tender = _written(authority, tender_id)
    form = LineForm()
    if _is_fine(form, actor, tender) and form.carried_out(
        lambda: act.add_line(tender, form.facts())
    ):
        return _back(authority, tender_id)
    return render_template(
        "feedback/line.html", form=form, tender=tender, authority=authority, line=None, stays=False
    )


@bp.route(f"{TENDER}/telling/lines/<uuid:line_id>", methods=["GET", "POST"])
def line(authority: str, tender_id: uuid.UUID, line_id: uuid.UUID) -> str | Response:
    """Edit a line; a promise that is out already is followed on its own page."""
    actor, tender = _written(authority, tender_id)
    found = ask.draft_of(tender, line_id)
    form = line_form(found)
    if _is_fine(form, actor, tender) and form.carried_out(
        lambda: act.change_line(tender, found, form.facts())
    ):
        return _back(authority, tender_id)
    return render_template(
        "feedback/line.html",
        form=form,
        tender=tender,
        authority=authority,
        line=found,
        stays=any(each.key == line_id for each in ask.promises_of(tender)),
    )


def _is_fine(form: LineForm, actor: Actor, tender: Tender) -> bool:
    """Whether a line was sent that tells of nobody, or whose writer was warned of it (P6)."""
    if not form.validate_on_submit():
        return False
    return may_go_out(form, form.everything(), actor, tender)


@bp.post(f"{TENDER}/telling/lines/<uuid:line_id>/remove")
def remove_line(authority: str, tender_id: uuid.UUID, line_id: uuid.UUID) -> Response:
    """Take a line out of what comes next; versions that are out keep it."""
    _actor, tender = _written(authority, tender_id)
    found = ask.draft_of(tender, line_id)
    if ActionForm().carried_out(act.remove_line, found):
        flash(gettext("The line is out."), "success")
    return _back(authority, tender_id)


@bp.route(f"{TENDER}/telling/publish", methods=["GET", "POST"])
def publish(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Read it once more, name who replies to questions, and let it out."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_publish_telling, actor, tender)
    lines, before = ask.drafts_of(tender), ask.tellings_of(tender)
    form = publish_form(ask.deciders(tender))
    told = "\n".join(f"{e.said} {e.did} {e.possible} {e.place} {e.promise}" for e in lines)
    if form.validate_on_submit() and may_go_out(form, f"{told}\n{form.facts().why}", actor, tender):
        page = url_for("feedback.public", tender_id=tender.id, _external=True)
        with form.saving():
            act.publish_telling(actor, tender, form.facts(), page)
        if form.saved:
            flash(gettext("It is out. Everybody who took part is told."), "success")
            return _back(authority, tender_id)
    return render_template(
        "feedback/publish.html",
        form=form,
        tender=tender,
        authority=authority,
        lines=lines,
        is_first=not before,
    )


@bp.get(f"{TENDER}/telling/to-tell")
def to_tell(authority: str, tender_id: uuid.UUID) -> str:
    """Who is told of answers and of the newest version in which way, and who still has to be."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_tell_members, actor, tender)
    versions = ask.tellings_of(tender)
    return render_template(
        "feedback/to_tell.html",
        tender=tender,
        authority=authority,
        version=versions[0] if versions else None,
        ways=ask.ways_of(versions[0]) if versions else [],
        answers=told_of_answers(tender),
        outcome=ways_of_outcome(tender),
    )


@bp.route(f"{TENDER}/telling/to-tell/<uuid:way_id>", methods=["GET", "POST"])
def note_told(authority: str, tender_id: uuid.UUID, way_id: uuid.UUID) -> str | Response:
    """Tick off that somebody was told, with the day."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    versions = ask.tellings_of(tender)
    ways = ask.ways_of(versions[0]) if versions else []
    way = next((each for each in ways if each.id == way_id), None)
    way = there(way)
    authorise(may_tick_off, actor, tender, way)
    form = ToldForm()
    if form.validate_on_submit():
        with form.saving():
            act.note_told(actor, tender, versions[0], way, form.day)
        if form.saved:
            return back_to("feedback.to_tell", authority=authority, tender_id=tender_id)
    return render_template(
        "feedback/note_told.html",
        form=form,
        tender=tender,
        authority=authority,
        member=way.member,
        how=way.how,
    )


@bp.route(f"{TENDER}/telling/to-tell/answers/<uuid:way_id>", methods=["GET", "POST"])
def note_answers(authority: str, tender_id: uuid.UUID, way_id: uuid.UUID) -> str | Response:
    """Tick off that somebody was told of the answers to their words, with the day."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_tell_members, actor, tender)
    waits = [each for each in told_of_answers(tender) if each.open]
    found = there(next((each for each in waits if each.ways[0].id == way_id), None))
    form = ToldForm()
    if form.validate_on_submit():
        with form.saving():
            note_answers_told(actor, tender, found, form.day)
        if form.saved:
            return back_to("feedback.to_tell", authority=authority, tender_id=tender_id)
    return render_template(
        "feedback/note_told.html",
        form=form,
        tender=tender,
        authority=authority,
        member=found.member,
        how=found.how,
    )
