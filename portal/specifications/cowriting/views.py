"""What a panel member sees and does: read, suggest, agree, and what became of one's words."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise
from portal.core.differences import differences
from portal.core.errors import Refused
from portal.core.forms import typed
from portal.core.identity import findings
from portal.core.web import back_to, current_actor, reads_plain
from portal.participation.beside.choices import fit_to_helper
from portal.participation.insights.policy import may_read_insight
from portal.specifications.cowriting import operations as act
from portal.specifications.cowriting.forms import BackForm, QuestionForm, suggestion_form
from portal.specifications.cowriting.looks import tells_of_nobody
from portal.specifications.cowriting.models import SUGGESTION_KINDS, Suggestion
from portal.specifications.cowriting.pages import (
    place_page,
    reading_page,
)
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.places import ABOUT, Place, place_for, places_in
from portal.specifications.cowriting.policy import (
    may_back,
    may_question,
    may_suggest,
    may_write_with,
)
from portal.specifications.cowriting.queries import (
    members_by_id,
    names_on_panels,
    numbered,
    open_shared_tender,
    suggestions_for,
)
from portal.specifications.cowriting.shown import Shown, for_member
from portal.specifications.cowriting.thread import threads_of
from portal.specifications.cowriting.views_saw import carried, seen_by_writer
from portal.tenders.models import Tender

bp = Blueprint("cowriting", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>")

KIND = f"<any({', '.join(SUGGESTION_KINDS)}):kind>"


def _shared(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender, Part]:
    """The actor, the tender and their part in it, for pages that every member may read."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    return actor, tender, part


def _is_plain() -> bool:
    """Plain or standard words, as the person likes, never by role (R28)."""
    chosen = request.args.get("words")
    return chosen == "plain" if chosen in ("plain", "standard") else reads_plain()


def _suggestions(
    actor: Actor, tender: Tender, part: Part, wanted: list[Suggestion] | None = None
) -> list[Shown]:
    rows = suggestions_for(tender, part) if wanted is None else wanted
    names = members_by_id(each.member_id for each in rows if each.shows_name)
    return for_member(actor, tender, part, rows, names)


@bp.get("/together/read")
def read(authority: str, tender_id: uuid.UUID) -> str:
    """The sections and questions with their weights and minimums, each with what one can do."""
    actor, tender, part = _shared(authority, tender_id)
    plain, is_both = _is_plain(), request.args.get("words") == "both"
    return render_template(
        "cowriting/read.html",
        tender=tender,
        authority=authority,
        page=reading_page(tender, plain=plain),
        words="plain" if plain else "standard",
        is_both=is_both,
        switch=_words_links("both" if is_both else "plain" if plain else "standard"),
        shaped=_shaped(authority, tender, part),
        may_suggest=bool(may_suggest(actor, tender, part)),
    )


def _shaped(authority: str, tender: Tender, part: Part) -> dict[uuid.UUID | None, Any]:
    """By part, which suggestions of one's own panel shaped it, and what people had said before."""
    rounds = {each.id for each in part.rounds}
    found = {}
    for each in threads_of(tender):
        own = [row for row in each.suggestions if row.round_id in rounds]
        known = [row for row in each.insights if may_read_insight(current_actor(), row)]
        if own or known:
            found[each.place.id] = {
                "suggestions": [_link_to(authority, tender, part, row) for row in own],
                "insights": [
                    url_for("insights.insight", authority=authority, insight_id=row.id)
                    for row in known
                ],
            }
    return found


def _link_to(authority: str, tender: Tender, part: Part, row: Suggestion) -> dict[str, Any]:
    page = "mine" if row.member_id == part.member.id else "others"
    here: dict[str, Any] = {"authority": authority, "tender_id": tender.id}
    href = url_for(f"cowriting.{page}", **here, _anchor=f"suggestion-{row.number}")
    return {"number": row.number, "href": href}


@bp.get("/together/others")
def others(authority: str, tender_id: uuid.UUID) -> str:
    """What others of one's panel suggested, without names unless somebody shows theirs."""
    actor, tender, part = _shared(authority, tender_id)
    found = [each for each in _suggestions(actor, tender, part) if not each.is_mine]
    return render_template(
        "cowriting/others.html", tender=tender, authority=authority, suggestions=found
    )


