"""Thanks as promised: the lead writes and notes them, a member reads them and says what came."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import admit, authorise
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to
from portal.participation.panels.queries import members_of_panel
from portal.participation.panels.views import look_at_panel, open_panel
from portal.participation.panels.views_members import PANEL
from portal.participation.thanks import promising as act
from portal.participation.thanks.certificate import time_in_words
from portal.participation.thanks.forms_promised import NotPromisedForm, PromiseForm, given_form
from portal.participation.thanks.models import THANKS, GivenThanks, PromisedThanks
from portal.participation.thanks.names import NAMES, when
from portal.participation.thanks.policy import may_say_it_came
from portal.participation.thanks.queries import shared_on
from portal.participation.thanks.views import bp, open_own

OF_PANEL = "/<authority>/panels/<uuid:panel_id>/thanks"


def _line(row: PromisedThanks) -> dict[str, Any]:
    return {"kind": gettext(NAMES[row.kind]), "when": when(row), "row": row}


def _given(row: GivenThanks) -> dict[str, Any]:
    return {"kind": gettext(NAMES[row.kind]), "name": row.member.person.name, "row": row}


@bp.get(OF_PANEL)
def thanks(authority: str, panel_id: uuid.UUID) -> str:
    """What the panel gets, who waits for something, and what was given."""
    _actor, _found, panel = look_at_panel(authority, panel_id)
    promised = act.promised_to([panel.id])[panel.id]
    members = members_of_panel(panel.id)
    given = act.given_to([each.id for each in members])
    late = [
        {"name": each.person.name, "lines": [_line(row) for row in rows]}
        for each in members
        if (rows := act.late_for(each, promised, given))
    ]
    return render_template(
        "thanks/thanks.html",
        authority=authority,
        panel=panel,
        lines=[_line(each) for each in promised],
        kinds={kind: gettext(NAMES[kind]) for kind in THANKS},
        late=late,
        given=[_given(each) for each in given],
        shared=[
            {"name": each.member.person.name, "long": time_in_words(each.minutes), "row": each}
            for each in shared_on(panel.id)
        ],
        may_note=any(each.is_promised for each in promised) and bool(members),
    )


@bp.route(f"{OF_PANEL}/<kind>", methods=["GET", "POST"])
def promise(authority: str, panel_id: uuid.UUID, kind: str) -> str | Response:
    """Write what the panel gets of one kind."""
    actor, _found, panel = open_panel(authority, panel_id)
    admit(lambda: kind in THANKS)
    before = _newest(panel_id, kind)
    form = PromiseForm(obj=before if before and before.is_promised else None)
    if form.carried_out(lambda: act.promise_thanks(actor, panel, kind, form.facts())):
        flash(gettext("It is promised. The panel reads it."), "success")
        return back_to(".thanks", authority=authority, panel_id=panel_id)
    return render_template(
        "thanks/promise.html",
        form=form,
        authority=authority,
        panel=panel,
        kind=kind,
        name=gettext(NAMES[kind]),
        is_promised=before is not None and before.is_promised,
    )


@bp.route(f"{OF_PANEL}/<kind>/take-back", methods=["GET", "POST"])
def take_back(authority: str, panel_id: uuid.UUID, kind: str) -> str | Response:
    """Say that it isn't promised any more, and why."""
    actor, _found, panel = open_panel(authority, panel_id)
    before = _newest(panel_id, kind)
    admit(lambda: before is not None and before.is_promised)
    form = NotPromisedForm()
    if form.carried_out(lambda: act.take_back_promise(actor, panel, kind, typed(form.why))):
        flash(gettext("It is taken back. The panel reads why."), "success")
        return back_to(".thanks", authority=authority, panel_id=panel_id)
    return render_template(
        "thanks/take_back.html", form=form, authority=authority, panel=panel, before=before
    )


def _newest(panel_id: uuid.UUID, kind: str) -> PromisedThanks | None:
    promised = act.promised_to([panel_id])[panel_id]
    return next((each for each in promised if each.kind == kind), None)


@bp.route(f"{OF_PANEL}/given", methods=["GET", "POST"])
def note_given(authority: str, panel_id: uuid.UUID) -> str | Response:
    """Note who was given what, on which day; each of them says whether it came."""
    actor, _found, panel = open_panel(authority, panel_id)
    promised = [each for each in act.promised_to([panel.id])[panel.id] if each.is_promised]
    members = members_of_panel(panel.id)
    if not promised or not members:  # there is nothing to choose from
        return back_to(".thanks", authority=authority, panel_id=panel_id)
    form = given_form(promised, members)
    if form.validate_on_submit():
        chosen = [each for each in members if str(each.id) in form.members.data]
        line = next(each for each in promised if each.kind == form.kind.data)
        with form.saving():
            act.note_given(actor, chosen, line, form.day)
        if form.saved:
            flash(gettext("It is noted. They can say whether it came."), "success")
            return back_to(".thanks", authority=authority, panel_id=panel_id)
    return render_template("thanks/note_given.html", form=form, authority=authority, panel=panel)


@bp.get(f"{PANEL}/thanks")
def promised(authority: str, panel_id: uuid.UUID) -> str:
    """What I was promised, what came, and what is late."""
    _actor, _found, place = open_own(authority, panel_id)
    lines, given = act.promised_to([panel_id])[panel_id], act.given_to([place.id])
    late = {each.id for each in act.late_for(place, lines, given)}
    return render_template(
        "thanks/promised.html",
        authority=authority,
        place=place,
        lines=[_line(each) | {"is_late": each.id in late} for each in lines],
        given=[_given(each) for each in given],
    )


@bp.post(f"{PANEL}/thanks/<uuid:given_id>")
def say_it_came(authority: str, panel_id: uuid.UUID, given_id: uuid.UUID) -> Response:
    """I got it, or not yet."""
    actor, _found, place = open_own(authority, panel_id)
    given = next((each for each in act.given_to([place.id]) if each.id == given_id), None)
    authorise(may_say_it_came, actor, place, given)
    if given is None:
        abort(404)
    has_come = request.form.get("said") == "got"
    if ActionForm().carried_out(lambda: act.say_it_came(actor, given, has_come=has_come)):
        flash(gettext("Thank you for telling us."), "success")
    return back_to(".promised", authority=authority, panel_id=panel_id)
