"""Panels that choose: one that has been asked, one whose votes are counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.core import clock
from tests import make
from tests.make_choosing import OVER, asked, counted
from tests.make_writing import Written, written
from tests.shelf import Prepared


@pytest.fixture
def choosing(prepared: Prepared) -> Iterator[Written]:
    """A panel of four is asked, and puts itself forward."""
    made: Written = prepared(asked)
    with clock.at(make.START):
        yield made


@pytest.fixture
def chosen(prepared: Prepared) -> Iterator[Written]:
    """The second was chosen; the first and the third are reserves, in an order that was drawn."""
    made: Written = prepared(counted)
    with clock.at(OVER):
        yield made


@pytest.fixture
def writing(prepared: Prepared) -> Iterator[Written]:
    """A tender in drafting, while its panel of three writes."""
    made: Written = prepared(written)
    with clock.at(make.START):
        yield made
