"""The pages of a specification's versions: a list, one as it stood, and what changed (P10)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import Actor, admit, authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.specifications.cowriting.models import Version
from portal.specifications.policy import may_keep_version, may_see_specification
from portal.specifications.versions.comparison import changes_between
from portal.specifications.versions.document import as_it_stood, kept_document
from portal.specifications.versions.forms import KeepForm
from portal.specifications.versions.operations import keep_version
from portal.specifications.versions.queries import version_of, versions_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("versions", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>/versions")

NOW = "now"
"""What stands in an address for the specification as it is, kept or not."""


@dataclass(frozen=True)
class Line:
    """One version in the list of them."""

    number: int
    why: str
    by: str
    at: datetime


def _open(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_specification, actor, tender)
    return actor, tender


@bp.get("")
def versions(authority: str, tender_id: uuid.UUID) -> str:
    """All versions that were kept, the newest first, and a choice of two to compare."""
    actor, tender = _open(authority, tender_id)
    lines = _lines(versions_of(tender))
    return render_template(
        "specifications/versions.html",
        tender=tender,
        authority=authority,
        lines=lines,
        choices=_choices(lines),
        may_keep=bool(may_keep_version(actor, tender)),
    )


def _lines(rows: Any) -> list[Line]:
    people = people_by_id(list({row.made_by for row in rows}))
    return [
        Line(row.number, gettext(row.why), people[row.made_by].name, row.made_at) for row in rows
    ]


def _choices(lines: list[Line]) -> list[dict[str, str]]:
    name = gettext("Version %(number)s")
    kept = [{"value": str(each.number), "text": name % {"number": each.number}} for each in lines]
    return [{"value": NOW, "text": gettext("As it is now")}, *kept]


def _called(value: str) -> str:
    if value == NOW:
        return gettext("now")
    return gettext("version %(number)s", number=value)


@bp.route("/keep", methods=["GET", "POST"])
def keep(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Keep the specification as it stands, with a reason."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_keep_version, actor, tender)
    form = KeepForm()
    if form.validate_on_submit():
        with form.saving():
            number = keep_version(actor, tender, typed(form.why)).number
        if form.saved:
            flash(gettext("It is kept as version %(number)s.", number=number), "success")
            return back_to("versions.versions", authority=authority, tender_id=tender_id)
    return render_template(
        "specifications/keep_version.html", form=form, tender=tender, authority=authority
    )


@bp.get("/<int:number>")
def version(authority: str, tender_id: uuid.UUID, number: int) -> str:
    """One version, read as it stood, in standard or plain words."""
    _actor, tender = _open(authority, tender_id)
    found = version_of(tender, number)
    is_plain = request.args.get("words") == "plain"
    return render_template(
        "specifications/version.html",
        line=_lines([found])[0],
        said=as_it_stood(found.document),
        is_plain=is_plain,
        switch=_switch(authority, tender_id, number, is_plain=is_plain),
        tender=tender,
        authority=authority,
    )


def _switch(
    authority: str, tender_id: uuid.UUID, number: int, *, is_plain: bool
) -> list[dict[str, Any]]:
    here: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "number": number}
    standard = url_for("versions.version", **here)
    plain = url_for("versions.version", words="plain", **here)
    return [
        {"text": gettext("Standard words"), "href": standard, "current": not is_plain},
        {"text": gettext("Plain words"), "href": plain, "current": is_plain},
    ]


@bp.get("/compare")
def compare(authority: str, tender_id: uuid.UUID) -> str:
    """What changed from one version to another, or to the specification as it is now."""
    _actor, tender = _open(authority, tender_id)
    older, newer = (request.args.get(name, NOW) for name in ("from", "to"))
    before, now = (_document(tender, value) for value in (older, newer))
    return render_template(
        "specifications/compare.html",
        name=gettext(
            "What changed from %(older)s to %(newer)s", older=_called(older), newer=_called(newer)
        ),
        changes=changes_between(before, now),
        tender=tender,
        authority=authority,
    )


def _document(tender: Tender, value: str) -> dict[str, Any]:
    if value == NOW:
        return kept_document(tender)
    admit(lambda: value.isascii() and value.isdecimal() and len(value) < 7)
    found: Version = version_of(tender, int(value))
    return found.document
