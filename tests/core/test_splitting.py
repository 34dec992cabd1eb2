"""Any two of three shares give a secret back, and one alone tells nothing of it."""

from __future__ import annotations

import secrets
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import splitting
from portal.core.splitting import Share, join, split

SECRETS = st.binary(min_size=0, max_size=48)


@given(SECRETS)
def test_any_two_of_the_three_shares_give_the_secret_back(secret: bytes) -> None:
    for one, other in permutations(split(secret), 2):
        assert join(one, other) == secret


@given(st.integers(0, 255), st.integers(1, 255))
def test_each_number_but_nothing_has_an_inverse_in_the_field(a: int, b: int) -> None:
    quotient = splitting._times(a, splitting._inverse(b))
    assert splitting._times(quotient, b) == a
    assert splitting._times(a, 0) == 0


def test_one_share_alone_fits_every_secret_equally() -> None:
    """For each byte of a share there is exactly one slope for each byte of a secret."""
    for place in splitting.PLACES:
        for point in (0, 1, 77, 255):
            fitting = {
                secret: [s for s in range(256) if secret ^ splitting._times(place, s) == point]
                for secret in range(256)
            }
            assert {len(slopes) for slopes in fitting.values()} == {1}


def test_shares_of_one_secret_are_others_each_time() -> None:
    secret = secrets.token_bytes(32)
    assert len({split(secret)[0].points for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Share(1, b"ab"), Share(1, b"cd")),
        (Share(1, b"ab"), Share(0, b"cd")),
        (Share(4, b"ab"), Share(1, b"cd")),
        (Share(1, b"ab"), Share(2, b"c")),
    ],
)
def test_what_are_no_two_shares_of_one_secret_is_refused(one: Share, other: Share) -> None:
    with pytest.raises(ValueError, match="shares"):
        join(one, other)
