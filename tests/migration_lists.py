"""The lists of tables in the migration that raises the walls, read from its file."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_path = Path(__file__).parent.parent / "migrations" / "versions" / "0002_walls.py"
_spec = importlib.util.spec_from_file_location("walls", _path)
assert _spec
assert _spec.loader
_walls = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_walls)

APPEND_ONLY: list[str] = _walls.APPEND_ONLY
FROZEN: dict[str, str] = _walls.FROZEN
