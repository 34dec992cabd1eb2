"""What a marking page costs its reader and the server: queries, and kilobytes on a first visit."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests import make, make_evaluation
from tests.client import Client, token_of
from tests.shelf import Prepared
from tests.statements import counted

QUERIES, SAVE_ASKS, WEIGHT = 8, 5, 60_000
SAVED = {"mark": "2", "reason": "They ask us.", "seen": "0", "do": "save"}
WRITES = ("insert", "update", "delete")
LONG_ANSWER = "They would come to our school and ask each of us how it goes. " * 60
LINKED = re.compile(r'<(?:link|script|img)[^>]*\s(?:href|src)="(/static/[^"]+)"')
NEEDED = {
    "text/css": re.compile(r"""url\(["']?(?!data:)([^"')]+)["']?\)"""),
    "text/javascript": re.compile(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']"""),
}


def test_a_marking_page_asks_eight_queries(quick_app: Flask, prepared: Prepared) -> None:
    """For a young person, who is told who is there for them, and for a professional; what was
    published a process reads once, for whoever comes first."""
    made = prepared(make_evaluation.marking_tender)
    for human in made.everybody:
        client = make.client_of(quick_app, human)
        page = _first_question(client, made)
        _get(client, page)
        with counted() as statements:
            _get(client, page)
        asked = [each for each in statements if each.lstrip().lower().startswith("select")]
        assert len(asked) <= QUERIES, asked
        token = token_of(client.get(page))
        with counted() as statements:
            client.post(page, data=SAVED | {"csrf_token": token})
        verbs = [each.split(None, 1)[0].lower() for each in statements]
        verbs = [each for each in verbs if each in ("select", "with", *WRITES)]
        assert verbs[:SAVE_ASKS] == ["select"] * SAVE_ASKS
        assert len(verbs) > SAVE_ASKS
        assert "select" not in verbs[SAVE_ASKS:]  # all that is written goes together, at the end


# Flask-Compress leaves the file that it read for the garbage collector to close.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_first_visit_to_a_marking_page_weighs_under_60_kilobytes(
    quick_app: Flask, prepared: Prepared
) -> None:
    """Its bodies and headers, as a browser gets them, without fonts; its answer a long one."""
    made = prepared(make_evaluation.marking_tender)
    client = make.client_of(quick_app, made.evaluators["young"][0])
    page = _get(client, _first_question(client, made))
    weights = {"the answer": len(LONG_ANSWER), "the page": _weight(page)}
    waiting = LINKED.findall(page.text)
    while waiting:
        address = waiting.pop()
        if address.partition("?")[0] in weights:
            continue
        with _get(client, address) as packed, client.get(address) as plain:
            weights[address.partition("?")[0]] = _weight(packed)
            needs = NEEDED.get(plain.mimetype)
            found = needs.findall(plain.text) if needs else ()
        waiting += [urljoin(address, each) for each in found if ".woff" not in each]
    assert {"/static/govuk-frontend.min.css", "/static/js/autosave.js"} <= weights.keys()
    assert sum(weights.values()) < WEIGHT, weights


def _first_question(client: Client, made: make_evaluation.Marking) -> str:
    found = re.search(r'href="([^"]+/marking/[^"/]+/Q1)"', client.get(f"{made.path}/marking").text)
    assert found
    return found[1]


def _get(client: Client, address: str) -> TestResponse:
    answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert answer.status_code == 200, address
    return answer


def _weight(answer: TestResponse) -> int:
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers)
    return head + len(answer.data)
