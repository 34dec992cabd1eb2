"""Inviting many people to work for an authority at once, from a workbook whose rows are checked."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask_babel import force_locale, gettext, ngettext
from werkzeug.wrappers import Response

from portal.accounts import links, many
from portal.accounts import queries as ask
from portal.accounts.forms import STAFF_ROLES, ManyForm, SureForm
from portal.accounts.models import Authority
from portal.accounts.policy import may_manage_people
from portal.accounts.views import bp
from portal.core.authorisation import Actor, authorise
from portal.core.carried import carried, carry
from portal.core.downloads import send_xlsx
from portal.core.forms import PAGE_TOO_OLD
from portal.core.language import spoken
from portal.core.look import LANGUAGES
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.core.workbooks.reading import Book
from portal.core.workbooks.sent import book_sent

BASE = "/<authority>/people/invite-many"
FILE_NAME = "people-to-invite.xlsx"
PURPOSE = "people to invite"


def _here(authority: str) -> tuple[Actor, Authority]:
    actor = current_actor()
    found = ask.open_authority(authority)
    authorise(may_manage_people, actor, found.id)
    return actor, found


@bp.route(BASE, methods=["GET", "POST"])
def invite_many(authority: str) -> str:
    """The workbook to fill in, and what the rows of one that comes back say; nothing is kept."""
    sent = _sent(authority) if request.method == "POST" else None
    with reading_only():
        _, found = _here(authority)
        form = ManyForm()
        if not form.validate_on_submit() or sent is None:
            return _ask(found, form)
        if isinstance(sent, str):
            form.file.errors = [gettext(sent)]
            return _ask(found, form)
        return _review(found, many.checked(sent, found, _roles()), SureForm(formdata=None))


def _sent(authority: str) -> Book | str:
    with reading_only():
        _here(authority)
    return book_sent()


def _ask(authority: Authority, form: ManyForm) -> str:
    return render_template(
        "accounts/invite_many.html", form=form, authority=authority, most=many.MOST
    )


def _review(authority: Authority, checked: many.Checked, form: SureForm) -> str:
    form.rows.data = carry(PURPOSE, authority.id, checked.rows)
    return render_template(
        "accounts/invite_many_review.html", form=form, authority=authority, checked=checked
    )


@bp.post(f"{BASE}/confirm")
def confirm_many(authority: str) -> str | Response:
    """Invite everybody who was shown; where something changed meanwhile, it is shown again."""
    actor, found = _here(authority)
    form = SureForm()
    said = carried(PURPOSE, found.id, form.rows.data or "")
    if said is None:
        form = ManyForm(formdata=None)
        form.form_errors = [str(PAGE_TOO_OLD)]
        return _ask(found, form)
    rows = [many.Row(*each) for each in said]
    checked = many.sorted_out(rows, [], found.id)
    if form.validate_on_submit() and len(checked.rows) == len(rows):
        link = url_for("accounts.invitation", token=links.TOKEN, _external=True)
        with form.saving():
            many.invite_many(actor, found, rows, link)
        if form.saved:
            flash(_invited(len(rows)), "success")
            return back_to("accounts.people", authority=authority)
        _, found = _here(authority)
        checked = many.sorted_out(rows, [], found.id)
    return _review(found, checked, form)


def _invited(number: int) -> str:
    return ngettext(
        "%(num)d person is invited. The link in the mail works for 14 days.",
        "%(num)d people are invited. The links in their mails work for 14 days.",
        number,
    )


@bp.get(f"{BASE}/{FILE_NAME}")
def workbook_to_fill(authority: str) -> Response:
    """The empty workbook."""
    from portal.accounts.many_workbook import workbook_to_fill  # what writes it is long to import

    _here(authority)
    told = [str(choice.label).partition(": ") for choice in STAFF_ROLES]
    roles = [(word, meaning) for word, _, meaning in told]
    return send_xlsx(workbook_to_fill(roles, spoken()), FILE_NAME)


def _roles() -> dict[str, str]:
    """The words for each role in every language, by what they mean."""
    words = {}
    for language in LANGUAGES:
        with force_locale(language):
            for choice in STAFF_ROLES:
                words[str(choice.label).partition(":")[0].casefold()] = choice.value
    return words
