"""Pages on which a provider writes its bid."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response as BaseResponse

from portal.bids import operations as act
from portal.bids.content import Content, Questions, amount_of
from portal.bids.files.operations import facts_of
from portal.bids.files.queries import draft_files
from portal.bids.forms import AnswerForm, PriceForm, gate_answers, gates_form
from portal.bids.models import BidDraft, Submission
from portal.bids.policy import may_change_bid, may_see_own_bid
from portal.bids.progress import files_words, read_answers, read_gates, tasks_of, time_left
from portal.bids.queries import draft_of, has_withdrawn, questions_of, standing_submission
from portal.bids.schedule import ScheduleForm, priced, schedule_form
from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.specifications.models import Criterion
from portal.specifications.queries import settings_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.queries_after import amended_at
from portal.tenders.stages import is_at_least

bp = Blueprint("bids", __name__)

HERE = "/<authority>/tenders/<uuid:tender_id>/bid"


@dataclass
class Own:
    """A provider at its own bid: what it wrote, what it submitted, and the way to its pages."""

    actor: Actor
    tender: Tender
    path: dict[str, Any]

    @cached_property
    def draft(self) -> BidDraft | None:
        """What was written so far."""
        return draft_of(self.tender, self.actor.provider_id)

    @cached_property
    def sealed(self) -> Submission | None:
        """The submitted bid, unless it was withdrawn."""
        return standing_submission(self.tender, self.actor.provider_id)

    @cached_property
    def questions(self) -> Questions:
        """What the tender asks."""
        return questions_of(self.tender)

    @property
    def content(self) -> Content:
        """The draft's content."""
        return self.draft.content if self.draft else {}

    @cached_property
    def whole(self) -> Content:
        """The draft's content, and the files that stand beside its answers."""
        if not self.questions.takes_files:
            return self.content
        files = draft_files(self.tender, self.actor.provider_id)
        return self.content | {"files": facts_of(files, self.questions.criteria)}

    @property
    def may_write(self) -> bool:
        """Whether the draft may change: before the deadline, and nothing is submitted."""
        return bool(may_change_bid(self.actor, self.tender)) and self.sealed is None

    def url(self, endpoint: str, **more: Any) -> str:
        """The address of a page of this bid."""
        return url_for(f"bids.{endpoint}", **self.path, **more)

    def back(self, endpoint: str = "bid", **more: Any) -> BaseResponse:
        """Send the browser to a page of this bid."""
        return back_to(f"bids.{endpoint}", **self.path, **more)

    def show(self, template: str, **more: Any) -> str:
        """A page of this bid."""
        assert self.tender.deadline_at is not None
        return render_template(
            f"bids/{template}.html",
            tender=self.tender,
            path=self.path,
            time_left=time_left(self.tender.deadline_at, clock.now()),
            amended_at=amended_at(self.tender.id),
            **more,
        )


def own_bid(authority: str, tender_id: uuid.UUID) -> Own:
    """Open a provider's own bid, or answer 404."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_own_bid, actor, tender)
    return Own(actor, tender, {"authority": authority, "tender_id": tender_id})


@bp.get(HERE)
def bid(authority: str, tender_id: uuid.UUID) -> str:
    """Where a provider's bid stands: what to do, what was submitted, or that it is too late."""
    own = own_bid(authority, tender_id)
    if own.sealed:
        can_withdraw = bool(may_change_bid(own.actor, own.tender))
        is_answered = is_at_least(own.tender, "released")
        return own.show(
            "submitted",
            sealed=own.sealed,
            can_withdraw=can_withdraw,
            is_answered=is_answered,
            can_be_asked=is_at_least(own.tender, "opened"),
            has_interview=bool(own.questions.interviews),
        )
    if not own.may_write:
        return show_late(own, attempted=False)
    tasks = [
        {"text": task.text, "hint": task.hint, "status": task.status, "colour": task.colour}
        | {"href": page_of(own, task.part, task.code)}
        for task in tasks_of(own.whole, own.questions)
    ]
    return own.show(
        "bid",
        tasks=tasks,
        interviews=own.questions.interviews,
        saved_at=own.draft.saved_at if own.draft else None,
        was_withdrawn=has_withdrawn(own.tender, own.actor.provider_id),
    )


