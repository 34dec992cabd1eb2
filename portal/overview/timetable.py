"""Where a tender stands: its stages as a picture, and its dates."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.core import clock
from portal.core.formats import day, moment
from portal.tenders.models import Tender
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
