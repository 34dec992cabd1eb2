"""Labels say nothing: random, without look-alikes, never two that follow one another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from portal.bids.labels import LETTERS, draw_labels


def _place(label: str) -> int:
    place = 0
    for letter in label:
        place = place * len(LETTERS) + LETTERS.index(letter)
    return place


@pytest.mark.parametrize("count", [0, 1, 2, 5, 10, 11, 40, 300])
def test_no_two_labels_follow_one_another(count: int) -> None:
    for _ in range(20):
        labels = draw_labels(count)
        assert len(set(labels)) == count
        places = sorted(_place(label) for label in labels)
        assert all(after - before > 1 for before, after in pairwise(places))


def test_up_to_ten_bids_have_one_letter_and_more_have_two() -> None:
    assert {len(label) for label in draw_labels(10)} == {1}
    assert {len(label) for label in draw_labels(11)} == {2}


def test_no_label_looks_like_a_figure() -> None:
    assert not set("".join(draw_labels(300))) & set("IOQ10")


def test_labels_and_their_order_differ_from_draw_to_draw() -> None:
    draws = [tuple(draw_labels(5)) for _ in range(20)]
    assert len(set(draws)) > 1
    assert any(list(draw) != sorted(draw) for draw in draws)
