"""Marks, passes, sending and closing: nothing is lost, overwritten unseen, or changed after."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.audit.models import Event
from portal.bids.queries import bid_by_label
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.marking import operations as act
from portal.evaluation.marking import queries as ask
from portal.evaluation.marking.drafts import save_draft
from portal.evaluation.marking.overtaken import MARKED
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.models import Draft, Mark, Sheet, Voided
from portal.evaluation.queries import seat_of
from portal.tenders.models import Tender
from tests import make, make_bids, make_evaluation
from tests.make_evaluation import Marking
from tests.shelf import Prepared

Act = Callable[[Tender, OwnSheet], Any]


def _do(made: Marking, human: make.Human, act_: Act, which: int = 0) -> Any:
    with made.writing() as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        return act_(tender, ask.own_sheets(tender, seat)[which])


def _refused(made: Marking, human: make.Human, act_: Act, which: int = 0) -> Refused:
    with pytest.raises(Refused) as caught:
        _do(made, human, act_, which)
    return caught.value


def _mark(human: make.Human, mark: int | None, reason: str = "Good.", **more: Any) -> Act:
    given = None if mark is None else Decimal(mark)

    def record(tender: Tender, own: OwnSheet) -> Any:
        return act.record_mark(
            human.actor, tender, own.sheet, own.criteria[0], given, reason, **more
        )

    return record


def test_a_new_mark_names_the_one_it_replaces_and_both_stay(app: Flask) -> None:
    made = make_evaluation.marking_tender()
    young = made.evaluators["young"][0]
    _do(made, young, _mark(young, 1, "Too short."))
    _do(made, young, _mark(young, 3, "I read it again."))
    with tenant(made.house.id):
        first, second = db.session.scalars(select(Mark).order_by(Mark.version)).all()
        assert (first.version, first.mark, first.replaces_id) == (1, 1, None)
        assert (second.version, second.mark, second.replaces_id) == (2, 3, first.id)
        names = db.session.scalars(select(Event.name).order_by(Event.number)).all()
        assert names.count("mark:recorded") == 2


def test_the_same_mark_again_leaves_nothing_new(prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    _do(made, young, _mark(young, 1, "Too short."))
    _do(made, young, _mark(young, 1, " Too short. "))
    with tenant(made.house.id):
        assert len(db.session.scalars(select(Mark)).all()) == 1


def test_a_mark_lies_on_the_scale_and_says_why(prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    for mark, reason, field in [
        (4, "Good.", "mark"),
        (2, "  ", "reason"),
        (2, "a " * 301, "reason"),
    ]:
        assert _refused(made, young, _mark(young, mark, reason)).field == field
    with tenant(made.house.id):
        assert db.session.scalars(select(Mark)).all() == []


def test_a_pass_needs_no_reason(prepared: Prepared) -> None:
    """P7: a pass is honoured."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    _do(made, young, _mark(young, None, ""))
    with tenant(made.house.id):
        passed = db.session.scalars(select(Mark)).one()
        assert (passed.is_pass, passed.mark) == (True, None)


def test_another_window_cannot_overwrite_a_mark_unseen(prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    _do(made, young, _mark(young, 1, "Here.", seen=0))
    assert _refused(made, young, _mark(young, 3, "There.", seen=0)).message == MARKED
    _do(made, young, _mark(young, 3, "There.", seen=1))


def test_a_draft_goes_when_the_mark_is_recorded_and_leaves_no_event(prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]

    def draft(tender: Tender, own: OwnSheet) -> None:
        save_draft(young.actor, tender, own.sheet, own.criteria[0], "2", "I think")

    _do(made, young, draft)
    with tenant(made.house.id):
        assert [d.reason for d in db.session.scalars(select(Draft))] == ["I think"]
        assert "mark:recorded" not in db.session.scalars(select(Event.name)).all()
    _do(made, young, _mark(young, 2, "I think so."))
    with tenant(made.house.id):
        assert db.session.scalars(select(Draft)).all() == []


def test_sending_needs_every_mark_and_locks_the_sheet(prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]

    def send(tender: Tender, own: OwnSheet) -> None:
        act.send_sheet(young.actor, tender, own.sheet)

    assert _refused(made, young, send).message == act.NOT_WHOLE
    make_evaluation.mark_all(made, young)
    assert _refused(made, young, _mark(young, 0)).message == act.SENT
    assert _refused(made, young, send).message == act.SENT


def test_the_database_itself_keeps_a_sent_sheet_shut(app: Flask) -> None:
    made = make_evaluation.marking_tender(bids=1)
    young = made.evaluators["young"][0]
    make_evaluation.mark_all(made, young)

    def reopen(tender: Tender, own: OwnSheet) -> None:
        own.sheet.sent_at = None

    with pytest.raises(IntegrityError, match="a sheet that was sent stays as it is"):
        _do(made, young, reopen)


def test_nobody_marks_a_criterion_of_another_group(prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    adult = made.evaluators["professional"][0]

    def mark(tender: Tender, own: OwnSheet) -> None:
        q2 = next(c for c in ask.criteria_of(tender) if c.code == "Q2")
        act.record_mark(adult.actor, tender, own.sheet, q2, Decimal(1), "Fun.")

    assert _refused(made, adult, mark).message == act.NOT_YOURS


def test_marking_closes_when_every_sheet_that_counts_is_sent(prepared: Prepared) -> None:
    """R15: a voided seat or sheet is no longer waited for, and stays on the record."""
    made = prepared(make_evaluation.marking_tender, bids=2)
    lead, (young, other) = made.house.lead.actor, made.evaluators["young"]
    for human in [*made.evaluators["professional"], young]:
        make_evaluation.mark_all(made, human)
    with pytest.raises(Refused), made.writing() as tender:
        act.close_marking(lead, tender)
    with made.writing() as tender:
        seat = seat_of(other.actor, tender)
        assert seat
        act.void_seat(lead, tender, seat, "They know a bidder’s director.")
    with made.writing() as tender:
        own = seat_of(made.evaluators["professional"][0].actor, tender)
        assert own
        bid = bid_by_label(tender, ask.own_sheets(tender, own)[0].label)
        act.void_part(lead, tender, own, bid, "Read aloud by another.")
    with made.writing() as tender:
        act.close_marking(lead, tender)
    with made.writing() as tender:
        assert tender.stage == "moderating"
        assert len(db.session.scalars(select(Sheet)).all()) == 8
        assert len(db.session.scalars(select(Voided)).all()) == 2
        assert len(ask.sheets_of(tender)) == 5
        assert len(ask.counted_marks_of(tender)) == 2 * 2 * 2 + 2
        closed = db.session.scalars(select(Event).where(Event.name == "marking:closed")).one()
        assert closed.facts == {"sheets": 5}


def test_a_kept_from_bid_has_no_sheet(prepared: Prepared) -> None:
    """R16: the system keeps the evaluator from that bid, and from no other."""
    made = prepared(make_evaluation.marking_tender, kept_from=("young", 0, 1))
    tied, other = made.evaluators["young"]
    hidden = make_bids.label_of(made.house, made.id, made.bidders[1])
    with made.writing() as tender:
        mine, theirs = seat_of(tied.actor, tender), seat_of(other.actor, tender)
        assert mine
        assert theirs
        labels = {own.label for own in ask.own_sheets(tender, mine)}
        assert hidden not in labels
        assert len(labels) == 2
        assert len(ask.own_sheets(tender, theirs)) == 3
        assert ask.own_sheet(tied.actor, tender, hidden) == (mine, None)
        act.void_seat(made.house.lead.actor, tender, mine, "So that this leaves an event.")
