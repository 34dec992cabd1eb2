"""`flask standstill`: when a standstill ends, and how it was counted, for whoever asks."""

from __future__ import annotations

import json
from datetime import date

import click
from flask import Flask

from portal.outcomes.standstill import Counted, Rule, calendar, count

REGIMES = {"pa23": "ordinary", "psr": "psr", "psr-further": "psr_further"}


def install(app: Flask) -> None:
    """Hang the command on the app."""
    app.cli.add_command(standstill)


@click.command("standstill")
@click.option("--rule", "rule_name", type=click.Choice(sorted(REGIMES)), required=True)
@click.option("--from", "published_on", metavar="YYYY-MM-DD", required=True)
def standstill(rule_name: str, published_on: str) -> None:
    """Print the last day of a standstill and every day of its count, as JSON (R23, R24, R25).

    --rule is pa23 (Procurement Act 2023) or psr (Provider Selection Regime); --from is the day on
    which the notice is published. psr-further counts from the day on which a further decision
    after representations was told.
    """
    day = _day(published_on)
    rule, in_force = _rule(REGIMES[rule_name], day)
    counted = count(rule, day, calendar())
    found: dict[str, object] = {
        "rule": rule_name,
        "from": day.isoformat(),
        "last_day": counted[-1].day.isoformat(),
        "days": [_as_json(each) for each in counted],
    }
    if not in_force:
        found["note"] = f"The rule counts for notices from {rule.since} on: nothing was due before."
    click.echo(json.dumps(found, indent=1, ensure_ascii=False))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' isn't a day: write it as YYYY-MM-DD, as in 2026-03-04."
        raise click.BadParameter(message, param_hint="--from") from None
    if not 2000 <= day.year < 2200:
        raise click.BadParameter("Bank holidays are known from 2000 to 2199.", param_hint="--from")
    return day


def _rule(regime: str, on: date) -> tuple[Rule, bool]:
    """How the regime counted on a day, or how it first did, and whether it did then."""
    days = calendar()
    if rule := days.rule(regime, on):
        return rule, True
    return min((each for each in days.rules if each.regime == regime), key=_since), False


def _since(rule: Rule) -> date:
    return rule.since


def _as_json(each: Counted) -> dict[str, object]:
    return {"day": each.day.isoformat(), "working_day": each.number, "why_not": _why_not(each)}


def _why_not(each: Counted) -> str | None:
    if each.number is not None:
        return None
    return "; ".join(each.off) or "before the count begins"
