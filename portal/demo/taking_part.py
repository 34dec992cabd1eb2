"""What goes with being on a panel: mentors, equality questions, diaries of hours, and thanks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from portal.accounts.models import PARTICIPATION
from portal.core.clock import LONDON
from portal.core.database import db
from portal.demo.panels import Founded
from portal.demo.people import House, acting
from portal.participation.beside import operations as beside
from portal.participation.equality.operations import answer
from portal.participation.equality.questions import QUESTIONS
from portal.participation.thanks import operations as hours
from portal.participation.thanks import promising

Told = dict[str, Any]


def begin(house: House, made: Founded, told: Told, day_0: datetime) -> None:
    """Some look after others, and whoever likes says who they are."""
    for each in told["mentors"]:
        with acting(day_0 + timedelta(days=each["at"]), house.id):
            _look_after(house, made, each)
    with acting(day_0 + timedelta(days=told["equality"]["at"]), house.id):
        _say_who_they_are(made, told["equality"])


def go_on(house: House, made: Founded, told: Told, day_0: datetime) -> None:
    """Hours are written down, thanks are given, and people say whether they came."""
    for each in told["diaries"]:
        written = day_0 + timedelta(days=each["lines"][-1]["day"], hours=9)
        with acting(written, house.id):
            _keep_hours(made, each, day_0)
    given, key = told["given"], told["given"]["panel"]
    with acting(day_0 + timedelta(days=given["noted"]), house.id):
        members = [made.member(who) for who in given["to"]]
        promised = promising.promised_to([made.panels[key]])[made.panels[key]]
        line = next(each for each in promised if each.kind == given["kind"])
        promising.note_given(house.staff[PARTICIPATION], members, line, _day(day_0, given["day"]))
    with acting(day_0 + timedelta(days=given["said"]), house.id):
        for who in (*given["came"], *given["not_yet"]):
            [row] = promising.given_to([made.members[who]])
            promising.say_it_came(made.actors[who], row, has_come=who in given["came"])


def _day(day_0: datetime, number: int) -> date:
    return (day_0 + timedelta(days=number)).astimezone(LONDON).date()


def _look_after(house: House, made: Founded, told: Told) -> None:
    """The mentor is asked and says yes, then the newcomer does (P8)."""
    pair = [(made.actors[key], made.member(key)) for key in (told["mentor"], told["newcomer"])]
    asked = beside.ask_mentor(house.staff[PARTICIPATION], pair[0][1], pair[1][1])
    db.session.flush()
    for actor, member in pair if told["agreed"] else ():
        beside.agree_to_mentoring(actor, member, asked)


def _say_who_they_are(made: Founded, told: Told) -> None:
    """One question after the other: numbers are counted anew when five people's answers are new."""
    for question in (each for each in told if each in QUESTIONS):
        for said, keys in told[question].items():
            for key in keys:
                answer(made.actors[key], made.member(key), question, said)


def _keep_hours(made: Founded, told: Told, day_0: datetime) -> None:
    member = made.member(told["who"])
    for line in told["lines"]:
        facts = hours.Hours(_day(day_0, line["day"]), line["what"], line["minutes"])
        hours.write_down(member, facts)
    db.session.flush()
    if told["shares"]:
        hours.share_total(made.actors[told["who"]], member)
