"""The pages of a tender in groups, as GOV.UK's task list has them: what each is for, what is done,
and first those in which something waits for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from portal.overview.due import Due
from portal.specifications.problems import problems_left
from portal.tenders.models import Tender
from portal.tenders.stages import STAGES

FEW = 7
"""So many lines and fewer need no groups."""


@dataclass(frozen=True)
class Group:
    """A part of the work, what it is for, its pages, and the last stage that it is about."""

    title: str
    hint: str
    endpoints: Sequence[str]
    until: str = STAGES[-1]


GROUPS = (
    Group(
        _("What you buy"),
        _("What bidders read and answer, and how bids are marked."),
        ("tenders.details", "specifications.builder", "tenders.documents"),
        "drafting",
    ),
    Group(
        _("Write it with people"),
        _("Panels suggest, you answer, and they say whether they agree."),
        (
            "known.known",
            "agreeing.influence",
            "cowriting.rounds",
            "agreeing.agreement",
            "hours.hours",
        ),
        "drafting",
    ),
    Group(
        _("What has to be in place"),
        _("The law and the method ask for it before publication."),
        ("groundwork.conflicts", "groundwork.duties", "groundwork.budget", "tenders.openers"),
        "drafting",
    ),
    Group(
        _("Publish it"),
        _("Somebody else approves it. From then on it is locked."),
        ("specifications.check", "approving.approval"),
        "drafting",
    ),
    Group(
        _("While providers bid"),
        _("Everybody gets the same answers at the same moment."),
        ("published.questions", "published.briefing", "published.amend"),
        "open",
    ),
    Group(
        _("Open the bids and check them"),
        _("Nobody reads a bid before the deadline. Evaluators never learn whose it is."),
        (
            "bids.opening",
            "bids.desk",
            "seats.gates",
            "compliance.overview",
            "compliance.exclusions",
        ),
        "opened",
    ),
    Group(
        _("Who marks, and how it goes"),
        _("Seats, practice, and what evaluators need while they read."),
        (
            "choosing.choosings",
            "seats.seats",
            "practice.practice_bid",
            "reading.order",
            "reading.passages",
            "seats.conflicts",
            "seats.start_marking",
            "marking.sheets",
            "seats.declare",
            "marking.progress",
            "reading.flags",
        ),
        "marking",
    ),
    Group(
        _("Talk, and agree on marks"),
        _("Each mark is talked through, with a reason on record."),
        (
            "room.table",
            "interviews.interview",
            "moderation.sign_off",
            "room.sessions",
            "moderation.agenda",
        ),
        "moderating",
    ),
    Group(
        _("Decide, and tell bidders"),
        _("The result, the decision, its approval, the letters and the contract."),
        (
            "runs.result",
            "outcomes.decision",
            "outcomes.views",
            "outcomes.own_narrative",
            "outcomes.narratives",
            "outcomes.report",
            "outcomes.approval",
            "outcomes.letters",
            "outcomes.award_notice",
            "outcomes.claims",
            "outcomes.contract",
        ),
    ),
    Group(
        _("Tell people what came of it"),
        _("Who took part hears what changed, and what didn’t."),
        ("feedback.decided_seated", "feedback.told_seated", "feedback.telling"),
    ),
    Group(
        _("The record"),
        _("What everybody can read, and what happened when."),
        (),
    ),
)
"""In the order of the work; the last one takes what no other has."""

MENDS = {
    "tenders": "tenders.details",
    "specifications": "specifications.builder",
    "cowriting": "cowriting.rounds",
    "agreeing": "agreeing.agreement",
}
"""The page of this list from which a problem is mended, where it isn't the problem's own."""
NEEDED = (
    "tenders.details",
    "specifications.builder",
    "agreeing.influence",
    "cowriting.rounds",
    "agreeing.agreement",
    "hours.hours",
    "groundwork.conflicts",
    "groundwork.duties",
    "tenders.openers",
)
"""What publication asks for, before somebody approves it."""
APPROVAL, CHECK = "approving.approval", "specifications.check"
Line = dict[str, Any]


def states_of(tender: Tender) -> dict[str, Due]:
    """How far each page of a draft is that publication asks for (R4)."""
    missing: Counter[str] = Counter()
    for problem in problems_left(tender):
        at, part = problem.endpoint, problem.endpoint.partition(".")[0]
        if not problem.warns:
            missing[at if at in (*NEEDED, APPROVAL) else MENDS.get(part, at)] += 1
    waits = missing.pop(APPROVAL, 0)
    states = {each: _state(missing[each]) for each in NEEDED}
    later = Due(gettext("Later"))
    if missing.total():
        return states | {CHECK: _state(missing.total()), APPROVAL: later}
    return states | {
        CHECK: later if waits else Due(gettext("It can be published now"), is_yours=True),
        APPROVAL: Due(gettext("Somebody else has to approve it"), is_yours=True)
        if waits
        else Due(gettext("Done"), is_done=True),
    }


def _state(missing: int) -> Due:
    if not missing:
        return Due(gettext("Done"), is_done=True)
    words = ngettext("%(num)d thing is missing", "%(num)d things are missing", missing)
    return Due(words, is_yours=True)


def with_states(lines: Sequence[Line], states: Mapping[str, Due]) -> list[Line]:
    """Lines of a draft say what is missing, or that nothing is; what waits already keeps its own
    words."""
    return [
        _with(each, states[each["endpoint"]]) if each["endpoint"] in states else each
        for each in lines
    ]


def _with(line: Line, state: Due) -> Line:
    if line["endpoint"] == APPROVAL and line["status"]:
        return line
    if state.is_yours:
        says_more = line["is_yours"] and line["endpoint"] not in WROTE
        hint = line["hint"] if says_more else state.words
        todo = {"hint": hint, "status": gettext("To do"), "colour": "yellow", "is_yours": True}
        return line | todo | {"counts": 0}
    colour, counts = ("green", 1) if state.is_done else (None, 0)
    hint = line["own_hint"]
    known = {"hint": hint, "status": state.words, "colour": colour, "is_yours": False}
    return line | known | {"counts": counts}


WROTE = ("specifications.builder", CHECK)
"""Lines whose own words say less than what is missing."""


def in_groups(lines: Sequence[Line], stage: str) -> list[Line]:
    """Lines under headings, each with what it is for and how much is done; first what waits for
    the reader, last what lies behind."""
    if len(lines) <= FEW:
        return [{"title": "", "lines": lines}] if lines else []
    known = {endpoint for group in GROUPS for endpoint in group.endpoints}
    found = []
    for group in GROUPS:
        here = [
            each
            for each in lines
            if each["endpoint"] in group.endpoints
            or (not group.endpoints and each["endpoint"] not in known)
        ]
        waits = any(each["is_yours"] for each in here)
        is_behind = stage in STAGES and STAGES.index(group.until) < STAGES.index(stage)
        if here:
            found.append((not waits, is_behind, _group(group, here)))
    return [group for *_order, group in sorted(found, key=lambda each: each[:2])]


def _group(group: Group, lines: Sequence[Line]) -> Line:
    counted = [each["counts"] for each in lines if "counts" in each]
    far = gettext("%(done)s of %(all)s done", done=sum(counted), all=len(counted))
    return {
        "title": group.title,
        "hint": group.hint,
        "lines": sorted(lines, key=lambda each: not each["is_yours"]),
        "far": far if counted else "",
    }
