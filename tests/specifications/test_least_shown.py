"""A tender that shows no number of fewer than ten hides what one of five would show (R19)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from portal.evaluation.runs.policy import may_see_parts
from portal.participation.equality.counting import numbers_now, shown_numbers
from portal.specifications.agreeing.outcome import Count
from portal.specifications.agreeing.queries_influence import Understanding
from portal.specifications.hours.queries import counted_of
from scoring.disclosure import still_shown
from tests.access_actors import ACTORS, tender_in

MANY = 10


def test_r19_the_tenders_own_number_hides_what_fewer_gave() -> None:
    nine = Count(Counter(yes=9), 9, 0)
    assert nine.shown(5) == [9, 0, 0, 0, 9]
    assert nine.shown(MANY) is None
    assert Understanding(9, 9).shown(5) == (9, 9)
    assert Understanding(9, 9).shown(MANY) is None
    assert counted_of([], 9, date(2026, 11, 2), MANY) == []
    tender = tender_in("released")
    assert may_see_parts(ACTORS["evaluator"], tender, 9)
    tender.least_shown = MANY
    assert not may_see_parts(ACTORS["evaluator"], tender, 9)


def test_r19_what_was_counted_under_a_smaller_number_is_hidden_until_it_is_counted_again() -> None:
    assert still_shown([12, 0, None, 6], MANY) == [None] * 4
    assert still_shown([12, 0, None, 24], MANY) == [12, 0, None, 24]
    said = [{"disability": "yes"}] * 6 + [{"disability": "no"}] * 7
    shown = shown_numbers(said, len(said), 5)
    assert shown["disability"]["yes"] == 6
    assert set(numbers_now(shown, MANY)["disability"].values()) == {None}
