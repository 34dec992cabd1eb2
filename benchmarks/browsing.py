"""One evaluator's browser, for measuring: it keeps its cookie and the token of its forms."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
CARD = re.compile(r'type="radio"[^>]*value="([^"]+)"')


class Failed(Exception):
    """An answer that isn't what the page promises."""


@dataclass
class Evaluator:
    """Reads questions, keeps drafts and saves marks; `pages` are its own questions."""

    address: str
    session: str
    pages: list[str]
    number: int = 0
    token: str = ""
    seen: str = "0"
    marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._pages = cycle(self.pages)
        self.page = next(self._pages)
        self._line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)

    def read(self) -> float:
        """Open the question; how many seconds the answer took."""
        status, text, taken = self._ask("GET", self.page)
        self._expect(status, 200, text)
        self.token, self.seen = (found.search(text)[1] for found in (TOKEN, SEEN))  # type: ignore[index]
        self.marks = CARD.findall(text)
        return taken

    def keep(self) -> float:
        """Keep a draft."""
        status, text, taken = self._ask("POST", f"{self.page}/draft", self._typed())
        self._expect(status, 200, text)
        return taken

    def save(self) -> float:
        """Record a mark, and come to the next question."""
        status, text, taken = self._ask("POST", self.page, self._typed() | {"do": "save"})
        self._expect(status, 303, text)
        self.page = next(self._pages)
        return taken

    def _typed(self) -> dict[str, str]:
        self.number += 1
        mark = self.marks[self.number % len(self.marks)]
        reason = f"They say how they would do it, and who would be there. {self.number}"
        return {"csrf_token": self.token, "mark": mark, "reason": reason, "seen": self.seen}

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Any:
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

    def _expect(self, status: int, wanted: int, text: str) -> None:
        if status != wanted:
            raise Failed(f"{status} instead of {wanted} at {self.page}: {text[:300]}")
