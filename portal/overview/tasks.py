"""What this person can do or read on a tender now: what waits for them first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.accounts.models import APPROVER, EVALUATOR
from portal.core.authorisation import Actor, Verdict
from portal.evaluation.interviews.policy import may_see_interview
from portal.evaluation.marking.policy import may_see_sheets
from portal.evaluation.moderation.policy import may_sign_off
from portal.evaluation.room.policy import may_see_table
from portal.evaluation.runs.policy import may_see_result
from portal.evaluation.seats.policy import (
    may_see_declaration,
)
from portal.feedback.policy import (
    may_hear_decided_from_seat,
    may_hear_from_seat,
    may_see_telling,
)
from portal.outcomes.contracting.policy import may_see_standing
from portal.outcomes.policy import (
    may_see_approval,
    may_see_award_notice,
    may_see_decision,
    may_see_letters,
)
from portal.outcomes.voices.policy import (
    may_read_narratives,
    may_read_reasons,
    may_see_own_narrative,
)
from portal.overview import due, due_contract, due_decision, due_meeting
from portal.overview.due import Due, Work
from portal.overview.due_telling import telling
from portal.overview.queries import Course, courses_of, parts_of
from portal.overview.task import Task
from portal.overview.task_groups import in_groups, states_of, with_states
from portal.overview.tasks_marking import OF_MARKING, goes_on
from portal.overview.tasks_published import OF_PUBLISHED
from portal.overview.tasks_setting_up import OF_SETTING_UP
from portal.record.erasure.policy import may_remove_published
from portal.record.policy import may_read_trail
from portal.tenders.models import Tender
from portal.tenders.policy import may_draft, may_see_tender


def _reads_notice(actor: Actor, tender: Tender) -> Verdict:
    return may_see_tender(actor, tender) and tender.published_at is not None


TASKS = [
    Task("room.table", _("The room is open: go in"), may_see_table, due_meeting.room, is_now=True),
    Task(
        "interviews.interview",
        _("The interview begins: go there"),
        may_see_interview,
        due_meeting.interview,
        is_own=True,
        is_now=True,
    ),
    Task("marking.sheets", _("Your marking"), may_see_sheets, due.own_marks),
    Task(
        "seats.declare",
        _("Say if you know a bidder"),
        may_see_declaration,
        due.declaration,
        is_own=True,
        plain=(_("Say if you know who sent a bid"), ""),
    ),
    Task(
        "moderation.sign_off",
        _("Read and sign"),
        may_sign_off,
        due.signatures,
        _("What was written down when you talked"),
    ),
    *OF_SETTING_UP,
    *OF_MARKING,
    Task(
        "runs.result",
        _("Result"),
        may_see_result,
        hint=_("The ranking, and the working behind it"),
        plain=(_("Result"), _("Which bid came first, and how we worked it out")),
    ),
    Task(
        "outcomes.decision",
        _("Decision"),
        may_see_decision,
        due_decision.decision,
        _("Which bid is chosen, and why"),
    ),
    Task(
        "outcomes.views",
        _("How each group saw it"),
        may_read_reasons,
        hint=_("What professionals, young people and parents gave, side by side"),
    ),
    Task(
        "outcomes.own_narrative",
        _("What we want to say"),
        may_see_own_narrative,
        hint=_("Your group’s own words, for the people who decide"),
        is_own=True,
    ),
    Task(
        "outcomes.narratives",
        _("In their own words"),
        may_read_narratives,
        hint=_("What young people and parents want to be read with the decision"),
    ),
    Task(
        "outcomes.report",
        _("Decision report"),
        may_see_decision,
        hint=_("Everything that led to the decision, from the record"),
    ),
    Task("outcomes.approval", _("Approval"), may_see_approval, due_decision.approval),
    Task("outcomes.letters", _("Outcome letters"), may_see_letters, due.letters),
    Task(
        "outcomes.award_notice",
        _("Award notice and standstill"),
        may_see_award_notice,
        due_contract.award_notice,
    ),
    Task(
        "outcomes.claims",
        _("Claims and representations"),
        may_see_standing,
        due_contract.claims,
        _("What came against the decision"),
    ),
    Task(
        "outcomes.contract",
        _("Contract"),
        may_see_standing,
        due_contract.contract,
        _("What stands against it, its day, and the notice about it"),
    ),
    Task(
        "feedback.decided_seated",
        _("What was decided"),
        may_hear_decided_from_seat,
        hint=_("Which bid is chosen, what made the difference, and what happens next"),
        is_own=True,
    ),
    Task(
        "feedback.told_seated",
        _("You said, we did"),
        may_hear_from_seat,
        hint=_("What people told us, and what we did"),
        is_own=True,
    ),
    Task(
        "feedback.telling",
        _("You said, we did"),
        may_see_telling,
        telling,
        _("What people are told, what is promised, and what they ask"),
    ),
    *OF_PUBLISHED,
    Task("record.trail", _("Trail"), may_read_trail, hint=_("All that happened, in order")),
    Task(
        "record.redactions",
        _("Take words out"),
        may_remove_published,
        hint=_("A name in the record, or what nobody should read on the public page"),
    ),
    Task("tenders.notice", _("Public page"), _reads_notice, hint=_("What everybody can read")),
]
"""In the order of the work."""


def works_of(actor: Actor, tenders: Sequence[Tender]) -> list[Work]:
    """What one actor has to do with each of several tenders of the open authority.

    The number of queries is the same for one and for many.
    """
    is_evaluator = actor.role == EVALUATOR
    courses = {} if is_evaluator else courses_of(tenders)
    parts = parts_of(actor.person_id, tenders) if actor.role in (EVALUATOR, APPROVER) else {}
    return [
        Work(actor, tender, courses.get(tender.id, Course()), parts.get(tender.id))
        for tender in tenders
    ]


def marks_by(work: Work) -> date | None:
    """The reader's last day for marks: an evaluator's own, else everybody's, else as planned."""
    if work.part:
        return work.part.ends_on
    return work.course.ends_on or work.tender.marking_ends_on


