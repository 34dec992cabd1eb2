"""Forms of a bid: one answer, the pass/fail questions, the price, and the word that seals it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovFileInput,
    GovRadioInput,
    GovTextArea,
)
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.bids.content import LONGEST_TEXT, Content, count_words
from portal.bids.overtaken import Part, Seen
from portal.core.fields import MoneyField, VersionField
from portal.core.forms import AtMost, Form
from portal.specifications.models import Gate

YES_OR_NO = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]
LONGEST_EVIDENCE = 4000


class SeenForm(Form):
    """A part of a draft; `draft_seen` is the version that its writer had before them."""

    draft_seen = VersionField()

    def seen(self, part: Part) -> Seen | None:
        """What the writer had before them, as the page said; none where a form doesn't say it."""
        return Seen(part, self.draft_seen.number()) if self.draft_seen.raw_data else None


class AnswerForm(SeenForm):
    """The answer to one question; one that is too long is kept as a draft all the same."""

    text = TextAreaField(_("Your answer"), validators=[AtMost(LONGEST_TEXT)])

    def words_over(self, limit: int) -> int:
        """How many words too many there are, as the server counts them."""
        return max(0, count_words(self.text.data or "") - limit)


class PriceForm(SeenForm):
    """The price of a bid; what it covers the page says."""

    price = MoneyField(_("Your price in pounds"))

    def told(self) -> Content:
        """What was typed, as a draft takes it."""
        return {"price": "" if self.price.data is None else format(self.price.data, "f")}


class SubmitForm(Form):
    """Seals a bid; somebody says that they may, and that they accept the charter."""

    accepts_charter = BooleanField(
        _("My organisation accepts the participation charter as a condition of the contract"),
        widget=GovCheckboxInput(),
        validators=[
            InputRequired(_("Tick that your organisation accepts the participation charter"))
        ],
    )

    confirm = BooleanField(
        _("I have read the whole bid, kept a copy, and may submit it for my organisation"),
        widget=GovCheckboxInput(),
        validators=[InputRequired(_("Tick the box if you kept a copy and may submit this bid"))],
    )


def submit_form(has_charter: bool, **more: Any) -> SubmitForm:
    """The form; it asks for the charter where the tender has one (P17)."""
    form = SubmitForm(**more)
    if not has_charter:
        del form.accepts_charter
    return form


class CopyForm(SeenForm):
    """A copy of a bid, kept before it was submitted."""

    file = FileField(_("Choose your copy (bid.zip)"), widget=GovFileInput())


def gates_form(gates: Sequence[Gate], content: Content, *, is_sent: bool = True) -> SeenForm:
    """The form of all pass/fail questions: yes or no, and what speaks for it; with `is_sent` what
    a browser sent comes first."""
    fields: dict[str, Any] = {}
    data: dict[str, str | None] = {}
    for number, gate in enumerate(gates, 1):
        passes, evidence = f"passes_{number}", f"evidence_{number}"
        fields[passes] = RadioField(
            gate.title,
            description=gate.question,
            widget=GovRadioInput(),
            choices=YES_OR_NO,
            validators=[Optional()],
        )
        fields[evidence] = TextAreaField(
            _("What supports your answer on %(gate)s", gate=gate.title),
            widget=GovTextArea(),
            validators=[AtMost(LONGEST_EVIDENCE)],
        )
        answer = content.get(gate.code, {})
        data[passes] = {True: "yes", False: "no"}.get(answer.get("passes"))
        data[evidence] = answer.get("evidence", "")
    sent = {} if is_sent else {"formdata": None}
    made: SeenForm = type("GatesForm", (SeenForm,), fields)(data=data, **sent)
    return made


def gate_answers(form: Form, gates: Sequence[Gate]) -> Content:
    """What was answered to the pass/fail questions, by code; not answered is None."""
    return {
        gate.code: {
            "passes": {"yes": True, "no": False}.get(form[f"passes_{number}"].data),
            "evidence": form[f"evidence_{number}"].data or "",
        }
        for number, gate in enumerate(gates, 1)
    }
