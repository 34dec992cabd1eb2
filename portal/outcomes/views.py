"""Pages of the decision: a tie, the choice, a mistake that was found, and the reveal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal.bids.queries import bid_by_label, provider_names
from portal.core.authorisation import Actor, authorise
from portal.core.forms import Form, typed
from portal.core.web import back_to, current_actor, current_language
from portal.evaluation.compliance.queries import unchecked_in
from portal.evaluation.moderation.breaches import breached_parts, dissented_parts
from portal.evaluation.moderation.policy import may_read_conflicts
from portal.evaluation.runs.remembered import views as remembered
from portal.evaluation.runs.words import tie_words
from portal.outcomes import operations as act
from portal.outcomes import operations_decision as decide
from portal.outcomes.approving.course import Course
from portal.outcomes.approving.queries import words_by_decision
from portal.outcomes.contracting import again
from portal.outcomes.forms import NOBODY, DecisionForm, MistakeForm, RevealForm, TieForm
from portal.outcomes.policy import (
    may_answer_approver,
    may_decide,
    may_decide_tie,
    may_read_origins,
    may_reopen,
    may_reveal,
    may_see_decision,
    may_set_order,
)
from portal.outcomes.queries import Decided, course_of, decisions_of
from portal.outcomes.standings import Standing, standing_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.stages import stage_of

bp = Blueprint("outcomes", __name__)
BASE = "/<authority>/tenders/<uuid:tender_id>"


@bp.route(f"{BASE}/decision", methods=["GET", "POST"])
def decision(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The ranking and the decision; the lead decides, approver and auditor read."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_decision, actor, tender)
    decided, standing = decisions_of(tender), standing_of(tender)
    course = course_of(tender, decided)
    form = DecisionForm()
    form.offer(standing)
    if form.is_submitted():
        authorise(may_decide, actor, tender, course.decision, course.word)
    if form.validate_on_submit():
        chosen = form.choice.data
        bid = None if chosen == NOBODY else bid_by_label(tender, chosen)
        with form.saving():
            decide.decide(actor, tender, bid, typed(form.reason))
        if form.saved:
            flash(gettext("The decision waits for its approval."), "success")
            return back_to(".decision", authority=authority, tender_id=tender_id)
    return _show_decision(actor, authority, tender, decided, course, form, standing)


@bp.route(f"{BASE}/decision/tie", methods=["GET", "POST"])
def tie(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Which of the bids that share first place stands first: the lead says it, and why (R8)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    standing, course = standing_of(tender), course_of(tender)
    tied = standing.tied if standing else []
    authorise(may_decide_tie, actor, tender, course, bool(tied))
    form = TieForm()
    form.offer(tied)
    if form.validate_on_submit():
        bid = bid_by_label(tender, form.first.data)
        with form.saving():
            decide.decide_tie(actor, tender, bid, typed(form.reason))
        if form.saved:
            flash(gettext("It is recorded which bid stands first."), "success")
            return back_to(".decision", authority=authority, tender_id=tender_id)
    said = tie_words(standing.tie) if standing else None
    return render_template(
        "outcomes/tie.html", form=form, tender=tender, authority=authority, tied=tied, said=said
    )


@bp.route(f"{BASE}/decision/mistake", methods=["GET", "POST"])
def mistake(authority: str, tender_id: uuid.UUID) -> str | Response:
    """A mistake was found: what it is, and moderation is open again (R15)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_reopen, actor, tender, course_of(tender))
    form = MistakeForm()
    if form.carried_out(again.reopen, actor, tender, typed(form.reason)):
        flash(gettext("Moderation is open again. The run and its decision stay as they are."))
        return back_to("moderation.agenda", authority=authority, tender_id=tender_id)
    is_told = stage_of(tender) == "released"
    place = {"tender": tender, "authority": authority}
    return render_template("outcomes/mistake.html", form=form, is_told=is_told, **place)


