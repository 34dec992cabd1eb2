"""Pages on which the lead adds to a letter, and says what it leaves out (R21)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.models import Bid
from portal.bids.queries import bid_by_label, blind_bid
from portal.core.authorisation import Actor, authorise, there
from portal.core.forms import ActionForm, typed
from portal.core.web import back_to, current_actor
from portal.outcomes import operations_letters as act
from portal.outcomes.forms_letters import AdditionForm, WithholdForm
from portal.outcomes.letter_complete import foreign_names
from portal.outcomes.letter_known import known_of
from portal.outcomes.letter_withheld import GROUNDS, STANDS, titles_of
from portal.outcomes.letters import further_of, letter_to
from portal.outcomes.material import Material, material_of
from portal.outcomes.models_letters import WithheldPassage
from portal.outcomes.policy import may_write_letters
from portal.outcomes.queries_letters import LETTER, passages_of, people_unnamed, versions_of
from portal.outcomes.typed_checks import Known
from portal.outcomes.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

PART = "/<authority>/tenders/<uuid:tender_id>/letters/<label>/parts/<part>"


@bp.route(PART, methods=["GET", "POST"])
def addition(authority: str, tender_id: uuid.UUID, label: str, part: str) -> str | Response:
    """Add words to a letter, or to one criterion of it; what was moderated stands beside."""
    actor, tender, bid, material = _opened(authority, tender_id, label, part)
    form, versions, theirs = AdditionForm(), versions_of(bid, part), ""
    if not form.is_submitted():
        form.words.data = versions[0].words if versions else ""
        form.seen.data = str(versions[0].version if versions else 0)
    if form.validate_on_submit() and form.is_right(known_for(tender, material, bid, part)):
        words, seen = typed(form.words), form.seen.number()
        with form.saving():
            act.add_words(actor, tender, bid, part, words, seen=seen, overruled=form.overruled)
        if form.saved:
            flash(gettext("The letter has changed. Read it again before it goes out."), "success")
            return back_to(".letter", authority=authority, tender_id=tender_id, label=label)
        versions = versions_of(bid, part)
        newest = versions[0].version if versions else 0
        theirs = versions[0].words if form.seen.number() != newest else ""
        form.seen.data = str(newest)
    return render_template(
        "outcomes/addition.html",
        form=form,
        versions=versions,
        theirs=theirs,
        **_place(authority, tender, material, bid, part),
    )


@bp.route(f"{PART}/left-out", methods=["GET", "POST"])
def withhold(authority: str, tender_id: uuid.UUID, label: str, part: str) -> str | Response:
    """Leave a passage of a reason out of letters, named with its ground (R21, s.94)."""
    actor, tender, bid, material = _opened(authority, tender_id, label, part)
    form = WithholdForm()
    given = typed(form.passage), form.ground.data, typed(form.reason)
    if form.carried_out(act.withhold, actor, tender, bid, part, *given):
        if given[1] == STANDS:
            flash(gettext("It is on record why these words stand."), "success")
        else:
            flash(gettext("The passage is left out, and the letters say so."), "success")
        return back_to(
            ".withhold", authority=authority, tender_id=tender_id, label=label, part=part
        )
    return _show_left_out(authority, tender, material, bid, part, form)


@bp.post(f"{PART}/left-out/<int:number>/show")
def show_again(
    authority: str, tender_id: uuid.UUID, label: str, part: str, number: int
) -> str | Response:
    """Let a passage stand in the letters again."""
    actor, tender, bid, material = _opened(authority, tender_id, label, part)
    kept = there(next((each for each in passages_of(bid, part) if each.number == number), None))
    form = ActionForm()
    if form.carried_out(act.show_again, actor, tender, bid, kept):
        flash(gettext("What was said of this passage counts no more."), "success")
        return back_to(
            ".withhold", authority=authority, tender_id=tender_id, label=label, part=part
        )
    return _show_left_out(authority, tender, material, bid, part, form)


def known_for(tender: Tender, material: Material, bid: Bid, part: str) -> Known:
    """What the record holds of this part of a letter, to hold typed words against."""
    answers = blind_bid(tender, bid.label).answers
    people = people_unnamed(tender)
    return known_of(material, bid, part, letter_to(material, bid), answers, people)


def _opened(
    authority: str, tender_id: uuid.UUID, label: str, part: str
) -> tuple[Actor, Tender, Bid, Material]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_write_letters, actor, tender)
    bid, material = bid_by_label(tender, label), material_of(actor, tender)
    there(part if part in {LETTER, *(each.code for each in material.criteria)} else None)
    return actor, tender, bid, material


def _show_left_out(
    authority: str,
    tender: Tender,
    material: Material,
    bid: Bid,
    part: str,
    form: WithholdForm | ActionForm,
) -> str:
    form = form if isinstance(form, WithholdForm) else WithholdForm(formdata=None)
    ids = {each.id for each in material.withheld}
    return render_template(
        "outcomes/left_out.html",
        form=form,
        named=foreign_names(material, bid, part, reader=bid),
        passages=[_passage(each, each.id in ids) for each in passages_of(bid, part)],
        **_place(authority, tender, material, bid, part),
    )


def _passage(kept: WithheldPassage, is_left_out: bool) -> dict[str, Any]:
    return {
        "number": kept.number,
        "passage": kept.passage,
        "ground": gettext(GROUNDS[kept.ground]) if kept.ground in GROUNDS else "",
        "reason": kept.reason,
        "is_left_out": is_left_out,
    }


def _place(
    authority: str, tender: Tender, material: Material, bid: Bid, part: str
) -> dict[str, Any]:
    title = titles_of(material)[part] if part != LETTER else ""
    name = material.bidders[bid.id].name
    return {
        "authority": authority,
        "tender": tender,
        "label": bid.label,
        "part": part,
        "part_title": title,
        "name": name,
        "is_winner": material.winner is not None and material.winner.id == bid.id,
        "texts": _moderated(material, bid, part),
        "mark": _mark(material, bid, part),
        "back": url_for(".letter", authority=authority, tender_id=tender.id, label=bid.label),
    }


def _moderated(material: Material, bid: Bid, part: str) -> Sequence[tuple[str, str]]:
    """What stands there without the lead's words: it was moderated, and can't change."""
    if part == LETTER:
        return [(gettext("Further reasons"), text) for text in further_of(material, bid)]
    criterion = next((each for each in material.criteria if each.code == part), None)
    record = material.records.get((bid.id, criterion.id)) if criterion else None
    if record is None:
        return []
    texts = [(gettext("The agreed reason"), record.reason)]
    return [*texts, (gettext("What the next mark up needed"), record.next_mark)]


def _mark(material: Material, bid: Bid, part: str) -> str:
    scored = material.standings[bid.label].criteria.get(part)
    return scored.mark if scored else ""
