"""The page on which a member of a panel says whether they agree (R4)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import NotNow, Verdict, authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor, reads_plain
from portal.participation.beside.choices import fit_to_helper
from portal.specifications.agreeing import operations as act
from portal.specifications.agreeing.fingerprints import asked_about
from portal.specifications.agreeing.forms import SayForm
from portal.specifications.agreeing.models import SignOffSaid
from portal.specifications.agreeing.policy import may_say
from portal.specifications.agreeing.queries import Agreement, agreements_of
from portal.specifications.agreeing.views import bp
from portal.specifications.cowriting.looks import tells_of_nobody
from portal.specifications.cowriting.policy import may_write_with
from portal.specifications.cowriting.queries import open_shared_tender


@bp.route("/agreement/mine", methods=["GET", "POST"])
def say(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Read how bids will be marked, and say yes, yes with a worry, no, or pass (P7)."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    about = asked_about(tender)
    panel_id = part.member.panel_id
    standing = next(each for each in agreements_of(tender, about) if each.panel.id == panel_id)
    authorise(may_write_with, actor, tender, part)
    if request.method == "POST":
        authorise(may_say, actor, tender, part, standing)
    mine = standing.last_of(part.member)
    form = SayForm(data={"said": mine.said, "words": mine.words} if mine else None)
    fit_to_helper(form, part.member)
    is_same = form.is_as_read(about.digest if about else "") and form.validate_on_submit()
    if is_same and tells_of_nobody(form, form.text, [panel_id]):
        with form.saving():
            act.say_to_agreement(
                actor, tender, standing, part.member, form.said.data, typed(form.words)
            )
        if form.saved:
            flash(gettext("Thank you. You can change it until the last day."), "success")
            return back_to(".say", authority=authority, tender_id=tender_id)
    return render_template(
        "agreeing/say.html",
        form=form,
        tender=tender,
        authority=authority,
        **_page(standing, mine, may_say(actor, tender, part, standing)),
        said=about.specification if about else None,
        is_plain=reads_plain(),
    )


def _page(standing: Agreement, mine: SignOffSaid | None, can_say: Verdict) -> dict[str, Any]:
    """What became of it so far, as a member reads it: no number, nobody's word but their own."""
    return {
        "asked": standing.asked,
        "outcome": standing.outcome,
        "mine": mine,
        "answers": standing.answered,
        "can_say": bool(can_say),
        "why_not": can_say.why if isinstance(can_say, NotNow) else "",
    }
