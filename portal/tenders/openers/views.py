"""Pages on which opening officers are named, choose their phrases, and rehearse (R29)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import flash, g, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.limits import limit_wrong_phrases
from portal.core.authorisation import authorise
from portal.core.database import db
from portal.core.downloads import as_download
from portal.core.errors import Refused
from portal.core.forms import Form, typed
from portal.core.phrases import NewPhraseForm, PhraseForm, made_up_phrase
from portal.core.sealing import new_private_key, public_key_of, wrap
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.tenders.models import Tender
from portal.tenders.openers import ceremony
from portal.tenders.openers import operations as act
from portal.tenders.openers.forms import CodeForm, NewCodeForm, officers_form
from portal.tenders.openers.models import OFFICERS, RECOVERY
from portal.tenders.openers.policy import (
    may_choose_phrase,
    may_make_code,
    may_name_openers,
    may_rehearse,
    may_see_change,
    may_see_openers,
)
from portal.tenders.openers.queries import (
    Openers,
    openers_of,
    rehearsal_of,
    waiting_turn,
    who_may_open,
)
from portal.tenders.openers.words import SEATS
from portal.tenders.queries import open_tender
from portal.tenders.stages import stage_of
from portal.tenders.views import bp

HERE = "/<authority>/tenders/<uuid:tender_id>/openers"


@bp.route(HERE, methods=["GET", "POST"])
def openers(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Who opens the bids, and how far they are; the lead names the two officers."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    authorise(may_name_openers if request.method == "POST" else may_see_openers, actor, tender)
    found = openers_of(tender)
    form = officers_form(who_may_open(tender.authority_id), found)
    if form.validate_on_submit():
        with form.saving():
            act.name_officers(actor, tender, form.people())
        if form.saved:
            flash(gettext("The officers are named. Each chooses a phrase on this page."), "success")
            return back_to("tenders.openers", **path)
    seat = found.seat_of(actor.person_id)
    return render_template(
        "tenders/openers.html",
        form=form,
        tender=tender,
        path=path,
        holders=_holders(tender, found),
        openers=found,
        is_ready=bool(seat and found.rows[seat].public),
        is_drafting=stage_of(tender) == "drafting",
        may_name=bool(may_name_openers(actor, tender)),
        can_change=bool(may_see_change(actor, tender)),
        may_choose=bool(may_choose_phrase(actor, tender, seat)),
        may_make_code=bool(may_make_code(actor, tender, seat)),
        may_rehearse=bool(may_rehearse(actor, tender, seat, found.are_ready)),
    )


def _holders(tender: Tender, openers: Openers) -> list[dict[str, str]]:
    """Each seat and who sits there; of those who bring bids from elsewhere their names alone."""
    if not tender.bids_system:
        return [{"key": gettext(SEATS[each]), "value": _state(openers, each)} for each in SEATS]
    return [
        {
            "key": gettext(SEATS[each]),
            "value": openers.name_of(each) if each in openers.rows else gettext("nobody yet"),
        }
        for each in OFFICERS
    ]


def _state(openers: Openers, seat: str) -> str:
    """Who sits there, and whether they are ready."""
    if seat not in openers.rows:
        return gettext("not made yet") if seat == RECOVERY else gettext("nobody yet")
    name = openers.name_of(seat)
    if seat == RECOVERY:
        return gettext("made by %(name)s, who keeps it or gave it to be kept", name=name)
    if openers.rows[seat].public:
        return gettext("%(name)s, ready", name=name)
    return gettext("%(name)s, hasn’t chosen a phrase yet", name=name)


@bp.route(f"{HERE}/phrase", methods=["GET", "POST"])
def opener_phrase(authority: str, tender_id: uuid.UUID) -> str | Response:
    """An officer chooses the phrase that opens their share."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    authorise(may_choose_phrase, actor, tender, openers_of(tender).seat_of(actor.person_id))
    form = NewPhraseForm()
    if form.validate_on_submit():
        db.session.rollback()  # the database waits for nobody's phrase
        assert actor.person_id
        private, place = new_private_key(), ceremony.place_of_phrase(tender_id, actor.person_id)
        wrapped = wrap(private, typed(form.new_phrase), place)
        with form.saving():
            tender = open_tender(actor, authority, tender_id)
            act.choose_phrase(actor, tender, public_key_of(private), wrapped)
        if form.saved:
            flash(gettext("Your phrase is chosen. Nobody can look it up."), "success")
            return back_to("tenders.openers", **path)
        tender = open_tender(actor, authority, tender_id)
    page = {"tender": tender, "path": path, "made_up": made_up_phrase()}
    return render_template("tenders/opener_phrase.html", form=form, **page)


