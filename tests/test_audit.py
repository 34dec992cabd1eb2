"""One tender carried through all its stages leaves exactly the events that happened."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import select

from portal.accounts import links, members
from portal.accounts import operations as accounts
from portal.accounts.display import offer_welsh
from portal.accounts.models import Authority, Person, Provider, Role
from portal.accounts.settings import change_authority
from portal.audit.catalogue import CATALOGUE
from portal.audit.journal import YOUNG, record, seal_of
from portal.audit.models import Event, SealedFact
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.tenancy import INSTALLATION, tenant
from portal.evaluation.practice.operations import (
    PracticeFacts,
    remove_practice,
    write_practice,
)
from portal.evaluation.progress.operations import give_time
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.newcomers import make_link
from portal.feedback.first_hand import note_heard, ways_of_outcome
from portal.feedback.models_first_hand import OutcomeWay
from portal.participation.panels.models import Member
from portal.record.erasure.operations import ask_for_erasure, erase
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import texts_of
from portal.specifications.queries import criteria_of
from tests import make, story_choosing, story_contracting
from tests.make_bids import label_of
from tests.make_importing import imported_tender, published_elsewhere
from tests.make_interviews import all_happens_at_interviews
from tests.stages import Stages
from tests.story import MARKER, SECRET_REASON, Story
from tests.story_conflicts import one_is_kept_out
from tests.story_contracting import to_the_contract
from tests.story_deciding import contested
from tests.story_events import HAPPENED
from tests.story_monitoring import all_is_registered
from tests.story_panels import all_else_happens
from tests.story_published import all_happens_after_publication
from tests.story_setting_up import all_is_set_up
from tests.story_taken import all_is_taken, reads_on
from tests.story_together import all_else_is_told
from tests.story_training import all_is_learned


def events_of(log_id: uuid.UUID) -> Sequence[Event]:
    """A log's events in their order; the owner must be open."""
    return db.session.scalars(
        select(Event).where(Event.log_id == log_id).order_by(Event.number)
    ).all()


def test_the_story_leaves_exactly_what_happened(stages: Stages) -> None:
    with stages.at("released") as story, tenant(story.house.id):
        found = Counter(event.name for event in events_of(story.id))
    signed = found.pop("moderation:signed-off")
    assert dict(found) == HAPPENED
    assert signed >= HAPPENED["moderation:recorded"]


def test_every_event_has_its_facts_and_its_number(stages: Stages) -> None:
    with stages.at("released") as story:
        for owner, log_id in _logs(story):
            with tenant(owner):
                events = events_of(log_id)
                assert [event.number for event in events] == list(range(1, len(events) + 1))
                for event in events:
                    kind = CATALOGUE[event.name]
                    assert set(event.facts) == set(kind.open), event.name
                    at = {"at"} if event.actor_role in YOUNG else set()
                    assert set(event.seals) == set(kind.sealed) | at, event.name


def _logs(story: Story) -> list[tuple[uuid.UUID, uuid.UUID]]:
    return [
        (story.house.id, story.id),
        (story.house.id, story.house.id),
        (INSTALLATION, INSTALLATION),
    ]


def test_every_seal_fits_what_stands_behind_it(stages: Stages) -> None:
    with stages.at("released") as story:
        for owner, _log_id in _logs(story):
            with tenant(owner):
                events = {event.id: event for event in db.session.scalars(select(Event))}
                sealed = db.session.scalars(select(SealedFact)).all()
                assert sealed
                for fact in sealed:
                    assert events[fact.event_id].seals[fact.name] == seal_of(fact.salt, fact.value)
                assert len({fact.salt for fact in sealed}) == len(sealed)


def test_nothing_in_the_open_tells_of_a_person(stages: Stages) -> None:
    with stages.at("released") as story:
        people = db.session.scalars(select(Person)).all()
        secrets = [SECRET_REASON, MARKER, MARKER.title()]
        secrets += [str(value) for p in people for value in (p.id, p.name, p.email)]
        secrets += [str(each) for each in db.session.scalars(select(Provider.id))]
        with tenant(story.house.id):
            for event in events_of(story.id):
                told = f"{event.facts} {event.actor} {event.actor_role}"
                assert [secret for secret in secrets if secret in told] == [], event.name


def test_young_peoples_events_hold_the_day_alone(stages: Stages) -> None:
    with stages.at("released") as story, tenant(story.house.id):
        events = [e for e in events_of(story.id) if e.actor_role in YOUNG]
        assert {event.actor_role for event in events} == set(YOUNG)
        assert {(e.at.hour, e.at.minute, e.at.second) for e in events} == {(0, 0, 0)}


def test_one_person_has_one_pseudonym_in_a_log_and_another_in_the_next(stages: Stages) -> None:
    with stages.at("released") as story, tenant(story.house.id):
        ours, house = events_of(story.id), events_of(story.house.id)
        assert len({event.actor for event in ours if event.actor_role == "approver"}) == 1
        assert not {e.actor for e in ours} & {e.actor for e in house} - {"nobody"}


