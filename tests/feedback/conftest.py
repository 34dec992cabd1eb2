"""A published tender whose panel of three was told what became of its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.core import clock
from tests import make, make_feedback
from tests.make_writing import Written
from tests.shelf import Prepared


@pytest.fixture
def made(prepared: Prepared) -> Iterator[Written]:
    """On the day on which it came out."""
    found: Written = prepared(make_feedback.told)
    with clock.at(make.START):
        yield found
