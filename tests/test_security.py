"""What was tried by hand once (docs/security.md) and led to a change, kept as tests."""

from __future__ import annotations

from flask import Flask, url_for


def test_a_mailed_link_leads_to_the_portal_whatever_a_request_says(quick_app: Flask) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    with quick_app.test_request_context("/home", base_url="http://evil.example", headers=headers):
        link = url_for("accounts.invitation", token="abc", _external=True)  # noqa: S106
        assert link == "http://127.0.0.1:8000/invitations/abc"
        assert url_for("overview.home") == "/home"
