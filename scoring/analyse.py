"""What made the difference, how sure it is, and how far evaluators agree."""

from __future__ import annotations

from typing import Any

from scoring.agreement import agreement
from scoring.dependence import bid_dependence
from scoring.evaluate import evaluate
from scoring.fragility import fewest_mark_changes, nearest_minimum
from scoring.influence import influence
from scoring.marks import Marks
from scoring.method import Method
from scoring.moves import Board
from scoring.result import Result
from scoring.weights import critical_weights

FORMAT = "evenhand-analysis/1"


def analyse(method: Method, marks: Marks) -> dict[str, Any]:
    """Influence, fragility, agreement, as `evenhand-analysis/1` says; raises `Incomplete`."""
    return analyse_result(evaluate(method, marks))


def analyse_result(result: Result) -> dict[str, Any]:
    """The same for a result that is there already."""
    board = Board.of(result)
    return {
        "format": FORMAT,
        "influence": influence(result),
        "fragility": {
            **fewest_mark_changes(result, board),
            "nearest_minimum": nearest_minimum(result, board),
            "critical_weights": critical_weights(result),
            "bid_dependence": bid_dependence(result),
        },
        "agreement": agreement(result),
    }
