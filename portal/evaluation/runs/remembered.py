"""What a worker remembers of runs: one never changes, so it is read and judged once (R6).

The key says which run, by its id and digest, and all that the answer depends on. Commands that
verify read the rows themselves and ask nothing here.
"""

from __future__ import annotations

import json
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from portal.evaluation.runs.queries import RunMade, texts_of_run
from scoring import Result, analyse_result, evaluate_document

Made = TypeVar("Made")
MOST_RUNS, MOST_VIEWS = 6, 48


class Remembered(Generic[Made]):
    """The last things that were made, by their keys; what wasn't asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for this key, or what `make` makes now."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


@dataclass(frozen=True)
class ReadRun:
    """A run's result as it was stored, and what follows from its input, worked out when asked."""

    id: uuid.UUID
    input: dict[str, Any]
    document: dict[str, Any]

    @cached_property
    def result(self) -> Result:
        """The same input, evaluated again."""
        return evaluate_document(self.input)

    @cached_property
    def analysis(self) -> dict[str, Any]:
        """Influence, fragility and agreement (R7, R9)."""
        return analyse_result(self.result)


_runs: Remembered[ReadRun] = Remembered(MOST_RUNS)
views: Remembered[Any] = Remembered(MOST_VIEWS)
"""Parts of pages, ready to be shown."""


def read_run(run: RunMade) -> ReadRun:
    """A run with its texts read; from the database only the first time."""
    return _runs.get((run.id, run.digest), lambda: _read(run))


def _read(run: RunMade) -> ReadRun:
    given, result = texts_of_run(run.id)
    return ReadRun(run.id, json.loads(given), json.loads(result))
