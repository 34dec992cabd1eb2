"""The result page over HTTP: who finds what on it and in its files, and ways to each sentence."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import html5lib
import openpyxl  # type: ignore[import-untyped]
import pytest
from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR
from portal.bids.queries import provider_names
from portal.core import clock
from portal.core.tenancy import tenant
from scoring import evaluate_document
from tests import make
from tests.make_means import means_tender, release
from tests.make_moderation import Panel, run_of
from tests.make_outcomes import DECIDED, RELEASED, released_tender
from tests.pages import plainly
from tests.shelf import Prepared

LATER = RELEASED + timedelta(days=1)
KEPT_BACK = "What each group gave is kept back here"


def page_as(app: Flask, made: Panel, human: make.Human, query: str = "") -> str:
    """The result page as one person gets it."""
    with clock.at(LATER):
        answer = make.client_of(app, human).get(made.path(f"result{query}"))
    assert answer.status_code == 200
    return answer.text


def test_an_evaluator_of_a_small_group_finds_no_groups_part_anywhere(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R19: one professional and one young person; the page and its table have combined scores."""
    made = prepared(released_tender)
    young = made.people["young"][0]
    page = page_as(quick_app, made, young)
    assert KEPT_BACK in page
    assert "Without each group" not in page
    client = make.client_of(quick_app, young)
    with clock.at(LATER):
        table = client.get(made.path("result/result.csv"))
        files = ("input.json", "result.json", "result.xlsx")
        statuses = [client.get(made.path(f"result/{name}")).status_code for name in files]
    assert statuses == [404, 404, 404]
    for words in (page, table.text):
        for group in ("Professionals", "Young people", "agreed mark of", "50 %"):
            assert group not in words
    assert "steps of marks would" not in page
    assert "kept back, because it would show what single people or groups gave" in page


@pytest.mark.parametrize("role", [APPROVER, AUDITOR])
def test_approver_and_auditor_find_the_parts_and_the_steps(
    quick_app: Flask, prepared: Prepared, role: str
) -> None:
    made = prepared(released_tender)
    page = page_as(quick_app, made, made.house.staff[role])
    assert KEPT_BACK not in page
    for words in ("Without “Professionals”", "Young people", "steps of marks would bring"):
        assert words in page


def test_large_groups_see_their_parts_but_no_single_marks(
    quick_app: Flask, prepared: Prepared
) -> None:
    """Five of each group marked; R18: how one of them marked is for the panel's lead alone."""
    made = prepared(means_tender)
    release(made)
    page = page_as(quick_app, made, made.people["young"][0])
    assert "Without “Professionals”" in page
    assert "would show what single people or groups gave" in page
    assert "How far evaluators agree" not in page
    assert "Young people: median 2; 2 ÷ 3 × 40 = 80/3" in page
    assert "gave" not in page.replace("groups gave", "")
    assert "How far evaluators agree" in page_as(quick_app, made, made.house.lead)


def test_a_run_from_means_and_a_median_comes_to_what_a_hand_computes(
    quick_app: Flask, prepared: Prepared
) -> None:
    """Q1 of 40: (11/5 + 8/5) ÷ 2 of 3, and (2 + 3) ÷ 2; Q2 of 40: medians 2 and 1; price 20.

    76/3 + 80/3 + 20 = 72, and 100/3 + 40/3 + 20 × 600 ÷ 601 = 66.63.
    """
    made = prepared(means_tender)
    with tenant(made.house.id):
        digest = run_of(made).digest
    page = page_as(quick_app, made, made.house.lead)
    rows = _rows(page)
    one, two = made.labels
    assert rows[f"figures-{one}"][1:] == ["1", "14.67", "37.33", "20.00", "52.00", "72.00"]
    assert rows[f"figures-{two}"][1:] == ["2", "13.33", "33.33", "19.97", "46.67", "66.63"]
    assert rows["scores-1"] == ["Q1 Listening", "40", "25.33", "33.33"]
    assert rows["scores-2"] == ["Q2 Fun", "40", "26.67", "13.33"]
    assert f"Bid {one} is first, by 5.37 points" in page
    assert rows["difference-total"][-1] == "9676/1803"
    told = re.search(r"Young people gave ([\d, ]+): median 2; 2 ÷ 3 × 40 = 80/3", page)
    assert told
    assert sorted(told[1].split(", ")) == ["0", "1", "2", "3", "3"]
    assert digest in page


