"""What the public page says of who wrote and agreed; frozen with the notice, R19 kept (R4)."""

from __future__ import annotations

from typing import Any

from portal.specifications.agreeing.queries import (
    Agreement,
    agreements_of,
    coproduction_lead_of,
    without_of,
)
from portal.specifications.agreeing.queries_influence import (
    approvers_of,
    stated_of,
    statements_of,
    understanding_of,
)
from portal.tenders.models import Tender


def together_of(tender: Tender) -> dict[str, Any]:
    """Each panel's outcome, worries in the lead's words, counts where R19 allows; nobody's name.

    The co-production lead is named: it is an office that somebody took on (P26).
    """
    standing = agreements_of(tender)
    lead, reason = coproduction_lead_of(tender), without_of(tender)
    is_without = not standing or any(not each.is_agreed for each in standing)
    return {
        "lead": lead.name if lead else None,
        "without": reason.reason if is_without and reason else None,
        "panels": [_panel(each, tender.least_shown) for each in standing],
        "influence": _influence(tender),
    }


def _influence(tender: Tender) -> list[dict[str, Any]]:
    """What is said of each group, who approved where it is left out, and how many understood it."""
    approvers, understood = approvers_of(stated_of(tender)), understanding_of(tender)
    return [
        each
        | {
            "cells": [
                cell | {"approved_by": approvers.get((cell["step"], each["kind"]))}
                for cell in each["cells"]
            ],
            "understood": of_kind.shown(tender.least_shown)
            if (of_kind := understood.get(each["kind"]))
            else None,
        }
        for each in statements_of(tender)
        if each["cells"]
    ]


def _panel(standing: Agreement, least: int) -> dict[str, Any]:
    is_told = standing.outcome not in ("not_asked", "old")
    answers = standing.answered if is_told else []
    return {
        "title": standing.panel.title,
        "kind": standing.panel.kind,
        "is_agreed": standing.is_agreed,
        "has_worries": standing.outcome == "worries",
        "counts": standing.count.shown(least) if is_told else None,
        "worries": [{"worry": each.worry, "answer": each.answer} for each in answers],
    }
