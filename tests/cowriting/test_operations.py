"""Rounds open and end, suggestions are made, backed, answered and questioned, once each (P10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.accounts.models import PARTICIPATION
from portal.core import clock
from portal.core.authorisation import Actor, NotNow, Verdict
from portal.core.errors import Refused
from portal.specifications import operations as specifications
from portal.specifications.cowriting import operations_rounds as rounds_act
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import (
    may_back,
    may_know_who_wrote,
    may_question,
    may_suggest,
    may_write_with,
)
from portal.specifications.cowriting.queries import (
    part_of,
    rounds_of,
    suggestions_of,
    waiting_for,
)
from portal.specifications.problems import problems_of
from portal.tenders.models import Tender
from tests import make
from tests.make_writing import Written, end_rounds, open_round, tender_of


def _part(writing: Written, who: int = 0) -> tuple[Actor, Tender, Part]:
    actor = writing.panel.members[who].actor
    tender = tender_of(writing.house, writing.tender_id)
    part = part_of(actor, tender)
    assert part
    return actor, tender, part


def _rows(writing: Written) -> list[Suggestion]:
    return suggestions_of(tender_of(writing.house, writing.tender_id))


def test_a_panel_writes_from_the_opening_to_the_end_of_the_last_day(writing: Written) -> None:
    for moment, can in (
        (make.START, True),
        (make.START.replace(day=20, hour=22), True),
        (make.START.replace(day=20, hour=23), False),  # midnight in London
        (make.START - timedelta(minutes=1), None),
    ):
        with make.looking(writing.house.id), clock.at(moment):
            actor, tender, part = _part(writing)
            verdict = may_suggest(actor, tender, part)
            assert bool(verdict) is bool(can)
            assert isinstance(verdict, NotNow) is (can is False), moment
            assert bool(may_write_with(actor, tender, part)) is (can is not None)


def test_another_panel_has_no_part_in_it(writing: Written) -> None:
    actor = writing.others.members[0].actor
    with make.looking(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        assert part_of(actor, tender) is None
        assert not may_write_with(actor, tender, None)
        assert not may_write_with(actor, tender, _part(writing)[2])


def test_a_round_gets_more_time_or_closes_early_and_both_are_kept(writing: Written) -> None:
    end_rounds(writing.house, writing.tender_id)
    with make.looking(writing.house.id):
        actor, tender, part = _part(writing)
        assert [each.reason for each in part.rounds[0].ends] == [
            "You asked for it.",
            "Everybody has written.",
        ]
        assert not may_suggest(actor, tender, part)
        assert may_write_with(actor, tender, part)


def test_who_pressed_twice_said_it_once(writing: Written) -> None:
    writing.suggest(0)
    with pytest.raises(Refused, match="said this already"):
        writing.suggest(0)
    assert writing.suggest(1) == 2, "somebody else may say the same"
    writing.answer(1)
    assert writing.suggest(0) == 3, "and who has an answer may say it again"


def test_one_round_at_a_time_is_open_for_a_panel(writing: Written) -> None:
    with pytest.raises(Refused, match="more time"):
        open_round(writing.house, writing.tender_id, writing.panel)
    end_rounds(writing.house, writing.tender_id)
    open_round(writing.house, writing.tender_id, writing.panel)
    with make.looking(writing.house.id):
        numbers = {each.number for each in rounds_of(_part(writing)[1])}
    assert numbers == {1, 2}


def test_a_closed_round_cant_be_closed_again_nor_end_in_the_past(writing: Written) -> None:
    end_rounds(writing.house, writing.tender_id)
    lead = writing.house.staff[PARTICIPATION].actor
    with make.looking(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        each = rounds_of(tender)[0]
        with pytest.raises(Refused, match="isn’t open"):
            rounds_act.close_round(lead, tender, each, "Again.")
        with pytest.raises(Refused, match="is over"):
            rounds_act.prolong_round(lead, tender, each, date(2026, 8, 31), "Too late.")


def test_a_suggestion_keeps_what_it_is_about_and_what_stood_there(writing: Written) -> None:
    writing.suggest(0, "words", "Who (1)", words="All young carers.")
    writing.suggest(1, "weight", "Q1", words="40")
    writing.suggest(2, "minimum", "Q1", words="2")
    with make.looking(writing.house.id):
        rows = _rows(writing)
    assert [(each.number, each.about, each.was, each.words) for each in rows] == [
        (1, "Who (1)", "Young carers.", "All young carers."),
        (2, "Q1 Listening", "30", "40"),
        (3, "Q1 Listening", "", "2"),
    ]


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [("words", "Who (1)", "Young  carers."), ("weight", "Q1", "30"), ("question", "", "")],
)
def test_a_suggestion_says_something_or_has_a_card(
    writing: Written, kind: str, title: str, words: str
) -> None:
    with pytest.raises(Refused):
        writing.suggest(0, kind, title, words=words)
    writing.suggest(0, kind, title, words=words, card="hard")


def test_others_agree_once_and_nobody_with_their_own(writing: Written) -> None:
    writing.suggest(0)
    writing.back(1, 1, "And often.")
    with make.looking(writing.house.id):
        row = _rows(writing)[0]
        said = [_sentence(may_back(*_part(writing, who), row)) for who in (0, 1, 2)]
    assert "own" in said[0]
    assert "already" in said[1]
    assert said[2] == ""


def _sentence(verdict: Verdict) -> str:
    return verdict.why if isinstance(verdict, NotNow) else ""


def test_an_answer_is_for_one_or_for_several_as_a_theme(writing: Written) -> None:
    for who in (0, 1):
        writing.suggest(who)
    writing.answer(1, 2, outcome="adapted")
    with make.looking(writing.house.id):
        rows = _rows(writing)
        assert [each.state for each in rows] == ["answered", "answered"]
        answers = {each.answer.id for each in rows if each.answer}
        assert len(answers) == 1
        found = rows[0].answer
        assert found
        assert (found.part, found.part_title) == ("criterion", "Q1 Listening")
    with pytest.raises(Refused, match="already"):
        writing.answer(1)


def test_what_is_not_taken_up_went_nowhere(writing: Written) -> None:
    writing.suggest(0)
    writing.answer(1, outcome="not_taken_up")
    with make.looking(writing.house.id):
        found = _rows(writing)[0].answer
        assert found
        assert (found.part, found.part_id, found.part_title) == (None, None, "")


def test_an_answer_that_isnt_one_is_questioned_once_and_answered_again(writing: Written) -> None:
    writing.suggest(0)
    writing.suggest(1)
    writing.answer(1, outcome="not_taken_up")
    writing.question(0, 1)
    with make.looking(writing.house.id):
        assert [each.state for each in _rows(writing)] == ["questioned", "waiting"]
    writing.answer(1)
    with make.looking(writing.house.id):
        row, waiting = _rows(writing)
        assert row.state == "answered"
        assert row.answer
        assert row.answer.outcome == "taken_up"
        assert "once" in _sentence(may_question(*_part(writing), row))
        assert "no answer" in _sentence(may_question(*_part(writing, 1), waiting))
        assert may_question(*_part(writing, 1), row) is False  # it is another's


def test_publication_waits_for_every_answer(writing: Written) -> None:
    assert _stops(writing) == []
    writing.suggest(0)
    assert _stops(writing) == ["One suggestion of a panel has no answer yet."]
    with pytest.raises(Refused), make.writing(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        specifications.publish(writing.house.lead.actor, tender)
    writing.answer(1)
    assert _stops(writing) == []
    writing.question(0, 1)
    assert len(_stops(writing)) == 1
    writing.answer(1)
    assert _stops(writing) == []


def _stops(writing: Written) -> list[str]:
    with make.looking(writing.house.id):
        found = problems_of(tender_of(writing.house, writing.tender_id))
        return [each.message for each in found if each.endpoint == "cowriting.suggestions"]


def test_only_the_participation_lead_knows_who_wrote(writing: Written) -> None:
    with make.looking(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        knows = [
            role
            for role, human in writing.house.staff.items()
            if may_know_who_wrote(human.actor, tender)
        ]
    assert knows == [PARTICIPATION]


def test_the_home_of_a_member_learns_what_waits(writing: Written) -> None:
    ids = writing.panel.member_ids[:1]
    with make.looking(writing.house.id):
        assert waiting_for(ids) == [
            (
                writing.tender_id,
                "Support for young carers",
                "Make this tender better with us.",
                date(2026, 9, 20),
            )
        ]
        assert waiting_for(writing.others.member_ids) == []
    end_rounds(writing.house, writing.tender_id)
    with make.looking(writing.house.id):
        assert waiting_for(ids) == []
