"""The marking page as it is shown: what is read, what is typed beside it, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext

from portal.bids.desk.reading import file_links
from portal.bids.queries import BlindBid, blind_bid
from portal.core.authorisation import Actor
from portal.core.web import reads_plain
from portal.evaluation.marking.beside import Beside, OtherBid, beside
from portal.evaluation.marking.both import other_words
from portal.evaluation.marking.forms import MarkForm
from portal.evaluation.marking.pages import Reader, own_marks, question_page
from portal.evaluation.marking.pages_answer import answer_page
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.sentences import sentence_cards
from portal.evaluation.marking.views import words_choices
from portal.evaluation.marking.walk import Place, place_before, round_of
from portal.specifications.models import Criterion
from portal.tenders.models import BY_QUESTION, Tender


def shown(
    authority: str,
    actor: Actor,
    tender: Tender,
    own: OwnSheet,
    criterion: Criterion,
    form: MarkForm,
) -> str:
    """The page, with what is typed in it."""
    plain, code = reads_plain(), criterion.code
    bid, found = blind_bid(tender, own.label), beside(own, criterion)
    reader = Reader(plain, actor.kind or "professional")
    bids = in_round(own, criterion, found.bids) if tender.marking_order == BY_QUESTION else ()
    page = question_page(own, criterion, bid, reader, bids)
    is_begun = criterion.id in own.marks or criterion.id in own.drafts
    page |= answer_page(bid.answers.get(code, ""), found, is_begun=is_begun)
    page["files"] = _files(authority, own, criterion, bid)
    for each in page["lit_pages"]:
        place = {"label": own.label, "code": code, "number": each["file"], "page": each["page"]}
        tender_id = own.sheet.tender_id
        each["href"] = url_for(
            "marking.file_page", authority=authority, tender_id=tender_id, **place
        )
    page |= {"other": other_words(form, own, criterion, plain)}
    page |= _links(authority, tender, own, criterion, found)
    page["words"] = {"action": _at("words", authority, own, code), "choices": words_choices(actor)}
    page["mine"] = own_marks(found.bids, own.label, criterion, plain)
    page["sentences"], page["sentences_key"] = _sentences(criterion, plain, form)
    page |= _keys(criterion, plain, form)
    return render_template("evaluation/marking.html", form=form, page=page)


def _keys(criterion: Criterion, plain: bool, form: MarkForm) -> dict[str, Any]:
    """What the parts are remembered by that are the same for everybody: question and cards, with
    the mark that is chosen; a form that was refused is somebody's own."""
    is_own = bool(form.errors)
    cards = None if is_own else (criterion.scale_id, plain, form.mark.data)
    return {"asked_key": (criterion.id, plain), "cards_key": cards}


def _sentences(criterion: Criterion, plain: bool, form: MarkForm) -> tuple[Any, Any]:
    """The sentences to choose from, and their key: they differ by the scale and the words, and for
    one person alone where some are in the reason already."""
    groups = sentence_cards(criterion, plain, form.reason.data or "")
    is_own = any(card["is_in"] for group in groups for card in group["cards"])
    return groups, None if is_own else (criterion.scale_id, plain, form.reason.id)


def _files(
    authority: str, own: OwnSheet, criterion: Criterion, bid: BlindBid
) -> list[dict[str, Any]]:
    """The clean files that came with this answer, each with the address of its first page."""
    place: dict[str, Any] = {"authority": authority, "tender_id": own.sheet.tender_id}
    place |= {"label": own.label, "code": criterion.code}

    def link(number: int, page: int) -> str:
        return url_for("marking.file_page", **place, number=number, page=page)

    return file_links(bid.files.get(criterion.code, ()), link)


def in_round(own: OwnSheet, criterion: Criterion, bids: Sequence[OtherBid]) -> list[OtherBid]:
    """One's bids in the order of this question."""
    nth = [each.id for each in own.criteria].index(criterion.id)
    by_label = {each.label: each for each in bids}
    return [by_label[label] for label in round_of(list(by_label), nth)]


def _links(
    authority: str, tender: Tender, own: OwnSheet, criterion: Criterion, found: Beside
) -> dict[str, Any]:
    """The ways from here: back, all questions of this bid, all bids; and where drafts go."""
    place: dict[str, Any] = {"authority": authority, "tender_id": own.sheet.tender_id}
    everything = {"href": url_for("marking.sheets", **place), "text": gettext("All your bids")}
    whole = {
        "href": url_for("marking.sheet", **place, label=own.label),
        "text": gettext("All questions of Bid %(label)s", label=own.label),
    }
    labels = [each.label for each in found.bids]
    codes = [each.code for each in own.criteria]
    before = place_before(labels, codes, tender.marking_order, (own.label, criterion.code))
    back = everything | {"text": gettext("Back to your marking")}
    if before:
        href = url_for("marking.mark", **place, label=before[0], code=before[1])
        back = {"href": href, "text": _back_words(before, criterion)}
    return {
        "back": back,
        "help": [whole, everything],
        "autosave": _at("draft", authority, own, criterion.code),
    }


def _back_words(before: Place, criterion: Criterion) -> str:
    if before[1] != criterion.code:
        return gettext("Back to the question before")
    return gettext("Back to the bid before")


def _at(view: str, authority: str, own: OwnSheet, code: str) -> str:
    place: dict[str, Any] = {"authority": authority, "tender_id": own.sheet.tender_id}
    return url_for(f"marking.{view}", **place, label=own.label, code=code)
