"""The whole input: a document in the format `evenhand-tender/1`, read and written."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from scoring.exact import JsonNumber
from scoring.marks import Marks
from scoring.method import Method
from scoring.node import Node
from scoring.problems import BadInput, Problem, Problems, quoted
from scoring.read_marks import LISTS, read_marks
from scoring.read_method import read_method

FORMAT = "evenhand-tender/1"


def read_document(document: object) -> tuple[Method, Marks]:
    """Check a whole input and read it; raises `BadInput` with every problem at once."""
    log = Problems()
    fields = Node(document, (), log).fields(["format", "method", "bids"], LISTS)
    if "format" in fields:
        fields["format"].choice([FORMAT])
    node = fields.get("method")
    if node is None:
        raise BadInput(log)
    method, outline = read_method(node)
    marks = read_marks(fields, outline, log)
    if log or method is None or marks is None:
        raise BadInput(log)
    return method, marks


def write_document(method: Method, marks: Marks) -> dict[str, Any]:
    """The canonical input: exact numbers as text, defaults filled in, order kept."""
    return {"format": FORMAT, "method": method.as_dict(), **marks.as_dict(method)}


def load_json(data: bytes, whole_numbers: bool = False) -> Any:
    """JSON with every number kept as it is written; raises `BadInput` where it can't be read.

    With `whole_numbers`, those of up to 15 digits become `int`, as a stored result has them.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _unreadable(f"byte {error.start} isn't UTF-8", "Save the file as UTF-8")
    try:
        return json.loads(
            text,
            parse_int=_whole if whole_numbers else JsonNumber,
            parse_float=JsonNumber,
            parse_constant=JsonNumber,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        _unreadable(f"this isn't JSON: {error.msg} at {where}", "Correct it there")
    except RecursionError:
        _unreadable("this is nested too deeply", "Write it as the format says")


def _whole(digits: str) -> int | JsonNumber:
    return int(digits) if len(digits) <= 15 else JsonNumber(digits)


def _unreadable(what: str, mend: str) -> NoReturn:
    raise BadInput([Problem((), what, mend)]) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        _unreadable(f"the key {quoted(twice)} is there twice in one object", "Keep one of the two")
    return made
