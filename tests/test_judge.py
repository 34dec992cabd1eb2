"""The judge of pages itself: it passes a good page, and names what is wrong with a bad one."""

from __future__ import annotations

import pytest
from flask import Flask, redirect
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tests.pages import (
    GOVUK_SCRIPT,
    HEADERS,
    BadPage,
    JudgingClient,
    _has_loose_ids,
    _shape_of,
    judge,
    judge_headers,
)

GOOD = """<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head><meta charset="utf-8"><title>Listening to young carers – Bid K – Evenhand</title>
<link rel="stylesheet" href="/static/evenhand.css">
<script type="module" src="/static/a.js"></script>
</head>
<body><script>{script}</script>
<a href="#main-content">Skip to main content</a>
<svg viewBox="0 0 40 40" aria-hidden="true" focusable="false"><title>Bid K</title>
<rect x="3" y="8" width="34" height="10" rx="5"/><text x="1" y="2"><tspan>64.25</tspan></text></svg>
<main id="main-content">
<h1><span class="govuk-caption-l">Bid K</span> Listening to young carers</h1>
<details><summary><span>What do these words mean?</span></summary>
<div><p>A word.</p></div></details>
<form method="post" action="/marks" novalidate><input type="hidden" name="csrf_token" value="x">
<fieldset aria-describedby="hint"><legend>How well?</legend><p id="hint">Look at the scale.</p>
<label for="m0">0</label><input type="radio" name="mark" id="m0">
<label>1 <input type="radio" name="mark" value="1"></label></fieldset>
<label for="reason">Why that mark?</label><textarea id="reason" name="reason"></textarea>
<label for="group">Group</label><select id="group" name="group">
<option value="a">A</option></select>
<button>Save and go on</button></form>
<dl><div><dt>Bids</dt><dd>5 &amp; more&hellip;</dd></div></dl><ul><li><a href="/">Home</a></li></ul>
<table><caption>Marks</caption><thead><tr><th scope="col">Bid</th></tr></thead>
<tbody><tr><td>K</td></tr></tbody></table><time datetime="2026-03-04">4 March 2026</time>
</main></body></html>""".replace("{script}", GOVUK_SCRIPT)
H1 = "Listening to young carers</h1>"
SAFE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; form-action 'self';"
    " base-uri 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def test_a_good_page_passes() -> None:
    assert judge(GOOD, SAFE["Content-Security-Policy"]) == []


def test_more_rows_and_other_words_are_no_other_shape_and_loose_ids_are_always_judged() -> None:
    row = "<tr><td>K</td></tr>"
    assert _shape_of(GOOD.replace(row, row + row.replace("K", "Lm"))) == _shape_of(GOOD)
    assert _shape_of(GOOD.replace(row, row.replace("td", "th"))) != _shape_of(GOOD)
    assert not _has_loose_ids(GOOD)
    assert _has_loose_ids(GOOD.replace('id="m0"', 'id="m1"'))
    assert _has_loose_ids(GOOD.replace('id="reason"', 'id="m0"'))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("<title>Listening to young carers – Bid K – Evenhand</title>", "", "one title"),
        ("<title>Listening", "<title>Marking", "must start with 'Listening to young carers'"),
        ("<title>Listening", "<title>Error: Listening", "must start with 'Listening"),
        (H1, f'{H1}<div class="govuk-error-summary"></div>', "must start with 'Error: Listen"),
        (H1, f"{H1}<h1>Again</h1>", "one h1"),
        ("<h1>", "<h2>", "invalid HTML"),
        ('<html lang="en"', "<html", "language"),
        ("<!DOCTYPE html>", "", "invalid HTML"),
        ('id="m0"', 'id="m0" id="m1"', "duplicate-attribute"),
        ("<p>A word.</p>", "<p>A <div>word</div></p>", "invalid HTML"),
        ("<p>A word.</p>", "<p>A <b>word</p>", "invalid HTML"),
        ("&hellip;", "&hellips;", "invalid HTML"),
        ('<p id="hint">', '<p id="hint"></p><p id="hint">', "'hint' is there 2 times"),
        ('<p id="hint">', '<p id="hint two">', "has a space"),
        ('<p id="hint">', "<p>", "aria-describedby points to 'hint'"),
        ('<main id="main-content">', "<main>", "'#main-content', which isn't there"),
        (H1, f"{H1}<script>go()</script>", "inline script: 'go()'"),
        (H1, f'{H1}<script type="application/json">{{}}</script>', "inline script"),
        (H1, f"{H1}<style>p {{}}</style>", "inline style in style"),
        ("<dl>", '<dl style="color: red">', "inline style in dl"),
        ("<button>", '<button onclick="go()">', "button's onclick"),
        ('<a href="/">', '<a href="javascript:go()">', "a's href"),
        ('<label for="reason">', '<label for="why">', "points to no field"),
        ('<label for="reason">Why that mark?</label>', "", "'reason' has no label"),
        ("Why that mark?", "", "a label is empty"),
        ("<ul><li>", "<ul><p>Hello</p><li>", "p stands right in ul"),
        ('<a href="/">Home', '<a href="/">Home <button>Go</button>', "button stands in a"),
        ('<a href="/">', "<a>", "leads nowhere"),
        (H1, f'{H1}<img src="/a.png">', "has no alt"),
        ("/static/evenhand.css", "https://cdn.example/x.css", "from elsewhere"),
        ('<input type="hidden" name="csrf_token" value="x">', "", "has no csrf_token"),
        ("A word.", "{{ word }}", "a template's own signs"),
    ],
)
def test_a_bad_page_is_named(good: str, bad: str, says: str) -> None:
    assert good in GOOD
    problems = judge(GOOD.replace(good, bad, 1))
    assert any(says in problem for problem in problems), problems


