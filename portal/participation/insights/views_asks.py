"""Pages of what panels are asked: first what is known already, then the ask, then the calendar."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from babel.dates import get_month_names
from flask import flash, render_template, request
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.participation.insights import operations as act
from portal.participation.insights import queries as ask
from portal.participation.insights.forms import AboutForm, ask_form
from portal.participation.insights.models import Ask
from portal.participation.insights.policy import may_ask_panel, may_see_asks
from portal.participation.insights.views import bp, line_of
from portal.participation.panels.models import Panel
from portal.participation.panels.policy import may_take_part
from portal.participation.panels.queries import panels_of_authority, place_in

MONTHS = range(1, 13)


@bp.get("/<authority>/asks")
def asks(authority: str) -> str:
    """How often each panel is asked, month by month, beside the limit that it set (P4)."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_see_asks, actor, owner.id)
    first, last = ask.years_of_asks()
    year = min(max(request.args.get("year", clock.today().year, type=int), first), last)
    found, panels = ask.asks_of_year(year), panels_of_authority()
    return render_template(
        "insights/asks.html",
        authority=authority,
        owner=owner.name,
        year=year,
        before=year - 1 if year > first else None,
        after=year + 1 if year < last else None,
        heads=_heads(),
        rows=_rows(panels, found),
        over=[panel.title for panel in panels if _is_over(panel, found)],
        asks=_lines(panels, found),
        may_ask=bool(may_ask_panel(actor, owner.id)),
    )


def _heads() -> list[dict[str, Any]]:
    names = get_month_names("abbreviated", locale=get_locale())
    numbers = [*(names[month] for month in MONTHS), gettext("All"), gettext("Limit")]
    return [{"text": gettext("Panel")}, *({"text": each, "numeric": True} for each in numbers)]


def _rows(panels: Any, found: Any) -> list[list[Any]]:
    months = ask.per_month(found)
    rows = []
    for panel in panels:
        own = months.get(panel.id, Counter())
        counts = [own[month] or "–" for month in MONTHS]
        rows.append([panel.title, *counts, _asked(panel, found), _limit(panel)])
    return rows


def _asked(panel: Panel, found: Any) -> int:
    return sum(each.panel_id == panel.id for each in found)


def _limit(panel: Panel) -> str:
    return gettext("none set") if panel.asks_a_year is None else str(panel.asks_a_year)


def _is_over(panel: Panel, found: Any) -> bool:
    return panel.asks_a_year is not None and _asked(panel, found) > panel.asks_a_year


def _lines(panels: Any, found: Any) -> list[dict[str, Any]]:
    titles = {panel.id: panel.title for panel in panels}
    return [_line(each, titles.get(each.panel_id, gettext("a panel that ended"))) for each in found]


def _line(asked: Ask, panel: str) -> dict[str, Any]:
    names = ("about", "asked_on", "minutes", "known_before", "over_because")
    return {"panel": panel, **{name: getattr(asked, name) for name in names}}


@bp.get("/<authority>/panel/<uuid:panel_id>/asks")
def own_asks(authority: str, panel_id: uuid.UUID) -> str:
    """What one's own panel is asked, year by year, and how often it wants to be (P4)."""
    actor = current_actor()
    open_authority(authority)
    place = place_in(actor, panel_id)
    authorise(may_take_part, actor, place)
    assert place
    years: dict[int, list[Ask]] = {}
    for each in ask.asks_of_panel(panel_id):
        years.setdefault(each.asked_on.year, []).append(each)
    return render_template(
        "insights/own_asks.html",
        authority=authority,
        panel=place.panel,
        limit=place.panel.asks_a_year,
        years=[(year, [_line(each, "") for each in found]) for year, found in years.items()],
    )


@bp.route("/<authority>/asks/new", methods=["GET", "POST"])
def new_ask(authority: str) -> str | Response:
    """Before a panel is asked: what is known already. Then the ask goes into the calendar (P4)."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_ask_panel, actor, owner.id)
    about = AboutForm(formdata=request.args)
    panels = [each for each in panels_of_authority() if each.ended_at is None]
    given = {"about": about.about.data, "asked_on": clock.today(), "minutes": 60}
    form = ask_form(panels, given)
    if form.validate_on_submit():
        panel = next(each for each in panels if each.id == uuid.UUID(form.panel.data))
        with form.saving():
            year = act.ask_panel(actor, panel, form.facts()).asked_on.year
        if form.saved:
            flash(gettext("The ask stands in the calendar."), "success")
            return back_to(".asks", authority=authority, year=year)
    text = form.about.data or ""
    return render_template(
        "insights/ask.html",
        form=form,
        about=about,
        authority=authority,
        owner=owner.name,
        text=text,
        has_panels=bool(panels),
        known=[line_of(each, authority) for each in ask.known_about(text)],
    )
