"""Labels that say nothing: drawn at random, and never two that follow one another."""

from __future__ import annotations

from itertools import product
from secrets import SystemRandom

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without I, O and Q, which look like 1 and 0

_random = SystemRandom()


def draw_labels(count: int) -> list[str]:
    """As many labels as bids, in random order; a gap between two of them tells nothing (R16).

    One letter each up to ten bids, then two: so many are always left over that nobody can
    guess which ones a tender has.
    """
    all_labels = _labels_for(count)
    places = sorted(_random.sample(range(len(all_labels) - count + 1), count)) if count else []
    drawn = [all_labels[place + gap] for gap, place in enumerate(places)]
    _random.shuffle(drawn)
    return drawn


def _labels_for(count: int) -> list[str]:
    length = 1
    while len(LETTERS) ** length < 2 * count + 3:
        length += 1
    return ["".join(letters) for letters in product(LETTERS, repeat=length)]
