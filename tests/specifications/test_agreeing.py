"""A panel agrees, or not, with how bids will be marked; outsiders see what R19 allows (R4)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.participation.panels.leaving import leave
from portal.participation.panels.queries import member_by_id
from portal.record.erasure.published import take_out
from portal.specifications import operations as writing
from portal.specifications.agreeing import operations as act
from portal.specifications.agreeing import queries as ask
from portal.specifications.agreeing.outcome import Count, outcome_of
from portal.specifications.agreeing.published import together_of
from portal.specifications.problems import problems_of
from portal.specifications.queries import criteria_of, sections_of
from portal.tenders.queries import notice_of
from tests import make, make_approving
from tests import make_agreeing as agreeing
from tests.make_agreeing import CLOSES, tender_of
from tests.make_panels import MadePanel, panel
from tests.make_specification import criterion, ready_tender
from tests.make_writing import open_round

AFTER = datetime(2026, 9, 21, 9, tzinfo=UTC)
Written = tuple[make.House, Any, MadePanel]


def write_with(house: make.House, members: int = 4) -> Written:
    """A tender that is ready, and a panel that writes with it."""
    made = panel(house, members=members)
    tender_id = ready_tender(house)
    agreeing.state_influence(house, tender_id)
    agreeing.plan_hours(house, tender_id)
    open_round(house, tender_id, made)
    return house, tender_id, made


@pytest.fixture
def written(prepared: Any) -> Any:
    """A panel of four and its tender, on the first day of the round."""
    with clock.at(make.START):
        yield prepared(write_with)


@pytest.fixture
def of_nine(prepared: Any) -> Any:
    """A panel of nine."""
    with clock.at(make.START):
        yield prepared(write_with, members=9)


def standing(written: Written) -> ask.Agreement:
    house, tender_id, made = written
    with make.looking(house.id):
        return ask.agreement_of(tender_of(house, tender_id), made.id)


def together(written: Written) -> dict[str, Any]:
    house, tender_id, _ = written
    with make.looking(house.id):
        return together_of(tender_of(house, tender_id))


def messages(written: Written, *, warns: bool = False) -> str:
    house, tender_id, _ = written
    with make.looking(house.id):
        found = problems_of(tender_of(house, tender_id))
        return " ".join(each.message for each in found if each.warns == warns)


@pytest.mark.parametrize(
    ("said", "may_act", "is_over", "outcome"),
    [
        ("yes yes", 4, False, "open"),
        ("yes yes", 4, True, "agreed"),
        ("yes pass", 4, True, "agreed"),
        ("yes", 4, True, "not_agreed"),
        ("pass pass", 4, True, "not_agreed"),
        ("yes worry", 4, True, "worries"),
        ("yes yes yes no", 4, False, "not_agreed"),
        ("yes yes yes yes", 4, False, "agreed"),
        ("", 0, True, "not_agreed"),
        ("", 0, False, "not_agreed"),
    ],
)
def test_the_published_rule(said: str, may_act: int, is_over: bool, outcome: str) -> None:
    heard = said.split()
    count = Count(Counter(heard), may_act, may_act - len(heard))
    assert outcome_of(count, is_over=is_over) == outcome


def test_the_last_word_counts_and_may_change_until_it_closes(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say(house, tender_id, made, 0, "no", "It is unfair.")
    agreeing.say(house, tender_id, made, 0, "yes")
    assert [each.said for each in standing(written).said] == ["yes"]
    with clock.at(AFTER), pytest.raises(Refused, match="has changed"):
        agreeing.say(house, tender_id, made, 0, "no", "Too late.")


def test_who_has_left_speaks_for_nobody_who_is_there(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say_all(house, tender_id, made, "yes yes yes")
    with make.writing(house.id):
        member = member_by_id(made.member_ids[0])
        assert member
        leave(made.members[0].actor, member)
    found = standing(written)
    assert (found.count.heard, found.count.may_act, found.count.silent) == (3, 3, 1)
    assert found.outcome == "open"


def test_a_worry_or_a_no_says_what_it_is(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    with make.writing(house.id), pytest.raises(Refused, match="Write what you mean"):
        tender = tender_of(house, tender_id)
        found = ask.agreement_of(tender, made.id)
        member = ask.members_of_panels([made.id])[0]
        act.say_to_agreement(made.members[0].actor, tender, found, member, "no", "")


def test_another_weight_makes_it_old_and_other_text_does_not(app: Flask) -> None:
    with clock.at(make.START):
        house, tender_id, made = written = write_with(make.house(), members=2)
        agreeing.agreed(house, tender_id, made)
        with make.writing(house.id):
            tender = tender_of(house, tender_id)
            section = sections_of(tender)[0]
            writing.name_section(house.lead.actor, tender, "Who this is for", section)
        assert standing(written).outcome == "agreed"
        with make.writing(house.id):
            tender = tender_of(house, tender_id)
            first = criteria_of(tender)[0]
            scale, title = first.scale, "Listening to everybody"
            halves = {share.group_id: share.percent for share in first.shares}
            changed = criterion(scale, "Q1", title, 30, {})
            more = {"shares": halves, "weight": Decimal(30)}
            facts_now = type(changed)(**(vars(changed) | more))
            writing.put_criterion(house.lead.actor, tender, facts_now, first)
        assert standing(written).outcome == "old"
        assert "agreed to something else" in messages(written)
        agreeing.ask_panel(house, tender_id, made.id)
        assert standing(written).asked.number == 2  # type: ignore[union-attr]


def test_a_panel_that_wrote_and_was_not_asked_stops_the_publication(written: Written) -> None:
    house, tender_id, made = written
    assert "wasn’t asked whether it agrees" in messages(written)
    with make.writing(house.id), pytest.raises(Refused, match="mended before you can publish"):
        writing.publish(house.lead.actor, tender_of(house, tender_id))
    agreeing.ask_panel(house, tender_id, made.id)
    assert "is still being asked" in messages(written)
    agreeing.say_all(house, tender_id, made, "yes yes worry pass")
    assert "Worries of" in messages(written)
    agreeing.answer_all(house, tender_id, made.id)
    assert messages(written) == "Nobody is named who leads the writing together."
    agreeing.name_lead(house, tender_id)
    assert messages(written) == ""


def test_without_a_panel_it_is_said_why_and_what_each_group_can_do(quick_app: Flask) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    with make.writing(house.id), pytest.raises(Refused), clock.at(make.START):
        writing.publish(house.lead.actor, tender_of(house, tender_id))
    with make.looking(house.id), clock.at(make.START):
        found = [each for each in problems_of(tender_of(house, tender_id)) if not each.warns]
        pages = [each.endpoint for each in found]
    steps = ["agreeing.influence", "agreeing.influence"]
    assert pages == ["agreeing.without", *steps, "agreeing.name_lead"]
    agreeing.explained(house, tender_id)
    make_approving.approved(house, tender_id)
    with make.writing(house.id), clock.at(make.START):
        writing.publish(house.lead.actor, tender_of(house, tender_id))
    page = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert "There is no panel yet." in page
    assert "Parents and carers" in page


def test_publishing_without_needs_a_reason_that_is_published(
    quick_app: Flask, written: Written
) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say_all(house, tender_id, made, "no yes yes yes")
    assert "doesn’t agree" in messages(written)
    with make.writing(house.id):
        act.go_without(house.lead.actor, tender_of(house, tender_id), "The money ends in March.")
    agreeing.name_lead(house, tender_id)
    assert "Worries of" in messages(written)
    agreeing.answer_all(house, tender_id, made.id)
    make_approving.approved(house, tender_id)
    with make.writing(house.id):
        writing.publish(house.lead.actor, tender_of(house, tender_id))
    with make.looking(house.id):
        notice = notice_of(tender_id)
        assert notice
        said = notice.document["together"]
    assert (said["without"], said["lead"]) == ("The money ends in March.", house.lead.name)
    page = make.client_of(quick_app).get(f"/notices/{tender_id}").text
    assert "Published without this panel’s agreement." in page
    assert "The money ends in March." in page
    assert "A taxi is paid for." in page
    with make.writing(house.id):
        take_out(house.lead.actor, tender_of(house, tender_id), ["carers", "March"], "person")
    assert standing(written).outcome == "not_agreed"


def test_of_four_outsiders_see_no_number(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say_all(house, tender_id, made, "yes yes yes worry")
    agreeing.answer_all(house, tender_id, made.id)
    (said,) = together(written)["panels"]
    assert (said["is_agreed"], said["has_worries"], said["counts"]) == (True, True, None)
    assert said["worries"] == [{"worry": "How to get home", "answer": "A taxi is paid for."}]


@pytest.mark.parametrize(
    ("every", "counts"),
    [
        ("yes yes yes yes yes yes yes yes yes", [9, 0, 0, 0, 9]),
        ("yes yes yes yes yes yes yes worry no", [None, None, None, 0, 9]),
        ("yes yes yes yes yes yes yes yes pass", [None, 0, 0, None, 9]),
    ],
)
def test_of_nine_outsiders_see_what_tells_nobodys_word(
    of_nine: Written, every: str, counts: list[int | None]
) -> None:
    house, tender_id, made = of_nine
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say_all(house, tender_id, made, every)
    assert together(of_nine)["panels"][0]["counts"] == counts


def test_who_looks_twice_learns_of_nobody(of_nine: Written) -> None:
    house, tender_id, made = of_nine
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say_all(house, tender_id, made, "yes yes yes yes yes yes yes worry worry")
    agreeing.answer_all(house, tender_id, made.id)
    found = standing(of_nine)
    assert (found.outcome, found.shown_counts(5)) == ("worries", None), (
        "somebody may change their word"
    )
    with clock.at(AFTER):
        assert standing(of_nine).shown_counts(5) == [None, None, 0, 0, 9]
    (said,) = together(of_nine)["panels"]
    assert len(said["worries"]) == 1, "what is said once of two tells nobody how many had it"


def test_nobody_is_quoted_in_what_is_published(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say(house, tender_id, made, 0, "no", "My wheelchair never fits on that bus.")
    with make.writing(house.id), pytest.raises(Refused, match="word for word"):
        tender = tender_of(house, tender_id)
        found = ask.agreement_of(tender, made.id)
        quoted = "Somebody says: my wheelchair never fits on that bus!"
        act.answer_worries(house.lead.actor, tender, found, found.unanswered, quoted, "We ask.")


def test_what_members_said_is_sealed(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say(house, tender_id, made, 0, "worry", "Quillfeather is far away.")
    agreeing.answer_all(house, tender_id, made.id)
    with make.looking(house.id):
        events = db.session.scalars(select(Event).where(Event.log_id == tender_id)).all()
        told = {each.name: each.facts for each in events}
    assert told["agreement:said"] == {"number": 1}
    assert told["worry:answered"] == {}
    assert "Quillfeather" not in str(told)
    assert str(made.id) not in str(told["agreement:asked"])


def test_who_has_not_answered_is_waited_for(written: Written) -> None:
    house, tender_id, made = written
    agreeing.ask_panel(house, tender_id, made.id)
    agreeing.say(house, tender_id, made, 0, "pass")
    with make.looking(house.id):
        first, second = ([each] for each in made.member_ids[:2])
        assert ask.waiting_for(first) == []
        assert [(each[0], each[3]) for each in ask.waiting_for(second)] == [(tender_id, CLOSES)]
        with clock.at(AFTER + timedelta(days=1)):
            assert ask.waiting_for(second) == []
