"""The participation lead's pages: groups, who took part, and the pool of trained people (P8)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.accounts.queries import open_authority, people_by_id, people_of
from portal.core.authorisation import Actor, authorise
from portal.core.web import back_to, current_actor
from portal.participation.panels.models import Member
from portal.participation.panels.queries import members_of_panels, panels_of_authority
from portal.participation.training import operations as act
from portal.participation.training import queries as ask
from portal.participation.training.courses import course_of
from portal.participation.training.forms import ENJOYED_WORDS, UNDERSTOOD_WORDS, group_form
from portal.participation.training.models import COURSES, INTRODUCTION, STAFF
from portal.participation.training.opinions import standing
from portal.participation.training.policy import may_lead_training
from portal.participation.training.views import bp, known_course, known_step

TRAINING = "/<authority>/training"
GROUP = f"{TRAINING}/<course>/group"


def open_training(authority: str) -> tuple[Actor, Authority]:
    """Open the authority for who leads its training (P8)."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_lead_training, actor, owner.id)
    return actor, owner


@bp.get(TRAINING)
def pool(authority: str) -> str:
    """Who finished what, and when, and who is willing to be asked (P8)."""
    _actor, owner = open_training(authority)
    finished, willing = ask.finished_by_person(), ask.willing_people()
    panels = _panels_by_person()
    named = people_by_id([*({*finished} | {*panels})])
    lines: list[dict[str, Any]] = [
        {
            "name": person.name,
            "panels": panels.get(person.id, []),
            "finished": finished.get(person.id, {}),
            "willing": willing.get(person.id),
        }
        for person in sorted(named.values(), key=lambda each: (each.name.casefold(), each.id))
    ]
    return render_template(
        "training/pool.html",
        authority=authority,
        owner=owner.name,
        courses=[course_of(each) for each in COURSES],
        lines=[line for line in lines if line["panels"] or INTRODUCTION in line["finished"]],
        staff=[line for line in lines if STAFF in line["finished"]],
        waiting=len(ask.waiting_words()),
    )


def _members() -> list[Member]:
    return members_of_panels([panel.id for panel in panels_of_authority()])


def _panels_by_person() -> dict[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = {}
    for member in _members():
        found.setdefault(member.person_id, []).append(member.panel.title)
    return found


@bp.get(f"{TRAINING}/<course>/opinions")
def opinions(authority: str, course: str) -> str:
    """What people thought of a course: counts of enough people, and words without names (R19)."""
    open_training(authority)
    found, least = known_course(course), open_authority(authority).least_shown
    shown = standing(ask.count_of(course), ask.opinions_of(course), least)
    return render_template(
        "training/opinions.html",
        authority=authority,
        course=found,
        tables=[
            _table(gettext("Did you enjoy it?"), ENJOYED_WORDS, shown.enjoyed),
            _table(gettext("Did you understand it?"), UNDERSTOOD_WORDS, shown.understood),
        ],
        words=shown.words,
        least=least,
    )


def _table(title: str, words: dict[str, Any], counts: list[int | None]) -> dict[str, Any]:
    names = [*words.values(), gettext("All")]
    rows = [
        {"key": name, "value": gettext("too few to show, or hidden") if count is None else count}
        for name, count in zip(names, counts, strict=True)
    ]
    return {"title": title, "rows": rows}


@bp.get(GROUP)
def group(authority: str, course: str) -> str:
    """The whole course on one page for who leads a group: minutes, breaks, what to bring."""
    open_training(authority)
    found, starts, at = known_course(course), [], 0
    for each in found.steps:
        starts.append(at)
        at += each.minutes + each.pause
    return render_template(
        "training/group.html",
        authority=authority,
        course=found,
        starts=dict(zip((each.slug for each in found.steps), starts, strict=True)),
        closing_at=at,
    )


@bp.get(f"{GROUP}/<step>")
def group_step(authority: str, course: str, step: str) -> str:
    """One step on a screen for all, with what to say and do folded away below it."""
    open_training(authority)
    found = known_course(course)
    one = known_step(found, step)
    return render_template(
        "training/group_step.html",
        authority=authority,
        course=found,
        step=one,
        number=found.number(one),
        before=found.before(one),
        after=found.after(one),
    )


@bp.route(f"{TRAINING}/<course>/attendance", methods=["GET", "POST"])
def attendance(authority: str, course: str) -> str | Response:
    """Who took part in a group, and in which steps: they count as done (P8)."""
    actor, owner = open_training(authority)
    found = known_course(course)
    form = group_form(found, _who_may_come(owner.id, course))
    if form.carried_out(lambda: act.note_group(actor, form.who(), course, form.steps.data or [])):
        flash(gettext("It is noted who took part."), "success")
        return back_to(".pool", authority=authority)
    return render_template("training/attendance.html", form=form, authority=authority, course=found)


def _who_may_come(authority_id: uuid.UUID, course: str) -> list[tuple[uuid.UUID, str]]:
    """Members of panels come to the introduction, who works for the authority to the other."""
    people = (
        [role.person for role in people_of(authority_id)]
        if course == STAFF
        else [member.person for member in _members()]
    )
    named = {person.id: person.name for person in people}
    return sorted(named.items(), key=lambda each: (each[1].casefold(), each[0]))
