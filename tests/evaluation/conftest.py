"""Tenders that take long to bring about: built once, and copied for each test."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.make import House
from tests.make_moderation import (
    Panel,
    closed,
    moderating_tender,
    record_all,
    sign_all,
)
from tests.shelf import Prepared

Portal = tuple[Flask, Panel]


def moderating_panel(house: House) -> Panel:
    """Three bids whose marks are sent; one young person is kept from the first."""
    return moderating_tender(house, 3, kept_from=True)


def recorded_panel(house: House) -> Panel:
    """The same, everything recorded and nothing signed."""
    made = moderating_panel(house)
    record_all(made)
    return made


def deciding_panel(house: House) -> Panel:
    """The same, signed and closed: the run is made."""
    made = recorded_panel(house)
    sign_all(made)
    closed(made)
    return made


@pytest.fixture
def moderating(quick_app: Flask, prepared: Prepared) -> Portal:
    """The portal and a tender in moderation, nothing recorded."""
    return quick_app, prepared(moderating_panel)


@pytest.fixture
def recorded_tender(quick_app: Flask, prepared: Prepared) -> Portal:
    """The portal and a tender in moderation, everything recorded, nothing signed."""
    return quick_app, prepared(recorded_panel)


@pytest.fixture
def deciding(quick_app: Flask, prepared: Prepared) -> Portal:
    """The portal and a tender whose moderation is closed."""
    return quick_app, prepared(deciding_panel)