def test_a_page_of_errors_begins_its_title_so() -> None:
    page = GOOD.replace("<title>", "<title>Error: ").replace(
        H1, f'{H1}<div class="govuk-error-summary" role="alert"></div>'
    )
    assert judge(page) == []


def test_a_changed_inline_script_is_stopped_by_the_policy() -> None:
    changed = GOOD.replace("js-enabled", "js")
    assert judge(changed, SAFE["Content-Security-Policy"])


@pytest.mark.parametrize("name", HEADERS)
def test_each_security_header_is_asked_for(name: str) -> None:
    assert judge_headers(SAFE) == []
    without = {key: value for key, value in SAFE.items() if key != name}
    assert judge_headers(without) == [f"header {name} is None"]


@pytest.mark.parametrize("hole", ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"])
def test_a_policy_with_a_hole_is_named(hole: str) -> None:
    policy = SAFE["Content-Security-Policy"]
    holed = SAFE | {"Content-Security-Policy": policy.replace("'self'", f"'self' {hole}")}
    assert judge_headers(holed)


class Base(DeclarativeBase):
    """The tables of the app that these tests visit."""


class Note(Base):
    """A row to change."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]


@pytest.fixture
def client() -> JudgingClient:
    """A client of an app whose pages save, forget to save, or undo what they change."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    app.testing = True
    app.test_client_class = JudgingClient
    db = SQLAlchemy(app, model_class=Base)
    with app.app_context():
        Base.metadata.create_all(db.engine)

    @app.after_request
    def harden(response):  # type: ignore[no-untyped-def]
        response.headers.update(SAFE)
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        db.session.remove()

    @app.get("/<what>")
    def act(what: str):  # type: ignore[no-untyped-def]
        if what in ("added", "flushed", "saved", "undone"):
            db.session.add(Note(words="new"))
        if what == "stated":
            db.session.execute(insert(Note).values(words="new"))
        if what in ("flushed", "undone"):
            db.session.flush()
        if what == "saved":
            db.session.commit()
        if what == "undone":
            db.session.rollback()
        if what == "moved":
            return redirect("/read")
        if what == "bad":
            return GOOD.replace("<h1>", "<h2>")
        if what == "read":
            db.session.scalars(select(Note)).all()
        return GOOD

    made = app.test_client()
    assert isinstance(made, JudgingClient)
    return made


@pytest.mark.parametrize("what", ["read", "saved", "undone", "moved"])
def test_a_request_that_leaves_nothing_behind_passes(client: JudgingClient, what: str) -> None:
    assert client.get(f"/{what}", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("what", ["added", "flushed", "stated"])
def test_a_request_that_forgets_to_save_fails(client: JudgingClient, what: str) -> None:
    with pytest.raises(BadPage, match="never (saved|committed)"):
        client.get(f"/{what}")


def test_a_bad_page_fails_with_its_address(client: JudgingClient) -> None:
    with pytest.raises(BadPage, match=r"GET /bad \(200\)"):
        client.get("/bad")