def page_of(own: Own, part: str, code: str = "") -> str:
    """Where one part of a bid is written."""
    if part == "answer":
        return own.url("answer", code=code)
    return own.url("price" if part == "price" else "gates")


def show_late(own: Own, attempted: bool) -> str:
    """That it is too late, and what was written, to be read (R29)."""
    return own.show(
        "late",
        attempted=attempted,
        answers=read_answers(own.whole, own.questions),
        gates=read_gates(own.content, own.questions),
        price=amount_of(own.content),
        priced=priced(own.questions.lines, own.content.get("lines")),
        has_price=own.questions.has_price,
        has_draft=own.draft is not None,
    )


@bp.route(f"{HERE}/answers/<code>", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID, code: str) -> str | BaseResponse:
    """Write the answer to one question; it is kept even while it is too long."""
    own = own_bid(authority, tender_id)
    criterion = _criterion(own, code)
    form = AnswerForm(data={"text": own.content.get("answers", {}).get(code, "")})
    if not form.is_submitted() and not own.may_write:
        return own.back()
    if form.validate_on_submit():
        following, limit = _after(own, own.url("answer", code=code)), criterion.word_limit
        with form.saving():
            act.save_draft(own.actor, own.tender, {"answers": {code: form.text.data or ""}})
        over = form.words_over(limit)
        if form.saved and not over:
            return redirect(following, 303)
        if form.saved:
            form.text.errors = [*form.text.errors, _too_long(over, limit)]
    codes = [each.code for each in own.questions.criteria]
    number, count = codes.index(code) + 1, len(codes)
    beside = files_words(own.whole, code) if criterion.files else ""
    return own.show(
        "answer", form=form, criterion=criterion, number=number, count=count, files=beside
    )


def _criterion(own: Own, code: str) -> Criterion:
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
def draft(authority: str, tender_id: uuid.UUID, code: str) -> tuple[dict[str, str], int]:
    """Keep an answer while somebody writes it; says at what time, or why not."""
    own = own_bid(authority, tender_id)
    form = AnswerForm()
    if form.validate_on_submit():
        with form.saving():
            act.save_draft(own.actor, own.tender, {"answers": {code: form.text.data or ""}})
    if form.saved:
        return {"saved_at": f"{clock.now().astimezone(clock.LONDON):%H:%M}"}, 200
    return {"error": form.said()}, 422


@bp.route(f"{HERE}/gates", methods=["GET", "POST"])
def gates(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Answer the questions that are passed or failed (R5)."""
    own = own_bid(authority, tender_id)
    form = gates_form(own.questions.gates, own.content.get("gates", {}))
    if not own.questions.gates or (not form.is_submitted() and not own.may_write):
        return own.back()
    if form.validate_on_submit():
        following, given = _after(own, own.url("gates")), gate_answers(form, own.questions.gates)
        with form.saving():
            act.save_draft(own.actor, own.tender, {"gates": given})
        if form.saved:
            return redirect(following, 303)
    numbers = range(1, len(own.questions.gates) + 1)
    fields = [(form[f"passes_{number}"], form[f"evidence_{number}"]) for number in numbers]
    return own.show("gates", form=form, fields=fields)


@bp.route(f"{HERE}/price", methods=["GET", "POST"])
def price(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Enter the price; a price of nothing is refused where that is the rule (R9)."""
    own = own_bid(authority, tender_id)
    form = _price_form(own)
    if not own.questions.has_price or (not form.is_submitted() and not own.may_write):
        return own.back()
    if form.validate_on_submit():
        with form.saving():
            act.save_draft(own.actor, own.tender, form.told())
        if form.saved:
            return own.back("check")
    covers = settings_of(own.tender).price_covers
    refuses_nil = own.questions.refuses_nil_price
    rows = form.rows() if isinstance(form, ScheduleForm) else []
    return own.show("price", form=form, rows=rows, covers=covers, refuses_nil=refuses_nil)


def _price_form(own: Own) -> PriceForm | ScheduleForm:
    """One price, or where the tender has a schedule one for each of its lines (R9)."""
    if lines := own.questions.lines:
        return schedule_form(lines, own.content.get("lines"))
    return PriceForm(data={"price": amount_of(own.content)})
