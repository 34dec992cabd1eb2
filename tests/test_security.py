"""What was tried by hand once (docs/security.md) and led to a change, kept as tests."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from portal.evaluation.marking.forms import mark_form
from tests import make
from tests.tenders.test_views import TYPED


def test_a_mailed_link_leads_to_the_portal_whatever_a_request_says(quick_app: Flask) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    with quick_app.test_request_context("/home", base_url="http://evil.example", headers=headers):
        link = url_for("accounts.invitation", token="abc", _external=True)  # noqa: S106
        assert link == "http://127.0.0.1:8000/invitations/abc"
        assert url_for("overview.home") == "/home"


@pytest.mark.parametrize("year", ["9" * 400, "9999", "٣", "-1", "1999"])
def test_no_year_is_too_odd_for_a_sentence(quick_app: Flask, year: str) -> None:
    client = make.client_of(quick_app, make.house().lead)
    typed = TYPED | {"deadline_day": ["12", "10", year]}
    answer = client.submit("/ambleford/tenders/new", typed)
    assert answer.status_code == 200
    assert "Enter a real day" in answer.text


@pytest.mark.parametrize("seen", ["²", "٣", "9" * 5000, "-1", "x"])
def test_a_version_that_is_no_number_is_as_none(quick_app: Flask, seen: str) -> None:
    with quick_app.test_request_context(data={"seen": seen}, method="POST"):
        assert mark_form(["1"], (None, "", False), (0, 0), True).versions_seen() == (0, 0)
