"""Pages on which the leads ask a panel to agree, answer its worries, and name who leads (R4)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import LEAD, PARTICIPATION, Person
from portal.accounts.queries import people_of
from portal.core.authorisation import Actor, authorise
from portal.core.forms import typed
from portal.core.web import back_to, current_actor
from portal.specifications.agreeing import operations as act
from portal.specifications.agreeing import queries as ask
from portal.specifications.agreeing.fingerprints import asked_about
from portal.specifications.agreeing.forms import AskForm, WithoutForm, answer_form, lead_form
from portal.specifications.agreeing.policy import (
    may_count_words,
    may_lead_agreement,
    may_read_worries,
    may_see_agreement,
)
from portal.specifications.agreeing.queries import Agreement
from portal.specifications.cowriting.looks import panels_of, tells_of_nobody
from portal.specifications.cowriting.policy import may_know_who_wrote
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

bp = Blueprint("agreeing", __name__, url_prefix="/<authority>/tenders/<uuid:tender_id>")


@bp.get("/agreement")
def agreement(authority: str, tender_id: uuid.UUID) -> str:
    """Where each panel stands, its worries and their answers; nobody's name (R19)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_agreement, actor, tender)
    standing = ask.agreements_of(tender)
    may_lead = bool(may_lead_agreement(actor, tender))
    may_read = bool(may_read_worries(actor, tender))
    counts_all = bool(may_count_words(actor, tender))
    return render_template(
        "agreeing/agreement.html",
        tender=tender,
        authority=authority,
        panels=[
            _panel(each, None if counts_all else tender.least_shown, may_read=may_read)
            for each in standing
        ],
        lead=ask.coproduction_lead_of(tender),
        without=ask.without_of(tender),
        may_lead=may_lead,
        may_read=may_read,
        may_go_without=may_lead and (not standing or any(not each.is_agreed for each in standing)),
    )


def _panel(standing: Agreement, least: int | None, *, may_read: bool) -> dict[str, Any]:
    """Who may not read worries is told what is published, once nobody can add to it (R19)."""
    count = standing.count
    return {
        "id": standing.panel.id,
        "title": standing.panel.title,
        "kind": standing.panel.kind,
        "outcome": standing.outcome,
        "asked": standing.asked,
        "is_open": standing.is_open,
        "counts": count.plain() if least is None else standing.shown_counts(least),
        "may_act": count.may_act if least is None else None,
        "worries": [
            {
                "id": each.id,
                "said": each.said,
                "words": each.words,
                "answer": standing.answers.get(each.id),
            }
            for each in standing.worries
            if may_read
        ],
        "answered": standing.answered if standing.is_over and not may_read else [],
    }


def _led(authority: str, tender_id: uuid.UUID) -> tuple[Actor, Tender]:
    """The actor and the tender of a page on which the leads change something."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_lead_agreement, actor, tender)
    return actor, tender


@bp.route("/agreement/<uuid:panel_id>/ask", methods=["GET", "POST"])
def ask_panel(authority: str, tender_id: uuid.UUID, panel_id: uuid.UUID) -> str | Response:
    """Ask a panel whether it agrees with how bids will be marked, as it is now."""
    actor, tender = _led(authority, tender_id)
    standing = ask.agreement_of(tender, panel_id)
    form = AskForm()
    if form.validate_on_submit():
        with form.saving():
            act.ask_to_agree(actor, tender, standing, asked_about(tender), form.day)
        if form.saved:
            flash(gettext("The panel is asked now."), "success")
            return _back(authority, tender_id)
    return render_template(
        "agreeing/ask.html",
        form=form,
        tender=tender,
        authority=authority,
        panel=standing.panel.title,
        was_asked=standing.asked is not None,
    )


@bp.route("/agreement/worries/<uuid:said_id>", methods=["GET", "POST"])
def answer(authority: str, tender_id: uuid.UUID, said_id: uuid.UUID) -> str | Response:
    """Answer one worry or no, for everybody to read, in words that name nobody (R19)."""
    actor, tender = _led(authority, tender_id)
    standing, said = ask.worry_of(tender, said_id)
    others = [each for each in standing.unanswered if each.id != said.id]
    form = answer_form(others)
    knows = may_know_who_wrote(actor, tender)
    if form.validate_on_submit() and tells_of_nobody(
        form, form.text, [standing.panel.id], knows=knows
    ):
        every = [said, *(each for each in others if each.id in form.also_ids)]
        with form.saving():
            act.answer_worries(actor, tender, standing, every, *form.texts)
        if form.saved:
            flash(gettext("Your answer is saved. It goes out with the public page."), "success")
            return _back(authority, tender_id)
    return render_template(
        "agreeing/answer.html",
        form=form,
        tender=tender,
        authority=authority,
        kind=standing.panel.kind,
        words=said.words,
        is_no=said.said == "no",
    )


@bp.route("/agreement/without", methods=["GET", "POST"])
def without(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Say why the tender is published though a panel hasn't agreed."""
    actor, tender = _led(authority, tender_id)
    form, before = WithoutForm(), ask.without_of(tender)
    if form.validate_on_submit() and tells_of_nobody(form, typed(form.reason), panels_of(tender)):
        with form.saving():
            act.go_without(actor, tender, typed(form.reason))
        if form.saved:
            flash(gettext("The reason is noted. It will be published."), "success")
            return _back(authority, tender_id)
    return render_template(
        "agreeing/without.html", form=form, tender=tender, authority=authority, before=before
    )


@bp.route("/agreement/lead", methods=["GET", "POST"])
def name_lead(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Name who sees to it that this tender is written together (P26)."""
    actor, tender = _led(authority, tender_id)
    people = _who_may_lead(tender)
    form = lead_form(people, ask.coproduction_lead_of(tender))
    if form.validate_on_submit():
        person = next(each for each in people if each.id == form.person_id)
        with form.saving():
            act.name_coproduction_lead(actor, tender, person)
        if form.saved:
            return _back(authority, tender_id)
    return render_template("agreeing/lead.html", form=form, tender=tender, authority=authority)


def _who_may_lead(tender: Tender) -> list[Person]:
    """Whoever leads for the authority, each once."""
    roles = [role for role in people_of(tender.authority_id) if role.name in (LEAD, PARTICIPATION)]
    return list({role.person_id: role.person for role in roles}.values())


def _back(authority: str, tender_id: uuid.UUID) -> Response:
    return back_to("agreeing.agreement", authority=authority, tender_id=tender_id)
