"""The pages on which a lead writes a specification, checks it and publishes it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.forms import ActionForm, Form
from portal.core.web import back_to, current_actor
from portal.specifications import operations as act
from portal.specifications.cowriting.thread import shaped_words
from portal.specifications.document import document_of
from portal.specifications.forms import PriceForm, PublishForm, RulesForm
from portal.specifications.method_forms import descriptors_form, tie_break_form
from portal.specifications.models import Scale
from portal.specifications.parts import PARTS
from portal.specifications.policy import may_publish, may_see_specification, may_write
from portal.specifications.problem import Problem
from portal.specifications.problems import problems_left
from portal.specifications.queries import (
    criteria_of,
    draft_of,
    groups_of,
    part_of,
    settings_of,
    tie_breaks_of,
)
from portal.specifications.starting.models import KINDS
from portal.specifications.starting.policy import may_use_library
from portal.specifications.totals import parts_of, shares_of, totals_of
from portal.specifications.tree import tree_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.queries_after import newest_version

bp = Blueprint(
    "specifications", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>/specification"
)

PART = "<any(sections, groups, scales, headings, criteria, lines, gates):part>"


def _draft(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender]:
    """The actor and the tender of a page that changes the draft."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_write, actor, tender)
    return actor, tender


@bp.get("")
def builder(authority: str, tender_id: uuid.UUID) -> str:
    """All parts of the specification, and what the weights add up to."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_specification, actor, tender)
    draft = draft_of(tender)
    totals = totals_of(draft.criteria, draft.settings)
    return render_template(
        "specifications/builder.html",
        tender=tender,
        authority=authority,
        draft=draft,
        totals=totals,
        shares=parts_of(draft.groups, draft.criteria, totals, gettext("Price")),
        tree=tree_of(draft.headings, draft.criteria),
        marked_by={each.id: shares_of(draft.groups, each) for each in draft.criteria},
        titles={group.slug: group.title for group in draft.groups},
        shaped=shaped_words(actor, tender),
        may_write=bool(may_write(actor, tender)),
        may_keep=bool(may_write(actor, tender) and may_use_library(actor, tender.authority_id)),
        is_empty=not any((draft.sections, draft.groups, draft.scales, draft.criteria, draft.gates)),
        is_published=tender.published_at is not None,
        version=newest_version(tender),
    )


@bp.route(f"/{PART}/new", methods=["GET", "POST"])
def new_part(authority: str, tender_id: uuid.UUID, part: str) -> str | Response:
    """Add a section, group, scale, question or gate."""
    return _write_part(authority, tender_id, part, None)


@bp.route(f"/{PART}/<uuid:row_id>", methods=["GET", "POST"])
def change_part(
    authority: str, tender_id: uuid.UUID, part: str, row_id: uuid.UUID
) -> str | Response:
    """Change one of them."""
    return _write_part(authority, tender_id, part, row_id)


def _write_part(
    authority: str, tender_id: uuid.UUID, part: str, row_id: uuid.UUID | None
) -> str | Response:
    actor, tender = _draft(authority, tender_id)
    kind = PARTS[part]
    row = part_of(tender, kind.model, row_id) if row_id else None
    form = kind.form(tender, row)
    if form.validate_on_submit():
        with form.saving():
            written = kind.write(actor, tender, form, row).id
        if form.saved and part == "scales":
            return back_to(
                "specifications.descriptors",
                authority=authority,
                tender_id=tender_id,
                row_id=written,
            )
        if form.saved:
            return _back_to_builder(authority, tender_id, part)
    name = gettext(kind.change if row else kind.add)
    shaped = shaped_words(actor, tender).get(row_id, "") if row_id else ""
    may_keep = part in KINDS and bool(may_use_library(actor, tender.authority_id))
    page = {"part": part, "row": row, "shaped": shaped, "may_keep": may_keep}
    return _show(f"{part}.html", name, form, authority, tender, **page)


@bp.route("/scales/<uuid:row_id>/words", methods=["GET", "POST"])
def descriptors(authority: str, tender_id: uuid.UUID, row_id: uuid.UUID) -> str | Response:
    """Say what each mark of a scale means."""
    actor, tender = _draft(authority, tender_id)
    scale = part_of(tender, Scale, row_id)
    form = descriptors_form(scale)
    if form.validate_on_submit():
        with form.saving():
            act.put_scale(actor, tender, form.facts(), scale)
        if form.saved:
            return _back_to_builder(authority, tender_id, "scales")
    name = gettext("What each mark means")
    return _show("descriptors.html", name, form, authority, tender, part="scales")


@bp.route(f"/{PART}/<uuid:row_id>/remove", methods=["GET", "POST"])
def remove_part(
    authority: str, tender_id: uuid.UUID, part: str, row_id: uuid.UUID
) -> str | Response:
    """Ask once more, then take a part out."""
    actor, tender = _draft(authority, tender_id)
    row = part_of(tender, PARTS[part].model, row_id)
    name, form = act.name_of(row), ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.remove(actor, tender, row)
        if form.saved:
            return _back_to_builder(authority, tender_id, part)
    return _show("remove.html", name, form, authority, tender, part=part, here=request.path)


@bp.post(f"/{PART}/<uuid:row_id>/move")
def move_part(authority: str, tender_id: uuid.UUID, part: str, row_id: uuid.UUID) -> Response:
    """Move a part up or down by one place."""
    actor, tender = _draft(authority, tender_id)
    row = part_of(tender, PARTS[part].model, row_id)
    form = ActionForm()
    if form.validate_on_submit() and not isinstance(row, Scale):
        with form.saving():
            act.shift(actor, tender, row, -1 if request.form.get("direction") == "up" else 1)
    if not form.saved:
        flash(gettext("It wasn’t moved. Try once more."))
    return _back_to_builder(authority, tender_id, part)


@bp.route("/price", methods=["GET", "POST"])
def price(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say whether and how price counts."""
    actor, tender = _draft(authority, tender_id)
    form = PriceForm(obj=settings_of(tender))
    if form.validate_on_submit():
        with form.saving():
            act.put_price(actor, tender, form.facts())
        if form.saved:
            return _back_to_builder(authority, tender_id, "price")
    return _show("price.html", gettext("Price"), form, authority, tender, part="price")


