"""The form into which a receipt is pasted."""

from __future__ import annotations

from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import TextAreaField

from portal.audit.receipt_texts import LONGEST
from portal.core.forms import Form
from portal.core.words import say

NOTHING = say("Paste a receipt, or choose its file")
NO_TEXT = say("This file isn’t a text. Choose the file that you saved, receipt-….txt")
TOO_LONG = say("This is too long to be a receipt")


class ReceiptForm(Form):
    """A receipt as text, or as the file that was saved."""

    text = TextAreaField(lazy_gettext("Paste the receipt"))
    file = FileField(lazy_gettext("Or choose its file"))

    def given(self) -> str:
        """The receipt that was sent, or nothing, and then the form says why."""
        if self.file.data:
            return self._from_file()
        pasted: str = self.text.data or ""
        if not pasted.strip():
            return self._stop("text", NOTHING)
        return self._stop("text", TOO_LONG) if len(pasted) > LONGEST else pasted

    def _from_file(self) -> str:
        sent: bytes = self.file.data.read(LONGEST + 1)
        if len(sent) > LONGEST:
            return self._stop("file", TOO_LONG)
        try:
            text = sent.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self._stop("file", NO_TEXT)
        return text if text.strip() else self._stop("file", NOTHING)

    def _stop(self, name: str, message: str) -> str:
        field = self[name]
        field.errors = [*field.errors, str(lazy_gettext(message))]
        return ""