@bp.route(f"/together/suggest/{KIND}", methods=["GET", "POST"])
def suggest(authority: str, tender_id: uuid.UUID, kind: str) -> str | Response:
    """Write a suggestion, check one's words, and send it; or lead a worry to where it belongs."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_suggest, actor, tender, part)
    plain = _is_plain()
    place = _place(tender, kind)
    form = suggestion_form(kind, place, plain=plain, shows_name=part.member.shows_name)
    fit_to_helper(form, part.member)
    page = place_page(kind, place, plain=plain) | {"form": form, "tender": tender}
    page |= {"authority": authority, "action": _action(kind, place, plain=plain)}
    page |= _began_with(kind, place, page["was"], plain=plain)
    step = request.form.get("step") or "check"  # some browsers send no button with the Enter key
    if form.is_submitted() and step == "safety":
        return render_template("cowriting/safety.html", **page, typed=form.everything())
    if step in ("check", "send") and form.validate_on_submit():
        facts = form.facts()
        if step == "send":
            with form.saving():
                act.suggest(actor, tender, part, kind, place, facts, saw=page["was"])
            if form.saved:
                flash(gettext("Thank you. Your words are on their way."), "success")
                return back_to("cowriting.mine", authority=authority, tender_id=tender_id)
            return render_template("cowriting/suggest.html", **page)
        try:
            act.refuse_nothing(kind, page["was"], facts)
        except Refused as refusal:
            form.show(refusal)
        else:
            return render_template("cowriting/check.html", **page, **_looked_at(part, page))
    return render_template("cowriting/suggest.html", **page)


def _began_with(kind: str, place: Place | None, now: str, *, plain: bool) -> dict[str, str]:
    """What they began with, to compare their words with; and what it says now where a lead changed
    it while they wrote."""
    saw = seen_by_writer(kind, place, plain=plain)
    changed = now if saw.split() != now.split() else ""
    return {"was": saw, "saw": carried(kind, place, saw, plain=plain), "now": changed}


def _action(kind: str, place: Place | None, *, plain: bool) -> str:
    """Where the form goes: the same place, in the same kind of words."""
    words = "plain" if plain else "standard"
    here = request.view_args or {}
    return url_for("cowriting.suggest", **here, words=words, about=place.id if place else None)


def _words_links(current: str) -> list[dict[str, Any]]:
    """The switch between standard words, plain words and both side by side, for reading alone."""
    here = request.view_args or {}
    texts = {"plain": gettext("Plain words"), "standard": gettext("Standard words")}
    texts["both"] = gettext("Both")
    return [
        {
            "text": text,
            "href": url_for("cowriting.read", **here, words=words),
            "current": words == current,
        }
        for words, text in texts.items()
    ]


def _place(tender: Tender, kind: str) -> Place | None:
    """What the suggestion is about; a kind that needs a place has none without it (404)."""
    if not ABOUT[kind]:
        return None
    about = request.args.get("about", type=uuid.UUID)
    found = place_for(kind, about, places_in(tender)) if about else None
    return found or abort(404)


def _looked_at(part: Part, page: dict[str, Any]) -> dict[str, Any]:
    """What would change, and what may tell who somebody is, before it leaves the panel (P6)."""
    form, names = page["form"], names_on_panels([part.member.panel_id])
    said, is_text = form.facts(), page["kind"] == "words"
    pieces = differences(page["was"], said.words) if is_text else []
    return {"found": findings(form.everything(), names), "said": said, "pieces": pieces}


@bp.route("/together/others/<int:number>", methods=["GET", "POST"])
def back(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Agree with what somebody else suggested, or add to it, once."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    found = numbered(suggestions_for(tender, part), number)
    authorise(may_back, actor, tender, part, found)
    form = fit_to_helper(BackForm(), part.member)
    if _is_ready(form, part) and form.carried_out(
        lambda: act.back(
            actor, tender, part, found, typed(form.words), through_helper=form.is_through_helper
        )
    ):
        flash(gettext("You agree with this now."), "success")
        return back_to("cowriting.others", authority=authority, tender_id=tender_id)
    return _about_one("back", form, actor, tender, part, found, authority)


@bp.route("/together/mine/<int:number>", methods=["GET", "POST"])
def question(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """'This doesn’t answer it': one's suggestion goes back to the leads, once."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    found = numbered(suggestions_for(tender, part), number)
    authorise(may_question, actor, tender, part, found)
    form = fit_to_helper(QuestionForm(), part.member)
    if _is_ready(form, part) and form.carried_out(
        lambda: act.question(
            actor, tender, found, typed(form.words), through_helper=form.is_through_helper
        )
    ):
        flash(gettext("We will look at it again and answer you."), "success")
        return back_to("cowriting.mine", authority=authority, tender_id=tender_id)
    return _about_one("question", form, actor, tender, part, found, authority)


def _is_ready(form: BackForm | QuestionForm, part: Part) -> bool:
    """Whether a form was sent that tells of nobody, or whose writer was warned and went on (P6)."""
    if not form.validate_on_submit():
        return False
    return tells_of_nobody(form, typed(form.words), [part.member.panel_id])


def _about_one(
    template: str,
    form: Any,
    actor: Actor,
    tender: Tender,
    part: Part,
    found: Suggestion,
    authority: str,
) -> str:
    return render_template(
        f"cowriting/{template}.html",
        form=form,
        tender=tender,
        authority=authority,
        each=_suggestions(actor, tender, part, [found])[0],
    )