def test_everything_in_the_catalogue_can_happen(stages: Stages) -> None:
    """What the story itself leaves out happens here, through pages and operations."""
    with stages.at("released") as story:
        opened_again = story_contracting.decided_again(story)
    with stages.at("released") as story:
        stages.client("winner").get(story.path("letter"))
        _rest_happens(story)
        story_choosing.all_else_happens(story)
        one_is_kept_out(story)
        all_else_is_told(story)
        all_else_happens(story)
        all_is_learned(story)
        all_is_taken(story)
        all_is_set_up(story)
        all_is_registered(story)
        _somebody_looks_and_is_erased(stages, story)
        to_the_contract(story)
        _somebody_is_called(story)
        elsewhere = make.house("elsewhere")  # where no desk reads the bids first
        contested(elsewhere)
        third = make.house("third")
        all_happens_at_interviews(third)
        all_happens_after_publication(third)
        fourth = make.house("fourth")
        imported_tender(fourth, published_elsewhere(fourth, 0), 1, strangers=1)
        seen = {opened_again}
        for owner in (story.house.id, INSTALLATION, elsewhere.id, third.id, fourth.id):
            with tenant(owner):
                seen |= set(db.session.scalars(select(Event.name)))
    after_a_restore = {"erasure:repeated"}
    assert seen == set(CATALOGUE) - after_a_restore


def _rest_happens(story: Story) -> None:
    lead = story.house.lead
    with make.writing(story.house.id):
        authority = db.session.get_one(Authority, story.house.id)
        links.invite(lead.actor, authority, "Kit", "kit@a.example", "auditor", links.TOKEN)
        offer_welsh(lead.actor, authority, is_offered=True)
        change_authority(lead.actor, authority, address="2 Mill Lane", kept_years=6)
        young = story.people["young"]
        made = make_link(lead.actor, story.tender(), _person(young), links.TOKEN)
        links.choose_password(links.find_invitation(made.address), make.HASH)
        seat, tender = seat_of(young.actor, story.tender()), story.tender()
        assert seat
        give_time(lead.actor, tender, None, date(2030, 5, 1), "plan")
        give_time(lead.actor, tender, seat, date(2030, 5, 8), "asked")
        reads_on(story)
        question = criteria_of(tender)[0]
        facts = PracticeFacts("We ask twice a year.", question.scale.lowest, "Not how.")
        write_practice(lead.actor, tender, question, facts)
        db.session.flush()
        remove_practice(lead.actor, tender, question)
        role = db.session.get_one(Role, story.people["auditor"].role_id)
        accounts.end_role(lead.actor, role)
    with make.writing():
        person = accounts.create_person("Op", "op@a.example", make.HASH)
        accounts.add_operator(person)
        accounts.change_password(lead.actor, _person(lead), "x", None)
        winner, colleague = story.people["winner"].actor, story.people["colleague"]
        role = db.session.get_one(Role, colleague.role_id)
        members.change_part(winner, role, writes_only=True)
        members.end_membership(winner, role)
        provider = db.session.get_one(Provider, winner.provider_id)
        facts = {name: getattr(provider, name) for name in ("address", "email", "website")}
        changed = accounts.ProviderFacts(name="New name", identifier=provider.identifier, **facts)
        accounts.change_provider(winner, provider, changed)
        accounts.note_refused_sign_in("nobody")


def _somebody_looks_and_is_erased(stages: Stages, story: Story) -> None:
    label = label_of(story.house, story.id, story.people["winner"])
    lead = stages.client("lead")
    pages = (f"bids/{label}", "result", "result/result.csv", f"letters/{label}", "trail.csv")
    lead.submit(story.path("letters/files"), {})
    stages.app.test_cli_runner().invoke(args=["letters", "files"], catch_exceptions=False)
    for page in (*pages, "letters/all.zip", "bundle.zip", "archive.zip"):
        assert lead.get(story.path(page)).status_code == 200, page
    stages.app.test_cli_runner().invoke(args=["audit", "rotate-key"], catch_exceptions=False)
    with story.writing() as tender:
        text = texts_of(story.house.lead.actor, tender)[0]
        redact(story.house.lead.actor, tender, text, "[a name]")
    young = story.people["young-3"].actor
    with make.writing():
        ask_for_erasure(young)
    assert young.person_id
    erase(story.people["participation"].actor, young.person_id, "asked")


def _somebody_is_called(story: Story) -> None:
    """A member who asked for a call is told what was decided."""
    with story.writing() as tender:
        asked = {way.member_id for way in ways_of_outcome(tender)}
        member = db.session.scalars(select(Member).where(Member.id.not_in(asked))).first()
        assert member
        way = OutcomeWay(tender_id=tender.id, member_id=member.id, how="call")
        way.member = member
        db.session.add(way)
        note_heard(story.people["participation"].actor, tender, way, clock.today())


def _person(human: make.Human) -> Person:
    return db.session.get_one(Person, human.actor.person_id)


def test_a_young_persons_day_is_the_one_in_london(app: Flask) -> None:
    house = make.house()
    young = Actor(uuid.uuid4(), "evaluator", house.id, kind="young")
    half_past_midnight = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    with clock.at(half_past_midnight), make.writing(house.id):
        record("section:moved", young, title="Where young carers live")
    with tenant(house.id):
        assert events_of(house.id)[-1].at == datetime(2026, 6, 2, tzinfo=UTC)
