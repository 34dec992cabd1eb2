"""The steps of the story: each brings the tender to its next stage, or half-way through one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from portal.accounts.models import Person, Role
from portal.bids import opening
from portal.bids import operations as bidding
from portal.bids.queries import bid_by_label, bidders_of, bids_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.sealing import new_private_key
from portal.evaluation.interviews.operations import report_contact
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.drafts import save_draft
from portal.evaluation.marking.queries import OwnSheet, own_sheets, seat_of
from portal.evaluation.moderation import operations as moderation
from portal.evaluation.moderation.queries import items_of, to_sign
from portal.evaluation.reading.operations import raise_flag
from portal.evaluation.runs import operations as runs
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.operations import ConflictAnswer
from portal.evaluation.seats.queries import declarations_of
from portal.record.erasure.operations import ask_for_erasure
from portal.specifications import operations as specifications
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender
from tests import make, make_approving, make_openers, make_writing
from tests.make_bids import answered
from tests.make_moderation import facts_for
from tests.story import MOMENTS, PRICES, SECRET_REASON, Story, bid_of
from tests.story_agreeing import agree_at_last
from tests.story_choosing import agree_instead, ask_to_choose, one_votes, others_choose
from tests.story_conflicts import promise_all, recognise_one
from tests.story_desk import TELLS, begin_at_desk, bring_files, go_through_desk
from tests.story_feedback import keep_on, tell_back
from tests.story_hearing import ask_and_look, hear_on_price
from tests.story_outcome import approve, decide, release, reveal
from tests.story_published import amend_it, ask_about_it, brief_providers
from tests.story_room import end_room, one_disagrees, open_room


def publish(story: Story) -> None:
    """The tender opens, seats are given, bids come, one is sent again; somebody asks to go."""
    with clock.at(make.START):
        make_writing.end_rounds(story.house, story.id)
        agree_at_last(story)
    with story.writing() as tender:
        make_openers.rehearse(story.house, tender)
    make_approving.approved(story.house, story.id)
    with clock.at(make.START), story.writing() as tender:
        specifications.publish(story.house.lead.actor, tender)
    with clock.at(make.START):
        tell_back(story)
        _seat(story, "professional", "professional", "voided")
        _seat(story, "young", "young", "kept-from", "young-3")
        ask_to_choose(story)
    bring_files(story, "winner", "late")
    amend_it(story)
    brief_providers(story)
    ask_about_it(story)
    for human, price in zip(story.bidders, PRICES, strict=True):
        _bid(story, human, price)
    with story.writing() as tender:
        bidding.withdraw_bid(story.bidders[0].actor, tender)
    bring_files(story, "winner")
    _bid(story, story.bidders[0], PRICES[0])
    with story.writing() as tender:
        bidding.save_draft(story.people["late"].actor, tender, answered(tender, price="1"))
    with make.writing():
        ask_for_erasure(story.people["late"].actor)


def _seat(story: Story, kind: str, *names: str) -> None:
    for name in names:
        with story.writing() as tender:
            person = db.session.get_one(Person, story.people[name].actor.person_id)
            group = next(group for group in groups_of(tender) if group.kind == kind)
            theirs = [
                each
                for each in criteria_of(tender)
                if any(share.group_id == group.id for share in each.shares)
            ]
            seats.give_seat(story.house.lead.actor, tender, person, group, theirs)
            db.session.flush()
            role = db.session.query(Role).filter_by(person_id=person.id).one()
            story.people[name] = make._human(person, role)


def _bid(story: Story, human: make.Human, price: str) -> None:
    with story.writing() as tender:
        content = answered(tender, price=price)
        if human is story.people["winner"]:
            content["answers"]["Q1"] += f" {TELLS}"
            content["gates"]["G1"]["evidence"] += f" {TELLS}"
        bidding.save_draft(human.actor, tender, content)
        db.session.flush()
        bidding.submit_bid(human.actor, tender)


def close(story: Story) -> None:
    """The deadline passes; somebody comes too late, and that is recorded."""
    late = _refused(lambda tender: bidding.submit_bid(story.people["late"].actor, tender), story)
    assert late.record
    with story.writing():
        late.record()
    one_votes(story)


def _refused(act: Callable[[Tender], object], story: Story) -> Refused:
    try:
        with story.writing() as tender:
            act(tender)
    except Refused as refusal:
        return refusal
    raise AssertionError("this had to be refused")


def open_bids(story: Story) -> None:
    """A wrong key opens nothing, then bids get their labels; gates are confirmed, and all but one
    evaluator have declared."""
    lead = story.house.lead.actor
    key = new_private_key()
    failed = _refused(lambda tender: opening.open_bids(lead, tender, key, [], []), story)
    assert failed.record
    with story.writing():
        failed.record()
    with story.writing():
        make_openers.open_bids(story.house, story.id)
    with story.writing() as tender:
        failed = bid_of(story, "failed")
        for bid in bids_of(tender):
            for gate in gates_of(tender):
                passed = bid.id != failed.id
                seats.confirm_gate(lead, tender, bid, gate, passed, "The certificate was read.")
    for name in ("professional", "voided", "kept-from", "young-3"):
        _declare(story, name)
    begin_at_desk(story)
    ask_and_look(story)
    others_choose(story)
    keep_on(story)


def _declare(story: Story, name: str) -> None:
    avoided = story.people["second"].actor.provider_id if name == "kept-from" else None
    with story.writing() as tender:
        actor = story.people[name].actor
        seat = seat_of(actor, tender)
        assert seat
        answers = {
            provider.id: ConflictAnswer(
                has_used=True,
                has_interest=provider.id == avoided,
                details="My aunt works there." if provider.id == avoided else "",
            )
            for provider in bidders_of(tender)
        }
        seats.declare_conflicts(actor, tender, seat, answers)


def start_marking(story: Story) -> None:
    """The interest is decided on, marking begins; some have sent, one has a mark and a draft."""
    _declare(story, "young")
    agree_instead(story)
    with story.writing() as tender:
        declared = next(each for each in declarations_of(tender) if each.has_interest)
        decider = story.people["participation"].actor
        seats.decide_conflict(decider, tender, declared, True, "A close relative works there.")
    go_through_desk(story)
    with story.writing() as tender:
        seats.start_marking(story.house.lead.actor, tender)
    promise_all(story)
    recognise_one(story)
    for name in ("professional", "voided"):
        for label in _labels(story, name):
            _mark(story, name, label)
    actor = story.people["young"].actor
    with story.writing() as tender:
        own = _own_sheets(actor, tender)[0]
        first, second = own.criteria[:2]
        marking.record_mark(actor, tender, own.sheet, first, Decimal(1), f"{SECRET_REASON}.")
        save_draft(actor, tender, own.sheet, second, "2", f"Draft of {SECRET_REASON}")
        raise_flag(actor, tender, own.sheet, own.label, second, "unclear", "What is a KPI?")
        seat = seat_of(actor, tender)
        assert seat
        report_contact(actor, tender, seat, "Somebody rang me and asked how I marked.")


def _own_sheets(actor: Actor, tender: Tender) -> list[OwnSheet]:
    seat = seat_of(actor, tender)
    assert seat
    return own_sheets(tender, seat)


def _labels(story: Story, name: str) -> list[str]:
    with story.writing() as tender:
        return [own.label for own in _own_sheets(story.people[name].actor, tender)]


def _mark(story: Story, name: str, label: str) -> None:
    """Mark every question of one bid, then send the sheet: 3 for the winner's, else 2."""
    actor = story.people[name].actor
    with story.writing() as tender:
        mark = Decimal(3 if bid_of(story, "winner").label == label else 2)
        own = next(own for own in _own_sheets(actor, tender) if own.label == label)
        for criterion in own.criteria:
            reason = f"{SECRET_REASON}: {criterion.code}."
            marking.record_mark(actor, tender, own.sheet, criterion, mark, reason)
        db.session.flush()
        marking.send_sheet(actor, tender, own.sheet)


