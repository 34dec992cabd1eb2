"""Whoever is in danger meets a number on every page that anybody can meet at night (P25)."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import default_exceptions

from portal.core.failures import WRITTEN
from portal.core.web import IDLE, public
from tests import make, make_safety
from tests.client import token_of

NUMBERS = ('href="tel:999"', "Call Childline, 0800 1111")


def test_every_page_of_a_failure_has_the_numbers(own_app: Flask) -> None:
    @own_app.get("/fail/<int:code>")
    @public
    def fail(code: int) -> str:
        raise default_exceptions[code]

    for code in WRITTEN:
        page = own_app.test_client().get(f"/fail/{code}")
        assert page.status_code == code
        assert all(number in page.text for number in NUMBERS)


def test_who_has_to_sign_in_first_finds_the_numbers(quick_app: Flask) -> None:
    page = quick_app.test_client().get("/ambleford/help", follow_redirects=True)
    assert page.request.path == "/sign-in"
    assert all(number in page.text for number in NUMBERS)


@pytest.mark.parametrize("page", ["/ambleford/help", "/ambleford/upset"])
def test_who_wrote_for_too_long_is_told_the_numbers_first(quick_app: Flask, page: str) -> None:
    house = make_safety.house_with_lock()
    client = make.client_of(quick_app, make_safety.evaluator(house))
    typed = {"words": "x", "reach": "meet", "csrf_token": token_of(client.get(page))}
    with client.session_transaction() as session:
        session["seen"] -= IDLE.total_seconds() + 1
    answer = client.post(page, data=typed)
    assert answer.status_code == 403
    told = answer.text.partition("</h1>")[2]
    places = [told.index(words) for words in (*NUMBERS, "nobody has your words yet")]
    assert places == sorted(places)
    assert "You have been signed out." not in told
