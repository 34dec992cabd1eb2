"""What forms say when they refuse: every sentence is ours, translated where it is shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core import forms as house
from portal.core.errors import Refused
from portal.core.forms import (
    OTHERWISE,
    OWN_WORDS,
    ActionForm,
    AtMost,
    Form,
    OwnWords,
    error_lines,
    stop,
)
from tests.source import name_of, sources

A = [SelectChoice("a", "A")]


class Everything(Form):
    """One field of each kind, with nothing said about what it says."""

    line = StringField("Title", validators=[InputRequired()])
    long = TextAreaField("Why?", validators=[AtMost(4000)])
    one = RadioField("One", choices=A)
    listed = SelectField("Listed", choices=A, coerce=int)
    many = SelectMultipleField("Many", choices=A)
    number = IntegerField("Number")


def test_the_library_never_speaks_in_its_own_words(quick_app: Flask) -> None:
    with quick_app.test_request_context():
        said = {text: OwnWords().ngettext(text, text, 2) for text in _texts_of_the_library()}
    assert len(said) > 20
    assert set(said.values()) <= {OTHERWISE, *OWN_WORDS.values()}
    assert set(OWN_WORDS) <= set(said), "a text that the library doesn't have any more"


def test_every_form_speaks_in_our_words(quick_app: Flask) -> None:
    for form in _all_below(Form):
        meta = type("Meta", tuple(c.Meta for c in form.__mro__ if "Meta" in vars(c)), {})
        assert isinstance(meta().get_translations(None), OwnWords), form


def test_a_refused_form_says_what_to_do(quick_app: Flask) -> None:
    wrong = {"long": "x" * 4001, "one": "b", "listed": "b", "many": "b", "number": "b"}
    with quick_app.test_request_context(method="POST", data=wrong):
        form = Everything()
        assert not form.validate_on_submit()
        errors = {name: list(messages) for name, messages in form.errors.items()}
    assert errors.pop("csrf_token") == [str(house.PAGE_TOO_OLD)]
    assert errors == {
        "line": ["Fill this in"],
        "long": ["‘Why?’ must be 4,000 characters or fewer"],
        "one": ["Choose one of the answers on the page"],
        "listed": ["Choose one of the answers on the page"],
        "many": ["Choose one of the answers on the page"],
        "number": ["Enter a whole number, such as 7"],
    }
    assert form.long.data == "x" * 4001, "what was typed is kept whole"


def test_a_list_of_the_same_sentences_says_which_is_which(quick_app: Flask) -> None:
    """Who hears the list sees no field beside it (R28)."""
    with quick_app.test_request_context():
        form = Everything(MultiDict(), meta={"csrf": False})
        form.line.errors = form.long.errors = [stop("Fill this in").args[0]]
        form.number.errors = ["Enter a number"]
        assert [(each["text"], each["href"]) for each in error_lines(form)] == [
            ("Title: Fill this in", "#line"),
            ("Why? Fill this in", "#long"),
            ("Enter a number", "#number"),
        ]


def test_lengths_are_judged_by_one_validator_that_cuts_nothing_off() -> None:
    wrong = [
        place
        for place, call in _calls("Length")
        if len(call.args) > 1 or any(each.arg == "max" for each in call.keywords)
    ]
    assert wrong == []
    assert not hasattr(AtMost(3), "field_flags"), "a browser would cut off what is pasted"


def test_no_sentence_is_filled_before_it_is_translated() -> None:
    """`say("…%(x)s…") % facts` and `gettext(f"…")` are sentences that nobody can translate."""
    wrong = [
        place
        for place, call in _calls(
            "Refused", "stop", "gettext", "ngettext", "lazy_gettext", "say", "_"
        )
        if any(_is_filled(part) for each in call.args[:1] for part in ast.walk(each))
    ]
    assert wrong == []


def test_what_fills_a_refusal_is_put_in_after_the_translation(
    quick_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    welsh = {"Bid %(label)s is late.": "Mae cais %(label)s yn hwyr.", "And more.": "A mwy."}
    refusal = Refused(
        "Bid %(label)s is late.", label="50%", also=[Refused("And more.", field="line")]
    )
    with quick_app.test_request_context(), force_locale("cy"):
        monkeypatch.setattr(house, "gettext", lambda text, **facts: welsh[text] % facts)
        form = Everything(formdata=MultiDict())
        form.show(refusal)
        assert form.form_errors == ["Mae cais 50% yn hwyr."]
        assert list(form.line.errors) == ["A mwy."]
        assert str(stop("Bid %(label)s is late.", label="K")) == "Mae cais K yn hwyr."
    assert str(refusal) == "Bid 50% is late."
    assert str(Refused("100% sure?")) == "100% sure?"


def test_a_button_form_has_no_words_of_the_library(quick_app: Flask) -> None:
    with quick_app.test_request_context(method="POST", data={}):
        form = ActionForm()
        assert not form.validate_on_submit()
        assert form.errors == {"csrf_token": [str(house.PAGE_TOO_OLD)]}


def _is_filled(part: ast.AST) -> bool:
    return isinstance(part, ast.JoinedStr) or (
        isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod)
    )


def _texts_of_the_library() -> set[str]:
    """All that the form library can say, from its own source."""
    folder = Path(wtforms.__file__).parent
    found = set()
    for path in folder.rglob("*.py"):
        for call in _calls_in(path, "gettext", "ngettext"):
            if call.args and isinstance(call.args[0], ast.Constant):
                found.add(str(call.args[0].value))
    return found


def _all_below(kind: type[Form]) -> Iterator[type[Form]]:
    for each in kind.__subclasses__():
        yield each
        yield from _all_below(each)


def _calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    for source in sources("portal"):
        for call in source.calls:
            if _name_of(call) in names:
                yield f"{source.path}:{call.lineno}", call


def _calls_in(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name_of(node) in names:
            yield node


def _name_of(call: ast.Call) -> str:
    return name_of(call.func).rpartition(".")[2]


def test_blanks_alone_are_nothing_and_what_has_words_stays_as_it_was_typed(
    quick_app: Flask,
) -> None:
    sent = {"line": " \n", "long": " two\nlines ", "listed": "1"}
    with quick_app.test_request_context(method="POST", data=sent):
        form = Everything(meta={"csrf": False})
        form.listed.choices = [SelectChoice(1, "One")]
        assert not form.validate()
        assert (form.line.data, form.long.data) == ("", " two\nlines ")
        assert form.line.errors
