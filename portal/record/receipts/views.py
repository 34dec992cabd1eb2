"""The page on which anybody checks a receipt; it writes nothing and keeps nothing that is sent."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext

from portal.accounts.limits import BY_ADDRESS, limiter
from portal.core.authorisation import anyone, authorise
from portal.core.transaction import reading_only
from portal.core.web import current_actor, public
from portal.record.receipts.check import Answer, check
from portal.record.receipts.forms import ReceiptForm
from portal.record.receipts.words import UNREADABLE, VERDICTS, WHAT_NOW
from portal.record.views import bp


@bp.route("/receipts", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def receipts() -> str:
    """Paste a receipt, and read whether the record still is what it was."""
    with reading_only():
        authorise(anyone, current_actor())
        form = ReceiptForm()
        answer = _answer(form) if form.validate_on_submit() else None
        if answer is None:
            return render_template("record/receipts.html", form=form)
        return render_template(
            "record/receipt_checked.html",
            answer=answer,
            title=gettext(VERDICTS[answer.verdict]),
            what_now=gettext(WHAT_NOW[answer.verdict]),
        )


def _answer(form: ReceiptForm) -> Answer | None:
    """What the log says to the receipt; none where there is none, which the form says."""
    text = form.given()
    if not text:
        return None
    answer = check(text)
    if answer.verdict == UNREADABLE:
        field = form.file if form.file.data else form.text
        words = f"{gettext(VERDICTS[UNREADABLE])}. {gettext(WHAT_NOW[UNREADABLE])}"
        field.errors = [*field.errors, words]
        return None
    return answer
