"""One's own calendar address and digest, and the dates that the address leads to."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts import personal
from portal.accounts.signed_in import actor_of
from portal.core.authorisation import authorise
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor, public
from portal.overview.feed import as_calendar, dates_of_role
from portal.overview.forms import DigestForm
from portal.overview.policy import may_have_calendar, may_have_digest
from portal.overview.views import bp


@bp.route("/calendar", methods=["GET", "POST"])
def calendar() -> str | Response:
    """Whether one's calendar has an address, and how often one gets a mail."""
    actor = current_actor()
    authorise(may_have_calendar, actor)
    role = personal.own_role(actor)
    form = DigestForm(data={"how_often": personal.digest_of(role) or DigestForm.NEVER})
    if form.is_submitted():
        authorise(may_have_digest, actor)
    if form.carried_out(lambda: personal.choose_digest(role, form.chosen())):
        flash(gettext("Saved."), "success")
        return back_to(".calendar")
    return _show(form)


def _show(form: DigestForm, token: str = "") -> str:
    actor = current_actor()
    return render_template(
        "overview/calendar.html",
        form=form,
        has_feed=personal.has_feed(personal.own_role(actor)),
        may_have_digest=bool(may_have_digest(actor)),
        address=url_for(".calendar_feed", token=token, _external=True) if token else None,
    )


@bp.post("/calendar/address")
def make_calendar() -> str:
    """A new address, shown this once."""
    actor = current_actor()
    authorise(may_have_calendar, actor)
    form, token = ActionForm(), ""
    if form.validate_on_submit():
        with form.saving():
            token = personal.make_feed(personal.own_role(actor))
    return _show(DigestForm(formdata=None, data={"how_often": _chosen()}), token)


def _chosen() -> str:
    return personal.digest_of(personal.own_role(current_actor())) or DigestForm.NEVER


@bp.post("/calendar/address/end")
def end_calendar() -> Response:
    """The address leads nowhere any more."""
    actor = current_actor()
    authorise(may_have_calendar, actor)
    form = ActionForm()
    if form.carried_out(lambda: personal.end_feed(personal.own_role(actor))):
        flash(gettext("The address is ended. A calendar that knew it gets no dates any more."))
    return back_to(".calendar")


@bp.get("/calendar/<token>.ics")
@public
def calendar_feed(token: str) -> FlaskResponse:
    """The dates of whoever made the address, for their calendar; read-only, and without a cookie.

    What the role may know is judged as on its own pages, each time.
    """
    role = personal.role_by_feed(token)
    actor = actor_of(role.person_id, role)
    authorise(may_have_calendar, actor)
    made = as_calendar(dates_of_role(role), url_for("overview.front", _external=True))
    return FlaskResponse(made, mimetype="text/calendar")
