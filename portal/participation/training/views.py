"""A course for whoever takes it: its steps, questions without marks, what they thought of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.accounts.queries import open_authority, people_by_id, people_of
from portal.core.authorisation import Actor, authorise
from portal.core.documents import Document, pdf_of
from portal.core.downloads import send_pdf
from portal.core.forms import ActionForm
from portal.core.web import back_to, current_actor
from portal.participation.panels.queries import places_of
from portal.participation.training import operations as act
from portal.participation.training import queries as ask
from portal.participation.training.certificate import certificate_of
from portal.participation.training.courses import Course, Step, course_of
from portal.participation.training.forms import OpinionForm, WillingForm, question_form
from portal.participation.training.models import COURSES
from portal.participation.training.policy import may_learn, may_look_back, may_say

bp = Blueprint("training", __name__)

COURSE = "/<authority>/training/<course>"


def known_course(slug: str) -> Course:
    """A course by its address; another one isn't there."""
    if slug not in COURSES:
        abort(404)
    return course_of(slug)


def known_step(course: Course, slug: str) -> Step:
    """One of its steps."""
    return course.step(slug) or abort(404)


def _open(authority: str, slug: str) -> tuple[Actor, Authority, Course]:
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_learn, actor, owner.id, slug)
    return actor, owner, known_course(slug)


def _open_end(authority: str, slug: str) -> tuple[Actor, Course]:
    """The pages after the last step, for who is through."""
    actor = current_actor()
    owner = open_authority(authority)
    is_finished = slug in COURSES and ask.is_trained(actor.person_id, slug)
    authorise(may_look_back, actor, owner.id, slug, is_finished)
    judge_saying(actor)
    return actor, known_course(slug)


def judge_saying(actor: Actor) -> None:
    """Whether what somebody sends may be kept; reading needs no yes."""
    if request.method == "POST":
        authorise(may_say, actor, places_of(actor.person_id) if actor.person_id else [])


@bp.get(COURSE)
def course(authority: str, course: str) -> str:
    """What the course is, how long it takes, and where one goes on."""
    actor, owner, found = _open(authority, course)
    learning = ask.learning_of(actor.person_id, course)
    return render_template(
        "training/course.html",
        authority=authority,
        owner=owner.name,
        course=found,
        learning=learning,
        next=found.step(learning.next) if learning.next else None,
    )


@bp.route(f"{COURSE}/steps/<step>", methods=["GET", "POST"])
def step(authority: str, course: str, step: str) -> str | Response:
    """One idea: read it and go on, pass, or come back later (P8)."""
    actor, _owner, found = _open(authority, course)
    one, form = known_step(found, step), ActionForm()
    passes = found.may_pass and request.form.get("how") == "pass"
    if form.carried_out(act.do_step, actor, course, step, "pass" if passes else "alone"):
        return _onward(actor, authority, found, one, asks=not passes)
    return render_template(
        "training/step.html", form=form, **_shown(authority, found, one), of=len(found.steps)
    )


def _shown(authority: str, course: Course, step: Step) -> dict[str, Any]:
    return {
        "authority": authority,
        "course": course,
        "step": step,
        "number": course.number(step),
        "after": course.after(step),
        "before": course.before(step),
    }


def _onward(actor: Actor, authority: str, course: Course, step: Step, *, asks: bool) -> Response:
    """To the step's question, to the next step, or to the end; to the list where some are left."""
    here = {"authority": authority, "course": course.slug}
    if asks and step.question:
        return back_to(".question", **here, step=step.slug)
    if after := course.after(step):
        return back_to(".step", **here, step=after.slug)
    is_finished = ask.is_trained(actor.person_id, course.slug)
    return back_to(".opinion" if is_finished else ".course", **here)


@bp.route(f"{COURSE}/steps/<step>/question", methods=["GET", "POST"])
def question(authority: str, course: str, step: str) -> str:
    """A question without marks: to each answer it says why, and nothing is kept (P8)."""
    actor, _owner, found = _open(authority, course)
    one = known_step(found, step)
    if one.question is None:
        abort(404)
    form, chosen = question_form(one.question), None
    if form.validate_on_submit():
        chosen = one.question.choices[int(form.choice.data)]
    return render_template(
        "training/question.html",
        form=form,
        chosen=chosen,
        is_finished=ask.is_trained(actor.person_id, course),
        **_shown(authority, found, one),
    )


@bp.route(f"{COURSE}/opinion", methods=["GET", "POST"])
def opinion(authority: str, course: str) -> str | Response:
    """What somebody thought of the course; every question may be passed (P8, P24)."""
    actor, found = _open_end(authority, course)
    form = OpinionForm(obj=ask.opinion_of(actor.person_id, course))
    if form.carried_out(lambda: act.evaluate(actor, course, form.facts())):
        flash(gettext("Thank you. That helps us to make it better."), "success")
        return back_to(".finished", authority=authority, course=course)
    return render_template("training/opinion.html", form=form, authority=authority, course=found)


@bp.route(f"{COURSE}/finished", methods=["GET", "POST"])
def finished(authority: str, course: str) -> str | Response:
    """The end: the certificate, and whether one is willing to be asked for a task (P8)."""
    actor, found = _open_end(authority, course)
    said = ask.willing_of(actor.person_id)
    form = WillingForm(data={"answer": _yes_or_no(said.is_willing)} if said else None)
    if form.carried_out(lambda: act.say_willing(actor, is_willing=form.answer.data == "yes")):
        flash(gettext("It is written down. You can change it at any time."), "success")
        return back_to(".finished", authority=authority, course=course)
    return render_template(
        "training/finished.html",
        form=form,
        authority=authority,
        course=found,
        learning=ask.learning_of(actor.person_id, course),
    )


def _yes_or_no(is_willing: bool) -> str:
    return "yes" if is_willing else "no"


def _certificate(authority: str, slug: str) -> tuple[Course, Document]:
    actor, found = _open_end(authority, slug)
    assert actor.person_id
    finished_at = ask.learning_of(actor.person_id, slug).finished_at
    assert finished_at
    owner, person = open_authority(authority), people_by_id([actor.person_id])[actor.person_id]
    staff = people_of(owner.id)
    return found, certificate_of(found, person.name, owner.name, finished_at, staff)


@bp.get(f"{COURSE}/certificate")
def certificate(authority: str, course: str) -> str:
    """One's own certificate, for oneself alone (P8)."""
    found, document = _certificate(authority, course)
    return render_template(
        "training/certificate.html", authority=authority, course=found, document=document
    )


@bp.get(f"{COURSE}/certificate.pdf")
def certificate_pdf(authority: str, course: str) -> Response:
    """The same to keep, print, or show to somebody."""
    _found, document = _certificate(authority, course)
    return send_pdf(pdf_of(document, "certificate"), "certificate.pdf")
