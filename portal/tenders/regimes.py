"""Which rules apply, from which amount, and how long bidders need: dated data (R1, R2)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("regimes.toml")


@dataclass(frozen=True)
class OpenDays:
    """How many days bidders have at least, and whether the law says so."""

    days: int
    is_law: bool


def threshold(regime: str, on: date) -> Decimal | None:
    """From which amount with VAT the regime counts on a day; the PSR has none."""
    row = _row("thresholds", regime, on)
    return Decimal(row["amount"]) if row else None


def open_days(regime: str, on: date) -> OpenDays | None:
    """How long bidders need between publication and the deadline (PA23 s.54)."""
    row = _row("days", regime, on)
    return OpenDays(row["days"], row["is_law"]) if row else None


def is_psr_mixed(health: Decimal | None, other: Decimal | None, why: str) -> bool:
    """Both tests of PSR reg 3: health is worth more, and the rest can't reasonably be apart."""
    return health is not None and other is not None and health > other and bool(why)


def _row(table: str, regime: str, on: date) -> dict[str, Any] | None:
    rows = [row for row in _data()[table] if row["regime"] == regime and row["since"] <= on]
    return max(rows, key=lambda row: row["since"], default=None)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
