"""Pages on which a provider writes: an answer, the pass/fail questions, the price.

Each form carries the version that its writer had before them, so that two who write at once lose
nothing: what a colleague saved meanwhile is shown beside what was typed.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, redirect
from flask_babel import ngettext
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from portal.bids import operations as act
from portal.bids.content import Content, amount_of
from portal.bids.forms import AnswerForm, PriceForm, SeenForm, gate_answers, gates_form
from portal.bids.overtaken import Part
from portal.bids.progress import files_words, read_gates, tasks_of
from portal.bids.reading import reading_words
from portal.bids.schedule import ScheduleForm, priced, schedule_form
from portal.bids.views import HERE, Own, bp, own_bid, page_of
from portal.core import clock
from portal.core.fields import MoneyField
from portal.core.formats import clock_time
from portal.specifications.models import Criterion
from portal.specifications.queries import settings_of


def _keep(own: Own, form: SeenForm, part: Part, content: Content) -> None:
    """Save what was typed into one part, unless somebody else wrote there meanwhile."""
    with form.saving():
        act.save_draft(own.actor, own.tender, content, form.seen(part), own.questions)


def _is_overtaken(own: Own, form: SeenForm, part: Part) -> bool:
    """Whether other words stand than those that the writer saw; the form sees them from now on,
    so that saving it again replaces them knowingly."""
    version = part.version_of(own.content)
    was_seen = form.draft_seen.number() == version
    form.draft_seen.data = str(version)
    return form.is_submitted() and bool(form.form_errors) and not was_seen


@bp.route(f"{HERE}/answers/<code>", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID, code: str) -> str | BaseResponse:
    """Write the answer to one question; it is kept even while it is too long."""
    own = own_bid(authority, tender_id)
    criterion, part = criterion_at(own, code), Part("answers", code)
    form = AnswerForm(data={"text": part.of(own.content)})
    if not form.is_submitted() and not own.may_write:
        return own.back()
    if form.validate_on_submit():
        following, limit = _after(own, own.url("answer", code=code)), criterion.word_limit
        _keep(own, form, part, {"answers": {code: form.text.data or ""}})
        over = form.words_over(limit)
        if form.saved and not over:
            return redirect(following, 303)
        own = own_bid(authority, tender_id)
        criterion = criterion_at(own, code)
        if form.saved:
            form.text.errors = [*form.text.errors, _too_long(over, limit)]
    other = part.of(own.content) if _is_overtaken(own, form, part) else None
    return show_answer(own, form, criterion, other)


def show_answer(own: Own, form: AnswerForm, criterion: Criterion, other: str | None) -> str:
    """The page of an answer; `other`: what somebody else saved meanwhile."""
    codes = [each.code for each in own.questions.criteria]
    return own.show(
        "answer",
        form=form,
        other=other,
        criterion=criterion,
        number=codes.index(criterion.code) + 1,
        count=len(codes),
        files=files_words(own.whole, criterion.code) if criterion.files else "",
        reading=reading_words(criterion, form.text.data or ""),
    )


def criterion_at(own: Own, code: str) -> Criterion:
    """A question of the tender; one that isn't there is a 404."""
    found = next((each for each in own.questions.criteria if each.code == code), None)
    return found or abort(404)


def _too_long(over: int, limit: int) -> str:
    return ngettext(
        "We kept your draft, but it has %(num)d word more than the limit of %(limit)d.",
        "We kept your draft, but it has %(num)d words more than the limit of %(limit)d.",
        over,
        limit=limit,
    )


def _after(own: Own, here: str) -> str:
    """The page after this one, in the order of the task list; after the last one, checking."""
    pages = [page_of(own, task.part, task.code) for task in tasks_of({}, own.questions)]
    return [*pages, own.url("check")][pages.index(here) + 1]


@bp.post(f"{HERE}/answers/<code>/draft")
def draft(authority: str, tender_id: uuid.UUID, code: str) -> tuple[dict[str, Any], int]:
    """Keep an answer while somebody writes it; says at what time, or why not."""
    own = own_bid(authority, tender_id)
    part, form = Part("answers", code), AnswerForm()
    asked = next((each for each in own.questions.criteria if each.code == code), None)
    reading = {"reading": reading_words(asked, form.text.data or "") if asked else ""}
    said = _kept(own, form, part, {"answers": {code: form.text.data or ""}})
    own = own_bid(authority, tender_id)
    return _told(own, form, part, said | reading, {"text": part.of(own.content)})


