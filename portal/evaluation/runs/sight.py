"""How much of a run a reader sees, and its figures as far as that goes (R19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.queries import RunMade
from portal.evaluation.runs.remembered import read_run
from portal.specifications.models import Group


class Sight(NamedTuple):
    """How much a reader sees of a run, and how they like to read it."""

    shows_groups: bool
    shows_marks: bool
    names: tuple[tuple[str, str], ...]
    is_plain: bool


def figures_of(run: RunMade, groups: Sequence[Group], sight: Sight) -> Figures:
    """A run's figures as far as this reader may see them."""
    return Figures(
        read_run(run).document,
        groups,
        {"quality": gettext("Quality"), "price": gettext("Price")},
        sight.shows_groups,
        shows_marks=sight.shows_marks,
        names=dict(sight.names),
    )
