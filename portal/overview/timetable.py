"""Where a tender stands: its stages as a picture, and its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.core import clock
from portal.core.formats import day, moment
from portal.tenders.models import Tender
from portal.tenders.stages import ENDED, STAGES, reached, stage_of

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
    "contract": _("Contract"),
    ENDED: _("Ended without a contract"),
}

PLAIN_STAGE_WORDS = STAGE_WORDS | {
    "moderating": _("Talking about marks"),
    "approved": _("Checked"),
}
"""The same for evaluators: nobody has to know the word moderation."""

DATES = {
    "published_at": _("Published"),
    "deadline_at": _("Bids by"),
    "marking_ends_on": _("Marking ends"),
    "decision_on": _("Decision"),
    "starts_on": _("Service starts"),
}
PLAIN_DATES = {
    "published_at": _("We asked for bids"),
    "deadline_at": _("Last day for bids"),
    "marking_ends_on": _("Last day for your marks"),
    "decision_on": _("We decide who does the work"),
    "starts_on": _("The work starts"),
}
"""The same for evaluators."""

QUIET_WORDS = {
    "open": _("Nothing to do yet. Providers are writing their bids."),
    "closed": _("Nothing to do yet. The time for sending bids is over."),
    "opened": _("Nothing to do now. Marking starts soon."),
    "marking": _("Nothing to do now. Others are still marking."),
    "moderating": _("Nothing to do now. The panel talks about the marks."),
    "deciding": _("Nothing to do now. The bids are marked, and somebody decides."),
    "approved": _("Nothing to do now. The providers will hear soon."),
    "released": _("It is decided. You can read the result."),
    "contract": _("It is decided, and the contract is made. You can read the result."),
    ENDED: _("It stopped. Nobody will do this work for now, so there is nothing left to do."),
}
"""What an evaluator is told when nothing waits for them."""


def quiet_words(tender: Tender) -> str:
    """How a tender stands, for an evaluator who has nothing to do."""
    return str(QUIET_WORDS[stage_of(tender)])


def stages_of(tender: Tender, *, plain: bool = False) -> list[dict[str, Any]]:
    """The stages as a picture: done, now, next; nothing is next where the tender ended."""
    words = PLAIN_STAGE_WORDS if plain else STAGE_WORDS
    here = STAGES.index(reached(tender))
    if stage_of(tender) == ENDED:
        done = [{"text": words[stage], "state": "done"} for stage in STAGES[: here + 1]]
        return [*done, {"text": words[ENDED], "state": "now"}]
    states = ["done"] * here + ["now"] + ["next"] * (len(STAGES) - here - 1)
    return [
        {"text": words[stage], "state": state} for stage, state in zip(STAGES, states, strict=True)
    ]


def next_date(tender: Tender, marks_by: date | None) -> str | None:
    """The date that a tender comes to next, in a few words; `marks_by`: the last day for marks."""
    stage = stage_of(tender)
    if stage in ("drafting", "open") and tender.deadline_at:
        return gettext("bids by %(moment)s", moment=moment(tender.deadline_at))
    if stage in ("opened", "marking") and marks_by:
        if marks_by < clock.today():
            return gettext("the last day for marks was %(day)s", day=day(marks_by))
        return gettext("marking ends on %(day)s", day=day(marks_by))
    if stage in ("moderating", "deciding") and tender.decision_on:
        return gettext("decision on %(day)s", day=day(tender.decision_on))
    if stage in ("approved", "released", "contract") and tender.starts_on:
        return gettext("service starts on %(day)s", day=day(tender.starts_on))
    return None


def dates_of(tender: Tender, marks_by: date | None, *, plain: bool = False) -> list[dict[str, Any]]:
    """The timetable: what was, and what is planned; `marks_by`: the reader's last day for marks."""
    now, today = clock.now(), clock.today()
    words = PLAIN_DATES if plain else DATES
    moments = {name: getattr(tender, name) for name in ("published_at", "deadline_at")}
    days = {name: getattr(tender, name) for name in ("decision_on", "starts_on")}
    days = {"marking_ends_on": marks_by} | days
    return [
        {"at": at.isoformat(), "when": moment(at), "what": words[name], "past": at <= now}
        for name, at in moments.items()
        if at
    ] + [
        {"at": on.isoformat(), "when": day(on), "what": words[name], "past": on < today}
        for name, on in days.items()
        if on
    ]
