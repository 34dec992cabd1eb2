"""Pages of the desk: every bid as it came, what was found in it, and letting evaluators have it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.accounts.models import Provider
from portal.accounts.queries import members_of
from portal.bids.cleaning.apart import cleaned_apart
from portal.bids.content import Questions
from portal.bids.desk import operations as act
from portal.bids.desk.finding import Result, texts_of
from portal.bids.desk.models import CleanPage
from portal.bids.desk.pages import Places, bid_lines, file_lines, finding_lines
from portal.bids.desk.policy import may_see_desk, may_work_at_desk
from portal.bids.desk.queries import (
    Desk,
    attachments_of_bid,
    clean_files,
    clean_page,
    clean_pages,
    dealt_with,
    desk_of,
    findings_of,
)
from portal.bids.desk.release import shown_of
from portal.bids.desk.scan import sought_for
from portal.bids.files.queries import content_of
from portal.bids.models import Bid
from portal.bids.progress import read_answers, read_gates
from portal.bids.queries import (
    answers_of,
    bid_by_label,
    bids_of,
    origins_of,
    published_words,
    questions_of,
)
from portal.bids.queries_gates import evidence_of
from portal.bids.views import bp
from portal.core.authorisation import Actor, authorise
from portal.core.database import db
from portal.core.files.kinds import Unreadable
from portal.core.forms import ActionForm, Form
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

DESK = "/<authority>/tenders/<uuid:tender_id>/desk"


@dataclass
class AtDesk:
    """The officer at the desk of one tender, and at one of its bids where there is one."""

    actor: Actor
    tender: Tender
    path: dict[str, Any]

    @cached_property
    def desk(self) -> Desk:
        """How far the desk is."""
        return desk_of(self.tender)

    @property
    def can_work(self) -> bool:
        """Whether anything may still change."""
        return bool(may_work_at_desk(self.actor, self.tender, self.desk.release is not None))

    def url(self, endpoint: str, **more: Any) -> str:
        """The address of a page of this desk."""
        return url_for(f"bids.{endpoint}", **self.path, **more)

    def back(self, endpoint: str = "desk", **more: Any) -> BaseResponse:
        """Send the browser to a page of this desk."""
        return back_to(f"bids.{endpoint}", **self.path, **more)

    def show(self, template: str, **more: Any) -> str:
        """A page of this desk."""
        return render_template(
            f"bids/desk/{template}.html",
            tender=self.tender,
            path=self.path,
            can_work=self.can_work,
            **more,
        )


def at_desk(authority: str, tender_id: uuid.UUID) -> AtDesk:
    """Open the desk of a tender: to look, or for a request that changes something, to work."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=request.method == "POST")
    here = AtDesk(actor, tender, {"authority": authority, "tender_id": tender_id})
    authorise(may_see_desk, actor, tender)
    if request.method == "POST":
        authorise(may_work_at_desk, actor, tender, here.desk.release is not None)
    return here


@bp.get(DESK)
def desk(authority: str, tender_id: uuid.UUID) -> str:
    """All bids with how far the desk is, and the button that lets evaluators have them."""
    return show_desk(at_desk(authority, tender_id), ActionForm())


def show_desk(here: AtDesk, form: Form) -> str:
    """The desk's first page."""
    bids = bids_of(here.tender)
    lines = [
        line | {"href": here.url("desk_bid", label=line["label"]), "text": _bid(line["label"])}
        for line in bid_lines(bids, here.desk)
    ]
    is_through = bool(bids) and {bid.id for bid in bids} == here.desk.read
    return here.show(
        "desk", form=form, lines=lines, is_through=is_through, release=here.desk.release
    )


def _bid(label: str) -> str:
    return gettext("Bid %(label)s", label=label)