@bp.route("/rules", methods=["GET", "POST"])
def rules(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Rounding, a group without marks, and least quality."""
    actor, tender = _draft(authority, tender_id)
    form = RulesForm(obj=settings_of(tender))
    if form.validate_on_submit():
        with form.saving():
            act.put_rules(actor, tender, form.facts())
        if form.saved:
            return _back_to_builder(authority, tender_id, "rules")
    page = {"part": "rules", "shaped": shaped_words(actor, tender).get(None, "")}
    return _show("rules.html", gettext("Rules of scoring"), form, authority, tender, **page)


@bp.route("/tie-breaks", methods=["GET", "POST"])
def tie_breaks(authority: str, tender_id: uuid.UUID) -> str | Response:
    """The ordered list that divides equal bids."""
    actor, tender = _draft(authority, tender_id)
    form = tie_break_form(tie_breaks_of(tender), criteria_of(tender), groups_of(tender))
    if form.validate_on_submit():
        with form.saving():
            act.put_tie_breaks(actor, tender, form.steps())
        if form.saved:
            return _back_to_builder(authority, tender_id, "rules")
    name = gettext("When bids are equal")
    return _show("tie_breaks.html", name, form, authority, tender, part="rules")


@bp.get("/check")
def check(authority: str, tender_id: uuid.UUID) -> str:
    """Check before publishing: every problem, and the page that mends it."""
    _actor, tender = _draft(authority, tender_id)
    found = [with_link(problem, authority) for problem in problems_left(tender)]
    problems = [problem for problem in found if not problem["warns"]]
    return render_template(
        "specifications/check.html",
        name=_finding(len(problems)),
        tender=tender,
        authority=authority,
        problems=problems,
        warnings=[problem for problem in found if problem["warns"]],
    )


@bp.route("/publish", methods=["GET", "POST"])
def publish(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Show all that will be frozen; publish it when the lead says so."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_publish, actor, tender)
    if any(not problem.warns for problem in problems_left(tender)):
        return back_to("specifications.check", authority=authority, tender_id=tender_id)
    document = document_of(tender, db.session.get_one(Authority, tender.authority_id))
    form = PublishForm()
    if form.validate_on_submit():
        with form.saving():
            act.publish(actor, tender)
        if form.saved:
            flash(gettext("The tender is published, and open for bids."), "success")
            return back_to("tenders.notice", tender_id=tender_id)
    return render_template(
        "specifications/publish.html",
        form=form,
        tender=tender,
        authority=authority,
        document=document,
        said=document.specification,
        is_plain=False,
    )


def _finding(count: int) -> str:
    if count == 0:
        return gettext("Ready to publish")
    if count == 1:
        return gettext("One thing to mend before you publish")
    return gettext("%(count)d things to mend before you publish", count=count)


def with_link(problem: Problem, authority: str) -> dict[str, Any]:
    """A problem as a page shows it, with the address of the page that mends it."""
    return {
        "message": problem.message,
        "facts": problem.facts,
        "warns": problem.warns,
        "href": url_for(problem.endpoint, authority=authority, **problem.values),
    }


def _show(template: str, name: str, form: Form, authority: str, tender: Tender, **more: Any) -> str:
    given = {"name": name, "form": form, "authority": authority, "tender": tender}
    given |= {"row": None, "shaped": ""}
    return render_template(f"specifications/{template}", **given | more)


def _back_to_builder(authority: str, tender_id: uuid.UUID, part: str) -> Response:
    return back_to("specifications.builder", authority=authority, tender_id=tender_id, _anchor=part)