def _kept(own: Own, form: SeenForm, part: Part, content: Content) -> dict[str, Any]:
    """What a script hears of a draft that was kept, or why it wasn't."""
    if form.validate_on_submit():
        _keep(own, form, part, content)
    if form.saved:
        return {"saved_at": clock_time(clock.now().astimezone(clock.LONDON))}
    fresh = {"token": generate_csrf()} if "csrf_token" in form.errors else {}
    return {"error": form.said()} | fresh


def _told(
    own: Own, form: SeenForm, part: Part, said: dict[str, Any], fields: dict[str, Any]
) -> tuple[dict[str, Any], int]:
    """The same with the version that stands now; 409 with its `fields` where it wasn't seen."""
    if form.saved:
        return said | {"draft_seen": str(part.version_of(own.content))}, 200
    if not _is_overtaken(own, form, part):
        return said, 422
    at = own.draft.saved_at if own.draft else clock.now()
    fields = fields | {"draft_seen": form.draft_seen.data}
    return said | {"fields": fields, "saved_at": clock_time(at.astimezone(clock.LONDON))}, 409


GATES = Part("gates")


@bp.route(f"{HERE}/gates", methods=["GET", "POST"])
def gates(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Answer the questions that are passed or failed (R5)."""
    own = own_bid(authority, tender_id)
    form = gates_form(own.questions.gates, own.content.get("gates", {}))
    if not own.questions.gates or (not form.is_submitted() and not own.may_write):
        return own.back()
    if form.validate_on_submit():
        following = _after(own, own.url("gates"))
        _keep(own, form, GATES, {"gates": gate_answers(form, own.questions.gates)})
        if form.saved:
            return redirect(following, 303)
        own = own_bid(authority, tender_id)
    is_overtaken = _is_overtaken(own, form, GATES)
    others = read_gates(own.content, own.questions) if is_overtaken else []
    numbers = range(1, len(own.questions.gates) + 1)
    fields = [(form[f"passes_{number}"], form[f"evidence_{number}"]) for number in numbers]
    return own.show("gates", form=form, fields=fields, others=others)


@bp.post(f"{HERE}/gates/draft")
def gates_draft(authority: str, tender_id: uuid.UUID) -> tuple[dict[str, Any], int]:
    """Keep the answers to these questions while somebody writes them."""
    own = own_bid(authority, tender_id)
    form = gates_form(own.questions.gates, {})
    given = gate_answers(form, own.questions.gates)
    said = _kept(own, form, GATES, {"gates": given})
    own = own_bid(authority, tender_id)
    stands = gates_form(own.questions.gates, own.content.get("gates", {}), is_sent=False)
    fields = {
        each.name: each.data or "" for each in stands if each.name.startswith(("passes", "evid"))
    }
    return _told(own, form, GATES, said, fields)


PRICE = Part("price")


@bp.route(f"{HERE}/price", methods=["GET", "POST"])
def price(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Enter the price; a price of nothing is refused where that is the rule (R9)."""
    own = own_bid(authority, tender_id)
    form = _price_form(own)
    if not own.questions.has_price or (not form.is_submitted() and not own.may_write):
        return own.back()
    if form.validate_on_submit():
        _keep(own, form, PRICE, form.told())
        if form.saved:
            return own.back("check")
        own = own_bid(authority, tender_id)
    other = own.content if _is_overtaken(own, form, PRICE) else {}
    covers = settings_of(own.tender).price_covers
    refuses_nil = own.questions.refuses_nil_price
    parts = form.parts() if isinstance(form, ScheduleForm) else []
    return own.show(
        "price",
        form=form,
        parts=parts,
        covers=covers,
        refuses_nil=refuses_nil,
        other=amount_of(other),
        others=priced(own.questions.lines, other.get("lines")) if other else [],
    )


@bp.post(f"{HERE}/price/draft")
def price_draft(authority: str, tender_id: uuid.UUID) -> tuple[dict[str, Any], int]:
    """Keep the price, or the prices of the schedule's lines, while somebody types them (R9)."""
    own = own_bid(authority, tender_id)
    form = _price_form(own)
    said = _kept(own, form, PRICE, form.told())
    own = own_bid(authority, tender_id)
    stands = _price_form(own, is_sent=False)
    fields = {each.name: each._value() for each in stands if isinstance(each, MoneyField)}
    return _told(own, form, PRICE, said, fields)


def _price_form(own: Own, *, is_sent: bool = True) -> PriceForm | ScheduleForm:
    """One price, or where the tender has a schedule one for each of its lines (R9)."""
    if lines := own.questions.lines:
        return schedule_form(lines, own.content.get("lines"), is_sent=is_sent)
    sent = {} if is_sent else {"formdata": None}
    return PriceForm(data={"price": amount_of(own.content)}, **sent)
