"""Pages on which a person is erased: the list, what goes and what stays, and the last check."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import TAKE_PART, Person
from portal.accounts.queries import open_authority
from portal.core.authorisation import authorise
from portal.core.database import db
from portal.core.web import back_to, current_actor
from portal.record.erasure import operations as act
from portal.record.erasure import queries as ask
from portal.record.erasure.forms import EraseForm
from portal.record.erasure.naming import written_about
from portal.record.erasure.policy import (
    may_erase,
    may_redact,
    may_redact_about_bids,
    may_see_erasure,
)
from portal.record.views import bp

HOUSE = "/<authority>/erasure"
ALL = "/operator/erasure"


@bp.get(HOUSE)
def people_to_erase(authority: str) -> str:
    """Whom of an authority this lead may erase, those who asked first."""
    actor, found = current_actor(), open_authority(authority)
    authorise(may_see_erasure, actor, found.id)
    lines = _lines(".erase_person", authority=authority)
    return _list(lines, found.name, url_for("accounts.people", authority=authority))


@bp.get(ALL)
def members_to_erase() -> str:
    """Who asked the operator: people of organisations that bid, and those without a role."""
    authorise(may_see_erasure, current_actor(), None)
    return _list(_lines(".erase_member"), None, url_for("accounts.authorities"))


def _lines(page: str, **path: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": person.name,
            "asked_at": request.asked_at if request else None,
            "href": url_for(page, person_id=person.id, **path),
        }
        for person, request in ask.people_for(current_actor())
    ]


def _list(lines: list[dict[str, Any]], place: str | None, back: str) -> str:
    return render_template("record/erasure_people.html", people=lines, place=place, back=back)


@bp.route(f"{HOUSE}/<uuid:person_id>", methods=["GET", "POST"])
def erase_person(authority: str, person_id: uuid.UUID) -> str | Response:
    """What goes and what stays of somebody who marked or worked here; then it is done."""
    return _erase(person_id, authority)


@bp.route(f"{ALL}/<uuid:person_id>", methods=["GET", "POST"])
def erase_member(person_id: uuid.UUID) -> str | Response:
    """The same for a member of an organisation that bids."""
    authorise(may_see_erasure, current_actor(), None)
    return _erase(person_id, None)


def _erase(person_id: uuid.UUID, authority: str | None) -> str | Response:
    actor, person = current_actor(), db.session.get(Person, person_id)
    roles = ask.every_role_of(person_id)
    if person is None or person.erased_at:
        abort(404)
    authorise(may_erase, actor, roles)
    name, against = person.name, ask.obstacles(actor, person_id, roles)
    back = url_for(".people_to_erase", authority=authority) if authority else _all()
    form, texts = EraseForm(), _texts_about(person_id, name, authority)
    is_checked = not against and form.validate_on_submit()
    if is_checked and (wrong := ask.untrue(person_id, roles, form.cause.data)):
        form.cause.errors = [wrong]
        is_checked = False
    if is_checked and form.is_sure:
        act.erase(actor, person_id, form.cause.data)
        flash(gettext("It is erased. The record says when, and names nobody."), "success")
        return _back(authority)
    return render_template(
        "record/erasure_check.html" if is_checked else "record/erasure_person.html",
        form=form,
        name=name,
        against=against,
        cause=next((c.label for c in form.cause.choices if c.value == form.cause.data), None),
        texts=texts,
        is_evaluator=any(role.name in TAKE_PART for role in roles),
        back=back,
    )


def _all() -> str:
    return url_for(".members_to_erase")


def _back(authority: str | None) -> Response:
    if authority is None:
        return back_to(".members_to_erase")
    return back_to(".people_to_erase", authority=authority)


def _texts_about(person_id: uuid.UUID, name: str, authority: str | None) -> list[dict[str, Any]]:
    """Texts about them that stay: who erases reads them, and takes the name out."""
    if authority is None:
        return []
    actor, found = current_actor(), open_authority(authority)
    authorise(may_see_erasure, actor, found.id)
    about_bids = [
        (tender, kind, row_id, "reason", reason, may_redact_about_bids(actor, tender))
        for tender, kind, row_id, reason in ask.reasons_about(person_id)
    ]
    written = [
        (tender, text.kind, text.row_id, text.column, text.text, may_redact(actor, tender))
        for tender, text in written_about(person_id, name)
    ]
    return [
        {
            "title": tender.title,
            "text": words,
            "href": url_for(
                ".redact",
                authority=authority,
                tender_id=tender.id,
                part=kind,
                row_id=row_id,
                piece=piece,
            )
            if may
            else None,
        }
        for tender, kind, row_id, piece, words, may in [*about_bids, *written]
    ]
