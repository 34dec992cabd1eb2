"""The base of every form: saves whole or says beside the field what to mend, and keeps the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import request
from flask_babel import LazyString, gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, ValidationError

from portal.core.errors import Refused
from portal.core.transaction import transaction, writing_apart

PAGE_TOO_OLD = lazy_gettext(
    "We couldn’t be sure that this came from you. Check what you entered and send it again."
)


class Form(FlaskForm):
    """A form whose `saving()` holds the transaction; `saved` tells whether it went through."""

    saved = False
    form_errors: list[str]

    class Meta(FlaskForm.Meta):
        """What a page's form sent, never JSON; a script sends its token in a header."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The fields that were sent, with the token of autosave.js among them."""
            sent = None if request.is_json else super().wrap_formdata(form, formdata)
            if sent is None:
                return None
            fields = [(name, _keepable(value)) for name, value in sent.items(multi=True)]
            if token := request.headers.get("X-CSRFToken"):
                fields.append(("csrf_token", token))
            return MultiDict(fields)

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge every field; a lost CSRF token is one error more, and nothing typed is lost."""
        valid = super().validate(extra_validators)
        for field in self:  # a lazy text isn't a string: the summary would list its letters
            if isinstance(field.errors, list | tuple):
                field.errors = [
                    str(each) if isinstance(each, LazyString) else each for each in field.errors
                ]
        token = getattr(self, "csrf_token", None)
        if token is not None and token.errors:
            token.errors = [str(PAGE_TOO_OLD)]
        return valid

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Run one operation in one transaction; a refusal becomes an error of this form."""
        try:
            with transaction():
                yield
            self.saved = True
        except Refused as refusal:
            self._show(refusal)
            if refusal.record:
                with writing_apart():
                    refusal.record()

    def _show(self, refusal: Refused) -> None:
        message = gettext(refusal.message)
        if refusal.field and refusal.field in self._fields:
            field = self._fields[refusal.field]
            field.errors = [*field.errors, message]
        else:
            self.form_errors = [*self.form_errors, message]


def _keepable(value: Any) -> Any:
    """What was sent, without the character that no database keeps."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


class ActionForm(Form):
    """A button that changes something and asks nothing."""


def stop(message: str) -> ValidationError:
    """A field's error, translated; for validators."""
    return ValidationError(gettext(message))


def typed(field: Field) -> str:
    """What was typed into a field, without blanks at its ends; nothing is an empty text."""
    return (field.data or "").strip()
