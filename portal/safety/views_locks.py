"""The lock of the store, one's phrase, and what people who write are promised (R31, P25)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import abort, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.limits import limit_wrong_phrases
from portal.accounts.models import Role
from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.forms import ActionForm, typed
from portal.core.phrases import NewPhraseForm, PhraseForm, made_up_phrase
from portal.core.web import back_to, current_actor
from portal.safety import locks
from portal.safety import operations as act
from portal.safety import queries as ask
from portal.safety.forms import (
    ChangePhraseForm,
    CodeForm,
    LockForm,
    PromiseForm,
    hours_form,
)
from portal.safety.locks import Opener
from portal.safety.models import SafetyAccess
from portal.safety.policy import (
    may_let_in,
    may_make_lock,
    may_open_store,
    may_take_up_code,
)
from portal.safety.views import bp
from portal.safety.views_store import unlock


@bp.route("/<authority>/safety/lock", methods=["GET", "POST"])
def make_lock(authority: str) -> str | Response:
    """The safeguarding lead makes the lock, by choosing the first opening phrase."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    authorise(may_make_lock, actor, store.authority_id, store.is_in_use)
    form = LockForm()
    if form.validate_on_submit():
        assert actor.person_id
        authority_id = store.authority_id
        db.session.rollback()  # the database waits for nobody's phrase
        phrase, answers = typed(form.new_phrase), form.answers_within.data
        lock = locks.new_lock(authority_id, actor.person_id, phrase, answers)
        with form.saving():
            act.fit_lock(ask.store_of(authority_id), lock)
        if form.saved:
            flash(gettext("The lock is made. People can write to you now."), "success")
            return back_to(".store", authority=authority)
    return render_template(
        "safety/lock.html",
        form=form,
        authority=authority,
        had_a_lock=store.key is not None,
        made_up=made_up_phrase(),
    )


@bp.route("/<authority>/safety/let-in/<uuid:role_id>", methods=["GET", "POST"])
@limit_wrong_phrases
def let_in(authority: str, role_id: uuid.UUID) -> str:
    """Let the other holder in: a code, shown once, that they type with a phrase of their own."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    role = db.session.get(Role, role_id)
    if role is None:
        abort(404)
    has_copy = store.has_copy(actor.person_id)
    authorise(may_let_in, actor, store.authority_id, has_copy, role)
    name, person_id, newest = role.person.name, role.person_id, store.key.id if store.key else None
    form, page = PhraseForm(), {"authority": authority, "name": name}
    if form.validate_on_submit() and (openers := unlock(form, actor, needed=newest)):
        code = made_up_phrase()
        copies = [locks.code_for(each.key, person_id, each.private, code) for each in openers]
        with form.saving():
            act.give_code(*copies)
        if form.saved:
            ends_on = copies[0].ends_on
            return render_template("safety/code.html", code=code, ends_on=ends_on, **page)
    return render_template("safety/let_in.html", form=form, **page)


@bp.route("/<authority>/safety/code", methods=["GET", "POST"])
@limit_wrong_phrases
def take_up_code(authority: str) -> str | Response:
    """Take up a code, once, with an opening phrase of one's own."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    has_code = store.has_code(actor.person_id)
    authorise(may_take_up_code, actor, store.authority_id, has_code)
    form = CodeForm()
    if form.validate_on_submit() and (openers := unlock(form, actor, by_code=True)):
        form.carried_out(act.take_up, *_own_copies(form, actor, openers))
        if form.saved:
            flash(gettext("You can open the safety store now."), "success")
            return back_to(".store", authority=authority)
    made_up = made_up_phrase()
    return render_template("safety/take_up.html", form=form, authority=authority, made_up=made_up)


def _own_copies(form: NewPhraseForm, actor: Actor, openers: Sequence[Opener]) -> list[SafetyAccess]:
    assert actor.person_id
    me, phrase = actor.person_id, typed(form.new_phrase)
    return [locks.access_for(each.key, me, each.private, phrase) for each in openers]


@bp.route("/<authority>/safety/phrase", methods=["GET", "POST"])
@limit_wrong_phrases
def phrase(authority: str) -> str | Response:
    """Change one's opening phrase; the other holder's stays."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    authorise(may_open_store, actor, store.authority_id, store.has_copy(actor.person_id))
    form = ChangePhraseForm()
    if form.validate_on_submit() and (openers := unlock(form, actor)):
        form.carried_out(act.take_up, *_own_copies(form, actor, openers))
        if form.saved:
            flash(gettext("Your opening phrase is changed."), "success")
            return back_to(".store", authority=authority)
    made_up = made_up_phrase()
    return render_template("safety/phrase.html", form=form, authority=authority, made_up=made_up)


@bp.route("/<authority>/safety/forgotten", methods=["GET", "POST"])
def forgotten(authority: str) -> str | Response:
    """Say that one can't remember the phrase, after reading what that means."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    authorise(may_open_store, actor, store.authority_id, store.has_copy(actor.person_id))
    access = ask.access_of(store.key, actor.person_id)
    assert access
    form = ActionForm()
    if form.carried_out(act.note_forgotten, access):
        return back_to(".store", authority=authority)
    others = [each.person.name for each in store.others_in(actor.person_id)]
    return render_template("safety/forgotten.html", form=form, authority=authority, others=others)


@bp.route("/<authority>/safety/answers", methods=["GET", "POST"])
def promise(authority: str) -> str | Response:
    """By when somebody who writes hears from the safeguarding lead, as their page tells them."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    authorise(may_open_store, actor, store.authority_id, store.has_copy(actor.person_id))
    assert store.key
    form = PromiseForm(data={"answers_within": store.key.answers_within})
    if form.carried_out(lambda: act.promise(store, form.answers_within.data)):
        flash(gettext("People who write read this from now on."), "success")
        return back_to(".store", authority=authority)
    page = {"authority": authority, "is_mailed": bool(store.reached)}
    return render_template("safety/promise.html", form=form, **page)


@bp.route("/<authority>/safety/hours", methods=["GET", "POST"])
def hours(authority: str) -> str | Response:
    """On which days and from when to when one reads, as people who write are told (P25)."""
    actor = current_actor()
    store = ask.store_of(open_authority(authority).id)
    authorise(may_open_store, actor, store.authority_id, store.has_copy(actor.person_id))
    me = store.holder(actor.person_id)
    form = hours_form(me.hours if me else None)
    if form.validate_on_submit():
        assert form.opens.data
        assert form.closes.data
        with form.saving():
            act.say_hours(
                actor,
                store,
                [int(day) for day in form.days.data],
                form.opens.data,
                form.closes.data,
                on_holidays=form.on_holidays.data == "yes",
            )
        if form.saved:
            flash(gettext("People who write read this from now on."), "success")
            return back_to(".store", authority=authority)
    return render_template("safety/hours.html", form=form, authority=authority)
