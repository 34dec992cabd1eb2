"""The decision report: what it holds, its pages, and its PDF."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from portal.accounts.models import AUDITOR
from portal.core.tenancy import tenant
from portal.outcomes import report
from portal.outcomes.report import report_of
from tests import make
from tests import make_outcomes as outcomes
from tests.papers import read, wrong_with
from tests.shelf import Prepared


def test_the_report_holds_what_the_record_holds_and_its_pdf_says_the_same(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.decided_tender)
    with tenant(made.house.id):
        text = str(report_of(made.tender()).blocks)
    for wanted in (
        "It has the best answers.",
        "Your answer to Q1 names a person",
        "Procurement lead",
        "1 evaluator",
        "Fewest steps of marks",
        "Without “Young people”",
        "They wrote nothing to go with the report",
        "declarations",
    ):
        assert wanted in text, wanted
    for human in (*made.everybody(), *made.members):
        assert human.name not in text
    auditor = make.client_of(quick_app, made.house.staff[AUDITOR])
    page = auditor.get(made.path("report")).text
    assert wrong_with(auditor.get(made.path("report.pdf")).data, page) == []
    assert re.search(r"<h1[^>]*>Decision report", page)


def test_a_long_report_stands_on_several_pages_and_its_pdf_has_all(
    quick_app: Flask, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = prepared(outcomes.decided_tender)
    monkeypatch.setattr(report, "AT_ONCE", 2)
    auditor = make.client_of(quick_app, made.house.staff[AUDITOR])
    first = auditor.get(made.path("report")).text
    second = auditor.get(made.path("report?page=2")).text
    bids = [[f">Bid {each}</h3>" in page for each in made.labels] for page in (first, second)]
    assert bids == [[True, True, False], [False, False, True]]
    assert "The order of bids" in first
    assert "The order of bids" not in second
    paper = read(auditor.get(made.path("report.pdf")).data)
    assert all(f"Bid{each}Q1Listening" in paper for each in made.labels)
