"""Words that met an ended session go through the sign-in form, never in an address or cookie."""

from __future__ import annotations

import json
from typing import NamedTuple

from flask import g, render_template, request

from portal.accounts.forms import SignInForm
from portal.core.web import draft_of

MOST = 200_000
"""No form of ours sends more characters than this; what does is no draft."""
LEFT_OUT = ("csrf_token", "draft_of")


class Carried(NamedTuple):
    """The fields of a form that waits for its writer's sign-in, and the name of their draft."""

    of: str
    fields: list[list[str]]

    @property
    def text(self) -> str:
        """All of it as the one hidden field of the sign-in page."""
        return json.dumps([self.of, self.fields])

    @property
    def words(self) -> list[str]:
        """What a person would know again: the longer texts among the fields."""
        return [value for name, value in self.fields if len(value) > 3 and name != "seen"]


def ask_to_sign_in() -> str:
    """The sign-in page, holding what a POST brought that met an ended session."""
    fields = [
        [name, value] for name, value in request.form.items(multi=True) if name not in LEFT_OUT
    ]
    held = Carried(request.form["draft_of"], fields)
    form = SignInForm(formdata=None)
    return render_template("accounts/sign_in.html", form=form, carried=held, to=request.path)


def carried() -> Carried | None:
    """What the sign-in page held, as it was sent back; nothing where that is damaged."""
    text = request.form.get("carried", "")
    if not text or len(text) > MOST:
        return None
    try:
        of, fields = json.loads(text)
        return Carried(str(of), [[str(name), str(value)] for name, value in fields])
    except (ValueError, TypeError):
        return None


def go_on(held: Carried, to: str) -> str | None:
    """The page that sends the words on, for whoever wrote them alone; they press its button."""
    if held.of != draft_of(to):
        return None
    g.pop("csrf_token", None)  # that of the session that ended
    return render_template("accounts/go_on.html", held=held, to=to)
