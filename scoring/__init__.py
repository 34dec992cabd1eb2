"""Exact, explained scoring of tenders: marks in, ranking out, with its working.

The public names: `Method` and `Marks` hold checked input, `evaluate` gives a `Result`, `analyse`
says what made it and how sure it is, `verify` recomputes it. `BadInput` has every problem,
`Incomplete` every missing mark.
"""

from scoring.analyse import analyse, analyse_result
from scoring.check import warnings
from scoring.document import read_document, write_document
from scoring.evaluate import evaluate, evaluate_document
from scoring.marks import Marks
from scoring.method import Method
from scoring.problems import BadInput, Incomplete, Missing, Problem
from scoring.result import Result
from scoring.verify import verify

__all__ = [
    "BadInput",
    "Incomplete",
    "Marks",
    "Method",
    "Missing",
    "Problem",
    "Result",
    "analyse",
    "analyse_result",
    "evaluate",
    "evaluate_document",
    "read_document",
    "verify",
    "warnings",
    "write_document",
]
