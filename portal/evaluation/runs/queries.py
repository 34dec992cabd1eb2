"""Reads of runs, and their recomputing."""

from __future__ import annotations

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from portal.accounts.queries import authorities
from portal.audit.models import Event
from portal.bids.models import Bid
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking.queries import counted_marks_of, sheets_of
from portal.evaluation.models import Run
from portal.evaluation.models_runs import Reopening, TieDecision
from portal.evaluation.queries import bids_to_mark, seats_of
from portal.evaluation.runs.document import document_of
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from scoring import BadInput, Incomplete, evaluate_document, verify
from scoring.canonical import canonical_text


def latest_run(tender: Tender) -> Run | None:
    """The run that stands: the last one."""
    return db.session.scalar(
        select(Run).where(Run.tender_id == tender.id).order_by(Run.number.desc()).limit(1)
    )


@dataclass(frozen=True)
class TieDecided:
    """Which bid a person put first of those that share first place, and the record of it."""

    decision: TieDecision
    label: str


def tie_decision_of(tender: Tender) -> TieDecided | None:
    """The word that stands on a tie at the top of the run that stands; none where none is given."""
    last = select(func.max(Run.number)).where(Run.tender_id == tender.id).scalar_subquery()
    row = db.session.execute(
        select(TieDecision, Bid.label)
        .join(Bid, TieDecision.bid_id == Bid.id)
        .join(Run, TieDecision.run_id == Run.id)
        .where(TieDecision.tender_id == tender.id, Run.number == last)
        .order_by(TieDecision.version.desc())
        .limit(1)
    ).first()
    return TieDecided(*row) if row else None


@dataclass(frozen=True)
class RunMade:
    """One run without its long texts, and the mistake for which moderation was opened again."""

    id: uuid.UUID
    number: int
    digest: str
    made_at: datetime
    reopening: Reopening | None


def runs_of(tender: Tender) -> list[RunMade]:
    """Every run, the one that stands first; an earlier one stays as it was (R15)."""
    rows = db.session.execute(
        select(Run.id, Run.number, Run.digest, Run.made_at, Reopening)
        .outerjoin(Reopening, Reopening.run_id == Run.id)
        .where(Run.tender_id == tender.id)
        .order_by(Run.number.desc())
    )
    return [RunMade(*row) for row in rows]


def texts_of_run(run_id: uuid.UUID) -> tuple[str, str]:
    """The long texts of one run: its input and its result."""
    row = db.session.execute(select(Run.input, Run.result).where(Run.id == run_id)).one()
    return row.input, row.result


def run_numbered(tender: Tender, number: int) -> Run | None:
    """One run of a tender, overtaken or not."""
    return db.session.scalar(select(Run).where(Run.tender_id == tender.id, Run.number == number))


def smallest_group(tender: Tender) -> int:
    """How many marks at least stand behind each group's figure on a bid (R19).

    Who is kept from the bid, doesn't mark the criterion or passed isn't among them.
    """
    sheets = {sheet.id: sheet for sheet in sheets_of(tender)}
    groups = {seat.id: seat.group_id for seat in seats_of(tender)}
    marks = [(sheets[mark.sheet_id], mark) for mark in counted_marks_of(tender) if not mark.is_pass]
    behind = Counter((s.bid_id, m.criterion_id, groups[s.seat_id]) for s, m in marks)
    carried = [
        (criterion.id, share.group_id)
        for criterion in criteria_of(tender)
        for share in criterion.shares
        if share.percent
    ]
    bids = bids_to_mark(tender)
    return min((behind[bid.id, *pair] for bid in bids for pair in carried), default=0)


def recomputed() -> Iterator[tuple[str, list[str]]]:
    """Every stored run of every authority: its name, and what differs when it is recomputed."""
    for slug, authority_id in [(each.slug, each.id) for each in authorities()]:
        with tenant(authority_id):
            rows = db.session.execute(
                select(Run, Tender.reference)
                .join(Tender, Run.tender_id == Tender.id)
                .order_by(Tender.reference, Tender.id, Run.number)
            )
            for run, reference in rows.all():
                name = f"{slug} {reference} run {run.number} {run.digest}"
                yield name, differences_in(run, _digest_on_trail(run))


def differences_in(run: Run, on_trail: str | None) -> list[str]:
    """What differs between a stored run, the same input evaluated now, and the trail."""
    try:
        result = json.loads(run.result)
        found = verify(result)
        evaluated = evaluate_document(json.loads(run.input))
    except (BadInput, Incomplete, ValueError) as error:
        return [f"it can't be recomputed: {error}"]
    if evaluated.digest != run.digest:
        found.append(f"input: it gives {evaluated.digest}, stored {run.digest}")
    if canonical_text(result["input"]) != run.input:
        found.append("input: it isn't the one in the result")
    if result["digest"] != run.digest:
        found.append("digest: it isn't the one in the result")
    found += _changed_working(result, evaluated.as_dict())
    if on_trail != run.digest:
        found.append(f"digest: the tender's trail has {on_trail}")
    return found


def _changed_working(stored: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The digest leaves the working out; within one release its sentences must still agree."""
    is_changed = stored["library"] == now["library"] and stored["working"] != now["working"]
    return ["working: its sentences aren't those of this input"] if is_changed else []


def _digest_on_trail(run: Run) -> str | None:
    events = db.session.scalars(
        select(Event).where(Event.log_id == run.tender_id, Event.name == "run:made")
    )
    digests = {event.facts["run"]: event.facts["digest"] for event in events}
    found: str | None = digests.get(run.number)
    return found


def unlike_rows(tender: Tender, run: Run) -> list[str]:
    """What in a run's input isn't what the rows say; evaluators are called anew in each run, so
    each one's marks are compared as a set, with what of them doesn't count."""
    given, now = json.loads(run.input), evaluate_document(document_of(tender)).signed["input"]
    found = [name for name in ("method", "bids", "agreed") if given[name] != now[name]]
    return [*found, "marks"] if _by_evaluator(given) != _by_evaluator(now) else found


def _by_evaluator(document: dict[str, Any]) -> list[list[str]]:
    said: dict[str, list[str]] = defaultdict(list)
    for each in [*document["marks"], *document["voided"]]:
        rest = {name: value for name, value in each.items() if name != "evaluator"}
        said[each["evaluator"]].append(canonical_text(rest))
    return sorted(sorted(each) for each in said.values())
