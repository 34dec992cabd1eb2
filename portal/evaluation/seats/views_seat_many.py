"""Giving many seats at once, on several tenders, from a workbook whose rows are checked."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portal.accounts.forms import ManyForm, SureForm
from portal.accounts.links import WayIn
from portal.accounts.models import Authority
from portal.accounts.policy import may_manage_people
from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise
from portal.core.carried import carried, carry
from portal.core.downloads import send_xlsx
from portal.core.forms import PAGE_TOO_OLD
from portal.core.language import spoken
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.core.workbooks.reading import Book
from portal.core.workbooks.sent import book_sent
from portal.evaluation.seats import many
from portal.evaluation.seats.policy import may_give_seat
from portal.evaluation.seats.queries import tenders_before_marking
from portal.evaluation.seats.views import bp, link_to_choose
from portal.tenders.models import Tender

BASE = "/<authority>/people/seat-many"
FILE_NAME = "seats-to-give.xlsx"
PURPOSE = "seats to give"


def _here(authority: str) -> tuple[Actor, Authority, list[Tender]]:
    """The lead, and the tenders on which they can give seats now."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_manage_people, actor, found.id)
    return actor, found, [each for each in tenders_before_marking() if may_give_seat(actor, each)]


@bp.route(BASE, methods=["GET", "POST"])
def seat_many(authority: str) -> str:
    """The workbook to fill in, and what the rows of one that comes back say; nothing is kept."""
    sent = _sent(authority) if request.method == "POST" else None
    with reading_only():
        _, found, tenders = _here(authority)
        form = ManyForm()
        if not form.validate_on_submit() or sent is None:
            return _ask(found, tenders, form)
        if isinstance(sent, str):
            form.file.errors = [gettext(sent)]
            return _ask(found, tenders, form)
        return _review(found, many.checked(sent, tenders), SureForm(formdata=None))


def _sent(authority: str) -> Book | str:
    with reading_only():
        _here(authority)
    return book_sent()


def _ask(authority: Authority, tenders: Sequence[Tender], form: ManyForm) -> str:
    return render_template(
        "evaluation/seat_many.html", form=form, authority=authority, tenders=tenders, most=many.MOST
    )


def _review(authority: Authority, checked: many.Checked, form: SureForm) -> str:
    form.rows.data = carry(PURPOSE, authority.id, checked.rows)
    return render_template(
        "evaluation/seat_many_review.html", form=form, authority=authority, checked=checked
    )


@bp.post(f"{BASE}/confirm")
def confirm_seats(authority: str) -> str | Response:
    """Seat everybody who was shown; where something changed meanwhile, it is shown again."""
    actor, found, tenders = _here(authority)
    form = SureForm()
    said = carried(PURPOSE, found.id, form.rows.data or "")
    if said is None:
        form = ManyForm(formdata=None)
        form.form_errors = [str(PAGE_TOO_OLD)]
        return _ask(found, tenders, form)
    rows = [many.Row(*each) for each in said]
    checked = many.sorted_out(rows, [], tenders)
    if form.validate_on_submit() and len(checked.rows) == len(rows):
        given: list[tuple[many.Row, WayIn | None]] = []
        with form.saving():
            given = many.seat_many(actor, tenders, rows, link_to_choose())
        if form.saved:
            return _given(found, given)
        _, found, tenders = _here(authority)
        checked = many.sorted_out(rows, [], tenders)
    return _review(found, checked, form)


def _given(authority: Authority, given: Sequence[tuple[many.Row, WayIn | None]]) -> str | Response:
    """Back to everybody; but links that nobody mails are shown once, to be handed over."""
    said = ngettext("%(num)d seat is given.", "%(num)d seats are given.", len(given))
    by_hand = [(row, way_in) for row, way_in in given if way_in and not way_in.is_mailed]
    if by_hand:
        return render_template(
            "evaluation/seat_many_given.html", authority=authority, said=said, by_hand=by_hand
        )
    flash(said, "success")
    return back_to("accounts.people", authority=authority.slug)


@bp.get(f"{BASE}/{FILE_NAME}")
def seats_workbook(authority: str) -> Response:
    """The empty workbook, with the tenders and their groups to choose from."""
    from portal.evaluation.seats.many_workbook import (  # what writes it is long to import
        seats_to_fill,
    )

    _, _, tenders = _here(authority)
    return send_xlsx(seats_to_fill(tenders, spoken()), FILE_NAME)
