"""The page on which words are taken out of a published tender, everywhere at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.authorisation import authorise, there
from portal.core.database import leave_no_trace
from portal.core.differences import GONE, SAME, Piece
from portal.core.errors import Refused
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.published.amendments.policy import may_amend
from portal.published.notice_texts import AMENDMENT, END, TENDER, kinds_of
from portal.record.erasure.forms import RemovalForm
from portal.record.erasure.notebook import note_down
from portal.record.erasure.places import changes_in
from portal.record.erasure.policy import may_remove_published
from portal.record.erasure.published import NOWHERE, take_out
from portal.record.erasure.removal import Cut, gap_of
from portal.record.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import notice_of, open_tender


@bp.route("/<authority>/tenders/<uuid:tender_id>/redactions/published", methods=["GET", "POST"])
def remove_published(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say which words go and why, see where they leave from, and let them go."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_remove_published, actor, tender)
    path = {"authority": authority, "tender_id": tender_id}
    form, found = RemovalForm(), list[Shown]()
    if form.validate_on_submit():
        if form.is_sure:
            with form.saving():
                notes = take_out(actor, tender, [typed(form.words)], form.why.data)
            if form.saved:
                note_down(*notes)
                leave_no_trace()
                flash(gettext("The words are gone from everything that is published."), "success")
                return back_to("record.redactions", **path)
        else:
            found = _shown(tender, typed(form.words), form.why.data)
            if not found:
                form.show(Refused(NOWHERE, field="words"))
    if found:
        return _check(form, tender, path, found)
    return render_template("record/removal.html", form=form, tender=tender, path=path)


def _check(form: RemovalForm, tender: Tender, path: dict[str, Any], found: Sequence[Shown]) -> str:
    kinds = kinds_of(there(notice_of(tender.id)))
    names = {
        TENDER: gettext("the tender notice"),
        AMENDMENT: gettext("the notice that it was amended"),
        END: gettext("the notice that it ended"),
    }
    return render_template(
        "record/removal_check.html",
        form=form,
        tender=tender,
        path=path,
        found=found,
        gap=gap_of(form.why.data, clock.today()),
        notices=[names[kind] for kind in kinds],
        can_amend=bool(may_amend(current_actor(), tender)),
    )


@dataclass
class Shown:
    """One text before the words go: in pieces, those that go apart; and where it stands."""

    pieces: list[Piece]
    is_public: bool
    where: list[str] = field(default_factory=list)


def _shown(tender: Tender, words: str, why: str) -> list[Shown]:
    """Each text once, with all the places in which it stands."""
    found: dict[str, Shown] = {}
    for change in changes_in(tender, [words], gap_of(why, clock.today())):
        for where, cut in change.places():
            shown = found.setdefault(cut.old, Shown(_pieces(cut), change.kind.is_public))
            if where not in shown.where:
                shown.where.append(where)
    return list(found.values())


def _pieces(cut: Cut) -> list[Piece]:
    pieces, last = list[Piece](), 0
    for start, end in cut.kept:
        pieces += [Piece(GONE, cut.old[last:start]), Piece(SAME, cut.old[start:end])]
        last = end
    return [each for each in pieces if each.text]
