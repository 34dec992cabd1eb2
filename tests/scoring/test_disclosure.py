"""No small number is shown, and none can be worked out from what is (R19)."""

import itertools
import random

import pytest

from scoring.disclosure import shown_counts, shown_mean, shown_means, shown_table


def test_r19_twelve_three_nine_of_twenty_four():
    assert shown_counts([12, 3, 9]) == [12, None, None, 24]


def test_r19_a_vote_of_seven_one_one_hides_all_three():
    assert shown_counts([7, 1, 1]) == [None, None, None, 9]


def test_a_nought_is_shown_and_large_counts_are():
    assert shown_counts([0, 8, 16]) == [0, 8, 16, 24]
    assert shown_counts([0, 3, 21]) == [0, None, None, 24]


def test_a_small_total_is_hidden_with_its_counts():
    assert shown_counts([3]) == [None, None]
    assert shown_counts([0, 2, 1]) == [0, None, None, None]


def test_a_table_is_protected_by_rows_and_columns():
    shown = shown_table([[12, 3, 9], [10, 20, 30], [8, 9, 40]])
    assert shown[0][1] is None
    hidden = [(r, c) for r, row in enumerate(shown) for c, n in enumerate(row) if n is None]
    assert len(hidden) == 4
    assert hidden == [(0, 1), (0, 2), (2, 1), (2, 2)] or (0, 0) in hidden


def test_a_setting_below_five_is_refused():
    with pytest.raises(ValueError, match="below 5"):
        shown_counts([1, 2], least=4)
    with pytest.raises(ValueError, match="below 0"):
        shown_counts([-1, 7])


def solutions(shown, most):
    """Every table of counts that a reader could have in mind: what is hidden is at least 1."""
    height, width = len(shown) - 1, len(shown[0]) - 1
    inner = list(itertools.product(range(height), range(width)))
    unknown = [(r, c) for r, c in inner if shown[r][c] is None]
    for values in itertools.product(range(1, most + 1), repeat=len(unknown)):
        guess = dict(zip(unknown, values, strict=True))
        rows = [[guess.get((r, c), shown[r][c]) for c in range(width)] for r in range(height)]
        totals = [*map(sum, rows)], [*map(sum, zip(*rows, strict=True))]
        right = [row[-1] for row in shown[:-1]]
        bottom = shown[-1][:-1]
        pairs = [*zip(right, totals[0], strict=True), *zip(bottom, totals[1], strict=True)]
        pairs.append((shown[-1][-1], sum(totals[0])))
        if all(seen == total if seen is not None else total >= 1 for seen, total in pairs):
            yield rows


def test_no_small_number_can_be_worked_out_and_no_fewer_would_do():
    r = random.Random(3)
    protected = 0
    for _ in range(40):
        rows = [[r.choice([0, 1, 2, 5, 6, 7]) for _ in range(2)] for _ in range(2)]
        shown = shown_table(rows)
        small = [(i, j) for i in range(2) for j in range(2) if 0 < rows[i][j] < 5]
        found = list(solutions(shown, 9))
        assert rows in found
        for i, j in small:
            assert shown[i][j] is None
            assert len({each[i][j] for each in found}) > 1
        protected += bool(small)
    assert protected > 20


def test_large_tables_are_protected_in_time():
    r = random.Random(4)
    rows = [[r.choice([0, 3, 12, 40]) for _ in range(12)] for _ in range(12)]
    shown = shown_table(rows)
    assert all(shown[i][j] is None for i in range(12) for j in range(12) if rows[i][j] == 3)
    assert any(n == 40 for row in shown for n in row)


def test_means_of_small_groups():
    assert shown_mean(3.5, 4) is None
    assert shown_mean(3.5, 5) == 3.5
    assert shown_means([4, 3, 2], [12, 3, 9], 3) == ([4, None, None], 3)
    assert shown_means([4, 3, 2], [2, 3, 9], 3) == ([None, None, 2], 3)
    assert shown_means([4], [3], 4) == ([None], None)
    assert shown_means([4, None], [3, 0], 4) == ([None, None], None)
