"""Recomputes a result from the input that it carries, and says what differs."""

from __future__ import annotations

from typing import Any

from scoring.canonical import digest
from scoring.evaluate import evaluate_document
from scoring.problems import BadInput, Incomplete, Problem, path_text, quoted
from scoring.result import FORMAT, SIGNED, Result

MOST = 100


def verify(document: object) -> list[str]:
    """Every difference between a stored result and the same input evaluated now.

    An empty list means that it holds. Raises `BadInput` where it isn't a result at all, or
    `Incomplete` where its digest holds but its input lacks marks.
    """
    stored = _stored(document)
    differences = [] if _digest(stored) == stored["digest"] else [_DIGEST_DIFFERS]
    try:
        result = evaluate_document(stored["input"])
    except (BadInput, Incomplete) as error:
        if not differences:
            raise
        return [*differences, f"input: it can't be evaluated any more: {error}"]
    return [*differences, *_compare(stored, result)]


_DIGEST_DIFFERS = "digest: it isn't the digest of this result's format, input, bids and ties"


def _stored(document: object) -> dict[str, Any]:
    wanted = (*SIGNED, "digest")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput([Problem((), f"this isn't a result in the format {FORMAT}", _MEND)])
    lacking = [
        Problem((), f"the key {quoted(k)} is missing", _MEND) for k in wanted if k not in document
    ]
    if lacking:
        raise BadInput(lacking)
    return document


_MEND = "Give the file that `evaluate` wrote"


def _digest(stored: dict[str, Any]) -> str | None:
    try:
        return digest({key: stored[key] for key in SIGNED})
    except (TypeError, ValueError, RecursionError):
        return None


def _compare(stored: dict[str, Any], result: Result) -> list[str]:
    found: list[str] = []
    for key in SIGNED:
        _differences(stored[key], result.signed[key], (key,), found)
    if stored["digest"] != result.digest and not found:
        found.append(f"digest: stored {quoted(stored['digest'])}, computed {result.digest}")
    return found


def _differences(old: Any, new: Any, path: tuple[str | int, ...], found: list[str]) -> None:
    """Note where two documents differ, up to a hundred places."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**new, **old}:
            _differences(old.get(key, _ABSENT), new.get(key, _ABSENT), (*path, key), found)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            _differences(*pair, (*path, index), found)
    elif len(found) < MOST and (type(old) is not type(new) or old != new):
        found.append(f"{path_text(path)}: stored {_say(old)}, computed {_say(new)}")


_ABSENT = object()


def _say(value: object) -> str:
    return "nothing" if value is _ABSENT else quoted(value)
