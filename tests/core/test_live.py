"""A page that is asked for again and again answers in full only when something has changed."""

from __future__ import annotations

from flask import Flask

from portal.core.live import live


def test_who_has_the_page_already_gets_304_and_nothing_is_made(quick_app: Flask) -> None:
    made = []

    def page(tag: str) -> str:
        made.append(tag)
        return f"<p>{tag}</p>"

    with quick_app.test_request_context("/"):
        first = live(("table", 1), page)
    tag = first.headers["ETag"]
    assert (first.status_code, made) == (200, [tag])
    with quick_app.test_request_context("/", headers={"If-None-Match": tag}):
        assert live(("table", 1), page).status_code == 304
        assert made == [tag]
        assert live(("table", 2), page).status_code == 200
    with quick_app.test_request_context("/", headers={"If-None-Match": "*"}):
        assert live(("table", 1), page).status_code == 200
