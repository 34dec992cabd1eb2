"""What a feature above has against an act of one below it, which may not know it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

Obstacle = Callable[..., None]
"""Raises Refused where something stands against the act."""


def install(app: Flask, **obstacles: Obstacle) -> None:
    """Hand in what is asked before each act, by the act's name."""
    app.extensions["obstacles"] = obstacles


def ask_first(act: str, *about: object) -> None:
    """Refuse an act where the feature that knows better says no."""
    obstacle: Obstacle = current_app.extensions["obstacles"][act]
    obstacle(*about)
