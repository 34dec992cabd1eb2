"""Writes of runs: closing moderation makes one."""

from __future__ import annotations

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.interviews.operations import refuse_unheard
from portal.evaluation.interviews.queries import interviews_of
from portal.evaluation.marking.operations import UNDECIDED
from portal.evaluation.models import Run
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.queries import Item, items_of
from portal.evaluation.moderation.sitting import sessions_of
from portal.evaluation.room.sessions import refuse_open
from portal.evaluation.runs.document import document_of
from portal.evaluation.runs.queries import latest_run
from portal.evaluation.seats.queries_later import undecided_in
from portal.specifications.interviewed import has_interviews
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.stages import move
from scoring import BadInput, Incomplete, Missing, Result, evaluate_document
from scoring.canonical import canonical_text

NOT_RECORDED = say("Bid %(label)s on “%(title)s” isn’t recorded yet.")
TO_AGAIN = say(
    "Bid %(label)s on “%(title)s” is to be recorded again: a mark in it no longer counts."
)
NOT_SIGNED = say(
    "Somebody who was there hasn’t signed yet, or said that they don’t agree. The page of"
    " moderation says who."
)
NO_AGREED_MARK = say("Bid %(label)s on “%(title)s”: the agreed mark of “%(group)s” is missing.")
NO_MARK = say("Bid %(label)s on “%(title)s”: a mark of “%(group)s” is missing.")
AND_MORE = say("And %(count)s more.")
CANNOT = say("The result can’t be worked out. %(problems)s")
MOST_NAMED = 6


def close_moderation(actor: Actor, tender: Tender) -> Run:
    """Close moderation when every record is there and signed (R13), and make the run."""
    items, panel = items_of(tender), panel_of(tender)
    refuse_open(sessions_of(tender))
    if undecided_in(tender):
        raise Refused(UNDECIDED)
    if has_interviews(tender):
        refuse_unheard(tender, interviews_of(tender))
    if left := [*_unsigned(items, panel), *_unrecorded(items), *_overtaken(items, panel)]:
        raise _all_of(left)
    move(tender, "close_moderation")
    record("moderation:closed", actor, tender.id, items=len(items))
    return make_run(actor, tender)


def make_run(actor: Actor, tender: Tender) -> Run:
    """One calculation, kept with its whole input so that anyone can recompute it (R6)."""
    result = _evaluate(tender)
    last = latest_run(tender)
    run = Run(
        tender_id=tender.id,
        number=last.number + 1 if last else 1,
        input=canonical_text(result.signed["input"]),
        result=canonical_text(result.as_dict()),
        digest=result.digest,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(run)
    record("run:made", actor, tender.id, run=run.number, digest=run.digest)
    return run


def _evaluate(tender: Tender) -> Result:
    """What is missing is named in words; nothing is ever counted as zero in silence."""
    try:
        return evaluate_document(document_of(tender))
    except Incomplete as incomplete:
        raise _all_of(_missing(tender, incomplete.missing)) from None
    except BadInput as bad:
        problems = " ".join(str(problem) for problem in bad.problems[:MOST_NAMED])
        raise Refused(CANNOT, problems=problems) from None


def _missing(tender: Tender, missing: list[Missing]) -> list[Refused]:
    titles = {criterion.code: criterion.title for criterion in criteria_of(tender)}
    groups = {group.slug: group.title for group in groups_of(tender)}
    return [
        Refused(
            NO_AGREED_MARK if each.evaluator is None else NO_MARK,
            label=each.bid,
            title=titles[each.criterion],
            group=groups[each.group],
        )
        for each in missing
    ]


def _unsigned(items: list[Item], panel: Panel) -> list[Refused]:
    """One word for all bids: by bid it would tell who is kept from it (R16)."""
    return [Refused(NOT_SIGNED)] if any(each.awaited(panel) for each in items) else []


def _unrecorded(items: list[Item]) -> list[Refused]:
    return [
        Refused(NOT_RECORDED, label=each.bid.label, title=each.criterion.title)
        for each in items
        if each.record is None
    ]


def _overtaken(items: list[Item], panel: Panel) -> list[Refused]:
    return [
        Refused(TO_AGAIN, label=each.bid.label, title=each.criterion.title)
        for each in items
        if each.is_overtaken(panel)
    ]


def _all_of(refusals: list[Refused]) -> Refused:
    """A few by name, and how many more there are."""
    first, *rest = refusals[:MOST_NAMED]
    more = len(refusals) - MOST_NAMED
    first.also = [*rest, Refused(AND_MORE, count=more)] if more > 0 else rest
    return first
