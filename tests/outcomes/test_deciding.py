"""Ties, mistakes found later, approvals in order, two views, narratives, and the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, AUDITOR
from portal.audit.models import Event
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.models import Run
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.runs.queries import differences_in, tie_decision_of
from portal.outcomes import operations_decision as act
from portal.outcomes.approving import operations as approving
from portal.outcomes.approving.queries import questions_of
from portal.outcomes.queries import course_of, decisions_of
from portal.record.checks import CHECKS
from tests import make
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, checked
from tests.make_moderation import Panel, closed, recorded, sign_all
from tests.make_outcomes import bid_in, then
from tests.shelf import Prepared
from tests.story_deciding import contested

REASON = "Its answers on listening were the fullest."


def first_of(made: Panel) -> str:
    """The label that the last decision chose."""
    bid = decisions_of(made.tender())[0].bid
    assert bid
    return bid.label


def test_r8_a_tie_is_decided_on_the_record_before_a_bid_is_chosen(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.tied_tender)
    lead = make.client_of(quick_app, made.house.lead)
    one, other, third = made.labels
    page = lead.get(made.path("decision")).text
    assert "First place is shared" in page
    assert "Send to the approver" not in page
    with pytest.raises(Refused), then(made) as tender:
        act.decide(made.house.lead.actor, tender, bid_in(made, tender, 0), REASON)
    page = lead.submit(made.path("decision/tie"), {"first": third, "reason": REASON}).text
    assert "There is a problem" in page
    page = lead.submit(made.path("decision/tie"), {"first": other, "reason": ""}).text
    assert "Give the reason why it stands first" in page
    assert f'value="{other}" checked' in " ".join(page.split())
    answer = lead.submit(made.path("decision/tie"), {"first": other, "reason": REASON})
    assert answer.status_code == 303
    page = lead.submit(made.path("decision"), {"choice": one, "reason": "We like it."}).text
    assert "There is a problem" in page
    assert (
        lead.submit(made.path("decision"), {"choice": other, "reason": "It is first."}).status_code
        == 303
    )
    for page in ("result", "decision", "report"):
        assert REASON in lead.get(made.path(page)).text, page
    assert lead.get(made.path("decision/tie")).status_code == 403
    with tenant(made.house.id):
        tie = tie_decision_of(made.tender())
        assert tie
        assert (tie.label, first_of(made)) == (other, other)


def test_only_the_bid_that_the_method_puts_first_can_be_chosen(prepared: Prepared) -> None:
    made = prepared(outcomes.deciding_tender)
    with pytest.raises(Refused) as refused, then(made) as tender:
        act.decide(made.house.lead.actor, tender, bid_in(made, tender, 1), "We like it more.")
    assert refused.value.facts["label"] == made.labels[0]


def test_r15_a_mistake_goes_back_through_moderation_and_both_runs_stay(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.decided_tender)
    lead = make.client_of(quick_app, made.house.lead)
    page = lead.submit(made.path("decision/mistake"), {"reason": ""}).text
    assert "Say what the mistake is" in page
    wrong = {"reason": "Two answers were mixed up when the record was written."}
    assert lead.submit(made.path("decision/mistake"), wrong).status_code == 303
    assert lead.get(made.path("result")).status_code == 403
    assert wrong["reason"] in lead.get(made.path("moderation")).text
    young = make.client_of(quick_app, made.people["young"][0]).get(made.path("moderation")).text
    assert "A mistake was found" in young
    assert wrong["reason"] not in young
    with made.writing():
        for item in items_of(made.tender()):
            if item.bid.label == made.labels[1]:
                recorded(made, item.bid, item.criterion, 3, seen=1)
            elif item.bid.label == made.labels[0]:
                recorded(made, item.bid, item.criterion, 1, seen=1)
    sign_all(made)
    closed(made)
    with tenant(made.house.id):
        assert course_of(made.tender()).decision is None
        runs = db.session.scalars(select(Run).order_by(Run.number)).all()
        assert [run.number for run in runs] == [1, 2]
        assert all(differences_in(run, run.digest) == [] for run in runs)
    page = lead.get(made.path("result")).text
    assert "Run 1" in page
    assert wrong["reason"] in page
    old = lead.get(made.path("result/runs/1")).text
    assert f"Bid {made.labels[0]} is first" in old
    assert "This run doesn’t stand" in old
    changed = " ".join(lead.get(made.path("result/changes")).text.split())
    assert "Place 1, now 2" in changed
    assert "mark 3.00, now 1.00" in changed
    page = lead.get(made.path("decision")).text
    assert "Overtaken" in page
    typed = {"choice": made.labels[1], "reason": "It is first now."}
    assert lead.submit(made.path("decision"), typed).status_code == 303
    with tenant(made.house.id):
        assert [each.is_overtaken for each in decisions_of(made.tender())] == [False, True]
        assert [each.run for each in decisions_of(made.tender())] == [2, 1]


def two_approvers(made: Panel) -> list[make.Human]:
    """The house's approver and another one, in this order."""
    return [made.house.staff[APPROVER], make.staff(made.house, APPROVER)]


