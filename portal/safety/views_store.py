"""What the safeguarding lead and the deputy see: what came in, and what was done (R31).

The opening phrase is asked for on each page that shows what is sealed. The words stand in the
answer to that request alone; neither phrase nor key is kept, in no session and in no cookie.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import flash, g, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.limits import limit_wrong_phrases
from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, admit, authorise, there
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.forms import Form, typed
from portal.core.phrases import PhraseForm
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.safety import locks
from portal.safety import operations as act
from portal.safety import queries as ask
from portal.safety.forms import NoteForm
from portal.safety.hours_words import reads_words
from portal.safety.locks import Opener
from portal.safety.models import SafetyAccess, SafetyCode
from portal.safety.operations import Opened
from portal.safety.policy import (
    may_know_of_store,
    may_make_lock,
    may_open_store,
    may_take_up_code,
)
from portal.safety.queries import Store
from portal.safety.views import bp


def unlock(
    form: Form, actor: Actor, *, by_code: bool = False, needed: uuid.UUID | None = None
) -> list[Opener]:
    """The locks that the phrase or code in a form opens; none where it is wrong, as it then says,
    or where it doesn't open the lock that is needed."""
    with reading_only():
        copies = ask.copies_of(SafetyCode if by_code else SafetyAccess, actor.person_id)
        admit(lambda: bool(copies))
        db.session.expunge_all()
    try:
        return locks.opened(copies, typed(form["phrase"]), needed)
    except Refused as refusal:
        form.show(refusal)
        g.phrase_was_wrong = True
        return []


@bp.route("/<authority>/safety", methods=["GET", "POST"])
@limit_wrong_phrases
def store(authority: str) -> str:
    """How much is in the store; with the opening phrase, what isn't closed yet."""
    actor = current_actor()
    found = ask.store_of(open_authority(authority).id)
    authorise(may_know_of_store, actor, found.authority_id)
    form = PhraseForm()
    if form.is_submitted():
        authorise(may_open_store, actor, found.authority_id, found.has_copy(actor.person_id))
    if (opened := _read(form, actor, found, closed=False)) is not None:
        return _opened_page(authority, opened, closed=False)
    return render_template("safety/store.html", form=form, **_state(actor, authority, found))


@bp.route("/<authority>/safety/closed", methods=["GET", "POST"])
@limit_wrong_phrases
def closed(authority: str) -> str:
    """With the opening phrase, what was closed."""
    actor = current_actor()
    found = ask.store_of(open_authority(authority).id)
    authorise(may_open_store, actor, found.authority_id, found.has_copy(actor.person_id))
    form = PhraseForm()
    if (opened := _read(form, actor, found, closed=True)) is not None:
        return _opened_page(authority, opened, closed=True)
    return render_template("safety/closed.html", form=form, authority=authority)


def _read(form: PhraseForm, actor: Actor, store: Store, *, closed: bool) -> list[Opened] | None:
    openers = unlock(form, actor) if form.validate_on_submit() else []
    if not openers:
        return None
    with form.saving():
        now = ask.store_of(store.authority_id)
        return act.open_entries(actor, now, openers, closed=closed)
    return None


def _opened_page(authority: str, opened: list[Opened], *, closed: bool) -> str:
    return render_template(
        "safety/opened.html",
        authority=authority,
        closed=closed,
        entries=[_shown(each) for each in opened],
    )


def _shown(opened: Opened) -> dict[str, Any]:
    """An entry as its template reads it, with real moments."""
    return {
        "id": opened.id,
        "received_on": opened.received_on,
        "closed_on": opened.closed_on,
        "is_new": opened.is_new,
        "facts": _with_moment(opened.facts) if opened.facts else None,
        "notes": [_with_moment(note) for note in opened.notes],
    }


def _with_moment(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"at": datetime.fromisoformat(facts["at"])}


def _state(actor: Actor, slug: str, store: Store) -> dict[str, Any]:
    me = store.holder(actor.person_id)
    can_open = bool(may_open_store(actor, store.authority_id, bool(me and me.has_copy)))
    return {
        "authority": slug,
        "store": store,
        "me": actor.person_id,
        "can_open": can_open,
        "is_forgotten": bool(me and me.is_forgotten),
        "can_make_lock": bool(may_make_lock(actor, store.authority_id, store.is_in_use)),
        "can_take_up": bool(
            may_take_up_code(actor, store.authority_id, store.has_code(actor.person_id))
        ),
        "others": [each.person.name for each in store.others_in(actor.person_id)],
        "numbers": ask.numbers() if can_open else None,
        "hours": {
            each.person.id: reads_words(each.person.name, each.hours)
            for each in store.holders
            if each.hours
        },
    }


@bp.post("/<authority>/safety/<uuid:entry_id>/note")
def note(authority: str, entry_id: uuid.UUID) -> str | Response:
    """Note what was done about an entry, and close it when nothing more has to be."""
    actor = current_actor()
    found = ask.store_of(open_authority(authority).id)
    authorise(may_open_store, actor, found.authority_id, found.has_copy(actor.person_id))
    entry = ask.entry_by_id(entry_id)
    entry = there(entry)
    form = NoteForm()
    if form.validate_on_submit():
        with form.saving():
            act.add_note(actor, found, entry, typed(form.words))
            if form.close.data:
                act.close(entry)
        if form.saved:
            flash(gettext("Your note is kept. Type your opening phrase to read on."), "success")
            return back_to(".store", authority=authority)
    return render_template("safety/note.html", form=form, authority=authority, entry=entry)
