"""Pages on which a provider writes its bid."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.bids.content import Content, Questions
from portal.bids.files.operations import facts_of
from portal.bids.files.queries import draft_files
from portal.bids.models import BidDraft, Submission
from portal.bids.policy import may_change_bid, may_see_own_bid, may_send_bid
from portal.bids.progress import far, read_answers, read_gates, tasks_of, time_left
from portal.bids.queries import draft_of, has_withdrawn, questions_of, standing_submission
from portal.bids.schedule import shown_price
from portal.core import clock
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
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
    def may_change(self) -> bool:
        """Whether it is before the deadline."""
        return bool(may_change_bid(self.actor, self.tender))

    @property
    def may_write(self) -> bool:
        """Whether the draft may change: before the deadline, and nothing is submitted."""
        return self.may_change and self.sealed is None

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
        can_withdraw = bool(own.may_change and may_send_bid(own.actor, own.tender))
        is_answered = is_at_least(own.tender, "released")
        return own.show(
            "submitted",
            sealed=own.sealed,
            is_open=own.may_change,
            can_withdraw=can_withdraw,
            is_answered=is_answered,
            can_be_asked=is_at_least(own.tender, "opened"),
            has_interview=bool(own.questions.interviews),
        )
    if not own.may_write:
        return show_late(own, attempted=False)
    found = list(tasks_of(own.whole, own.questions))
    tasks = [
        {"text": task.text, "hint": task.hint, "status": task.status, "colour": task.colour}
        | {"href": page_of(own, task.part, task.code)}
        for task in found
    ]
    return own.show(
        "bid",
        far=far(found),
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


def _to_the_second(moment: datetime) -> str:
    local = moment.astimezone(clock.LONDON)
    return f"{local:%H:%M:%S} {local.tzname()}"


def show_late(own: Own, attempted: bool) -> str:
    """That it is too late, or that bids go elsewhere; and what was written, to be read (R29)."""
    return own.show(
        "elsewhere" if own.tender.bids_system else "late",
        attempted=_to_the_second(clock.received()) if attempted else "",
        answers=read_answers(own.whole, own.questions),
        gates=read_gates(own.content, own.questions),
        **shown_price(own.content, own.questions),
        has_draft=own.draft is not None,
    )
