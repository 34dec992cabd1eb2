"""The page of what is held about oneself, the same as a file, and asking to be erased."""

from __future__ import annotations

import json

from flask import Response, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts.models import TAKE_PART
from portal.core.authorisation import authorise, signed_in
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.record.about_me.pages import held_about
from portal.record.erasure.operations import ask_for_erasure
from portal.record.retention import years_now
from portal.record.views import bp

LATEST = 10


@bp.get("/about-me")
def about_me() -> str:
    """What is held about the person who is signed in, what stays, and how to have it erased."""
    return _show(ActionForm())


@bp.get("/about-me/all.json")
def about_me_json() -> Response:
    """The same as a file."""
    actor = current_actor()
    authorise(signed_in, actor)
    assert actor.person_id
    text = json.dumps(held_about(actor.person_id), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="about-me.json"'}
    return Response(text, mimetype="application/json", headers=headers)


@bp.post("/about-me/ask")
def ask_erasure() -> str | AnyResponse:
    """Ask to be erased; the person who can do it is told."""
    actor, form = current_actor(), ActionForm()
    authorise(signed_in, actor)
    sign_in = url_for("accounts.sign_in", _external=True)
    if form.carried_out(ask_for_erasure, actor, sign_in):
        flash(
            gettext("We have passed it on. You can go on using Evenhand until it is done."),
            "success",
        )
        return back_to(".about_me")
    return _show(form)


def _show(form: ActionForm) -> str:
    actor = current_actor()
    authorise(signed_in, actor)
    assert actor.person_id
    held = held_about(actor.person_id)
    return render_template(
        "record/about_me.html",
        form=form,
        held=held,
        years=years_now(),
        latest=held["sign_ins"][:LATEST],
        is_evaluator=any(role["name"] in TAKE_PART for role in held["roles"]),
    )
