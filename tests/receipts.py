"""Receipts of the tests: as their holders download them, and as the check page answers."""

from __future__ import annotations

import html
import re
from pathlib import Path

from click.testing import Result
from flask import Flask

from portal.audit.models import Event
from portal.audit.receipts import promise
from portal.core.database import db
from tests import make
from tests.client import Client
from tests.make_moderation import Panel


def taken(client: Client, path: str) -> str:
    """The receipt at this address, as a file."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert answer.mimetype == "text/plain"
    name = answer.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=receipt-[0-9a-f]{8}\.txt", name)
    return answer.text


def on_page(client: Client, path: str) -> str:
    """The receipt in the box of a page."""
    found = re.search(r'<pre class="receipt-text"[^>]*>(.*?)</pre>', client.get(path).text, re.S)
    assert found, path
    return html.unescape(found[1])


def shown(client: Client, path: str) -> str:
    """A page, but for the token of its form, which is new each time."""
    return re.sub(r'name="csrf_token"[^>]*', "", client.get(path).text)


def words_of(page: str) -> str:
    """The words of a page's main part that everybody sees."""
    main = page.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    main = re.sub(r"<div [^>]* hidden>.*?</div>", "", main)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def answered(app: Flask, text: str) -> str:
    """What the public page says to a stranger who pastes this."""
    answer = make.client_of(app).submit("/receipts", {"text": text})
    assert answer.status_code == 200
    return words_of(answer.text)


def letter_of(app: Flask, made: Panel, bidder: int = 1) -> str:
    """The receipt of a bidder's letter."""
    return taken(make.client_of(app, made.members[bidder]), made.path("letter/receipt.txt"))


def bid_of(app: Flask, made: Panel, bidder: int = 1) -> str:
    """The receipt of a bidder's bid."""
    return taken(make.client_of(app, made.members[bidder]), made.path("bid/receipt.txt"))


def sheet_of(app: Flask, made: Panel, kind: str, place: int = 0) -> str:
    """The receipt of an evaluator's marks for the bid in this place."""
    path = made.path(f"receipts/{made.labels[place]}.txt")
    return taken(make.client_of(app, made.people[kind][0]), path)


def promise_of(made: Panel, name: str) -> str:
    """The promise of the last event with this name, as it was once given."""
    with make.looking(made.house.id):
        events = db.session.query(Event).filter_by(log_id=made.id, name=name)
        return promise(events.order_by(Event.number.desc()).first()).text


def commanded(app: Flask, content: str | bytes, file: Path) -> Result:
    """What the command says to a file with this content."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    db.session.remove()
    return app.test_cli_runner().invoke(args=["audit", "check", str(file)])
