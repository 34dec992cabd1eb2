"""The base of every form: saves whole or says beside the field what to mend, and keeps the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import request
from flask_babel import LazyString, gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, ValidationError

from portal.core.errors import Refused
from portal.core.transaction import transaction, writing_apart
from portal.core.words import say

PAGE_TOO_OLD = lazy_gettext(
    "We couldn’t be sure that this came from you. Check what you entered and send it again."
)
TOO_LONG = say("‘%(field)s’ must be %(longest)s characters or fewer")
NOT_THERE = say("Choose one of the answers on the page")
OWN_WORDS = {
    "This field is required.": say("Fill this in"),
    "Not a valid choice.": NOT_THERE,
    "Invalid Choice: could not coerce.": NOT_THERE,
    "'%(value)s' is not a valid choice for this field.": NOT_THERE,
    "Invalid choice(s): one or more data inputs could not be coerced.": NOT_THERE,
    "Not a valid integer value.": say("Enter a whole number, such as 7"),
}
OTHERWISE = say("Check what you entered here")


class OwnWords:
    """What the form library would say of itself, in our words; it never speaks in its own."""

    def gettext(self, text: str) -> str:
        """Our sentence for one of the library's, translated."""
        return gettext(OWN_WORDS.get(text, OTHERWISE))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The same where the library counts."""
        return self.gettext(one)


class TokenWhenShown(FlaskForm.Meta.csrf_class):
    """A form that is sent and goes through is never shown: its next token is made when it is."""

    def generate_csrf_token(self, csrf_token_field: Any) -> LazyString:
        """The token, as soon as somebody reads it."""
        return LazyString(super().generate_csrf_token, csrf_token_field)


class Form(FlaskForm):
    """A form whose `saving()` holds the transaction; `saved` tells whether it went through."""

    saved = False
    form_errors: list[str]

    class Meta(FlaskForm.Meta):
        """What a page's form sent, never JSON; a script sends its token in a header."""

        csrf_class = TokenWhenShown

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The fields that were sent, with the token of autosave.js among them."""
            sent = None if request.is_json else super().wrap_formdata(form, formdata)
            if sent is None:
                return None
            fields = [(name, _keepable(value)) for name, value in sent.items(multi=True)]
            if token := request.headers.get("X-CSRFToken"):
                fields.append(("csrf_token", token))
            return MultiDict(fields)

        def get_translations(self, form: Any) -> OwnWords:
            """What WTForms would say of itself, it says in our words."""
            return OwnWords()

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge every field; a lost CSRF token is one error more, and nothing typed is lost."""
        valid = super().validate(extra_validators)
        for field in self:  # a lazy text isn't a string: the summary would list its letters
            if isinstance(field.errors, list | tuple):
                found = field.process_errors or field.errors  # unread, it isn't too big as well
                field.errors = [str(e) if isinstance(e, LazyString) else e for e in found]
        token = getattr(self, "csrf_token", None)
        if token is not None and token.errors:
            token.errors = [str(PAGE_TOO_OLD)]
        return valid

    def carried_out(self, operation: Callable[..., object], *args: Any) -> bool:
        """Whether the form was sent rightly and `operation(*args)` went through, in `saving()`."""
        if self.validate_on_submit():
            with self.saving():
                operation(*args)
        return self.saved

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Run one operation in one transaction; a refusal becomes an error of this form."""
        try:
            with transaction():
                yield
            self.saved = True
        except Refused as refusal:
            self.show(refusal)
            if refusal.record:
                with writing_apart():
                    refusal.record()

    def show(self, refusal: Refused) -> None:
        """Say what was refused, in the reader's language, beside its field or above the form."""
        for each in (refusal, *refusal.also):
            message = gettext(each.message, **each.facts)
            if each.field and each.field in self._fields:
                field = self._fields[each.field]
                field.errors = [*field.errors, message]
            else:
                self.form_errors = [*self.form_errors, message]

    def said(self) -> str:
        """All that is wrong, one sentence after the other, for a script to tell."""
        reasons = [str(each).rstrip(".") for errors in self.errors.values() for each in errors]
        return " ".join(f"{reason}." for reason in reasons)


def error_lines(form: Any) -> Iterator[dict[str, str]]:
    """What is wrong with a form, each with the place that it leads to: the first box of a date.
    Where several fields have the same sentence each begins with its field's name, since nobody who
    hears the list sees which is which (R28)."""
    told = [(name, each) for name, messages in form.errors.items() for each in messages]
    ours = [(str(form[name].label.text), str(each)) for name, each in told if name in form]
    same, again = Counter(ours), Counter(each for _label, each in ours)
    for name, message in told:
        if not isinstance(message, str):
            yield {"text": " ".join(message), "href": ""}
        elif not name or name == "csrf_token":
            yield {"text": message, "href": ""}
        else:
            field = form[name]
            is_date = type(field.widget).__name__ == "GovDateInput"
            label = str(field.label.text)
            is_told = again[message] > 1 and same[label, message] == 1
            text = _with_name(label, message) if is_told else message
            yield {"text": text, "href": f"#{field.id}{'-day' if is_date else ''}"}


def _with_name(name: str, message: str) -> str:
    """‘First day: enter …’; nothing comes between a question and what to do about it."""
    return f"{name} {message}" if name[-1:] in "?.:" else f"{name}: {message}"


def _keepable(value: Any) -> Any:
    """What was sent, without the character that no database keeps; mere blanks are nothing."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\ufffd") if value.strip() else ""


class ActionForm(Form):
    """A button that changes something and asks nothing."""


def stop(message: str, **facts: Any) -> ValidationError:
    """A field's error, translated; for validators."""
    return ValidationError(gettext(message, **facts))


class AtMost:
    """A validator: a text of so many characters or fewer; nothing is cut off (no maxlength)."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: Form, field: Field) -> None:
        if len(field.data or "") > self.longest:
            raise stop(TOO_LONG, field=field.label.text, longest=f"{self.longest:,}")


class Whole:
    """A validator: a whole number from `least` to `most`."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, form: Form, field: Field) -> None:
        if field.data is None:
            return
        if field.data % 1 or not self.least <= field.data <= self.most:
            raise stop(
                say("Enter a whole number from %(least)d to %(most)d"),
                least=self.least,
                most=self.most,
            )


def tell_apart(named: Iterable[tuple[str, Field]]) -> None:
    """Say in each error what it is about, where a form asks the same of several things."""
    for name, field in named:
        told = [gettext("%(what)s: %(why)s", what=name, why=each) for each in field.errors]
        field.errors = told


def typed(field: Field) -> str:
    """What was typed into a field, without blanks at its ends; nothing is an empty text."""
    return (field.data or "").strip()
