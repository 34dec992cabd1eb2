"""How much say the demo's panels have, and whether they agree in the end."""

from __future__ import annotations

from portal.accounts.queries import people_by_id
from portal.demo.story import told_of
from portal.demo.suggesting import Act, Doing
from portal.demo.together import Together
from portal.participation.insights.operations import link_insight
from portal.participation.insights.queries import insight_by_id
from portal.specifications.agreeing import operations as agree
from portal.specifications.agreeing import operations_influence as influence
from portal.specifications.agreeing.fingerprints import asked_about
from portal.specifications.agreeing.operations_influence import InfluenceFacts
from portal.specifications.agreeing.queries import Agreement, agreement_of
from portal.specifications.agreeing.queries_influence import digest_of, stated_of, statements_of
from portal.specifications.hours.operations import plan_hours, say_to_hours
from portal.specifications.hours.queries import hours_of, plans_of
from portal.specifications.known.views import parts_of
from portal.tenders.models import Tender


def _link(together: Together, tender: Tender, act: Act) -> None:
    """Each insight is linked to the parts that it shaped."""
    every = parts_of(tender)
    known = {part.id for part in every}
    for told in told_of("insights.toml")["insights"]:
        parts = [part for part in every if part.title in told["shaped"]]
        assert len(parts) == len(told["shaped"]), told["key"]
        insight = insight_by_id(together.insights[told["key"]])
        link_insight(together.staff(act), tender, insight, parts, known)


def _name(together: Together, tender: Tender, act: Act) -> None:
    person_id = together.house.staff[act["lead"]].person_id
    assert person_id
    person = people_by_id([person_id])[person_id]
    agree.name_coproduction_lead(together.staff(act), tender, person)


def _state(together: Together, tender: Tender, act: Act) -> None:
    for told in together.story.together["influence"]:
        facts = InfluenceFacts(told.get("degree"), told["words"], told.get("cannot_change", ""))
        cell = (told["step"], told["kind"])
        influence.state_influence(together.staff(act), tender, cell, facts)


def _approve(together: Together, tender: Tender, act: Act) -> None:
    cell = (act["step"], act["kind"])
    version = stated_of(tender)[cell].version
    influence.approve_left_out(together.staff(act), tender, cell, version)


def _plan_hours(together: Together, tender: Tender, act: Act) -> None:
    hours = hours_of(tender)[act["kind"]]
    plan_hours(together.staff(act), tender, hours, act["bids"], act["most"])


def _say_hours(together: Together, tender: Tender, act: Act) -> None:
    plan = plans_of(tender)[act["kind"]]
    for said in ("fine", "pass"):
        for key in act[said]:
            member, actor = together.panels.member(key), together.panels.actors[key]
            say_to_hours(actor, tender, plan, member, said)


def _understand(together: Together, tender: Tender, act: Act) -> None:
    digests = {told["kind"]: digest_of(told) for told in statements_of(tender)}
    for key in act["who"]:
        member, actor = together.panels.member(key), together.panels.actors[key]
        influence.note_understood(actor, tender, member, digests[member.panel.kind])


def _ask(together: Together, tender: Tender, act: Act) -> None:
    standing = _standing(together, tender, act)
    closes_on = together.day(act["closes"])
    agree.ask_to_agree(together.staff(act), tender, standing, asked_about(tender), closes_on)


def _say(together: Together, tender: Tender, act: Act) -> None:
    standing = _standing(together, tender, act)
    for key, said in act["said"].items():
        member, actor = together.panels.member(key), together.panels.actors[key]
        agree.say_to_agreement(actor, tender, standing, member, said, act.get("words", ""))


def _answer_worry(together: Together, tender: Tender, act: Act) -> None:
    standing = _standing(together, tender, act)
    told = (act["worry"], act["answer"].strip())
    agree.answer_worries(together.staff(act), tender, standing, standing.unanswered, *told)


def _standing(together: Together, tender: Tender, act: Act) -> Agreement:
    return agreement_of(tender, together.panels.panels[act["panel"]])


ACTS: dict[str, Doing] = {
    "link": _link,
    "name": _name,
    "state": _state,
    "approve": _approve,
    "hours": _plan_hours,
    "say_hours": _say_hours,
    "understand": _understand,
    "ask": _ask,
    "say": _say,
    "answer_worry": _answer_worry,
}
