"""A tender's own page: its stages, its dates, and what this person can do or read there now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.core import clock
from portal.core.authorisation import Actor, Verdict
from portal.core.formats import day, moment
from portal.specifications.policy import may_see_specification
from portal.tenders.models import Tender
from portal.tenders.policy import may_draft
from portal.tenders.stages import STAGES, stage_of

STAGE_WORDS = {
    "drafting": _("Writing"),
    "open": _("Open for bids"),
    "closed": _("Closed"),
    "opened": _("Bids opened"),
    "marking": _("Marking"),
    "moderating": _("Moderation"),
    "deciding": _("Decision"),
    "approved": _("Approved"),
    "released": _("Letters out"),
}


@dataclass(frozen=True)
class Task:
    """A page below the tender, shown to whoever its policy lets in now."""

    endpoint: str
    text: str
    hint: str
    policy: Callable[[Actor, Tender], Verdict]


TASKS = [
    Task("tenders.details", _("What the tender is"), _("Title, rules, timetable"), may_draft),
    Task(
        "specifications.builder",
        _("Specification and marking"),
        _("Text, questions, who marks what, price"),
        may_see_specification,
    ),
]


def tasks_of(actor: Actor, tender: Tender, slug: str) -> list[dict[str, Any]]:
    """The pages that the actor may open now, in the order of the work."""
    return [
        {
            "text": task.text,
            "hint": task.hint,
            "status": "",
            "href": url_for(task.endpoint, authority=slug, tender_id=tender.id),
        }
        for task in TASKS
        if task.policy(actor, tender)
    ]


def stages_of(tender: Tender) -> list[dict[str, Any]]:
    """The stages as a picture: done, now, next."""
    here = STAGES.index(stage_of(tender))
    states = ["done"] * here + ["now"] + ["next"] * (len(STAGES) - here - 1)
    return [
        {"text": STAGE_WORDS[stage], "state": state}
        for stage, state in zip(STAGES, states, strict=True)
    ]


def dates_of(tender: Tender) -> list[dict[str, Any]]:
    """The timetable: what was, and what is planned."""
    now, today = clock.now(), clock.today()
    moments = [
        (tender.published_at, gettext("Published")),
        (tender.deadline_at, gettext("Bids by")),
    ]
    days = [
        (tender.marking_ends_on, gettext("Marking ends")),
        (tender.decision_on, gettext("Decision")),
        (tender.starts_on, gettext("Service starts")),
    ]
    return [
        {"at": at.isoformat(), "when": moment(at), "what": what, "past": at <= now}
        for at, what in moments
        if at
    ] + [
        {"at": on.isoformat(), "when": day(on), "what": what, "past": on < today}
        for on, what in days
        if on
    ]
