"""The pages of a tender from the opening of bids to the end of moderation."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.accounts.models import OFFICER
from portal.bids.desk.policy import may_see_desk
from portal.bids.policy import may_see_opening
from portal.core.authorisation import Actor, Verdict
from portal.evaluation.choosing.policy import may_see_choosing
from portal.evaluation.compliance.policy import may_see_compliance, may_see_exclusions
from portal.evaluation.marking.policy import may_see_progress
from portal.evaluation.moderation.policy import may_see_agenda
from portal.evaluation.practice.policy import may_see_practice_bid
from portal.evaluation.reading.policy import may_see_flags, may_set_order, may_warn
from portal.evaluation.room.policy import may_lead_talks
from portal.evaluation.seats.policy import (
    may_see_conflicts,
    may_see_gates,
    may_see_seats,
    may_start_marking,
)
from portal.overview import due, due_opening
from portal.overview.due import Work
from portal.overview.task import Task
from portal.tenders.models import Tender
from portal.tenders.openers.policy import may_see_openers
from portal.tenders.policy import holds


def _may_check_at_desk(actor: Actor, tender: Tender) -> Verdict:
    return holds(actor, tender, OFFICER) and may_see_exclusions(actor, tender)


OF_MARKING = [
    Task(
        "tenders.openers",
        _("Who opens the bids"),
        may_see_openers,
        due_opening.openers,
        _("Two officers with a phrase each, and a recovery code"),
    ),
    Task(
        "bids.opening",
        _("The bids"),
        may_see_opening,
        due_opening.opening,
        _("When they open, and their labels"),
    ),
    Task(
        "bids.desk",
        _("The desk"),
        may_see_desk,
        due.desk,
        _("Clean the bids, and take out what tells whose they are"),
    ),
    Task(
        "choosing.choosings",
        _("Panels choose who marks"),
        may_see_choosing,
        due.choosing,
        hint=_("Who would like to, whom the panel chose, and reserves"),
    ),
    Task(
        "seats.seats",
        _("Seats of the panel"),
        may_see_seats,
        due.panel,
        _("Who marks which criteria"),
    ),
    Task(
        "practice.practice_bid",
        _("Practice bid"),
        may_see_practice_bid,
        hint=_("An invented answer that evaluators try before they mark"),
    ),
    Task(
        "reading.order",
        _("The order of reading"),
        may_set_order,
        hint=_("Whether evaluators go bid by bid, or question by question"),
    ),
    Task(
        "reading.passages",
        _("Warn before what is hard to read"),
        may_warn,
        hint=_("Answers that tell of things people may have lived through"),
        asks_desk=True,
    ),
    Task(
        "seats.gates",
        _("Pass or fail questions"),
        may_see_gates,
        due.gates,
        _("What a bid must have to be marked"),
        asks_desk=True,
    ),
    Task(
        "compliance.overview",
        _("Checks, and questions to bidders"),
        may_see_compliance,
        due.checks,
        _("Exclusion, low prices, what isn’t clear in a bid"),
    ),
    Task(
        "compliance.exclusions",
        _("Exclusion checks"),
        _may_check_at_desk,
        due.checks,
        _("Look at each bidder by its name"),
    ),
    Task("seats.conflicts", _("Declared interests"), may_see_conflicts, due.interests),
    Task("seats.start_marking", _("Start the marking"), may_start_marking, due.start),
    Task(
        "marking.progress",
        _("How marking goes"),
        may_see_progress,
        due.progress,
        _("Who has sent marks, and who hasn’t"),
    ),
    Task(
        "reading.flags",
        _("What evaluators told you"),
        may_see_flags,
        due.flags,
        _("Answers that somebody doesn’t understand, or that name a provider"),
    ),
    Task("room.sessions", _("The talks that you lead"), may_lead_talks, hint=_("When, and where")),
    Task(
        "moderation.agenda",
        _("Moderation"),
        may_see_agenda,
        due.moderation,
        _("Agree on marks and reasons"),
        plain=(_("Talking about the marks"), _("What your panel agreed, and what is left")),
    ),
]
"""In the order of the work."""


def goes_on(work: Work, slug: str) -> dict[str, Any] | None:
    """One tap from an evaluator's home to the first answer that waits for a mark."""
    part = work.part
    if work.stage != "marking" or part is None or part.is_voided or not part.left:
        return None
    href = url_for("marking.go_on", authority=slug, tender_id=work.tender.id)
    return {"href": href, "text": gettext("Go on with your marking")}
