"""How far evaluators and groups agree, against published tables."""

from fractions import Fraction as F

import pytest

from scoring.agreement import alpha, kendall_w

KRIPPENDORFF = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_krippendorffs_reference_table(level, value):
    rows = [line.split() for line in KRIPPENDORFF.strip().splitlines()]
    given = {
        (rater, bid): int(mark)
        for rater, row in enumerate(rows)
        for bid, mark in enumerate(row)
        if mark != "."
    }
    assert alpha(given, level) == pytest.approx(value, abs=5e-4)


def test_alpha_is_null_where_it_is_not_defined():
    assert alpha({}) is None
    assert alpha({(0, 0): 1, (1, 1): 2}) is None
    assert alpha({(r, b): 3 for r in range(3) for b in range(4)}) is None


def test_kendalls_w_with_ties_corrected():
    same = [F(3), F(2), F(1)]
    assert kendall_w([same, same, same]) == 1
    assert kendall_w([same, same[::-1]]) == 0
    assert kendall_w([[F(1), F(1)], [F(2), F(2)]]) is None
    assert kendall_w([same]) is None
    tied = [[F(x) for x in row] for row in ([1, 2, 2, 4], [1, 3, 2, 4], [2, 1, 3, 4])]
    assert kendall_w(tied) == pytest.approx(402 / 522)
