"""The loaded demo as an app of its own, to look into."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from portal.config import read_config
from tests.journeys.conftest import demo, loaded_demo

__all__ = ["demo", "loaded_demo", "looked_into"]


@pytest.fixture(scope="session")
def looked_into(loaded_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A copy of the loaded demo, open in this process."""
    folder = tmp_path_factory.mktemp("looked-into") / "data"
    shutil.copytree(loaded_demo, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVENHAND_DATA", str(folder))
        app = create_app(replace(read_config(), data=folder))
        with app.app_context():
            yield app
