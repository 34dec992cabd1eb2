"""Builders of panels and their members."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.accounts.links import TOKEN, find_invitation
from portal.accounts.models import PANEL, PARTICIPATION, Person, Role
from portal.accounts.signed_in import actor_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.participation.beside import operations as beside
from portal.participation.beside.operations import HelperFacts
from portal.participation.equality import operations as equality
from portal.participation.panels import consents, joining
from portal.participation.panels import operations as panels
from portal.participation.panels.models import Member, Panel
from portal.participation.panels.operations import PanelFacts
from portal.participation.panels.queries import member_by_id, place_of
from tests import make
from tests.shelf import shelved

TERMS = "We listen to each other. You can always pass."


@dataclass
class MadePanel:
    """A panel, and who belongs to it, in the order of joining."""

    id: uuid.UUID
    members: list[make.Human]
    member_ids: list[uuid.UUID]


def panel_facts(**facts: Any) -> PanelFacts:
    """The facts of an ordinary panel."""
    usual: dict[str, Any] = {
        "title": "The panel of young carers",
        "purpose": "To say what support for young carers should be like.",
        "term_months": 18,
        "asks_a_year": 12,
    }
    return PanelFacts(**(usual | facts))


@shelved
def panel(
    house: make.House,
    kind: str = "young",
    members: int = 3,
    *,
    has_terms: bool = True,
    accepts: bool = True,
    title: str = "The panel of young carers",
    **told: Any,
) -> MadePanel:
    """A panel whose members may act: they said yes, they are 16 or more, they accepted its terms.

    `told`: other answers of theirs on the way in, such as `age_band` and `turns_16_on`.
    """
    lead = house.staff[PARTICIPATION].actor
    with make.writing(house.id):
        made = panels.create_panel(lead, panel_facts(kind=kind, title=title))
        if has_terms:
            panels.write_terms(lead, made, TERMS)
        db.session.flush()
        joined = [_join(lead, made, told) for _ in range(members)]
        db.session.flush()
        found = MadePanel(made.id, [_human(each) for each in joined], [each.id for each in joined])
    if has_terms and accepts:
        with make.writing(house.id):
            for human, member_id in zip(found.members, found.member_ids, strict=True):
                member = member_by_id(member_id)
                assert member
                panels.accept_terms(human.actor, member)
    return found


def join(house: make.House, panel_id: uuid.UUID, person_id: uuid.UUID, **told: Any) -> uuid.UUID:
    """Somebody who is there already joins a panel; their member's id."""
    with make.writing(house.id):
        found = db.session.get_one(Panel, (house.id, panel_id))
        person = db.session.get_one(Person, person_id)
        return _take_up(house.staff[PARTICIPATION].actor, found, person, told).id


def more(house: make.House, panel_id: uuid.UUID, members: int = 1) -> None:
    """More members join a panel."""
    with make.writing(house.id):
        found = db.session.get_one(Panel, (house.id, panel_id))
        for _ in range(members):
            _join(house.staff[PARTICIPATION].actor, found, {})


def code_for(house: make.House, panel_id: uuid.UUID, why: str = "Their school knows them.") -> str:
    """A code that leads into a panel, as it is typed from paper."""
    with make.writing(house.id):
        found = db.session.get_one(Panel, (house.id, panel_id))
        lead = house.staff[PARTICIPATION].actor
        return panels.invite_member(lead, found, "Somebody new", None, why, TOKEN)


def adult_says(house: make.House, member_id: uuid.UUID, *, is_given: bool = True) -> None:
    """A parent's answer on taking part, noted from paper."""
    with make.writing(house.id):
        member = member_by_id(member_id)
        assert member
        word = consents.Word("parent", "Rosa Quill, mother")
        lead = house.staff[PARTICIPATION].actor
        consents.note_consents(lead, member, word, {"taking_part": is_given})


def helper(house: make.House, member_id: uuid.UUID, *, agrees: bool = True) -> None:
    """Somebody is named as a member's helper, and the member says yes."""
    lead = house.staff[PARTICIPATION].actor
    with make.writing(house.id):
        member = member_by_id(member_id)
        assert member
        facts = HelperFacts("Sam Reed", "support worker", "Checked in May.")
        beside.name_helper(lead, member, facts)
    if agrees:
        says_about_helper(house, member_id, consents.OWN, is_given=True)


def says_about_helper(
    house: make.House, member_id: uuid.UUID, word: consents.Word, *, is_given: bool
) -> None:
    """Somebody's yes or no to a helper: the member's own, or an adult's."""
    with make.writing(house.id):
        member = member_by_id(member_id)
        assert member
        actor = Actor(member.person_id, PANEL, house.id, kind=member.panel.kind)
        consents.note_consents(actor, member, word, {"helper": is_given})


def asked_to_mentor(house: make.House, mentor_id: uuid.UUID, newcomer_id: uuid.UUID) -> None:
    """A member is asked to look after a newcomer."""
    with make.writing(house.id):
        mentor, newcomer = member_by_id(mentor_id), member_by_id(newcomer_id)
        assert mentor
        assert newcomer
        beside.ask_mentor(house.staff[PARTICIPATION].actor, mentor, newcomer)


def says_equality(
    house: make.House, panel_id: uuid.UUID, human: make.Human, said: dict[str, str]
) -> None:
    """A member's answers to equality questions, by question."""
    with make.writing(house.id):
        for question, answer in said.items():
            equality.answer(human.actor, place(panel_id, human), question, answer)


def of_nine(house: make.House, **told: Any) -> MadePanel:
    """A panel of 9: what it shows to outsiders is R19's hard case."""
    return panel(house, members=9, title="A panel of nine", **told)


def of_four(house: make.House, **told: Any) -> MadePanel:
    """A panel of 4: nothing of it may be counted outside."""
    return panel(house, members=4, title="A panel of four", **told)


def place(panel_id: uuid.UUID, human: make.Human) -> Member:
    """Somebody's place on a panel; call it while the authority is open."""
    assert human.actor.person_id
    found = place_of(panel_id, human.actor.person_id)
    assert found
    return found


def _join(lead: Actor, panel: Panel, told: dict[str, Any]) -> Member:
    person = make.new_person("member")
    db.session.flush()
    return _take_up(lead, panel, person, told)


def _take_up(lead: Actor, panel: Panel, person: Person, told: dict[str, Any]) -> Member:
    age = {"age_band": "16_to_17"} if panel.kind == "young" else {}
    code = panels.invite_member(lead, panel, person.name, None, "Their school knows them.", TOKEN)
    db.session.flush()
    return joining.join_panel(find_invitation(code), person, joining.Answers(**(age | told)))


def _human(member: Member) -> make.Human:
    role = db.session.scalars(
        select(Role).where(Role.person_id == member.person_id, Role.name == PANEL)
    ).one()
    person = db.session.get_one(Person, member.person_id)
    actor = actor_of(person.id, role)
    return make.Human(person.name, person.email or "", actor, role.id)
