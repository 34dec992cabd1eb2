"""The lists of tables in the migrations that raise the walls, read from their files."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any


def _read(name: str) -> Any:
    path = Path(__file__).parent.parent / "migrations" / "versions" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_walls, _evidence = _read("0002_walls"), _read("0003_evidence")
_paragraphs, _starting = _read("0010_paragraphs"), _read("0042_setting_up")
_price_lines = _read("0044_price_lines")
_SINCE = (
    "0006_panels",
    "0008_cowriting",
    "0009_agreeing",
    "0013_thanks",
    "0015_choosing",
    "0016_feedback",
    "0020_attachments",
    "0021_practice",
    "0023_progress",
    "0027_last5b",
    "0029_reading",
    "0030_pairs",
    "0031_reminders",
    "0033_two_as_one",
    "0035_room",
    "0036_views",
    "0037_letters",
    "0038_standstill",
    "0039_hearing",
    "0040_interviews",
    "0041_ending",
    "0042_setting_up",
    "0043_pages",
    "0044_price_lines",
    "0045_questions",
    "0046_amendments",
    "0047_sealed",
    "0048_typed",
    "0049_groundwork",
    "0050_charter",
    "0051_organisations",
    "0052_package",
    "0053_again",
    "0054_evidence_at_the_desk",
    "0055_words_on_pages",
    "0056_documents",
    "0057_small_groups",
    "0058_brand",
    "0059_register",
    "0060_personal",
    "0061_briefing",
    "0062_elsewhere",
    "0064_wording",
    "0065_replacing",
    "0066_importing",
)
_TOGETHER = [_read(name) for name in _SINCE]

APPEND_ONLY: list[str] = [
    *_walls.APPEND_ONLY,
    *_evidence.NEW,
    *(table for each in _TOGETHER for table in each.APPEND_ONLY),
]
ERASABLE: list[str] = _walls.ERASABLE
FROZEN: dict[str, str] = _walls.FROZEN | _paragraphs.FROZEN | _starting.FROZEN | _price_lines.FROZEN
NEVER_EMPTIED: list[str] = [*_evidence.KEPT, *_evidence.NEW]
