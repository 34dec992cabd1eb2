"""'I need help', 'This upset me', and handing over what worries somebody (R31, P25)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.accounts.limits import by_person, limiter
from portal.accounts.models import TAKE_PART, Authority
from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, came_from, current_actor
from portal.safety import operations as act
from portal.safety.forms import HandOverForm, HelpForm
from portal.safety.hours_words import hours_words
from portal.safety.policy import may_ask_for_help, may_hand_over
from portal.safety.queries import Store, store_of

bp = Blueprint("safety", __name__)

PREFILL = "only-words"
"""What a page sends that leads here with words in hand: nothing is sent to anybody yet."""

limit_messages = limiter.shared_limit(
    "30 per hour",
    scope="messages",
    key_func=by_person,
    methods=["POST"],
    deduct_when=lambda response: response.status_code == 303,
)
"""What one person sends, so that nobody buries what others wrote; a slip doesn't count."""


@bp.route("/<authority>/help", methods=["GET", "POST"])
@limit_messages
def help_me(authority: str) -> str | Response:
    """'I need help': a few words, or just being called."""
    return _take(authority, "help")


@bp.route("/<authority>/upset", methods=["GET", "POST"])
@limit_messages
def upset(authority: str) -> str | Response:
    """'This upset me': the same, about something that was to be read."""
    return _take(authority, "upset")


def _begun() -> HelpForm:
    """The form with words that were typed elsewhere; how to be reached is still to be chosen."""
    return HelpForm(formdata=None, data={"words": request.form.get("words", "")})


def _take(slug: str, kind: str) -> str | Response:
    actor = current_actor()
    authority = open_authority(slug)
    authorise(may_ask_for_help, actor, authority.id)
    is_begun = PREFILL in request.form
    form = _begun() if is_begun else HelpForm()
    if not is_begun and form.carried_out(lambda: act.put_in(actor, authority, form.worry(kind))):
        return back_to(".sent", authority=slug)
    page = {"kind": kind, "form": form, "back": came_from()}
    return render_template("safety/help.html", **page, **who_reads(actor, authority))


@bp.route("/<authority>/safety/hand-over", methods=["GET", "POST"])
@limit_messages
def hand_over(authority: str) -> str | Response:
    """Hand what worries somebody to the safeguarding lead; no record tells that it was done."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_hand_over, actor, found.id)
    form = HandOverForm()
    if form.carried_out(lambda: act.put_in(actor, found, form.worry())):
        return back_to(".handed_over", authority=authority)
    return render_template("safety/hand_over.html", form=form, **who_reads(actor, found))


@bp.get("/<authority>/help/sent")
def sent(authority: str) -> str:
    """Who reads it, when, and what to do until then."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_ask_for_help, actor, found.id)
    return render_template("safety/sent.html", **who_reads(actor, found))


@bp.get("/<authority>/safety/handed-over")
def handed_over(authority: str) -> str:
    """What happens now, and what to do with the material that it came from."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_hand_over, actor, found.id)
    return render_template("safety/handed_over.html", **who_reads(actor, found))


def who_reads(actor: Actor, authority: Authority) -> dict[str, Any]:
    """The people to turn to, whether they can be written to here, when they read and answer."""
    store: Store = store_of(authority.id)
    holders = [each for each in store.holders if each.is_in or not store.is_in_use]
    people = [each.person for each in holders]
    return {
        "authority": authority,
        "is_young": actor.role in TAKE_PART and actor.kind == "young",
        "is_open": store.is_in_use,
        "readers": [person.name for person in people],
        "contacts": [person for person in people if person.email],
        "answers": store.promise,
        "hours": hours_words(holders) if store.is_in_use else [],
    }