def close_marking(story: Story) -> None:
    """All send; a seat and a sheet are voided; half of the moderation is recorded."""
    lead = story.house.lead.actor
    for name in ("young", "kept-from", "young-3"):
        for label in _labels(story, name):
            _mark(story, name, label)
    with story.writing() as tender:
        seat = seat_of(story.people["voided"].actor, tender)
        assert seat
        seats.void_seat(lead, tender, seat, "They joined a bidder’s board.")
    with story.writing() as tender:
        owner = story.people["young-3"].actor
        seat, spoilt = seat_of(owner, tender), _own_sheets(owner, tender)[0].label
        assert seat
        bid = bid_by_label(tender, spoilt)
        seats.void_part(lead, tender, seat, bid, "Two answers were mixed up.")
    with story.writing() as tender:
        marking.close_marking(lead, tender)
    hear_on_price(story)
    with story.writing() as tender:
        _moderate(story, tender, some=2)
    open_room(story)


def _moderate(
    story: Story, tender: Tender, some: int | None = None, more: dict[str, Any] | None = None
) -> None:
    """Record all that waits, or some; `more` facts belong to the first of them."""
    best = bid_of(story, "winner").id
    waiting = [item for item in items_of(tender) if item.record is None]
    for item in waiting[:some]:
        mark = 3 if item.bid.id == best else 2
        facts = facts_for(tender, item.bid, item.criterion, mark, **(more or {}))
        more = None
        moderation.record_moderation(
            story.people["lead"].actor, tender, item.bid, item.criterion, facts
        )


def close_moderation(story: Story) -> None:
    """The rest is recorded, everybody signs, and the run is made."""
    end_room(story)
    kept = {"warnings": ["short:reconciled"], "overruled": "There was little to bring together."}
    with story.writing() as tender:
        _moderate(story, tender, more=kept)
    one_disagrees(story)
    for human in story.evaluators:
        with story.writing() as tender:
            waiting = [each.record.id for each in to_sign(human.actor, tender) if each.record]
            moderation.sign_off(human.actor, tender, waiting)
    with story.writing() as tender:
        runs.close_moderation(story.house.lead.actor, tender)


STEPS: dict[str, Callable[[Story], None]] = {
    "open": publish,
    "closed": close,
    "opened": open_bids,
    "marking": start_marking,
    "moderating": close_marking,
    "deciding": close_moderation,
    "decided": decide,
    "approved": approve,
    "revealed": reveal,
    "released": release,
}
"""What brings the tender from the stage before to each stage."""


def tell(story: Story, stage: str) -> None:
    """Take the next step, at the moment when it happens."""
    with clock.at(MOMENTS[stage]):
        STEPS[stage](story)
