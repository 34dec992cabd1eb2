"""Pages of equality questions: one's own, one question at a time; and numbers for the lead."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core.authorisation import authorise
from portal.core.web import back_to, current_actor
from portal.participation.equality import operations as act
from portal.participation.equality.counting import Numbers, numbers_now
from portal.participation.equality.forms import answer_form
from portal.participation.equality.models import EqualityCount
from portal.participation.equality.policy import may_answer_equality, may_see_equality
from portal.participation.equality.queries import count_of, rows_of
from portal.participation.equality.questions import QUESTIONS, RATHER_NOT, UNSAID, Question
from portal.participation.panels.models import PANEL_KINDS
from portal.participation.panels.views_members import PANEL, open_place

bp = Blueprint("equality", __name__)


@bp.get(f"{PANEL}/about-us")
def about_us(authority: str, panel_id: uuid.UUID) -> str:
    """Why we ask, who sees it, and when it goes; before any question (P6)."""
    _actor, place = open_place(authority, panel_id, may_answer_equality)
    rows = rows_of(place.person_id, place.panel.kind)
    return render_template(
        "equality/about_us.html",
        authority=authority,
        place=place,
        first=next(iter(QUESTIONS)),
        said=[
            (each, _words(each, rows[slug].answer))
            for slug, each in QUESTIONS.items()
            if slug in rows
        ],
    )


def _words(question: Question, answer: str) -> str:
    return gettext(question.answers.get(answer, RATHER_NOT))


@bp.route(f"{PANEL}/about-us/<question>", methods=["GET", "POST"])
def ask(authority: str, panel_id: uuid.UUID, question: str) -> str | Response:
    """One question; 'I'd rather not say' is chosen until somebody says something."""
    actor, place = open_place(authority, panel_id, may_answer_equality)
    asked = QUESTIONS.get(question) or abort(404)
    row = rows_of(place.person_id, place.panel.kind).get(question)
    form = answer_form(asked, row.answer if row else UNSAID)
    here = {"authority": authority, "panel_id": panel_id}
    if form.carried_out(lambda: act.answer(actor, place, question, form.said.data)):
        slugs = list(QUESTIONS)
        after = slugs[slugs.index(question) + 1 :]
        if after:
            return back_to(".ask", question=after[0], **here)
        flash(gettext("Thank you. You can change it at any time."), "success")
        return back_to(".about_us", **here)
    return render_template(
        "equality/ask.html",
        form=form,
        authority=authority,
        place=place,
        asked=asked,
        number=list(QUESTIONS).index(question) + 1,
        of=len(QUESTIONS),
    )


@bp.get("/<authority>/panels/equality")
def numbers(authority: str) -> str:
    """Numbers over all panels of a kind, as far as they tell of nobody (R19)."""
    actor = current_actor()
    found = open_authority(authority)
    authorise(may_see_equality, actor, found.id)
    return render_template(
        "equality/numbers.html",
        authority=found,
        questions=list(QUESTIONS.values()),
        counts={kind: _shown(kind, found.least_shown) for kind in PANEL_KINDS},
    )


def _shown(kind: str, least: int) -> tuple[EqualityCount, dict[str, Numbers]] | None:
    count = count_of(kind)
    return (count, numbers_now(count.shown, least)) if count else None
