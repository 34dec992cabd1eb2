"""What a panel member reads: 'You said, we did', and 'What my words changed' to its end (P20)."""

from __future__ import annotations

import uuid

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import authorise, there
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.feedback import operations_after as act
from portal.feedback import queries as ask_for
from portal.feedback.forms import AskForm
from portal.feedback.models import Telling, TellingLine
from portal.feedback.policy import may_ask, may_read_told
from portal.feedback.shown import lines_for_member
from portal.feedback.standing import standing_of, told_by_words
from portal.feedback.thread import to_the_end
from portal.feedback.views import TENDER, bp, version_asked_for
from portal.participation.beside.choices import fit_to_helper
from portal.specifications.cowriting import views as cowriting
from portal.specifications.cowriting.policy import may_write_with
from portal.specifications.cowriting.queries import (
    members_by_id,
    names_on_panels,
    open_shared_tender,
    suggestions_for,
)
from portal.specifications.cowriting.shown import for_member


@bp.get(f"{TENDER}/together/you-said-we-did")
def told(authority: str, tender_id: uuid.UUID) -> str:
    """What people said and what was done, promises as they stand now, and one's own questions."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_read_told, actor, tender, part)
    versions = ask_for.tellings_of(tender)
    version = version_asked_for(versions)
    questions = [each for each in ask_for.questions_of(tender) if each.member_id == part.member.id]
    decider = people_by_id([version.decider_id])[version.decider_id] if version else None
    return render_template(
        "feedback/told.html",
        tender=tender,
        authority=authority,
        version=version,
        versions=versions,
        decider=decider.name if decider else "",
        lines=lines_for_member(
            version.lines if version else [], ask_for.promises_of(tender), questions
        ),
        day_words=told_by_words(standing_of([tender.id])[tender.id]),
        is_ready=bool(part.ready),
    )


@bp.route(f"{TENDER}/together/you-said-we-did/<int:number>", methods=["GET", "POST"])
def ask(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """'This isn’t an answer': a line goes to the named decision-maker, once."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    telling, line = _line(ask_for.tellings_of(tender), number)
    asked = ask_for.questioned_by(ask_for.questions_of(tender), part.member.id, line.key)
    authorise(may_ask, actor, tender, part, asked)
    decider = people_by_id([telling.decider_id])[telling.decider_id]
    form = fit_to_helper(AskForm(), part.member)
    names, words = names_on_panels([part.member.panel_id]), typed(form.words)
    if form.validate_on_submit() and form.is_looked_at(words, names):
        helped = form.is_through_helper
        with form.saving():
            act.ask(actor, tender, part, telling, line, decider, words, through_helper=helped)
        if form.saved:
            flash(gettext("Thank you. Your question is on its way."), "success")
            return back_to("feedback.told", authority=authority, tender_id=tender_id)
    return render_template(
        "feedback/ask.html",
        form=form,
        tender=tender,
        authority=authority,
        line=line,
        decider=decider.name,
        reply_days=telling.reply_days,
    )


def _line(versions: list[Telling], number: int) -> tuple[Telling, TellingLine]:
    """A line of the newest version by its number, with that; one that isn't there is a 404."""
    newest = there(next(iter(versions), None))
    return newest, there(next((each for each in newest.lines if each.number == number), None))


@cowriting.bp.get("/together/mine")
def mine(authority: str, tender_id: uuid.UUID) -> str:
    """'What my words changed', from the suggestion to the promise, as far as things have come."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    rows = [each for each in suggestions_for(tender, part) if each.member_id == part.member.id]
    names = members_by_id(each.member_id for each in rows if each.shows_name)
    shown = for_member(actor, tender, part, rows, names)
    return render_template(
        "feedback/mine.html",
        tender=tender,
        authority=authority,
        suggestions=to_the_end(tender, shown),
        is_told=bool(ask_for.tellings_of(tender)),
    )