@bp.post(f"{BASE}/reveal")
def reveal(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Show which provider each bid is from, once and for good."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_reveal, actor, tender)
    form = RevealForm()
    if form.carried_out(act.reveal, actor, tender):
        flash(gettext("The names stand beside the labels now."), "success")
        return back_to(".letters", authority=authority, tender_id=tender_id)
    decided, standing = decisions_of(tender), standing_of(tender)
    course = course_of(tender, decided)
    return _show_decision(actor, authority, tender, decided, course, form, standing)


def _show_decision(
    actor: Actor,
    authority: str,
    tender: Tender,
    decided: list[Decided],
    course: Course,
    form: Form,
    standing: Standing | None,
) -> str:
    can_reveal = bool(may_reveal(actor, tender))
    if can_reveal and isinstance(form, DecisionForm):
        form = RevealForm()
    return render_template(
        "outcomes/decision.html",
        form=form,
        can_reveal=can_reveal,
        can_see_letters=bool(may_read_origins(actor, tender)),
        **_steps(actor, tender, course, standing),
        **decision_facts(actor, authority, tender, decided, course, standing),
    )


def _steps(
    actor: Actor, tender: Tender, course: Course, standing: Standing | None
) -> dict[str, Any]:
    """What the reader can do about the decision now."""
    may_now = bool(may_decide(actor, tender, course.decision, course.word))
    is_tied = bool(standing and standing.tied)
    needs_tie = is_tied and standing is not None and standing.first is None
    return {
        "can_decide": may_now and not needs_tie,
        "needs_tie": may_now and needs_tie,
        "can_decide_tie": bool(may_decide_tie(actor, tender, course, is_tied)),
        "can_reopen": bool(may_reopen(actor, tender, course)),
        "can_order": bool(may_set_order(actor, tender)),
        "to_answer": [
            each.question.number
            for each in course.words.asked
            if may_answer_approver(actor, tender, each, course)
        ],
    }


def decision_facts(
    actor: Actor,
    authority: str,
    tender: Tender,
    decided: list[Decided],
    course: Course,
    standing: Standing | None = None,
) -> dict[str, Any]:
    """What the pages of deciding and of approving show alike."""
    names = provider_names(tender) if may_read_origins(actor, tender) else {}
    standing = standing or standing_of(tender)
    words = words_by_decision(tender) if len(decided) > 1 else {}
    if course.decision is not None:
        words[course.decision.id] = course.words
    return {
        "tender": tender,
        "authority": authority,
        "decided": decided,
        "said": words,
        "course": course,
        "tie": tie_words(standing.tie) if standing else None,
        "ranking": _ranking(standing, names) if standing else "",
        "names": names,
        "unchecked": unchecked_in(tender) if stage_of(tender) == "deciding" else 0,
        **_weighed(actor, tender),
    }


def _weighed(actor: Actor, tender: Tender) -> dict[str, list[str]]:
    """What approver and auditor weigh before the word: breaches (R16), and dissent (R13)."""
    if not may_read_conflicts(actor, tender):
        return {"breaches": [], "dissents": []}
    found = {"breaches": breached_parts, "dissents": dissented_parts}
    return {name: _named(parts, tender) for name, parts in found.items()}


def _named(parts: Callable[[Tender], list[tuple[str, str]]], tender: Tender) -> list[str]:
    """Records of moderation to be weighed before the word, as they are called."""
    return [
        gettext("Bid %(label)s, %(title)s", label=label, title=title)
        for label, title in parts(tender)
    ]


def _ranking(standing: Standing, names: dict[str, str]) -> Markup:
    """The order of bids as a table; a run never changes, so it is rendered once."""
    key = (standing.run.id, standing.run.digest, "order", tuple(names.items()), current_language())
    found: Markup = remembered.get(key, lambda: Markup(_rendered(standing, names)))  # noqa: S704
    return found


def _rendered(standing: Standing, names: dict[str, str]) -> str:
    heads = [gettext("Bid"), gettext("Place"), gettext("Quality"), gettext("Price")]
    heads.append(gettext("Total"))
    return render_template(
        "outcomes/order_of_bids.html",
        heads=[{"text": text, "numeric": place > 0} for place, text in enumerate(heads)],
        rows=_rows(standing, names),
    )


def _rows(standing: Standing, names: dict[str, str]) -> Sequence[Sequence[str]]:
    rows = []
    for each in standing.bids:
        bid = gettext("Bid %(label)s", label=each.label)
        name = f"{bid}, {names[each.label]}" if each.label in names else bid
        shares = "=" if each.is_shared else ""
        place = f"{each.rank}{shares}" if each.is_ranked else gettext("not ranked")
        rows.append([name, place, *(x or "–" for x in (each.quality, each.price, each.total))])
    return rows