def next_of(work: Work) -> Due | None:
    """What comes next on a tender: the reader's turn, else whom it waits for, else what is done."""
    asked = [task.asks(work) for task in TASKS if task.is_shown(work)]
    in_turn = [each for each in asked if each and not each.is_aside]
    known = sorted(in_turn, key=lambda each: (not each.is_yours, each.is_done))
    return known[0] if known else None


def begins_for(work: Work, slug: str) -> dict[str, Any] | None:
    """What is to be gone to at once: the room, an interview, or the first answer to mark."""
    found = [(task, task.asks(work)) for task in TASKS if task.is_now and task.is_shown(work)]
    return _line(*found[0], work.tender, slug, True) if found else goes_on(work, slug)


def tasks_of(work: Work, slug: str) -> list[dict[str, Any]]:
    """The pages that the actor may open now: what waits for them, what else is due, the rest."""
    shown = [(task, task.asks(work)) for task in TASKS if task.is_shown(work)]
    shown.sort(key=lambda pair: (not (pair[1] and pair[1].is_yours), pair[1] is None))
    is_plain = work.actor.role == EVALUATOR
    return [_line(task, asked, work.tender, slug, is_plain) for task, asked in shown]


def groups_of(work: Work, slug: str) -> list[dict[str, Any]]:
    """The same pages under headings where they are many; for who writes a draft with what is
    missing in each."""
    lines = tasks_of(work, slug)
    if may_draft(work.actor, work.tender):
        lines = with_states(lines, states_of(work.tender))
    return in_groups(lines, work.stage)


def _line(
    task: Task, asked: Due | None, tender: Tender, slug: str, is_plain: bool
) -> dict[str, Any]:
    place: dict[str, Any] = {"tender_id": tender.id, **(asked.place if asked else {})}
    if task.endpoint != "tenders.notice":
        place["authority"] = slug
    is_yours = asked is not None and asked.is_yours
    text, hint = (is_plain and task.plain) or (task.text, task.hint)
    return {
        "text": text,
        "hint": asked.words if asked and asked.is_yours else hint,
        "status": gettext("Now") if is_yours else (asked.words if asked else ""),
        "colour": "yellow" if is_yours else None,
        "href": url_for(task.endpoint, **place),
        "endpoint": task.endpoint,
        "is_yours": is_yours,
        "own_hint": hint,
    }
