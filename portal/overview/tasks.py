"""What this person can do or read on a tender now: what waits first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.bids.policy import may_see_opening
from portal.core.authorisation import Actor, Verdict
from portal.evaluation.marking.policy import may_see_progress, may_see_sheets
from portal.evaluation.moderation.policy import may_see_agenda, may_sign_off
from portal.evaluation.queries import seat_of
from portal.evaluation.runs.policy import may_see_result
from portal.evaluation.seats.policy import (
    may_declare,
    may_see_conflicts,
    may_see_gates,
    may_see_seats,
    may_start_marking,
)
from portal.outcomes.policy import (
    may_see_approval,
    may_see_award_notice,
    may_see_decision,
    may_see_letters,
)
from portal.record.policy import may_read_trail
from portal.specifications.policy import may_see_specification
from portal.tenders.models import Tender
from portal.tenders.policy import may_draft, may_see_tender
from portal.tenders.stages import stage_of


@dataclass(frozen=True)
class Task:
    """A page of the tender, for whoever its policy lets in; `due` are the stages it waits in."""

    endpoint: str
    text: str
    policy: Callable[[Actor, Tender], Verdict]
    due: tuple[str, ...] = ()
    hint: str = ""


def _declares(actor: Actor, tender: Tender) -> Verdict:
    return may_declare(actor, tender, seat_of(actor, tender))


def _reads_notice(actor: Actor, tender: Tender) -> Verdict:
    return may_see_tender(actor, tender) and tender.published_at is not None


TASKS = [
    Task("marking.sheets", _("Your marking"), may_see_sheets, ("marking",)),
    Task("seats.declare", _("Say if you know a bidder"), _declares, ("opened",)),
    Task(
        "moderation.sign_off",
        _("Read and sign"),
        may_sign_off,
        ("moderating",),
        _("What was written down when you talked"),
    ),
    Task(
        "tenders.details",
        _("What the tender is"),
        may_draft,
        ("drafting",),
        _("Title, rules, timetable"),
    ),
    Task(
        "specifications.builder",
        _("Specification and marking"),
        may_see_specification,
        ("drafting",),
        _("Text, questions, who marks what, price"),
    ),
    Task(
        "specifications.check",
        _("Check and publish"),
        may_draft,
        ("drafting",),
        _("What is missing, and what the public will read"),
    ),
    Task("seats.seats", _("Seats of the panel"), may_see_seats, (), _("Who marks which criteria")),
    Task(
        "bids.opening",
        _("The bids"),
        may_see_opening,
        ("closed",),
        _("When they open, and their labels"),
    ),
    Task(
        "seats.gates",
        _("Pass or fail questions"),
        may_see_gates,
        ("opened",),
        _("What a bid must have to be marked"),
    ),
    Task("seats.conflicts", _("Declared interests"), may_see_conflicts, ("opened",)),
    Task("seats.start_marking", _("Start the marking"), may_start_marking, ("opened",)),
    Task(
        "marking.progress",
        _("How marking goes"),
        may_see_progress,
        ("marking",),
        _("Who has sent marks, and who hasn’t"),
    ),
    Task(
        "moderation.agenda",
        _("Moderation"),
        may_see_agenda,
        ("moderating",),
        _("Agree on marks and reasons"),
    ),
    Task(
        "runs.result",
        _("Result"),
        may_see_result,
        ("deciding",),
        _("The ranking, and the working behind it"),
    ),
    Task(
        "outcomes.decision",
        _("Decision"),
        may_see_decision,
        ("deciding",),
        _("Which bid is chosen, and why"),
    ),
    Task("outcomes.approval", _("Approval"), may_see_approval, ("deciding",)),
    Task("outcomes.letters", _("Outcome letters"), may_see_letters, ("approved",)),
    Task("outcomes.award_notice", _("Award notice and standstill"), may_see_award_notice),
    Task("record.trail", _("Trail"), may_read_trail, (), _("All that happened, in order")),
    Task("tenders.notice", _("Public page"), _reads_notice, (), _("What everybody can read")),
]
"""In the order of the work."""


def tasks_of(actor: Actor, tender: Tender, slug: str) -> list[dict[str, Any]]:
    """The pages that the actor may open now: what waits first, then the rest."""
    stage = stage_of(tender)
    shown = [task for task in TASKS if task.policy(actor, tender)]
    shown.sort(key=lambda task: stage not in task.due)
    return [_line(task, tender, slug, stage in task.due) for task in shown]


def _line(task: Task, tender: Tender, slug: str, is_due: bool) -> dict[str, Any]:
    place: dict[str, Any] = {"tender_id": tender.id}
    if task.endpoint != "tenders.notice":
        place["authority"] = slug
    return {
        "text": task.text,
        "hint": task.hint,
        "status": gettext("Now") if is_due else "",
        "colour": "yellow" if is_due else None,
        "href": url_for(task.endpoint, **place),
    }
