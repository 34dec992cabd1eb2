"""Members' pages: what marking asks of me, I'd like to, my vote, my yes or no (P14)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing import placing
from portal.evaluation.choosing.forms import ForwardForm, VoteForm
from portal.evaluation.choosing.pages import member_page, summary
from portal.evaluation.choosing.policy import (
    may_answer_place,
    may_join_in,
    may_put_forward,
    may_vote,
    may_withdraw,
)
from portal.evaluation.choosing.queries import Standing, numbered, standings_of
from portal.evaluation.choosing.views import bp
from portal.participation.beside.choices import OwnActionForm, fit_to_helper
from portal.participation.panels.policy import may_act
from portal.participation.panels.queries import place_in
from portal.specifications.cowriting.looks import tells_of_nobody
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import may_write_with
from portal.specifications.cowriting.queries import open_shared_tender
from portal.specifications.hours.queries import hours_of
from portal.specifications.hours.work import half_hours
from portal.tenders.models import Tender


@bp.get("/ours")
def ours(authority: str, tender_id: uuid.UUID) -> str:
    """Whom one's own panels choose, or have chosen, to mark."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    authorise(may_write_with, actor, tender, part)
    found = [each for each in standings_of(tender) if _is_ours(actor, tender, part, each)]
    return render_template(
        "choosing/ours.html",
        tender=tender,
        authority=authority,
        choosings=[summary(each) for each in found],
    )


def _is_ours(actor: Actor, tender: Tender, part: Part, standing: Standing) -> bool:
    return bool(may_join_in(actor, tender, _part_in(actor, part, standing), standing))


def _part_in(actor: Actor, part: Part, standing: Standing) -> Part:
    """The place on the panel that chooses, where somebody belongs to several of one kind."""
    if part.member.panel_id == standing.choosing.panel_id:
        return part
    member = place_in(actor, standing.choosing.panel_id)
    is_same = member is not None and member.panel.kind == actor.kind
    return replace(part, member=member, ready=may_act(member)) if member and is_same else part


def opened(
    authority: str, tender_id: uuid.UUID, number: int
) -> tuple[Actor, Tender, Part, Standing]:
    """A choosing as a member of the panel that chooses comes to it; the view admits them."""
    actor = current_actor()
    tender, part = open_shared_tender(actor, authority, tender_id)
    standing = numbered(tender, number)
    return actor, tender, _part_in(actor, part, standing), standing


@bp.route("/<int:number>/mine", methods=["GET", "POST"])
def mine(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """What marking asks, who would like to, and ‘I’d like to’; later who was chosen."""
    actor, tender, part, standing = opened(authority, tender_id, number)
    authorise(may_join_in, actor, tender, part, standing)
    if request.method == "POST":
        authorise(may_put_forward, actor, tender, part, standing)
    form = fit_to_helper(ForwardForm(), part.member)
    panels = [standing.choosing.panel_id]
    if form.validate_on_submit() and tells_of_nobody(form, form.text, panels):
        with form.saving():
            act.put_forward(actor, tender, standing, part.member, form.text)
        if form.saved:
            flash(gettext("You have put yourself forward. You can take it back."), "success")
            return back_to(".mine", authority=authority, tender_id=tender_id, number=number)
    return _show(actor, tender, authority, part, standing, form)


def _show(
    actor: Actor, tender: Tender, authority: str, part: Part, standing: Standing, form: Any
) -> str:
    can_answer = bool(may_answer_place(actor, tender, part, standing))
    may_forward = may_put_forward(actor, tender, part, standing)
    hours = hours_of(tender).get(standing.choosing.group.kind)
    page = member_page(standing, part.member)
    return render_template(
        "choosing/mine.html",
        form=form,
        forward=_sent_or_new(form, ForwardForm, part),
        decides=_sent_or_new(form, OwnActionForm, part),
        tender=tender,
        authority=authority,
        number=standing.choosing.number,
        hours=half_hours(hours.minutes) if hours and hours.plan else None,
        cap=hours.plan.cap_hours if hours and hours.plan else None,
        may_forward=bool(may_forward) and page["own"] is None,
        why_not=getattr(may_forward, "why", "") if standing.phase == "forward" else "",
        may_withdraw=bool(may_withdraw(actor, tender, part, standing)),
        may_vote=bool(may_vote(actor, tender, part, standing)),
        may_answer=can_answer,
        **page,
    )


def _sent_or_new(form: Any, kind: Any, part: Part) -> Any:
    """The form that was sent if it is of this kind, or an empty one."""
    return form if isinstance(form, kind) else fit_to_helper(kind(formdata=None), part.member)


@bp.post("/<int:number>/withdraw")
def withdraw(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Take it back, without a reason."""
    actor, tender, part, standing = opened(authority, tender_id, number)
    authorise(may_withdraw, actor, tender, part, standing)
    form = fit_to_helper(OwnActionForm(), part.member)
    own = standing.candidate_of(part.member)
    if form.carried_out(act.withdraw, actor, tender, standing, own):
        flash(gettext("You have taken it back. That is fine."), "success")
        return back_to(".mine", authority=authority, tender_id=tender_id, number=number)
    return _show(actor, tender, authority, part, standing, form)


@bp.route("/<int:number>/vote", methods=["GET", "POST"])
def vote(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Choose up to as many as there are seats, or pass; read it once more; then it is sent."""
    actor, tender, part, standing = opened(authority, tender_id, number)
    authorise(may_vote, actor, tender, part, standing)
    form = fit_to_helper(VoteForm(), part.member)
    people = {str(each.member_id): each for each in standing.standing}
    form.chosen.choices = [SelectChoice(key, p.member.person.name) for key, p in people.items()]
    is_checking = False
    if form.validate_on_submit():
        is_pass = form.step.data == "pass"
        is_checking = form.step.data == "check" and 0 < len(form.ids) <= standing.choosing.seats
        if form.step.data != "change" and not is_checking:
            with form.saving():
                act.cast_vote(actor, tender, standing, part.member, form.ids, is_pass=is_pass)
        if form.saved:
            flash(gettext("Thank you. Your vote is in, and nobody can see it."), "success")
            return back_to(".mine", authority=authority, tender_id=tender_id, number=number)
    return render_template(
        "choosing/vote.html",
        form=form,
        tender=tender,
        authority=authority,
        number=number,
        seats=standing.choosing.seats,
        people=[{"name": p.member.person.name, "why": p.why} for p in people.values()],
        chosen=[people[str(each)].member.person.name for each in form.ids if is_checking],
    )


@bp.post("/<int:number>/answer")
def answer(authority: str, tender_id: uuid.UUID, number: int) -> str | Response:
    """Who was chosen says yes or no; no needs no reason."""
    actor, tender, part, standing = opened(authority, tender_id, number)
    authorise(may_answer_place, actor, tender, part, standing)
    form = fit_to_helper(OwnActionForm(), part.member)
    place = standing.place_of(part.member)
    said = "yes" if request.form.get("said") == "yes" else "no"
    if form.carried_out(placing.answer_place, actor, tender, standing, place, said):
        flash(
            gettext("Thank you for saying yes.") if said == "yes" else gettext("That is fine."),
            "success",
        )
        return back_to(".mine", authority=authority, tender_id=tender_id, number=number)
    return _show(actor, tender, authority, part, numbered(tender, number), form)
