"""Every number of the result page stands beside a way to its working, whoever reads it (R6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask

from portal.accounts.models import AUDITOR
from tests import make
from tests.evaluation.test_result_views import page_as
from tests.make_means import means_tender, release
from tests.make_moderation import Panel
from tests.make_outcomes import released_tender
from tests.shelf import Prepared

BLOCKS = {"p", "li", "dd", "tr", "ul"}
RULES = ("fewer than 5 people", "1 is full agreement")
"""Numbers of published rules, which nobody worked out."""


def _tree(page: str) -> Element:
    tree: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return tree


def _section(tree: Element, name: str) -> Element:
    return next(each for each in tree.iter("section") if each.get("aria-labelledby") == name)


def _numbers(section: Element) -> Iterator[tuple[str, list[Element]]]:
    """Every text with a digit, and the blocks that it stands in, the nearest first."""
    parents = {child: parent for parent in section.iter() for child in parent}
    for node in section.iter():
        texts = [(node, node.text), *((node, child.tail) for child in node)]
        for inside, text in texts:
            if not re.search(r"\d", text or "") or any(rule in (text or "") for rule in RULES):
                continue
            above = [inside]
            while above[-1] in parents:
                above.append(parents[above[-1]])
            if not any(_is_agreement(each) or each.tag == "dt" for each in above):
                yield text or "", [each for each in above if each.tag in BLOCKS]


def _is_agreement(node: Element) -> bool:
    """The table of agreement: its working is the marks themselves, in the workbook."""
    return node.tag == "details" and any(each.get("id") == "agreement" for each in node.iter())


def _ways(node: Element) -> list[str]:
    return [a.get("href") or "" for a in node.iter("a") if "working=" in (a.get("href") or "")]


def released_means(house: make.House) -> Panel:
    """Groups of five, whose parts evaluators see too; the letters are out."""
    made = means_tender(house)
    release(made)
    return made


@pytest.mark.parametrize("builder", [released_tender, released_means])
def test_numbers_of_difference_weights_and_sureness_stand_beside_a_way(
    quick_app: Flask, prepared: Prepared, builder: Callable[[make.House], Panel]
) -> None:
    """Each block with a number has a link to a working, or stands in a list that has one."""
    made = prepared(builder)
    for human in (made.house.lead, made.people["young"][0]):
        tree = _tree(page_as(quick_app, made, human))
        for name in ("difference", "sure"):
            found = list(_numbers(_section(tree, name)))
            assert found or name == "sure"
            for text, blocks in found:
                assert any(_ways(block) for block in blocks[:2]), (name, text)


def test_the_heading_and_the_facts_lead_to_their_working(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(released_tender)
    page = page_as(quick_app, made, made.house.lead)
    assert re.search(
        r'<a [^>]*href="[^"]*working=comparison#working-comparison-margin">How the difference', page
    )
    facts = next(each for each in _tree(page).iter("ul") if each.get("class") == "facts")
    hrefs = [a.get("href") or "" for a in facts.iter("a")]
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert len(hrefs) == len(list(facts))
    assert {href.partition("#")[2] for href in hrefs} <= ids
    assert any("working-comparison-steps" in href for href in hrefs)


def test_each_way_asks_for_a_box_that_stands_open_and_holds_its_place(
    quick_app: Flask, prepared: Prepared
) -> None:
    """Without scripts: the server opens the box that a link asks for, and no other."""
    made, seen = prepared(released_tender), set()
    for human in (made.house.lead, made.house.staff[AUDITOR], made.people["young"][0]):
        asked: dict[str, set[str]] = {}
        for way in _ways(_tree(page_as(quick_app, made, human))):
            query, _hash, place = way.partition("?")[2].partition("#")
            asked.setdefault(query, set()).add(place)
        for query, places in asked.items():
            tree = _tree(page_as(quick_app, made, human, f"?{query}"))
            *around, box = [each for each in tree.iter("details") if each.get("open") is not None]
            assert all(box in list(each.iter()) for each in around)
            assert places <= {each.get("id") for each in box.iter()}
            seen |= places
    assert {"working-comparison-margin", "working-comparison-steps", "weight-1"} <= seen


@pytest.mark.parametrize("kind", ["young", "professional"])
def test_evaluators_of_small_groups_find_no_group_in_any_sentence(
    quick_app: Flask, prepared: Prepared, kind: str
) -> None:
    """R19."""
    made = prepared(released_tender)
    page = page_as(quick_app, made, made.people[kind][0], "?working=comparison")
    assert "working-comparison-margin" in page
    for hidden in ("comparison-steps", "comparison-below", "Professionals", "Young people"):
        assert hidden not in page


def test_evaluators_of_large_groups_find_groups_but_no_single_marks(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R18."""
    made = prepared(released_means)
    page = page_as(quick_app, made, made.people["young"][0], "?working=comparison")
    assert "(Young people)" in page
    for hidden in ("comparison-steps", "comparison-below", "gave 3"):
        assert hidden not in page
    assert "comparison-steps" in page_as(quick_app, made, made.house.lead)
