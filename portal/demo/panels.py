"""Founds the demo's panels: who joins with a code, who says yes for whom, and which rules."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from portal.accounts import links
from portal.accounts import operations as accounts
from portal.accounts.links import TOKEN
from portal.accounts.models import PANEL, PARTICIPATION, SAFEGUARDING
from portal.accounts.passwords import hash_password
from portal.core.authorisation import Actor
from portal.core.clock import LONDON
from portal.core.database import db
from portal.demo.people import House, Registrar, acting
from portal.participation.beside.operations import HelperFacts, name_helper
from portal.participation.panels import consents, joining
from portal.participation.panels import operations as act
from portal.participation.panels.models import HELPED, UNDER_16, Member, Panel
from portal.participation.panels.operations import PanelFacts
from portal.participation.panels.queries import member_by_id, panel_by_id
from portal.participation.thanks.promising import PromiseFacts, promise_thanks

YES_TO_ALL = {"taking_part": True, "photographs": False, "told_afterwards": True}


@dataclass(frozen=True)
class Founded:
    """The panels of an authority by the demo's keys, and everybody on them by theirs."""

    panels: dict[str, uuid.UUID] = field(default_factory=dict)
    members: dict[str, uuid.UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def panel(self, key: str) -> Panel:
        """One panel, in the session that is open."""
        found = panel_by_id(self.panels[key])
        assert found
        return found

    def member(self, key: str) -> Member:
        """One member, in the session that is open."""
        found = member_by_id(self.members[key])
        assert found
        return found


def found(house: House, people: Registrar, told: Mapping[str, Any], day_0: datetime) -> Founded:
    """Both panels: made, joined by code, and each with the rules that its members put forward."""
    made = Founded()
    for key, facts in _panels(told):
        _found_one(house, people, key, facts, day_0, made)
    return made


def _panels(told: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(key, facts) for key, facts in told.items() if "members" in facts]


def _found_one(
    house: House,
    people: Registrar,
    key: str,
    facts: dict[str, Any],
    day_0: datetime,
    made: Founded,
) -> None:
    lead, created = house.staff[PARTICIPATION], day_0 + timedelta(days=facts["created"])
    with acting(created, house.id):
        names = ("title", "purpose", "term_months", "asks_a_year", "kind")
        panel = act.create_panel(lead, PanelFacts(**{name: facts[name] for name in names}))
        made.panels[key] = panel.id
        db.session.flush()
        _promise_thanks(lead, panel, facts["promises"], day_0)
    for number, person in enumerate(facts["members"], 1):
        with acting(created + timedelta(hours=6 * number), house.id):
            _join(house, people, made, key, person, day_0.date())
    written = day_0 + timedelta(days=facts["terms"]["written"])
    with acting(written - timedelta(hours=16), house.id):
        for idea in facts["terms"]["ideas"]:
            who = idea["who"]
            act.put_forward(made.actors[who], made.member(who), idea["words"])
    with acting(written, house.id):
        act.write_terms(lead, made.panel(key), facts["terms"]["words"].strip())
    with acting(written + timedelta(hours=9), house.id):
        for person in facts["members"]:
            act.accept_terms(made.actors[person["key"]], made.member(person["key"]))


def _promise_thanks(lead: Actor, panel: Panel, told: list[Any], day_0: datetime) -> None:
    """What people get is written before anybody joins (P23)."""
    for each in told:
        due = (day_0 + timedelta(days=each["due"])).date() if "due" in each else None
        facts = PromiseFacts(each["words"], each.get("often", ""), due)
        promise_thanks(lead, panel, each["kind"], facts)


def _join(
    house: House,
    people: Registrar,
    made: Founded,
    panel: str,
    facts: dict[str, Any],
    from_day: date,
) -> None:
    """The lead invites somebody; they take up the code, and under 16 an adult says yes too."""
    lead, row = house.staff[PARTICIPATION], made.panel(panel)
    email = facts.get("email")
    code = act.invite_member(lead, row, facts["name"], email, facts["why"], TOKEN)
    db.session.flush()
    hashed = hash_password(facts["words"]) if "words" in facts else people.password_hash
    person = accounts.create_person(facts["name"], email or facts["sign_in"], hashed)
    db.session.flush()
    member = joining.join_panel(links.find_invitation(code), person, _answers(facts, from_day))
    db.session.flush()
    key = facts["key"]
    made.members[key] = member.id
    made.actors[key] = Actor(person.id, PANEL, house.id, kind=row.kind)
    if "adult" in facts:
        _adult_says_yes(house, member, facts["adult"])
    if "helper" in facts:
        _take_a_helper(house, made.actors[key], member, facts)
    if "need" in facts:
        act.write_need(made.actors[key], member, facts["need"])


def _answers(facts: dict[str, Any], from_day: date) -> joining.Answers:
    age = facts.get("age_band")
    days = facts.get("turns_16_in_days", 0)
    return joining.Answers(
        say_name=facts.get("say_name", ""),
        shows_name=facts.get("shows_name", False),
        brings=facts["brings"],
        represents=facts.get("represents", ""),
        age_band=age,
        turns_16_on=from_day + timedelta(days=days) if age in UNDER_16 else None,
        tell_by=facts["tell_by"],
        said=YES_TO_ALL,
    )


def _adult_says_yes(house: House, member: Member, adult: dict[str, str]) -> None:
    """By a code of their own, on paper, whom the authority named, or the safeguarding lead (P6)."""
    lead, route = house.staff[PARTICIPATION], adult["route"]
    if route == "code":
        code = consents.ask_adult(lead, member, adult["name"], None, TOKEN)
        db.session.flush()
        said = f"{adult['name']}, {adult['relation']}"
        consents.answer_as_adult(links.find_invitation(code), member, said, YES_TO_ALL)
        return
    noted_by = house.staff[SAFEGUARDING] if route == "safeguarding" else lead
    consents.note_consents(noted_by, member, consents.Word(route, adult["name"]), YES_TO_ALL)


def _take_a_helper(house: House, actor: Actor, member: Member, facts: dict[str, Any]) -> None:
    """The lead names an adult who sits beside; the member and who answers for them say yes (P8)."""
    lead = house.staff[PARTICIPATION]
    name_helper(lead, member, HelperFacts(**facts["helper"]))
    db.session.flush()
    db.session.expire(member, ["helpers"])
    consents.note_consents(actor, member, consents.OWN, {HELPED: True})
    adult = consents.Word(facts["adult"]["route"], facts["adult"]["name"])
    consents.note_consents(lead, member, adult, {HELPED: True})


def pause(house: House, made: Founded, told: Mapping[str, Any], day_0: datetime) -> None:
    """Who takes a break by now does so; nobody asks why."""
    for _key, facts in _panels(told):
        for person in facts["members"]:
            if "pauses" in person:
                with acting(day_0 + timedelta(days=person["pauses"]), house.id):
                    act.pause(made.actors[person["key"]], made.member(person["key"]))


def invite_one(house: House, made: Founded, told: Mapping[str, Any], at: datetime) -> str:
    """A code that nobody has used: who types it at `/join` tries how joining is."""
    waiting = told["waiting"]
    with acting(at.astimezone(LONDON), house.id):
        panel = made.panel(waiting["panel"])
        lead = house.staff[PARTICIPATION]
        return act.invite_member(lead, panel, waiting["name"], None, waiting["why"], TOKEN)
