"""Pages of what people said: the list, one insight, entering one, taking one off."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.paging import paged
from portal.core.web import back_to, current_actor
from portal.participation.insights import operations as act
from portal.participation.insights import queries as ask
from portal.participation.insights.forms import (
    PERMISSION_WORDS,
    SOURCE_WORDS,
    SearchForm,
    WithdrawForm,
    insight_form,
)
from portal.participation.insights.models import Insight
from portal.participation.insights.policy import (
    may_enter_insight,
    may_read_all_insights,
    may_read_insight,
    may_read_insights,
    may_see_asks,
    may_withdraw_insight,
)

bp = Blueprint("insights", __name__)

INSIGHTS = "/<authority>/insights"
OFFERED = 12


@bp.get(INSIGHTS)
def insights(authority: str) -> str:
    """What people said, to be searched before anything new is asked (P4)."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_read_insights, actor, owner.id)
    reads_all = bool(may_read_all_insights(actor, owner.id))
    form = SearchForm(formdata=request.args)
    wanted = form.wanted(ask.tags_used(reads_all), reads_all)
    page = max(1, request.args.get("page", 1, type=int))
    found, count = ask.insights_of(wanted, page)
    return render_template(
        "insights/list.html",
        form=form,
        authority=authority,
        owner=owner.name,
        lines=[line_of(each, authority) for each in found],
        count=count,
        is_filtered=bool(wanted.words or wanted.tag or wanted.source),
        pages=paged(count, size=ask.PAGE).ways,
        may_enter=bool(may_enter_insight(actor, owner.id)),
        asks=url_for(".asks", authority=authority) if may_see_asks(actor, owner.id) else None,
    )


def line_of(insight: Insight, authority: str) -> dict[str, Any]:
    """One insight as every list of them shows it."""
    return {
        "href": url_for("insights.insight", authority=authority, insight_id=insight.id),
        "words": insight.words,
        "source": SOURCE_WORDS[insight.source],
        "source_words": insight.source_words,
        "said_on": insight.said_on,
        "permission": PERMISSION_WORDS[insight.permission],
        "tags": [each.tag for each in insight.tags],
    }


@bp.get(f"{INSIGHTS}/<uuid:insight_id>")
def insight(authority: str, insight_id: uuid.UUID) -> str:
    """One insight, and which parts of which tenders it shaped."""
    actor = current_actor()
    owner = open_authority(authority)
    found = ask.insight_by_id(insight_id)
    authorise(may_read_insight, actor, found)
    reads_all = bool(may_read_all_insights(actor, owner.id))
    uses = [
        {"title": use.title, "part": use.part, "tender": tender.title, "href": _tender(tender)}
        for use, tender in ask.uses_of(found)
        if reads_all or tender.published_at is not None
    ]
    return render_template(
        "insights/insight.html",
        authority=authority,
        insight=found,
        line=line_of(found, authority),
        uses=uses,
        may_withdraw=bool(may_withdraw_insight(actor, found)),
    )


def _tender(tender: Any) -> str | None:
    is_public = tender.published_at is not None
    return url_for("tenders.notice", tender_id=tender.id) if is_public else None


@bp.route(f"{INSIGHTS}/new", methods=["GET", "POST"])
def new(authority: str) -> str | Response:
    """Write down one thing that somebody said, in less than a minute (P4)."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_enter_insight, actor, owner.id)
    form = insight_form(ask.tags_used()[:OFFERED], _taken_over())
    if form.validate_on_submit() and form.is_looked_at(form.text, ask.names_of_members()):
        with form.saving():
            saved = act.enter_insight(actor, form.facts()).id
        if form.saved and request.form.get("then") == "another":
            flash(gettext("The insight is saved. Here is the next one."), "success")
            return back_to(".new", authority=authority, like=saved)
        if form.saved:
            flash(gettext("The insight is saved."), "success")
            return back_to(".insights", authority=authority)
    return render_template("insights/new.html", form=form, authority=authority, owner=owner.name)


def _taken_over() -> dict[str, Any]:
    """Source, day and permission of the insight that was entered just before; else today."""
    try:
        like = uuid.UUID(request.args.get("like", ""))
    except ValueError:
        return {"said_on": clock.today()}
    before = ask.insight_by_id(like)
    names = ("source", "source_words", "said_on", "permission")
    return {name: getattr(before, name) for name in names}


@bp.route(f"{INSIGHTS}/<uuid:insight_id>/withdraw", methods=["GET", "POST"])
def withdraw(authority: str, insight_id: uuid.UUID) -> str | Response:
    """Take an insight off the list, with a reason."""
    actor = current_actor()
    open_authority(authority)
    found = ask.insight_by_id(insight_id)
    authorise(may_withdraw_insight, actor, found)
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.saving():
            act.withdraw_insight(actor, found, typed(form.reason))
        if form.saved:
            flash(gettext("It is off the list."), "success")
            return back_to(".insights", authority=authority)
    return render_template(
        "insights/withdraw.html",
        form=form,
        authority=authority,
        insight=found,
        line=line_of(found, authority),
    )