def test_r20_approvers_say_yes_one_after_the_other_each_with_their_password(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.deciding_tender)
    lead = make.client_of(quick_app, made.house.lead)
    first, second = two_approvers(made)
    ids = [str(each.actor.person_id) for each in (second, first)]
    for wrong in ({"first": ids[0], "second": ids[0]}, {}):
        page = lead.submit(made.path("approval/order"), {"second": "", "third": ""} | wrong).text
        assert "There is a problem" in page
    order = {"first": ids[0], "second": ids[1], "third": ""}
    assert lead.submit(made.path("approval/order"), order).status_code == 303
    with then(made) as tender:
        act.decide(made.house.lead.actor, tender, bid_in(made, tender, 0), REASON)
    one, other = make.client_of(quick_app, first), make.client_of(quick_app, second)
    assert "Somebody else’s word comes next" in one.get(made.path("approval")).text
    typed = {"word": "approve", "reason": "I read it all.", "password": "wrong password"}
    page = other.submit(made.path("approval"), typed).text
    assert "That isn’t your password" in page
    assert "I read it all." in page
    typed["password"] = make.PASSWORD
    assert other.submit(made.path("approval"), typed).status_code == 303
    with tenant(made.house.id):
        assert made.tender().stage == "deciding"
    assert lead.get(made.path("decision/mistake")).status_code == 403
    assert other.submit(made.path("approval"), typed, at="/sign-in").status_code == 403
    assert one.submit(made.path("approval"), typed).status_code == 303
    with tenant(made.house.id):
        assert made.tender().stage == "approved"
        names = ("decision:endorsed", "decision:approved")
        events = db.session.scalars(
            select(Event).where(Event.name.in_(names)).order_by(Event.number)
        ).all()
        placed = db.session.scalars(
            select(Event).where(Event.name == "approver:placed").order_by(Event.number)
        )
        assert [each.actor for each in events] == [each.facts["holder"] for each in placed]


def test_a_decision_returned_with_a_question_waits_for_the_answer(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.decided_tender)
    lead = make.client_of(quick_app, made.house.lead)
    approver = make.client_of(quick_app, made.house.staff[APPROVER])
    typed = {"word": "ask", "reason": "Who was in the room?", "password": make.PASSWORD}
    assert approver.submit(made.path("approval"), typed).status_code == 303
    assert "waits for the lead’s answer" in approver.get(made.path("approval")).text
    with pytest.raises(Refused), then(made) as tender:
        act.approve(made.house.staff[APPROVER].actor, tender, "Yes.")
    assert "Read the question and answer" in lead.get(made.path("decision")).text
    page = lead.submit(made.path("approval/questions/1"), {"words": ""}).text
    assert "Write your answer" in page
    answer = lead.submit(made.path("approval/questions/1"), {"words": "All ten."})
    assert answer.status_code == 303
    assert lead.get(made.path("approval/questions/1")).status_code == 403
    page = approver.get(made.path("approval")).text
    assert "All ten." in page
    with then(made) as tender:
        (asked,) = questions_of(tender)
        with pytest.raises(Refused):
            approving.answer(made.house.lead.actor, tender, asked, "Again.")
        act.approve(made.house.staff[APPROVER].actor, tender, "Thank you.")


def test_p18_views_stand_side_by_side_with_reasons_and_a_note_of_the_talk(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.decided_tender)
    lead = make.client_of(quick_app, made.house.lead)
    young = make.client_of(quick_app, made.people["young"][0])
    assert young.get(made.path("views")).status_code == 404
    page = lead.submit(made.path("views"), {"words": "", "seen": "0"}).text
    assert "Write how the differences were talked through" in page
    typed = {"words": "They weighed weekends differently.", "seen": "0"}
    assert lead.submit(made.path("views"), typed).status_code == 303
    page = lead.submit(made.path("views"), typed | {"words": "An old page."}).text
    assert "Somebody wrote a note while you were writing" in page
    assert "An old page." in page
    for role in (APPROVER, AUDITOR):
        page = make.client_of(quick_app, made.house.staff[role]).get(made.path("views")).text
        assert "They weighed weekends differently." in page
        assert "Young people" in page
    names = [human.name for human in made.everybody()]
    assert not any(name in page for name in names)


def test_p19_a_group_writes_and_stands_by_its_words(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.decided_tender)
    young = make.client_of(quick_app, made.people["young"][0])
    assert (
        make.client_of(quick_app, made.people["professional"][0])
        .get(made.path("narrative"))
        .status_code
        == 404
    )
    words = "What mattered most to us was who is there at weekends."
    page = young.submit(
        made.path("narrative"), {"words": f"Bid {made.labels[0]} was best.", "seen": "0"}
    ).text
    assert "Write ‘one bid’" in page
    assert f"Bid {made.labels[0]} was best." in page
    assert young.submit(made.path("narrative"), {"words": words, "seen": "0"}).status_code == 303
    page = young.submit(made.path("narrative"), {"words": "Late.", "seen": "0"}).text
    assert "Somebody in your group has written" in page
    assert "Late." in page
    assert "You said yes to these words" in page
    approver = make.client_of(quick_app, made.house.staff[APPROVER])
    assert words in approver.get(made.path("narratives")).text
    assert words in approver.get(made.path("report")).text
    with then(made) as tender:
        act.approve(made.house.staff[APPROVER].actor, tender, "Yes.")
    answer = young.submit(made.path("narrative"), {"words": "More.", "seen": "1"}, at="/sign-in")
    assert answer.status_code == 403


def test_ties_mistakes_and_approvals_in_order_hold_in_the_record_and_its_copy(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(contested)
    with tenant(made.house.id):
        assert [str(each) for check in CHECKS for each in check(made.id)] == []
    whole = bundle_of(made, tmp_path / "whole.zip")
    said = checked(whole)
    assert said.holds, said.text
    assert "by a word on the record, since first place was shared" in said.text
