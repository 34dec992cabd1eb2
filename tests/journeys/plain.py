"""One person whose browser runs no scripts: the same walk by HTTP alone, each page judged."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode, urljoin

from lxml import html
from werkzeug.test import encode_multipart

from tests.journeys.walker import Walker
from tests.pages import judge_page

CHOICES = ("radio", "checkbox")
APART = ("br", "p", "li", "div", "dt", "dd", "td", "th", "h1", "h2", "h3")
"""After these, words stand apart, whatever stands between the tags."""


class PlainWalker(Walker):
    """Does what `Walker` does, with the forms as they stand in the page and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.url = address
        self.page = html.fromstring("<main></main>")
        self.way = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    @property
    def main(self) -> Any:
        """The page without its head and foot."""
        return self.page.find(".//main")

    @property
    def words(self) -> str:
        """What the page says."""
        return _words(self.main)

    @property
    def path(self) -> str:
        """Where the person is."""
        return self.url.removeprefix(self.address)

    def fetch(self, path: str) -> bytes:
        """What is to be had at an address, as it is."""
        with self.way.open(urljoin(self.url, path), timeout=30) as answer:
            return bytes(answer.read())

    def go(self, path: str) -> None:
        """Type an address."""
        self._open(urllib.request.Request(urljoin(self.url, path)))

    def follow(self, text: str) -> None:
        """Follow the first link in the page's main part with these words."""
        found = [each for each in self.main.iter("a") if text.lower() in _words(each).lower()]
        assert found, f"no link {text!r} at {self.path}"
        self.go(found[0].get("href"))

    def press(self, text: str) -> None:
        """Press a button; the page must lead on without an error summary."""
        found = [each for each in self._buttons() if _words(each) == text]
        assert found, f"no button {text!r} at {self.path}: {self.buttons()}"
        if found[0].tag == "a":
            self.go(found[0].get("href"))
        else:
            self._send(found[0])
        errors = self.page.find_class("govuk-error-summary")
        assert not errors, f"{self.path}: {_words(errors[0])}"

    def fill(self, **fields: Any) -> None:
        """Fill fields by name: a text, a choice by its value, the boxes of a day, or several."""
        for name, value in fields.items():
            found = self._named(name)
            assert found, f"no field {name} at {self.path}"
            values = [value] if isinstance(value, str) else value
            if found[0].get("type") in CHOICES:
                for each in values:
                    self.choose(name, each)
            elif found[0].tag == "select":
                options = {_words(each): each.get("value") for each in found[0].iter("option")}
                found[0].value = options.get(value, value)
            else:
                for field, text in zip(found, values, strict=False):
                    field.value = str(text)

    def choose(self, name: str, value: str) -> None:
        """Tick one box, or one radio button, by its value."""
        found = self._named(name)
        assert value in [each.get("value") for each in found], f"no {name}={value} at {self.path}"
        for each in found:
            if each.get("value") == value:
                each.checked = True
            elif each.get("type") == "radio":
                each.checked = False

    def names(self, start: str) -> list[str]:
        """The names of the fields that begin with this, in the order of the page."""
        found = [each.get("name") for each in self.main.xpath(".//*[@name]")]
        return list(dict.fromkeys(each for each in found if each.startswith(start)))

    def values(self, name: str) -> list[str]:
        """The values to choose from under this name."""
        return [each.get("value") for each in self._named(name)]

    def links(self) -> list[str]:
        """The words of each link."""
        return [_words(each) for each in self.main.iter("a")]

    def buttons(self) -> list[str]:
        """The words of each button."""
        return [_words(each) for each in self._buttons()]

    def article(self, text: str) -> str:
        """The first article in which these words stand."""
        found = [_words(each) for each in self.main.iter("article")]
        return next(each for each in found if text in each)

    def sees(self, *texts: str) -> None:
        """All of this stands on the page."""
        for text in texts:
            assert text in self.words, f"no {text!r} at {self.path}:\n{self.words}"

    def finds(self, pattern: str) -> str:
        """What the pattern's group stands for in the page's words."""
        found = re.search(pattern, self.words)
        assert found, f"no {pattern!r} at {self.path}:\n{self.words}"
        return found.group(1)

    def _named(self, name: str) -> list[Any]:
        return list(self.main.xpath(".//*[@name=$name]", name=name))

    def _buttons(self) -> Iterator[Any]:
        """Those that are shown without scripts."""
        for each in self.main.xpath('.//button | .//a[@role="button"]'):
            if not each.xpath("ancestor-or-self::*[@hidden]"):
                yield each

    def _send(self, button: Any) -> None:
        form = button.getparent()
        while form.tag != "form":
            form = form.getparent()
        data = list(_sent(form))
        if button.get("name"):
            data.append((button.get("name"), button.get("value", "")))
        where = urljoin(self.url, button.get("formaction") or form.get("action") or self.url)
        if (form.get("method") or "get").lower() == "get":
            self.go(f"{where.partition('?')[0]}?{urlencode(data)}")
            return
        kind, body = "application/x-www-form-urlencoded", urlencode(data).encode()
        if form.get("enctype") == "multipart/form-data":
            limit, body = encode_multipart(_by_name(data))
            kind = f"multipart/form-data; boundary={limit}"
        headers = {"Content-Type": kind, "Referer": self.url}
        self._open(urllib.request.Request(where, body, headers))

    def _open(self, request: urllib.request.Request) -> None:
        with self.way.open(request, timeout=30) as answer:
            self.url, text = answer.geturl(), answer.read().decode()
            policy = answer.headers["Content-Security-Policy"]
        assert (wrong := judge_page(text, policy)) == [], f"{self.path}: {wrong}"
        self.page = html.document_fromstring(text)
        for each in self.page.iter(*APART):
            each.tail = f" {each.tail or ''}"


def _sent(form: Any) -> Iterator[tuple[str, str]]:
    """What a browser sends of a form's fields."""
    for each in form.iter("input", "select", "textarea"):
        name, kind = each.get("name"), each.get("type")
        if not name or kind in ("submit", "file") or each.get("disabled") is not None:
            continue
        if each.tag == "select":
            options = list(each.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None]
            yield from ((name, option.get("value", "")) for option in chosen or options[:1])
        elif kind not in CHOICES:
            yield name, each.value or ""
        elif each.get("checked") is not None:
            yield name, each.get("value", "on")


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _by_name(data: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in data:
        found.setdefault(name, []).append(value)
    return found