def _rows(page: str) -> dict[str, list[str]]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return {
        row.get("id"): [" ".join(_seen(cell).split()) for cell in row]
        for row in tree.iter("tr")
        if row.get("id")
    }


def _seen(node: Any) -> str:
    """What stands there for the eye, without the words that screen readers alone hear."""
    if node.get("class") == "govuk-visually-hidden":
        return ""
    return (node.text or "") + "".join(_seen(each) + (each.tail or "") for each in node)


def test_every_figure_leads_to_a_sentence_that_stands_open_and_back(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(means_tender)
    page = page_as(quick_app, made, made.house.lead)
    links = set(re.findall(r'href="([^"]*working=[^"]*)"', page))
    for label in made.labels:
        mine = {link for link in links if f"working={label}#" in link}
        assert len(mine) == 2 + 3 + 3
        opened = page_as(quick_app, made, made.house.lead, f"?working={label}")
        box = re.search(rf'<details[^>]*id="working-{label}" open>(.*?)</details>', opened, re.S)
        assert box
        assert opened.count(" open>") == 1
        ids = set(re.findall(r'id="([^"]+)"', box[1]))
        assert {link.partition("#")[2] for link in mine} <= ids
        backs = re.findall(r'href="#([^"]+)">Back to the figure', box[1])
        assert len(backs) == len(ids)
        assert set(backs) <= set(re.findall(r'id="([^"]+)"', opened))


def test_each_difference_leads_to_its_row_in_a_table_that_stands_open(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(means_tender)
    page = page_as(quick_app, made, made.house.lead)
    picture = re.search(r'<div class="difference">(.*?)</div>', page, re.S)
    assert picture
    rows = re.findall(r'href="[^"]*working=difference#(difference-\d)"', picture[1])
    assert rows == ["difference-1", "difference-2", "difference-3"]
    opened = page_as(quick_app, made, made.house.lead, "?working=difference")
    box = re.search(r"<details[^>]* open>(.*?)</details>", opened, re.S)
    assert box
    assert all(f'id="{row}"' in box[1] for row in rows)


def test_a_cell_that_is_a_figure_has_its_link(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(means_tender)
    page = page_as(quick_app, made, made.house.lead)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for row in tree.iter("tr"):
        if (row.get("id") or "").startswith("figures-"):
            assert all(cell.find("a") is not None for cell in row.iter("td"))
        if (row.get("id") or "").startswith("scores-"):
            assert all(cell.find("a") is not None for cell in list(row.iter("td"))[1:])


def test_names_stand_beside_labels_from_the_reveal_and_never_before(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R18: whose a label is stays unknown until the providers are revealed."""
    made = prepared(means_tender)
    with tenant(made.house.id), pytest.raises(ValueError, match="before the reveal"):
        provider_names(made.tender())
    with clock.at(DECIDED):
        before = make.client_of(quick_app, made.house.lead).get(made.path("result")).text
    assert "Provider 1 of 2" not in before
    assert "names are hidden until approval" in before
    release(made)
    for human in (made.house.lead, made.people["young"][0]):
        after = page_as(quick_app, made, human)
        first = re.search(r'<span class="who-is">(.*?)</span> *</span>', after, re.S)
        assert first
        assert f"Bid {made.labels[0]}" in first[1]
        assert "Provider 1 of 2" in plainly(first[1])


def test_the_workbook_has_the_results_the_working_the_marks_and_the_method(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(means_tender)
    client = make.client_of(quick_app, made.house.lead)
    assert f'href="{made.path("result/result.xlsx")}"' in client.get(made.path("result")).text
    answer = client.get(made.path("result/result.xlsx"))
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    assert 'filename="result.xlsx"' in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["results", "working", "marks", "method"]
    results = [[cell.value for cell in row] for row in book["results"].iter_rows()]
    assert [row[0] for row in results[1:]] == made.labels
    assert results[1][results[0].index("total exact")] == "72"
    assert book["marks"].max_row == 1 + 30
    document = client.get(made.path("result/input.json")).json
    digest = dict(list(book["method"].values))["digest"]
    assert digest == evaluate_document(document).digest
