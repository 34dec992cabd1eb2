"""A visitor over real HTTP, without a browser: keeps its cookies, sends forms with their token."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What a server answered; where it led to, if it led on."""

    status: int
    text: str
    location: str


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass
class Visitor:
    """One person's connection to a server; its address may change when the server starts anew."""

    address: str
    cookies: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._open(urllib.request.Request(f"{self.address}{path}"))

    def submit(self, path: str, typed: dict[str, Any], at: str = "") -> Answer:
        """Send a form with the token of its page; `at` is the page's path where it's another."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(at or path).text)
        assert found, f"no form at {at or path}"
        data = urllib.parse.urlencode({"csrf_token": found.group(1)} | typed, doseq=True)
        request = urllib.request.Request(f"{self.address}{path}", data.encode())
        request.add_header("Referer", f"{self.address}{at or path}")
        return self._open(request)

    def sign_in(self, account: str, password: str) -> None:
        """Sign in as somebody."""
        answer = self.submit("/sign-in", {"email": account, "password": password})
        assert answer.status == 303, answer.text

    def _open(self, request: urllib.request.Request) -> Answer:
        way = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _StayHere
        )
        try:
            with way.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"), "")
        except urllib.error.HTTPError as error:
            with error:
                text = error.read().decode()
                return Answer(error.code, text, error.headers.get("Location") or "")
