"""The exact core of `scoring` that a bundle ships: what an evaluation imports, and no more."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import scoring

FOLDER = Path(scoring.__file__).parent


@cache
def core_files() -> dict[str, bytes]:
    """The files of `scoring` that `import scoring` needs, by name; standard library alone."""
    found: dict[str, bytes] = {}
    waiting = ["__init__"]
    while waiting:
        name = waiting.pop()
        file = f"{name}.py"
        if file not in found:
            found[file] = (FOLDER / file).read_bytes()
            waiting += _imports(found[file])
    return dict(sorted(found.items()))


def _imports(source: bytes) -> list[str]:
    """What a module imports of the library as soon as it is imported itself."""
    return [
        node.module.removeprefix("scoring.")
        for node in ast.parse(source).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scoring.")
        if node.module
    ]
