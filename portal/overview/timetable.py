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

PLAIN_STAGE_WORDS = STAGE_WORDS | {
    "moderating": _("Talking about marks"),
    "approved": _("Checked"),
}
"""The same for evaluators: nobody has to know the word moderation."""

QUIET_WORDS = {
    "open": _("Nothing to do yet. Providers are writing their bids."),
    "closed": _("Nothing to do yet. The time for sending bids is over."),
    "opened": _("Nothing to do now. Marking starts soon."),
    "marking": _("Nothing to do now. Others are still marking."),
    "moderating": _("Nothing to do now. The panel talks about the marks."),
    "deciding": _("Nothing to do now. The bids are marked, and somebody decides."),
    "approved": _("Nothing to do now. The providers will hear soon."),
    "released": _("It is decided. You can read the result."),
}
"""What an evaluator is told when nothing waits for them."""


def quiet_words(tender: Tender) -> str:
    """How a tender stands, for an evaluator who has nothing to do."""
    return str(QUIET_WORDS[stage_of(tender)])


def stages_of(tender: Tender, *, plain: bool = False) -> list[dict[str, Any]]:
    """The stages as a picture: done, now, next."""
    words = PLAIN_STAGE_WORDS if plain else STAGE_WORDS
    here = STAGES.index(stage_of(tender))
    states = ["done"] * here + ["now"] + ["next"] * (len(STAGES) - here - 1)
    return [
        {"text": words[stage], "state": state} for stage, state in zip(STAGES, states, strict=True)
    ]


def next_date(tender: Tender) -> str | None:
    """The date that a tender comes to next, in a few words."""
    stage = stage_of(tender)
    if stage in ("drafting", "open") and tender.deadline_at:
        return gettext("bids by %(moment)s", moment=moment(tender.deadline_at))
    if stage in ("opened", "marking") and tender.marking_ends_on:
        return gettext("marking ends on %(day)s", day=day(tender.marking_ends_on))
    if stage in ("moderating", "deciding") and tender.decision_on:
        return gettext("decision on %(day)s", day=day(tender.decision_on))
    if stage in ("approved", "released") and tender.starts_on:
        return gettext("service starts on %(day)s", day=day(tender.starts_on))
    return None


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
