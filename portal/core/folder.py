"""The folder of what an installation keeps beside its database: keys, settings, lists."""

from __future__ import annotations

from pathlib import Path

from flask import current_app


def data_folder() -> Path:
    """The data folder of the app that is running."""
    found: Path = current_app.extensions["evenhand"].data
    return found
