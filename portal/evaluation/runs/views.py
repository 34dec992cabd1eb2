"""Pages of runs: closing moderation, the result, and the run as files."""

from __future__ import annotations

import json
import uuid
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts.models import EVALUATOR
from portal.bids.queries import provider_names
from portal.core.authorisation import Actor, authorise, there
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor, reads_plain, records_opening
from portal.evaluation.models import Run
from portal.evaluation.moderation.agenda import agenda_page
from portal.evaluation.runs import operations as act
from portal.evaluation.runs import queries as ask
from portal.evaluation.runs.changes import changes_between
from portal.evaluation.runs.exports import table_of, workbook_of
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.policy import (
    may_close_moderation,
    may_see_names,
    may_see_parts,
    may_see_result,
    may_see_run,
)
from portal.evaluation.runs.remembered import read_run, views
from portal.evaluation.runs.sight import Sight, figures_of
from portal.evaluation.runs.views_body import Found, shown_run
from portal.evaluation.runs.words import run_words, tie_words
from portal.specifications.queries import groups_of
from portal.tenders.looks import note_copy, note_look
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads
from portal.tenders.queries import open_tender
from portal.tenders.stages import stage_of
from scoring import evaluate_document

bp = Blueprint("runs", __name__)
BASE = "/<authority>/tenders/<uuid:tender_id>"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.post(f"{BASE}/moderation/close")
def close_moderation(authority: str, tender_id: uuid.UUID) -> str | AnyResponse:
    """Close moderation and work out the result; what is missing is named on the agenda."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_close_moderation, actor, tender)
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.close_moderation(actor, tender)
        if form.saved:
            flash(gettext("Moderation is closed. This is the result."), "success")
            return back_to("runs.result", authority=authority, tender_id=tender_id)
    return render_template(
        "evaluation/agenda.html", form=form, **agenda_page(actor, tender, authority)
    )


@bp.get(f"{BASE}/result")
@records_opening
def result(authority: str, tender_id: uuid.UUID) -> str:
    """What the run found: who is first and by how much, the ranking, and all its working."""
    actor = current_actor()
    found = _open(actor, authority, tender_id)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    address = url_for("runs.result", **place)
    page = shown_run(found, Links(address, request.args.get("working")))
    page["downloads"] = _downloads(actor, found.tender, place)
    page["actions"] = _next_step(actor, found.tender, place)
    page["tie"] = tie_words(ask.tie_decision_of(found.tender))
    return _show(found, page, place)


@bp.get(f"{BASE}/result/runs/<int:number>")
@records_opening
def run(authority: str, tender_id: uuid.UUID, number: int) -> str:
    """An earlier run, as it was; it stays beside the one that stands (R15)."""
    found = _open(current_actor(), authority, tender_id, number)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    address = url_for("runs.run", **place, number=number)
    page = shown_run(found, Links(address, request.args.get("working")))
    return _show(found, page | {"downloads": [], "actions": [], "tie": None}, place)


@bp.get(f"{BASE}/result/changes")
@records_opening
def changes(authority: str, tender_id: uuid.UUID) -> str:
    """What is other in the run that stands than in the one before it: marks, totals, places."""
    found = _open(current_actor(), authority, tender_id)
    there(found.runs[1] if len(found.runs) > 1 else None)
    return render_template(
        "evaluation/changes.html",
        authority=authority,
        tender=found.tender,
        runs=found.runs[:2],
        changes=changes_between(*(read_run(each).document for each in found.runs[:2])),
    )


def _show(found: Found, page: dict[str, Any], place: dict[str, Any]) -> str:
    if found.run.id == found.runs[0].id:
        note_look("result:looked-at", current_actor(), found.tender)
    page["back"] = {
        "href": url_for("overview.tender", **place),
        "text": gettext("Back to the tender"),
    }
    page["runs"] = [
        {"href": url_for("runs.run", **place, number=each.number), **run_words(each)}
        for each in found.runs
        if each.id != found.run.id
    ]
    page["compare"] = url_for("runs.changes", **place) if len(found.runs) > 1 else None
    return render_template("evaluation/result.html", result=page)


@bp.get(f"{BASE}/result/input.json")
@records_opening
def input(authority: str, tender_id: uuid.UUID) -> Response:
    """The run's whole input; `python -m scoring evaluate` gives the same digest."""
    return _file(_taken(authority, tender_id, "input.json").input, "input.json")


