"""Pages on which a specification begins with something else, and those of the library."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, authorise
from portal.core.formats import day
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.specifications.parts import PARTS
from portal.specifications.policy import may_write
from portal.specifications.queries import draft_of, part_of
from portal.specifications.starting import operations as act
from portal.specifications.starting.forms import Choice, KeepTemplateForm, choose_form
from portal.specifications.starting.models import KINDS
from portal.specifications.starting.outline import Outline, outline_of
from portal.specifications.starting.policy import may_use_library
from portal.specifications.starting.queries import (
    earlier_tender,
    earlier_tenders,
    is_empty,
    kept,
    kept_item,
)
from portal.specifications.starting.shipped import shipped
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("starting", __name__, url_prefix="/<authority>")

PART = "<any(sections, groups, scales, criteria, gates):part>"
HERE = "/tenders/<uuid:tender_id>/specification"


def _drafting(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_write, actor, tender)
    return actor, tender


@bp.route(f"{HERE}/start", methods=["GET", "POST"])
def start(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Begin with a template, with an earlier tender of the authority, or with nothing."""
    actor, tender = _drafting(authority, tender_id)
    words = request.args.get("words", "").strip()[:100]
    uses_library = bool(may_use_library(actor, tender.authority_id))
    offered = _offered(tender, words, uses_library=uses_library)
    form = choose_form(gettext("Begin with"), offered)
    empty = is_empty(tender)
    if empty and form.validate_on_submit():
        with form.saving():
            kind, title, outline = _chosen(tender, form.source.data)
            act.start_from(actor, tender, outline, kind, title)
        if form.saved:
            return back_to("specifications.builder", authority=authority, tender_id=tender_id)
    return render_template(
        "starting/start.html",
        form=form,
        tender=tender,
        authority=authority,
        words=words,
        is_empty=empty,
        may_use_library=uses_library,
    )


def _offered(tender: Tender, words: str, *, uses_library: bool) -> list[Choice]:
    """Templates first; earlier tenders for a lead of the whole authority alone."""
    found = [Choice(f"shipped:{each.key}", each.title, each.about) for each in shipped().values()]
    if not uses_library:
        return found
    own = gettext("A template of your own")
    found += [Choice(f"own:{each.id}", each.title, own) for each in kept("template")]
    return found + [
        Choice(f"tender:{each.id}", each.title, _about(each))
        for each in earlier_tenders(tender, words)
    ]


def _about(tender: Tender) -> str:
    when = {"reference": tender.reference, "day": day(tender.created_at)}
    return gettext("Your tender %(reference)s, begun on %(day)s", **when)


def _chosen(tender: Tender, source: str) -> tuple[str, str, Outline]:
    """What to begin with; only what was offered comes here, and each is found again in its wall."""
    kind, _colon, key = source.partition(":")
    if kind == "shipped":
        template = shipped()[key]
        return "template", template.title, template.outline
    if kind == "own":
        item = kept_item(uuid.UUID(key), "template")
        return "own-template", item.title, item.content
    other = earlier_tender(tender, uuid.UUID(key))
    return "earlier-tender", other.title, outline_of(draft_of(other))


def _kept_kind(part: str) -> str:
    """A part that the library keeps; sections and groups belong to one tender."""
    return part if part in KINDS else abort(404)


@bp.route(f"{HERE}/take/{PART}", methods=["GET", "POST"])
def take(authority: str, tender_id: uuid.UUID, part: str) -> str | Response:
    """Take a scale, a question or a pass or fail question from the library."""
    actor, tender = _drafting(authority, tender_id)
    authorise(may_use_library, actor, tender.authority_id)
    items = kept(_kept_kind(part))
    name = gettext("Take from the library")
    form = choose_form(
        name, [Choice(str(each.id), each.title, day(each.kept_at)) for each in items]
    )
    if form.validate_on_submit():
        with form.saving():
            item = kept_item(uuid.UUID(form.source.data), part)
            row_id = act.take(actor, tender, item).id
        if form.saved:
            where = {"authority": authority, "tender_id": tender_id, "part": part}
            return back_to("specifications.change_part", row_id=row_id, **where)
    return render_template(
        "starting/take.html",
        name=name,
        form=form,
        tender=tender,
        authority=authority,
        part=part,
        items=items,
    )


@bp.post(f"{HERE}/{PART}/<uuid:row_id>/keep")
def keep_part(authority: str, tender_id: uuid.UUID, part: str, row_id: uuid.UUID) -> Response:
    """Keep one part of this tender in the library."""
    actor, tender = _drafting(authority, tender_id)
    authorise(may_use_library, actor, tender.authority_id)
    row = part_of(tender, PARTS[_kept_kind(part)].model, row_id)
    if ActionForm().carried_out(act.keep_part, actor, row):
        flash(gettext("It is in the library now."), "success")
    else:
        flash(gettext("It wasn’t kept. Try once more."))
    where = {"authority": authority, "tender_id": tender_id, "part": part}
    return back_to("specifications.change_part", row_id=row_id, **where)


@bp.route(f"{HERE}/keep-template", methods=["GET", "POST"])
def keep_template(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Keep the whole specification and method as a template of the authority."""
    actor, tender = _drafting(authority, tender_id)
    authorise(may_use_library, actor, tender.authority_id)
    form = KeepTemplateForm(data={"title": tender.title})
    if form.validate_on_submit():
        with form.saving():
            act.keep(actor, "template", typed(form.title), outline_of(draft_of(tender)))
        if form.saved:
            flash(gettext("The template is in the library now."), "success")
            return back_to("specifications.builder", authority=authority, tender_id=tender_id)
    return render_template(
        "starting/keep_template.html", form=form, tender=tender, authority=authority
    )


@bp.get("/library")
def library(authority: str) -> str:
    """All that the authority keeps, kind by kind."""
    owner = open_authority(authority)
    authorise(may_use_library, current_actor(), owner.id)
    items = kept(*KINDS)
    return render_template(
        "starting/library.html",
        authority=authority,
        owner=owner.name,
        kinds=[(kind, [each for each in items if each.kind == kind]) for kind in KINDS],
    )


@bp.route("/library/<uuid:item_id>/remove", methods=["GET", "POST"])
def remove_item(authority: str, item_id: uuid.UUID) -> str | Response:
    """Ask once more, then take something out of the library."""
    actor, owner = current_actor(), open_authority(authority)
    authorise(may_use_library, actor, owner.id)
    item = kept_item(item_id, *KINDS)
    title, form = item.title, ActionForm()
    if form.carried_out(act.remove_item, actor, item):
        return back_to("starting.library", authority=authority)
    return render_template("starting/remove_item.html", form=form, authority=authority, title=title)
