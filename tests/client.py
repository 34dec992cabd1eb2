"""The tests' browser without a browser: judges pages, sends forms with their token."""

from __future__ import annotations

import contextvars
import re
from typing import Any

from flask.globals import _cv_app
from werkzeug.test import TestResponse

from tests.pages import JudgingClient


class Client(JudgingClient):
    """Each request runs in an app context of its own, as on a server, though the test holds one."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request apart from the test's own session and `g`."""
        apart = contextvars.copy_context()
        apart.run(_cv_app.set, None)  # type: ignore[arg-type]
        return apart.run(super().open, *args, **kwargs)

    def submit(self, path: str, typed: dict[str, Any] | None = None, at: str = "") -> TestResponse:
        """Send a form with the token of its page, and what it says that was read there.

        `at` is the page's path where it's another.
        """
        page = self.get(at or path)
        hidden = {"csrf_token": token_of(page)} | _read_on(page)
        return self.post(path, data=hidden | (typed or {}))


def trail_of(client: Client, path: str) -> str:
    """What a tender's trail says on its first two pages."""
    return "".join(client.get(f"{path}/trail?page={number}").text for number in (1, 2))


def _read_on(page: TestResponse) -> dict[str, str]:
    """What a form carries of what its reader had before them, where it asks for that."""
    found = re.search(r'name="read"[^>]*value="([^"]*)"', page.text)
    return {"read": found.group(1)} if found else {}


def token_of(page: TestResponse) -> str:
    """The CSRF token in a page's form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, f"no form with a token at {page.request.path} ({page.status_code})"
    return found.group(1)