@bp.get(f"{BASE}/result/result.json")
@records_opening
def output(authority: str, tender_id: uuid.UUID) -> Response:
    """The run's whole result; `python -m scoring verify` recomputes it."""
    return _file(_taken(authority, tender_id, "result.json").result, "result.json")


@bp.get(f"{BASE}/result/result.csv")
@records_opening
def table(authority: str, tender_id: uuid.UUID) -> Response:
    """The same figures as the page has, for a spreadsheet."""
    actor = current_actor()
    found = _open(actor, authority, tender_id)
    note_copy("result:taken", actor, found.tender, file="result.csv")
    return _file(
        table_of(figures_of(found.run, found.groups, found.sight)),
        "result.csv",
        "text/csv; charset=utf-8",
    )


@bp.get(f"{BASE}/result/result.xlsx")
@records_opening
def workbook(authority: str, tender_id: uuid.UUID) -> Response:
    """Results, working, marks and method as a workbook, for those who may see the whole run."""
    run = _taken(authority, tender_id, "result.xlsx")
    return _file(workbook_of(evaluate_document(json.loads(run.input))), "result.xlsx", WORKBOOK)


def _open(actor: Actor, authority: str, tender_id: uuid.UUID, number: int | None = None) -> Found:
    """The run that stands, or one by its number, with what this reader sees of it."""
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_result, actor, tender)
    runs = ask.runs_of(tender)
    wanted = (each for each in runs if number in (None, each.number))
    chosen = there(next(wanted, None))
    names = provider_names(tender) if may_see_names(actor, tender) else {}
    sight = Sight(
        _shows_groups(actor, tender, chosen),
        bool(may_see_run(actor, tender)),
        tuple(sorted(names.items())),
        reads_plain(),
    )
    return Found(tender, chosen, runs, groups_of(tender), sight)


def _shows_groups(actor: Actor, tender: Tender, run: ask.RunMade) -> bool:
    """How few stand behind a figure is asked for evaluators alone: others see groups anyway."""
    smallest = 0
    if holds(actor, tender, EVALUATOR):
        smallest = views.get((run.id, "smallest"), lambda: ask.smallest_group(tender))
    return bool(may_see_parts(actor, tender, smallest))


def _taken(authority: str, tender_id: uuid.UUID, file: str) -> Run:
    """The run, for a copy of it; that it was taken is written down."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_run, actor, tender)
    note_copy("result:taken", actor, tender, file=file)
    return there(ask.latest_run(tender))


def _downloads(actor: Actor, tender: Tender, place: dict[str, Any]) -> list[dict[str, str]]:
    files = [
        {
            "href": url_for("runs.table", **place),
            "text": gettext("Table (CSV)"),
            "about": gettext("the figures of this page, for any spreadsheet"),
        }
    ]
    if not may_see_run(actor, tender):
        return files
    return [
        {
            "href": url_for("runs.workbook", **place),
            "text": gettext("Workbook (Excel)"),
            "about": gettext("results, working, marks and method, each on a sheet of its own"),
        },
        *files,
        {
            "href": url_for("runs.input", **place),
            "text": gettext("Input (JSON)"),
            "about": gettext("method, bids and marks: anybody can work the result out again"),
        },
        {
            "href": url_for("runs.output", **place),
            "text": gettext("Result (JSON)"),
            "about": gettext("every figure, exact and as shown, with its working"),
        },
    ]


def _next_step(actor: Actor, tender: Tender, place: dict[str, Any]) -> list[dict[str, str]]:
    if not (leads(actor, tender) and stage_of(tender) == "deciding"):
        return []
    return [{"href": url_for("outcomes.decision", **place), "text": gettext("Go to the decision")}]


def _file(content: str | bytes, name: str, kind: str = "application/json") -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=kind, headers=headers)
