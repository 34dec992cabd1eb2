"""The page on which a lead asks for approval before publication, and another person gives it."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.specifications.approving import operations as act
from portal.specifications.approving.forms import AnswerForm, AskApprovalForm
from portal.specifications.approving.models import ASKED
from portal.specifications.approving.policy import (
    may_approve_publication,
    may_ask_approval,
    may_see_words,
)
from portal.specifications.approving.problems import document_now
from portal.specifications.approving.queries import words_of
from portal.specifications.problems import problems_of
from portal.tenders.queries import open_tender

bp = Blueprint("approving", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>")


@bp.get("/before-publication")
def approval(authority: str, tender_id: uuid.UUID) -> str:
    """Who asked, who approved what, and what each of them does next."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_words, actor, tender)
    words = words_of(tender)
    last = words[-1][0] if words else None
    is_asked = last is not None and last.step == ASKED
    may_ask = bool(may_ask_approval(actor, tender))
    return render_template(
        "approving/approval.html",
        tender=tender,
        authority=authority,
        words=words,
        may_ask=may_ask,
        is_complete=may_ask and not any(not p.warns for p in problems_of(tender)),
        may_answer=is_asked and bool(may_approve_publication(actor, tender)),
        is_asked=is_asked,
    )


@bp.route("/before-publication/ask", methods=["GET", "POST"])
def ask(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The lead asks somebody else to approve what stands there now."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_ask_approval, actor, tender)
    form = AskApprovalForm()
    if form.carried_out(act.ask_approval, actor, tender, typed(form.words)):
        flash(gettext("The approver finds it on the page of the tender."), "success")
        return back_to(".approval", authority=authority, tender_id=tender_id)
    return render_template("approving/ask.html", form=form, tender=tender, authority=authority)


@bp.route("/before-publication/answer", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The approver reads all that will be frozen, and says yes or sends it back."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_approve_publication, actor, tender)
    form, document = AnswerForm(), document_now(tender)
    if document is None:
        return back_to(".approval", authority=authority, tender_id=tender_id)
    digest = f"{document.method_sha256} {document.specification_sha256}"
    told = (act.answer, actor, tender, form.step.data, typed(form.words))
    if form.is_as_read(digest) and form.carried_out(*told):
        flash(gettext("Your answer is recorded."), "success")
        return back_to(".approval", authority=authority, tender_id=tender_id)
    return render_template(
        "approving/answer.html",
        form=form,
        tender=tender,
        authority=authority,
        document=document,
        said=document.specification,
        is_plain=False,
    )
