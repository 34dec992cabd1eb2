"""No small number is shown, and none can be worked out from what is (R19)."""

import itertools
import random
from fractions import Fraction

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
    for _ in range(30):
        rows = [[r.choice([0, 1, 2, 5, 6, 7]) for _ in range(2)] for _ in range(2)]
        shown = shown_table(rows)
        small = [(i, j) for i in range(2) for j in range(2) if 0 < rows[i][j] < 5]
        found = list(solutions(shown, 8))
        assert rows in found
        for i, j in small:
            assert shown[i][j] is None
            assert len({each[i][j] for each in found}) > 1
        protected += bool(small)
    assert protected > 15


def test_large_tables_are_protected_in_time():
    r = random.Random(4)
    rows = [[r.choice([0, 3, 12, 40]) for _ in range(12)] for _ in range(12)]
    shown = shown_table(rows)
    assert all(shown[i][j] is None for i in range(12) for j in range(12) if rows[i][j] == 3)
    assert any(n == 40 for row in shown for n in row)


def test_the_suppression_is_the_smallest_there_is():
    """The fewest further numbers, and among those the smallest sum: all sets are tried."""
    r = random.Random(5)
    tables = [
        [[r.choice([0, 1, 4, 5, 6, 9]) for _ in range(2)] for _ in range(2)] for _ in "x" * 40
    ]
    tables += [[[r.choice([0, 1, 3, 5, 7, 8]) for _ in range(4)]] for _ in "x" * 20]
    needed = 0
    for rows in tables:
        shown = [n for row in shown_table(rows) for n in row]
        numbers = [n for row in with_totals(rows) for n in row]
        small = {i for i, n in enumerate(numbers) if 0 < n < 5}
        hidden = {i for i, n in enumerate(shown) if n is None}
        assert small <= hidden
        assert size(numbers, hidden - small) == least_protection(rows, numbers, small), rows
        needed += hidden > small
    assert needed > 30


def least_protection(rows, numbers, small):
    """How many further numbers have to be hidden at least, and their least sum."""
    others = [i for i, n in enumerate(numbers) if n >= 5]
    sets = [s for k in range(len(others) + 1) for s in itertools.combinations(others, k)]
    sets.sort(key=lambda more: size(numbers, more))
    return next(size(numbers, s) for s in sets if protects(rows, numbers, small, {*small, *s}))


def size(numbers, places):
    return len(places), sum(numbers[i] for i in places)


def with_totals(rows):
    full = [[*row, sum(row)] for row in rows]
    return [*full, [sum(column) for column in zip(*full, strict=True)]]


def protects(rows, numbers, small, hidden):
    """Whether another table looks the same, for each small number one in which it differs.

    Sums of rows and columns are such that a number that can differ at all can differ by 1.
    """
    width = len(rows[0])
    told = set()
    for changes in itertools.product((-1, 0, 1), repeat=len(rows) * width):
        other = with_totals(
            [[n + changes[r * width + c] for c, n in enumerate(row)] for r, row in enumerate(rows)]
        )
        flat = [n for row in other for n in row]
        if all(
            n == m if i not in hidden else n >= 1
            for i, (n, m) in enumerate(zip(flat, numbers, strict=True))
        ):
            told |= {i for i in small if flat[i] != numbers[i]}
    return told == small


FIVE = (0, 5)


def test_means_of_small_groups():
    assert shown_mean(3.5, 4) is None
    assert shown_mean(3.5, 5) == 3.5
    assert shown_means([4, 3, 2], [12, 3, 9], 3, FIVE) == ([4, None, None], 3)
    assert shown_means([4, 3, 2], [2, 3, 9], 3, FIVE) == ([None, None, 2], None)
    assert shown_means([4], [3], 4, FIVE) == ([None], None)
    assert shown_means([4, 3, 2], [12, 30, 9], 3, FIVE) == ([4, 3, 2], 3)
    assert shown_means([4, 0], [7, 0], 4, FIVE) == ([4, 0], 4)


def test_a_mean_at_an_end_of_the_scale_says_what_everybody_gave():
    nothing = [None, None, None], None
    assert shown_means([5, 3, 2], [12, 30, 9], 3, FIVE) == nothing
    assert shown_means([4, 3, 0], [12, 30, 9], 3, FIVE) == nothing
    assert shown_means([5, 5, 5], [12, 3, 2], 5, FIVE) == nothing
    almost = [Fraction(49, 10), 3, 2]
    assert shown_means(almost, [12, 30, 9], 3, FIVE) == (almost, 3)


def test_two_hidden_means_do_not_follow_from_a_sum_close_to_the_highest():
    means = [Fraction(24, 5), Fraction(14, 3), 3]
    assert shown_means(means, [5, 3, 30], Fraction(7, 2), FIVE) == ([None, None, 3], None)


@pytest.mark.parametrize("people", [(5, 3, 6), (5, 6, 7), (2, 4, 9), (3, 11)])
def test_no_hidden_mean_follows_from_what_is_shown(people):
    """Every mark of a small group could be another one for somebody who knows rule and rest."""
    alike = {}
    for sums in itertools.product(*(range(2 * n + 1) for n in people)):
        alike.setdefault(seen(sums, people), []).append(sums)
    for (_shown, together), same in alike.items():
        for index, n in enumerate(people):
            could_be = {sums[index] for sums in same}
            if n < 5 and together is not None:
                assert could_be == set(range(2 * n + 1))
            elif n < 5 or could_be & {0, 2 * n}:
                assert len(could_be) > 1, (same, index)


def seen(sums, people):
    """What a reader sees of sums of marks from 0 to 2."""
    means = [Fraction(each, n) for each, n in zip(sums, people, strict=True)]
    shown, together = shown_means(means, people, Fraction(sum(sums), sum(people)), (0, 2))
    return tuple(shown), together
