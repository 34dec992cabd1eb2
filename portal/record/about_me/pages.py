"""What is held about a person, in sentences: for the page and for the file alike."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext, ngettext

from portal.accounts.display import look_kept_for
from portal.accounts.models import Person, Role
from portal.accounts.models_personal import DAILY, WEEKLY
from portal.accounts.personal import chosen_by
from portal.audit.models import Event
from portal.core.clock import LONDON
from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import INSTALLATION
from portal.record.about_me.hours import hours_in
from portal.record.about_me.interviews import read_in
from portal.record.about_me.learning import learning_in
from portal.record.about_me.places import places_in
from portal.record.about_me.practice import practice_in
from portal.record.about_me.queries import Told, houses_of, sign_ins_of, told_in
from portal.record.about_me.sentences import ABOUT_ME, ANYTHING, LOOKED, MINE, OWN_WORDS
from portal.record.added import TELLS
from portal.record.erasure.queries import every_role_of, request_of
from portal.record.lines import Titles
from portal.record.sentences import WHO


def held_about(person_id: uuid.UUID) -> dict[str, Any]:
    """Everything, as texts: details, roles, sign-ins, their acts, others' acts, who looked."""
    person, roles = db.session.get_one(Person, person_id), every_role_of(person_id)
    request = request_of(person_id)
    held: dict[str, Any] = {
        "name": person.name,
        "email": person.email,
        "sign_in_name": person.sign_in_name,
        "since": day(person.created_at),
        "asked_on": day(request.asked_at) if request else None,
        "roles": [_role(role) for role in roles],
        "look": _look(person_id),
        "chosen": _chosen(person_id),
        "sign_ins": [day(each) for each in sign_ins_of(person_id)],
    }
    names = {role.authority_id: role.authority.name for role in roles if role.authority}
    providers = [role.provider_id for role in roles if role.provider_id and not role.ended_at]
    general = gettext("Work in general")
    told = [
        told
        for house in houses_of(roles)
        for told in told_in(house, person_id, providers, names.get(house, general))
    ]
    told += told_in(INSTALLATION, person_id, [], gettext("Your account"))
    panels = [place for house in houses_of(roles) for place in places_in(house, person_id)]
    for tells in (hours_in, *TELLS):
        panels += [own for house in houses_of(roles) for own in tells(house, person_id)]
    courses = [course for house in houses_of(roles) for course in learning_in(house, person_id)]
    courses += [tried for house in houses_of(roles) for tried in practice_in(house, person_id)]
    courses += [own for house in houses_of(roles) for own in read_in(house, person_id)]
    return held | {"logs": [_log(each) for each in told], "panels": panels, "courses": courses}


def _look(person_id: uuid.UUID) -> dict[str, str] | None:
    kept = look_kept_for(person_id)
    return kept.as_facts() if kept else None


def _chosen(person_id: uuid.UUID) -> list[str]:
    """What they chose for their calendar and their mails."""
    feeds, mails = chosen_by(person_id)
    words = {
        DAILY: gettext("We e-mail you once a day when something waits."),
        WEEKLY: gettext("We e-mail you once a week when something waits."),
    }
    calendars = ngettext(
        "Your calendar reads your dates at %(num)d address. We keep its hash alone.",
        "Your calendar reads your dates at %(num)d addresses. We keep their hashes alone.",
        feeds,
    )
    return [*([calendars] if feeds else []), *(words[each] for each in mails)]


def _role(role: Role) -> dict[str, Any]:
    place = role.authority or role.provider
    return {
        "name": role.name,
        "kind": role.kind,
        "place": place.name if place else "",
        "since": day(role.granted_at),
        "until": day(role.ended_at) if role.ended_at else None,
    }


def _log(told: Told) -> dict[str, Any]:
    titles = Titles(**{name: told.names.get(name, {}) for name in ("criterion", "gate", "group")})
    return {
        "title": told.title,
        "mine": [_mine(event, told, titles) for event in told.mine],
        "about": [_line(event, ABOUT_ME[event.name]) for event in told.about],
        "looked": [_line(event, LOOKED[event.name]) for event in told.looked],
    }


def _mine(event: Event, told: Told, titles: Titles) -> dict[str, Any]:
    facts = {name: titles.of(name, value) for name, value in event.facts.items()}
    reason = told.own_words.get((event.number, "reason"), gettext("erased"))
    facts |= {
        "actor": gettext("You"),
        "event": facts.get("event", event.name),
        "reason": facts.get("reason", reason),
    }
    sentence = MINE.get(event.name, ANYTHING)
    words = [
        gettext(OWN_WORDS[name])
        % {"value": _declared(value) if name == "answers" else _value(value)}
        for (number, name), value in sorted(told.own_words.items())
        if number == event.number and f"%({name})s" not in sentence and value is not None
    ]
    return {"day": _day(event), "what": gettext(sentence) % facts, "words": words}


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return _value(list(value.values()))
    return (
        " · ".join(str(each) for each in value if each) if isinstance(value, list) else str(value)
    )


def _declared(answers: dict[str, Any]) -> str:
    """What was said about bidders is told without their names, which stand where it was asked."""
    return " ".join(
        gettext("(%(number)s) used: %(used)s, a link: %(link)s. %(details)s").strip()
        % {
            "number": number,
            "used": gettext("yes") if said["has_used"] else gettext("no"),
            "link": gettext("yes") if said["has_interest"] else gettext("no"),
            "details": said["details"],
        }
        for number, said in enumerate(answers.values(), start=1)
    )


def _line(event: Event, sentence: str) -> dict[str, Any]:
    who = gettext(WHO.get(event.actor_role, event.actor_role))
    return {"day": _day(event), "what": gettext(sentence) % {"actor": who}, "words": []}


def _day(event: Event) -> str:
    return day(event.at.astimezone(LONDON))
