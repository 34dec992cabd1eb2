"""A secret in three shares, of which any two give it back, and one alone tells nothing.

Shamir's way over GF(256), byte by byte, with a threshold of two: each byte of the secret is where a
straight line of random slope begins, and a share is one more point of that line. One point lies on
some line from every beginning; two points are on one line only.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

PLACES = (1, 2, 3)
"""Where the three shares lie on the line; at 0 lies the secret."""

POLYNOMIAL = 0x11B
"""By which products are reduced: the field that AES counts in."""


@dataclass(frozen=True)
class Share:
    """One point of the line for each byte of the secret."""

    place: int
    points: bytes


def split(secret: bytes) -> tuple[Share, Share, Share]:
    """Three shares of a secret, any two of which give it back."""
    slopes = secrets.token_bytes(len(secret))
    first, second, third = (
        Share(at, bytes(b ^ _times(at, slope) for b, slope in zip(secret, slopes, strict=True)))
        for at in PLACES
    )
    return first, second, third


def join(one: Share, other: Share) -> bytes:
    """The secret of which these are two different shares; of shares that don't belong together it
    is some other one, so whoever joins them compares what comes out with what is known of it."""
    if one.place == other.place or {one.place, other.place} - set(PLACES):
        raise ValueError("two different shares are needed")
    if len(one.points) != len(other.points):
        raise ValueError("these shares aren't of one secret")
    slope = _inverse(one.place ^ other.place)
    return bytes(
        a ^ _times(one.place, _times(slope, a ^ b))
        for a, b in zip(one.points, other.points, strict=True)
    )


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= POLYNOMIAL
        b >>= 1
    return product


def _inverse(a: int) -> int:
    """The one number whose product with this one is 1: its 254th power."""
    result = 1
    for _ in range(254):
        result = _times(result, a)
    return result