@bp.route(f"{HERE}/recovery", methods=["GET", "POST"])
def recovery_code(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A recovery code to print or save, and to type once; it is kept nowhere in Evenhand."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    found = openers_of(tender)
    authorise(may_make_code, actor, tender, found.seat_of(actor.person_id))
    form = NewCodeForm(data={"made": ceremony.new_code()})
    if "as_file" in request.form and form.made.validate(form):
        words = gettext("Recovery code for the bids to ‘%(title)s’", title=tender.title)
        how = gettext("Keep it offline, apart from both opening officers.")
        return as_download(f"{words}\n\n{form.made.data}\n\n{how}\n", "recovery-code.txt")
    if form.validate_on_submit() and (private := key_of_code(form, tender_id)):
        with form.saving():
            act.make_recovery(actor, tender, public_key_of(private))
        if form.saved:
            flash(gettext("The recovery code is made. Keep it offline."), "success")
            return back_to("tenders.openers", **path)
        tender = open_tender(actor, authority, tender_id)
    page = {"tender": tender, "path": path, "had_one": RECOVERY in found.rows}
    return render_template("tenders/recovery_code.html", form=form, **page)


def key_of_code(form: CodeForm, tender_id: uuid.UUID, field: str = "code") -> bytes | None:
    """The key that a typed code makes; what is none is said beside it."""
    try:
        return ceremony.private_of_code(typed(form[field]), tender_id)
    except Refused as refusal:
        form.show(Refused(refusal.message, field))
        return None


@bp.route(f"{HERE}/rehearsal", methods=["GET", "POST"])
@limit_wrong_phrases
def rehearse_opening(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Both officers try with their phrases whether they can open what is sealed."""
    actor, path = current_actor(), {"authority": authority, "tender_id": tender_id}
    tender = open_tender(actor, authority, tender_id)
    found = openers_of(tender)
    seat = found.seat_of(actor.person_id)
    authorise(may_rehearse, actor, tender, seat, found.are_ready)
    assert seat
    form = PhraseForm()
    if form.validate_on_submit() and (private := unlocked(form, authority, tender_id)):
        is_open = False
        with form.saving():
            tender = open_tender(actor, authority, tender_id)
            is_open = act.rehearse(actor, tender, seat, private)
        if form.saved:
            done = gettext("It works: the two of you can open the bids.")
            flash(done if is_open else gettext("Your turn is taken. Now the other one."), "success")
            return back_to("tenders.openers", **path)
        tender = open_tender(actor, authority, tender_id)
    key = rehearsal_of(tender, openers_of(tender))
    waiting = waiting_turn(key) if key else None
    is_waiting = waiting is not None and waiting.person_id == actor.person_id
    page = {"tender": tender, "path": path, "is_waiting": is_waiting}
    return render_template("tenders/rehearse_opening.html", form=form, **page)


def unlocked(
    form: Form,
    authority: str,
    tender_id: uuid.UUID,
    find: Callable[[Tender], Openers] = openers_of,
) -> bytes | None:
    """An officer's own key, by the phrase in a form; nothing waits in the database meanwhile."""
    actor = current_actor()
    with reading_only():
        found = find(open_tender(actor, authority, tender_id))
        seat = found.seat_of(actor.person_id)
        wrapped = found.rows[seat].wrapped if seat else None
    try:
        assert actor.person_id
        return ceremony.private_of(wrapped or {}, typed(form["phrase"]), tender_id, actor.person_id)
    except Refused as refusal:
        form.show(refusal)
        g.phrase_was_wrong = True
        return None
