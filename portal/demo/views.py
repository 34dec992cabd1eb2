"""The demo's own pages: mails that would have left, and the clock."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, current_app, flash, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.core import clock
from portal.core.authorisation import anyone, authorise
from portal.core.database import db
from portal.core.forms import Form
from portal.core.mail import Mail
from portal.core.web import back_to, current_actor, public

bp = Blueprint("demo", __name__)

MOST_DAYS = 400


class ClockForm(Form):
    """By how many days the demo's clock goes forward."""

    days = IntegerField(
        _("How many days forward?"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter a number of days, such as 7")),
            NumberRange(1, MOST_DAYS, _("Enter a number of days from 1 to 400")),
        ],
    )


@bp.get("/demo/outbox")
@public
def outbox() -> str:
    """The mails that would have left, the newest first."""
    authorise(anyone, current_actor())
    mails = db.session.scalars(select(Mail).order_by(Mail.created_at.desc()).limit(200)).all()
    return render_template("demo/outbox.html", mails=mails)


@bp.route("/demo/clock", methods=["GET", "POST"])
@public
def move_clock() -> str | Response:
    """Move the demo's clock forward, so that deadlines pass."""
    authorise(anyone, current_actor())
    form = ClockForm()
    if form.validate_on_submit():
        current_app.extensions["demo_clock"].move(timedelta(days=form.days.data))
        flash(gettext("The demo’s clock has moved."), "success")
        return back_to("demo.move_clock")
    return render_template("demo/clock.html", form=form, now=clock.now())
