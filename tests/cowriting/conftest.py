"""A tender in drafting with which a panel of three writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.core import clock
from tests import make
from tests.make_writing import Written, written
from tests.shelf import Prepared


@pytest.fixture
def writing(prepared: Prepared) -> Iterator[Written]:
    """The tender while its round is open."""
    made: Written = prepared(written)
    with clock.at(make.START):
        yield made
