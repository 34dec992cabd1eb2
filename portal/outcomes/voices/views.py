"""Pages of the two views, of the note of a talk, and of the narratives (P18, P19)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import EVALUATOR
from portal.core.authorisation import Actor, authorise, there
from portal.core.forms import typed
from portal.core.web import back_to, current_actor, records_opening
from portal.evaluation.queries import seat_of, voided_of
from portal.evaluation.runs.queries import runs_of, smallest_group
from portal.evaluation.runs.remembered import views as remembered
from portal.evaluation.runs.sight import Sight, figures_of
from portal.outcomes.queries import course_of
from portal.outcomes.views import BASE, bp
from portal.outcomes.voices import operations as act
from portal.outcomes.voices import pages
from portal.outcomes.voices import queries as ask
from portal.outcomes.voices.forms import AgreeForm, NarrativeForm, TalkForm
from portal.outcomes.voices.policy import (
    may_lift_narrative,
    may_lift_own_narrative,
    may_note_talk,
    may_read_narratives,
    may_read_reasons,
    may_see_own_narrative,
    may_see_views,
    may_write_narrative,
)
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.queries import open_tender
from portal.tenders.views_typed import Answered, draft_for, is_keeping, keep


@bp.route(f"{BASE}/views", methods=["GET", "POST"])
def views(authority: str, tender_id: uuid.UUID) -> str | Response:
    """What each group gave, side by side, and how differences were talked through."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    run = next(iter(runs_of(tender)), None)
    authorise(may_see_views, actor, tender, _smallest(actor, tender, run))
    standing, groups = there(run), list(groups_of(tender))
    can_note, form = bool(may_note_talk(actor, tender)), TalkForm()
    form.offer(pages.people_there(tender, groups) if can_note else [])
    notes = pages.notes_of(tender, groups)
    if form.is_submitted():
        authorise(may_note_talk, actor, tender)
    else:
        form.seen.data = str(pages.last_note_on(standing.number, notes))
    if form.validate_on_submit():
        with form.saving():
            act.note_talk(actor, tender, typed(form.words), form.seats, form.version)
        if form.saved:
            flash(gettext("The note is on the record."), "success")
            return back_to(".views", authority=authority, tender_id=tender_id)
    figures = figures_of(standing, groups, Sight(True, True, (), False))
    with_reasons = bool(may_read_reasons(actor, tender))
    page: dict[str, Any] = {"tender": tender, "authority": authority, "can_note": can_note}
    page["shown"] = pages.views_page(tender, figures, groups, with_reasons=with_reasons)
    return render_template("outcomes/views.html", form=form, notes=notes, **page)


def _smallest(actor: Actor, tender: Tender, run: Any) -> int:
    """Asked of evaluators alone; a run never changes, so it is worked out once."""
    if run is None or not holds(actor, tender, EVALUATOR):
        return 0
    found: int = remembered.get((run.id, "smallest"), lambda: smallest_group(tender))
    return found


@bp.route(f"{BASE}/narrative", methods=["GET", "POST"])
def own_narrative(authority: str, tender_id: uuid.UUID) -> Answered:
    """A group's own words beside the decision: read, write, say yes (P19)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_see_own_narrative, actor, tender, seat)
    assert seat is not None
    told, form = there(ask.narrative_for(tender, seat)), NarrativeForm()
    can_write = may_write_narrative(actor, tender, seat, *_asked(tender, seat))
    if form.is_submitted():
        authorise(may_write_narrative, actor, tender, seat, *_asked(tender, seat))
    if is_keeping():
        return keep(actor, tender, act.PLACE)
    if form.validate_on_submit():
        with form.saving():
            act.write_narrative(actor, tender, seat, typed(form.words), form.version)
        if form.saved:
            flash(gettext("It is saved. Now the others of your group can say yes to it."))
            return back_to(".own_narrative", authority=authority, tender_id=tender_id)
        told = there(ask.narrative_for(tender, seat))
        form.seen.data = str(told.last.version if told.last else 0)
    elif not form.is_submitted():
        form.words.data = told.last.words if told.last else ""
        form.seen.data = str(told.last.version if told.last else 0)
    return _show_own(actor, authority, tender, told, form, can_write)


def _asked(tender: Tender, seat: Any) -> tuple[bool, bool]:
    """Whether the seat counts no more, and whether an approver has said yes already."""
    course = course_of(tender)
    return seat.id in voided_of(tender).seats, course.waits and course.has_begun


def _show_own(
    actor: Actor,
    authority: str,
    tender: Tender,
    told: ask.Told,
    form: NarrativeForm,
    can_write: Any,
) -> str:
    seat = seat_of(actor, tender)
    return render_template(
        "outcomes/own_narrative.html",
        form=form,
        draft=draft_for(actor, tender, act.PLACE, form.words),
        tender=tender,
        authority=authority,
        told=told,
        state=pages.state_words(told),
        can_write=bool(can_write),
        can_lift=bool(told.versions) and bool(may_lift_own_narrative(actor, tender, seat)),
        why_not=getattr(can_write, "why", ""),
        has_said=bool(seat and told.last and told.is_by(seat)),
    )


@bp.post(f"{BASE}/narrative/yes")
def agree_to_narrative(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A yes to one's group's words."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    seat = seat_of(actor, tender)
    authorise(may_see_own_narrative, actor, tender, seat)
    assert seat is not None
    asked = _asked(tender, seat)
    authorise(may_write_narrative, actor, tender, seat, *asked)
    form = AgreeForm()
    if form.carried_out(act.agree_to_narrative, actor, tender, seat, form.number):
        flash(gettext("You said yes to your group’s words."), "success")
        return back_to(".own_narrative", authority=authority, tender_id=tender_id)
    told, empty = there(ask.narrative_for(tender, seat)), NarrativeForm(formdata=None)
    empty.form_errors = [*empty.form_errors, *form.form_errors]
    empty.words.data = told.last.words if told.last else ""
    empty.seen.data = str(told.last.version if told.last else 0)
    return _show_own(actor, authority, tender, told, empty, True)


@bp.get(f"{BASE}/narratives")
@records_opening
def narratives(authority: str, tender_id: uuid.UUID) -> str:
    """What groups of young people and parents want to be read with the decision."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_narratives, actor, tender)
    told = ask.narratives_of(tender)
    return render_template(
        "outcomes/narratives.html",
        tender=tender,
        authority=authority,
        told=[(each, pages.state_words(each)) for each in told],
        can_lift=bool(may_lift_narrative(actor, tender)),
    )
