"""Pages on which a new officer takes another one's place, after publication (R29)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.limits import limit_wrong_phrases
from portal.core.authorisation import Actor, authorise, there
from portal.core.database import db, leave_no_trace
from portal.core.downloads import as_download
from portal.core.forms import ActionForm, typed
from portal.core.phrases import NewPhraseForm, PhraseForm, made_up_phrase
from portal.core.sealing import new_private_key, public_key_of, wrap
from portal.core.web import back_to, current_actor
from portal.tenders.models import Tender
from portal.tenders.openers import ceremony
from portal.tenders.openers import changing as act
from portal.tenders.openers.forms import RenewForm, replace_form
from portal.tenders.openers.operations import rehearse
from portal.tenders.openers.policy import (
    may_choose_new_phrase,
    may_hand_on,
    may_rehearse_change,
    may_renew_code,
    may_replace_officer,
    may_see_change,
)
from portal.tenders.openers.queries import (
    WINDOW,
    Openers,
    openers_of,
    rehearsal_of,
    waiting_turn,
)
from portal.tenders.openers.queries_change import Changing, changing_of, who_may_come
from portal.tenders.openers.views import key_of_code, unlocked
from portal.tenders.queries import open_tender
from portal.tenders.views import bp

HERE = "/<authority>/tenders/<uuid:tender_id>/openers/change"


@bp.route(HERE, methods=["GET", "POST"])
def replace_officer(authority: str, tender_id: uuid.UUID) -> str | Response:
    """How far a change is, and who goes on; the lead says who leaves and who comes."""
    actor = current_actor()
    path: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    authorise(may_replace_officer if request.method == "POST" else may_see_change, actor, tender)
    now = openers_of(tender)
    form = replace_form(who_may_come(tender, now), now)
    if form.validate_on_submit():
        page = url_for("tenders.replace_officer", _external=True, **path)
        with form.saving():
            act.begin(actor, tender, form.seat.data, uuid.UUID(form.person.data), page)
        if form.saved:
            flash(gettext("All whom it concerns get a mail. The new officer goes on."), "success")
            return back_to("tenders.replace_officer", **path)
        tender = open_tender(actor, authority, tender_id)
    changing = changing_of(tender)
    return render_template(
        "tenders/change.html",
        form=form,
        tender=tender,
        path=path,
        changing=changing,
        until=_until(changing),
        may_lead=bool(may_replace_officer(actor, tender)),
        steps=_steps(actor, tender, changing) if changing else {},
    )


def _until(changing: Changing | None) -> Any:
    at = changing.row.handed_at if changing and changing.is_handed else None
    return at + WINDOW if at else None


def _steps(actor: Actor, tender: Tender, found: Changing) -> dict[str, bool]:
    """Which step this reader takes now."""
    me, is_rehearsed = actor.person_id, found.openers.is_rehearsed
    part = found.is_new(me) or found.is_staying(me)
    return {
        "phrase": bool(may_choose_new_phrase(actor, tender, found.is_new(me))),
        "rehearse": bool(may_rehearse_change(actor, tender, part, found.is_ready)),
        "lend": bool(may_hand_on(actor, tender, found.is_staying(me), is_rehearsed)),
        "renew": bool(may_renew_code(actor, tender, found.is_free(me), found.is_handed)),
    }


def _found(authority: str, tender_id: uuid.UUID, *, moves: bool = False) -> tuple[Tender, Changing]:
    """The tender with its change; a 404 where there is none."""
    tender = open_tender(current_actor(), authority, tender_id, moves=moves)
    authorise(may_see_change, current_actor(), tender)
    return tender, there(changing_of(tender))


@bp.post(f"{HERE}/stop")
def stop_replacing(authority: str, tender_id: uuid.UUID) -> Response:
    """The lead stops a change; nothing of what was before has changed."""
    actor, form = current_actor(), ActionForm()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_replace_officer, actor, tender)
    if form.carried_out(act.stop, actor, tender):
        leave_no_trace()
        flash(gettext("The change is stopped. The officers are who they were."), "success")
    else:
        flash(form.said())
    return back_to("tenders.replace_officer", authority=authority, tender_id=tender_id)


@bp.route(f"{HERE}/phrase", methods=["GET", "POST"])
def new_officer_phrase(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The new officer chooses their phrase."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender, found = _found(authority, tender_id)
    authorise(may_choose_new_phrase, actor, tender, found.is_new(actor.person_id))
    form = NewPhraseForm()
    if form.validate_on_submit():
        db.session.rollback()  # the database waits for nobody's phrase
        assert actor.person_id
        private, place = new_private_key(), ceremony.place_of_phrase(tender_id, actor.person_id)
        wrapped = wrap(private, typed(form.new_phrase), place)
        with form.saving():
            tender, _found_again = _found(authority, tender_id, moves=True)
            act.choose_new_phrase(actor, tender, public_key_of(private), wrapped)
        if form.saved:
            flash(gettext("Your phrase is chosen. Now rehearse the opening."), "success")
            return back_to("tenders.replace_officer", **path)
        tender, _found_again = _found(authority, tender_id)
    page = {"tender": tender, "path": path, "made_up": made_up_phrase(), "is_new": True}
    return render_template("tenders/opener_phrase.html", form=form, **page)


@bp.route(f"{HERE}/rehearsal", methods=["GET", "POST"])
@limit_wrong_phrases
def rehearse_change(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The new officer and the one who stays try their phrases, before anything else changes."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender, found = _found(authority, tender_id)
    seat = found.openers.seat_of(actor.person_id)
    authorise(may_rehearse_change, actor, tender, seat is not None, found.is_ready)
    assert seat
    form = PhraseForm()
    if form.validate_on_submit() and (private := unlocked(form, authority, tender_id, _holders)):
        is_open = False
        with form.saving():
            tender, found = _found(authority, tender_id, moves=True)
            is_open = rehearse(actor, tender, seat, private, found.openers)
        if form.saved:
            done = gettext("It works: the two of you can open the bids.")
            flash(done if is_open else gettext("Your turn is taken. Now the other one."), "success")
            return back_to("tenders.replace_officer", **path)
        tender, found = _found(authority, tender_id)
    key = rehearsal_of(tender, found.openers)
    waiting = waiting_turn(key) if key else None
    is_waiting = waiting is not None and waiting.person_id == actor.person_id
    page = {"tender": tender, "path": path, "is_waiting": is_waiting, "is_new": True}
    return render_template("tenders/rehearse_opening.html", form=form, **page)


def _holders(tender: Tender) -> Openers:
    """Who will hold the shares, where somebody new comes."""
    found = changing_of(tender)
    return found.openers if found else openers_of(tender)


@bp.route(f"{HERE}/share", methods=["GET", "POST"])
@limit_wrong_phrases
def lend_share(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The officer who stays brings their share, for two hours."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender, found = _found(authority, tender_id)
    stays = found.is_staying(actor.person_id)
    authorise(may_hand_on, actor, tender, stays, found.openers.is_rehearsed)
    form = PhraseForm()
    if form.validate_on_submit() and (private := unlocked(form, authority, tender_id)):
        with form.saving():
            tender, found = _found(authority, tender_id, moves=True)
            act.lend_share(actor, tender, private)
        if form.saved:
            flash(gettext("Your turn is taken. Now the recovery code."), "success")
            return back_to("tenders.replace_officer", **path)
        tender, found = _found(authority, tender_id)
    page = {"tender": tender, "path": path, "names": found.names}
    return render_template("tenders/lend_share.html", form=form, **page)


@bp.route(f"{HERE}/code", methods=["GET", "POST"])
@limit_wrong_phrases
def renew_code(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Somebody with no other part brings the old code, makes a new one, and the place is taken."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender, found = _found(authority, tender_id)
    authorise(may_renew_code, actor, tender, found.is_free(actor.person_id), found.is_handed)
    form = RenewForm(data={"made": ceremony.new_code()})
    if "as_file" in request.form and form.made.validate(form):
        words = gettext("Recovery code for the bids to ‘%(title)s’", title=tender.title)
        how = gettext("Keep it offline, apart from both opening officers.")
        return as_download(f"{words}\n\n{form.made.data}\n\n{how}\n", "recovery-code.txt")
    if form.validate_on_submit() and _renewed(form, authority, tender_id):
        leave_no_trace()
        flash(gettext("The new officer has their place. Keep the new code offline."), "success")
        return back_to("tenders.openers", **path)
    tender, found = _found(authority, tender_id)
    page = {"tender": tender, "path": path, "names": found.names, "until": _until(found)}
    return render_template("tenders/renew_code.html", form=form, **page)


def _renewed(form: RenewForm, authority: str, tender_id: uuid.UUID) -> bool:
    """Whether both codes were right, and all shares are new."""
    old = key_of_code(form, tender_id, "old_code")
    new = key_of_code(form, tender_id)
    if old is None or new is None:
        g.phrase_was_wrong = old is None
        return False
    db.session.rollback()
    with form.saving():
        tender, _changing = _found(authority, tender_id, moves=True)
        act.replace(current_actor(), tender, old, public_key_of(new))
    g.phrase_was_wrong = bool(form.old_code.errors)
    return form.saved
