"""The pages on which two leads write the paragraphs of a section together (P10)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, Verdict, admit, authorise
from portal.core.differences import differences
from portal.core.errors import Refused
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.specifications.cowriting.thread import shaped_words
from portal.specifications.models import Section
from portal.specifications.paragraphs import operations as act
from portal.specifications.paragraphs.forms import ParagraphForm, VersionForm
from portal.specifications.paragraphs.models import Paragraph
from portal.specifications.paragraphs.queries import found_paragraph, paragraph_of, who_changed
from portal.specifications.policy import may_see_specification, may_write, may_write_words
from portal.specifications.queries import part_of, sections_of
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.queries_after import newest_version

bp = Blueprint(
    "paragraphs",
    __name__,
    url_prefix="/<authority>/tenders/<uuid:tender_id>/specification/sections/<uuid:section_id>"
    "/paragraphs",
)

Door = tuple[Actor, Tender, Section]


def _open(
    authority: str,
    tender_id: uuid.UUID,
    section_id: uuid.UUID,
    policy: Callable[[Actor, Tender], Verdict] = may_write_words,
) -> Door:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(policy, actor, tender)
    return actor, tender, part_of(tender, Section, section_id)


@bp.get("")
def section(authority: str, tender_id: uuid.UUID, section_id: uuid.UUID) -> str:
    """One section, paragraph by paragraph, both texts side by side."""
    actor, tender, found = _open(authority, tender_id, section_id, may_see_specification)
    version = newest_version(tender)
    places = [each.id for each in sections_of(tender)] if version else []
    return render_template(
        "specifications/section.html",
        section=found,
        tender=tender,
        authority=authority,
        shaped=shaped_words(actor, tender),
        may_write=bool(may_write_words(actor, tender)),
        may_name=bool(may_write(actor, tender)),
        version=version,
        standing=version.specification["sections"][places.index(found.id)]["paragraphs"]
        if version
        else (),
    )


@bp.route("/new", methods=["GET", "POST"])
def new(authority: str, tender_id: uuid.UUID, section_id: uuid.UUID) -> str | Response:
    """Write a new paragraph, after another one or at the end."""
    actor, tender, found = _open(authority, tender_id, section_id)
    after = _paragraph_before(tender, found)
    form = ParagraphForm()
    if form.validate_on_submit():
        with form.saving():
            number = act.add_paragraph(actor, tender, found, form.facts(), after).position + 1
        if form.saved:
            return _back(authority, tender_id, section_id, number)
    page = {"name": gettext("Write a new paragraph"), "action": request.full_path}
    return _show(form, authority, tender, section_id, **page)


def _paragraph_before(tender: Tender, found: Section) -> Paragraph | None:
    """What the new one stands after; one that was taken out meanwhile is as none."""
    try:
        after = uuid.UUID(request.args.get("after", ""))
    except ValueError:
        return None
    return found_paragraph(tender, found.id, after)


@bp.route("/<uuid:paragraph_id>", methods=["GET", "POST"])
def change(
    authority: str, tender_id: uuid.UUID, section_id: uuid.UUID, paragraph_id: uuid.UUID
) -> str | Response:
    """Change a paragraph; if somebody else did meanwhile, both texts are shown, to be merged."""
    actor, tender, found = _open(authority, tender_id, section_id)
    paragraph = found_paragraph(tender, section_id, paragraph_id)
    admit(lambda: paragraph is not None or request.method == "POST")
    form = ParagraphForm(obj=paragraph)
    if form.validate_on_submit() and paragraph is not None:
        with form.saving():
            facts, version = form.facts(), form.started_from()
            act.write_paragraph(actor, tender, found, facts, paragraph, version)
        if form.saved:
            return _back(authority, tender_id, section_id, paragraph.position + 1)
        paragraph = found_paragraph(tender, section_id, paragraph_id)
    page = {"name": gettext("Change a paragraph"), "action": request.path}
    page["shaped"] = shaped_words(actor, tender).get(paragraph_id, "")
    if paragraph is None:
        return _offer_again(form, authority, tender, section_id)
    if request.method == "POST" and form.started_from() != paragraph.version:
        page["theirs"] = _theirs(form, paragraph)
        form.version.data = str(paragraph.version)
    return _show(form, authority, tender, section_id, **page)


def _theirs(form: ParagraphForm, paragraph: Paragraph) -> dict[str, Any]:
    """What somebody else saved meanwhile, and how what was typed differs from it."""
    mine = form.facts().tidy()
    return {
        "who": who_changed(paragraph),
        "at": paragraph.changed_at,
        "words": paragraph.words,
        "plain_words": paragraph.plain_words,
        "pieces": differences(paragraph.words, mine.words),
        "plain_pieces": differences(paragraph.plain_words, mine.plain_words),
    }


def _offer_again(form: ParagraphForm, authority: str, tender: Tender, section_id: uuid.UUID) -> str:
    """The paragraph is gone: what was typed isn't, and may be added as a new one."""
    form.form_errors = []
    form.show(Refused(act.GONE))
    here: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    action = url_for("paragraphs.new", section_id=section_id, **here)
    name = gettext("Add your words as a new paragraph")
    return _show(form, authority, tender, section_id, name=name, action=action)


@bp.post("/<uuid:paragraph_id>/move")
def move(
    authority: str, tender_id: uuid.UUID, section_id: uuid.UUID, paragraph_id: uuid.UUID
) -> Response:
    """Move a paragraph up or down by one place."""
    actor, tender, found = _open(authority, tender_id, section_id)
    paragraph = paragraph_of(tender, section_id, paragraph_id)
    form = ActionForm()
    places = -1 if request.form.get("direction") == "up" else 1
    if not form.carried_out(act.move_paragraph, actor, tender, found, paragraph, places):
        flash(gettext("It wasn’t moved. Try once more."))
        return _back(authority, tender_id, section_id)
    return _back(authority, tender_id, section_id, paragraph.position + 1)


@bp.route("/<uuid:paragraph_id>/remove", methods=["GET", "POST"])
def remove(
    authority: str, tender_id: uuid.UUID, section_id: uuid.UUID, paragraph_id: uuid.UUID
) -> str | Response:
    """Ask once more, then take a paragraph out, as it was read and not a newer one."""
    actor, tender, found = _open(authority, tender_id, section_id)
    paragraph = paragraph_of(tender, section_id, paragraph_id)
    form = VersionForm(obj=paragraph)
    if form.validate_on_submit():
        with form.saving():
            act.remove_paragraph(actor, tender, found, paragraph, form.started_from())
        if form.saved:
            return _back(authority, tender_id, section_id)
        paragraph = paragraph_of(tender, section_id, paragraph_id)
        form.version.data = str(paragraph.version)
    page = {"name": gettext("Take out a paragraph"), "paragraph": paragraph}
    return _show(form, authority, tender, section_id, "remove_paragraph.html", **page)


def _show(
    form: VersionForm,
    authority: str,
    tender: Tender,
    section_id: uuid.UUID,
    template: str = "paragraph.html",
    **more: Any,
) -> str:
    given = {
        "form": form,
        "authority": authority,
        "tender": tender,
        "section": part_of(tender, Section, section_id),
        "theirs": None,
        "shaped": "",
    }
    return render_template(f"specifications/{template}", **given | more)


def _back(
    authority: str, tender_id: uuid.UUID, section_id: uuid.UUID, number: int | None = None
) -> Response:
    return back_to(
        "paragraphs.section",
        authority=authority,
        tender_id=tender_id,
        section_id=section_id,
        _anchor=f"paragraph-{number}" if number else None,
    )
