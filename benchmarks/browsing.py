"""Browsers of evaluators and bidders, for measuring: each keeps its cookie and its forms' token."""

from __future__ import annotations

import http.client
import json
import re
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
DRAFT_SEEN = re.compile(r'name="draft_seen"[^>]*value="(\d+)"')
TOO_LATE = "We could not take your bid."
CARD = re.compile(r'type="radio"[^>]*value="([^"]+)"')


class Failed(Exception):
    """An answer that isn't what the page promises."""


@dataclass
class Browser:
    """Somebody's browser, with the cookie of their session."""

    address: str
    session: str

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Any:
        """The answer's status and text, and how many seconds it took."""
        headers = {"Cookie": f"session={self.session}", "Accept-Encoding": "br, gzip"}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.close()  # who thinks for five seconds begins a new connection
        start = time.perf_counter()
        self._line.request(method, path, urlencode(form) if form else None, headers)
        answer = self._line.getresponse()
        text = answer.read().decode()
        taken = time.perf_counter() - start
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("session="):
                self.session = value.removeprefix("session=").partition(";")[0]
        return answer.status, text, taken

    def expect(self, status: int, wanted: int, at: str, text: str) -> None:
        """Fail on an answer that isn't what the page promises."""
        if status != wanted:
            raise Failed(f"{status} instead of {wanted} at {at}: {text[:300]}")


@dataclass
class Evaluator(Browser):
    """Reads questions, keeps drafts and saves marks; `pages` are its own questions."""

    pages: list[str] = field(default_factory=list)
    number: int = 0
    token: str = ""
    seen: str = "0"
    marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._pages = cycle(self.pages)
        self.page = next(self._pages)

    def read(self) -> float:
        """Open the question; how many seconds the answer took."""
        status, text, taken = self.ask("GET", self.page)
        self.expect(status, 200, self.page, text)
        self.token, self.seen = (found.search(text)[1] for found in (TOKEN, SEEN))  # type: ignore[index]
        self.marks = CARD.findall(text)
        return taken

    def keep(self) -> float:
        """Keep a draft."""
        status, text, taken = self.ask("POST", f"{self.page}/draft", self._typed())
        self.expect(status, 200, self.page, text)
        return taken

    def save(self) -> float:
        """Record a mark, and come to the next question."""
        status, text, taken = self.ask("POST", self.page, self._typed() | {"do": "save"})
        self.expect(status, 303, self.page, text)
        self.page = next(self._pages)
        return taken

    def _typed(self) -> dict[str, str]:
        self.number += 1
        mark = self.marks[self.number % len(self.marks)]
        reason = f"They say how they would do it, and who would be there. {self.number}"
        return {"csrf_token": self.token, "mark": mark, "reason": reason, "seen": self.seen}


@dataclass
class Bidder(Browser):
    """Writes an answer of its bid to one tender, and submits the bid."""

    bid: str = ""
    number: int = 0
    token: str = ""
    seen: str = "0"

    def read(self) -> float:
        """Open the first question."""
        status, text, taken = self.ask("GET", f"{self.bid}/answers/Q1")
        self.expect(status, 200, self.bid, text)
        found = TOKEN.search(text), DRAFT_SEEN.search(text)
        self.token, self.seen = (each[1] if each else "" for each in found)
        return float(taken)

    def keep(self) -> float:
        """Keep what is typed."""
        self.number += 1
        typed = {"text": f"We ask each of them, and go where they are. {self.number}"}
        typed |= {"csrf_token": self.token, "draft_seen": self.seen}
        status, text, taken = self.ask("POST", f"{self.bid}/answers/Q1/draft", typed)
        self.expect(status, 200, self.bid, text)
        self.seen = json.loads(text)["draft_seen"]
        return float(taken)

    def submit(self) -> tuple[bool, float]:
        """Submit; whether the bid was taken, or was too late."""
        typed = {"csrf_token": self.token, "confirm": "y"}
        status, text, taken = self.ask("POST", f"{self.bid}/submit", typed)
        if status == 200 and TOO_LATE in text:
            return False, taken
        self.expect(status, 303, f"{self.bid}/submit", text)
        return True, taken
