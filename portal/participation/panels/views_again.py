"""The last step behind a code sent twice: the first answer was lost on the way, on a bus, and the
same browser gets its words again."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from flask import current_app, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts import operations as accounts
from portal.accounts.models import Invitation, Person
from portal.accounts.passwords import is_right
from portal.accounts.queries import panels_held_by
from portal.accounts.views import begin
from portal.core.database import db
from portal.core.tenancy import open_tenant
from portal.core.transaction import reading_only
from portal.participation.panels.forms_joining import WayInForm
from portal.participation.panels.phrases import draw_words, words_from


def words_here(code: str) -> str:
    """Three words of this browser and this code: sent again they are the same, and nothing is kept
    of them. A browser without a session of its own gets any."""
    token, secret = session.get("csrf_token"), current_app.secret_key
    if not token or not isinstance(secret, str):
        return draw_words()
    said = f"{code} {token}".encode()
    return words_from(hmac.new(secret.encode(), said, hashlib.sha512).digest())


def sent_again(code: str) -> str | Response | None:
    """Who took the code up a moment ago in this browser is let in, and reads their words again."""
    form: Any = WayInForm()
    if request.method != "POST" or not form.validate_on_submit():
        return None
    words = words_here(code) if form.way.data == "words" else None
    person = _who_took_up(code)
    if person is None or not is_right(person.password_hash, words or form.new_password.data):
        return None
    row_id = None
    with form.saving():
        row_id = _let_in(code)
    to = url_for("overview.home")
    led = begin(row_id, to) if row_id else None
    if words is None:
        return led
    account = person.sign_in_name or person.email or ""
    return render_template("panels/words.html", words=words, account=account, to=to)


def _who_took_up(code: str) -> Person | None:
    with reading_only():
        invitation = links.just_taken_up(code)
        person = _person_of(invitation) if invitation else None
        db.session.expunge_all()
    return person


def _person_of(invitation: Invitation) -> Person | None:
    return db.session.get(Person, invitation.accepted_by) if invitation.accepted_by else None


def _let_in(code: str) -> Any:
    invitation = links.just_taken_up(code)
    assert invitation
    assert invitation.authority_id
    assert invitation.accepted_by
    open_tenant(invitation.authority_id)
    roles = panels_held_by(invitation.accepted_by, invitation.authority_id)
    person = db.session.get_one(Person, invitation.accepted_by)
    return accounts.sign_in(person, roles[0] if roles else None).id
