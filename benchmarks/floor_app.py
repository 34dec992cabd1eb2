"""The least that Flask can do for a marking page and its save: one query, one commit, no layout.

No sign-in, no policy, no log. Its figures say how fast the machine is just then. `BENCH_FLOOR` is
the address of its database; `fill()` makes the tables.
"""

from __future__ import annotations

import os

from flask import Flask, request
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine(os.environ["BENCH_FLOOR"])
PAGE = app.jinja_env.from_string(
    """<!doctype html><title>Bid {{ bid }}</title><form method=post>
{% for row in rows %}<fieldset><legend>Criterion {{ row.criterion }}</legend>
{% for value in range(6) %}<label><input type=radio name=s{{ row.criterion }} value={{ value }}
{{ ' checked' if value == row.score }}> {{ value }}</label>{% endfor %}
<textarea name=c{{ row.criterion }}>{{ row.comment }}</textarea></fieldset>{% endfor %}
<button>Save</button></form>"""
)
READ = text("select criterion, score, comment from floor where bid = 1 order by criterion")
SAVE = text("update floor set score = :score, comment = :words where bid = 1 and criterion = 1")


@app.get("/health")
def health() -> str:
    """For whoever waits until it is up."""
    return "up"


@app.get("/page")
def page() -> str:
    """Five questions of one bid."""
    with engine.connect() as connection:
        return PAGE.render(bid=1, rows=connection.execute(READ).all())


@app.post("/save")
def save() -> tuple[str, int]:
    """Write one mark over another."""
    with engine.begin() as connection:
        typed = {"score": int(request.form["mark"]), "words": request.form["reason"]}
        connection.execute(SAVE, typed)
    return "", 204


def fill() -> None:
    """Make the table, with five marks of one bid."""
    with engine.begin() as connection:
        connection.execute(
            text("create table floor (bid int, criterion int, score int, comment text)")
        )
        rows = [{"criterion": each, "words": "A reasoned comment. " * 20} for each in range(5)]
        connection.execute(text("insert into floor values (1, :criterion, 3, :words)"), rows)