@bp.post(f"{DESK}/all/release")
def release_bids(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Let the evaluators have the bids; what they see is painted before anything is locked."""
    with reading_only():
        shown = shown_of(at_desk(authority, tender_id).tender)
    here, form = at_desk(authority, tender_id), ActionForm()
    if form.carried_out(act.release, here.actor, here.tender, shown):
        flash(gettext("The evaluators can have the bids."), "success")
        return here.back()
    return show_desk(at_desk(authority, tender_id), form)


@bp.route(f"{DESK}/<label>", methods=["GET", "POST"])
def desk_bid(authority: str, tender_id: uuid.UUID, label: str) -> str | BaseResponse:
    """One bid as it came: who sent it, its answers, its files' pages, and what was found."""
    here = at_desk(authority, tender_id)
    form = ActionForm()
    if form.validate_on_submit():
        with reading_only():
            results = _clean(at_desk(authority, tender_id), label)
        here = at_desk(authority, tender_id)
        bid = bid_by_label(here.tender, label)
        sought = _sought(here, bid)
        with form.saving():
            act.begin(here.actor, here.tender, bid, sought, results)
        if form.saved:
            return here.back("desk_bid", label=label)
        here = at_desk(authority, tender_id)
    return show_bid(here, label, form)


def _clean(here: AtDesk, label: str) -> dict[uuid.UUID, Result]:
    """Every file of a bid cleaned, each in a process of its own; nothing waits meanwhile."""
    bid = bid_by_label(here.tender, label)
    contents = {each.id: content_of(each) for each in attachments_of_bid(bid)}
    db.session.rollback()
    return {attachment_id: _cleaned(content) for attachment_id, content in contents.items()}


def _cleaned(content: bytes) -> Result:
    try:
        return cleaned_apart(content)
    except Unreadable as problem:
        return problem


def _sought(here: AtDesk, bid: Bid) -> Any:
    provider = _provider(here, bid)
    people = [role.person for role in members_of(provider.id)]
    return sought_for(provider, people, published_words(here.tender))


def _provider(here: AtDesk, bid: Bid) -> Provider:
    return db.session.get_one(Provider, origins_of(here.tender)[bid.id].provider_id)


def show_bid(here: AtDesk, label: str, form: Form) -> str:
    """One bid at the desk, with the form that was sent or an empty one."""
    bid, questions = bid_by_label(here.tender, label), questions_of(here.tender)
    pages, attachments = clean_pages(bid), attachments_of_bid(bid)
    places = Places(codes_of(questions), attachments, pages)
    texts = {place[1]: text for place, text in texts_of(bid, pages)}
    lines = finding_lines(findings_of(bid), dealt_with(bid), places, texts)
    is_begun = bid.id in here.desk.begun
    content = _content(bid, places.codes)
    return here.show(
        "bid",
        form=form,
        label=label,
        provider=_provider(here, bid),
        answers=read_answers(content, questions),
        gates=read_gates(content, questions),
        is_begun=is_begun,
        is_read=bid.id in here.desk.read,
        is_open=is_begun and here.can_work and bid.id not in here.desk.read,
        findings=lines,
        left=here.desk.left.get(bid.id, 0),
        waiting=len(attachments),
        files=file_lines(attachments, clean_files(bid), pages, places) if is_begun else [],
    )


def _content(bid: Bid, codes: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    """Answers and evidence as they came, as a bid's text holds them."""
    gates = {
        codes[each.gate_id]: {"passes": each.passes, "evidence": each.evidence}
        for each in evidence_of(bid)
    }
    return {
        "answers": {codes[each.criterion_id]: each.text for each in answers_of(bid)},
        "gates": gates,
    }


def codes_of(questions: Questions) -> dict[uuid.UUID, str]:
    """The code of each question, pass or fail questions too, by its id."""
    codes = {each.id: each.code for each in questions.criteria}
    return codes | {each.id: each.code for each in questions.gates}


@bp.get(f"{DESK}/<label>/pages/<uuid:page_id>.webp")
def desk_picture(
    authority: str, tender_id: uuid.UUID, label: str, page_id: uuid.UUID
) -> BaseResponse:
    """A page's picture before anything is taken out, for the officer alone."""
    here = at_desk(authority, tender_id)
    found = clean_page(bid_by_label(here.tender, label), page_id)
    return send_picture(found.picture)


def send_picture(picture: bytes) -> Response:
    """A page's picture, without a name."""
    return Response(picture, mimetype="image/webp")


def page_name(here: AtDesk, bid: Bid, page: CleanPage) -> str:
    """'File 2 of Q1, page 3'."""
    codes = codes_of(questions_of(here.tender))
    return Places(codes, attachments_of_bid(bid), [page]).of_page(page)
