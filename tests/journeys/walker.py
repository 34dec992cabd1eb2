"""One person at one browser window: follows links, fills forms, presses buttons, reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page, Response, expect

PASSWORD = "correct horse battery"
ERRORS = ".govuk-error-summary"


class Walker:
    """Does what a person does on a page; an answer that isn't what they hoped for fails."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    @property
    def main(self) -> Locator:
        """The page without its head and foot."""
        return self.page.locator("main")

    @property
    def words(self) -> str:
        """What the page says."""
        return self.main.inner_text()

    @property
    def path(self) -> str:
        """Where the person is."""
        return self.page.url.removeprefix(self.address)

    def go(self, path: str) -> None:
        """Type an address."""
        where = path if path.startswith("http") else f"{self.address}{path}"
        _judge(self.page.goto(where, wait_until="domcontentloaded"))

    def follow(self, text: str) -> None:
        """Follow the first link in the page's main part whose words these are."""
        self._lead_on(self.main.get_by_role("link", name=text).first)

    def press(self, text: str) -> None:
        """Press a button; the page must lead on without an error summary."""
        self._lead_on(self.main.get_by_role("button", name=text, exact=True).first)
        errors = self.page.locator(ERRORS)
        assert not errors.count(), f"{self.path}: {errors.inner_text()}"

    def fill(self, **fields: Any) -> None:
        """Fill fields by name: a text, a choice by its value, the boxes of a day, or several."""
        for name, value in fields.items():
            found = self.main.locator(f'[name="{name}"]')
            kind = found.first.evaluate("each => each.type")
            if kind in ("radio", "checkbox"):
                for each in [value] if isinstance(value, str) else value:
                    self.choose(name, each)
            elif kind == "select-one":
                found.select_option(value)  # a value or its words
            else:
                for number, text in enumerate([value] if isinstance(value, str) else value):
                    found.nth(number).fill(str(text))

    def choose(self, name: str, value: str) -> None:
        """Tick one box, or one radio button, by its value."""
        self.main.locator(f'[name="{name}"][value="{value}"]').check()

    def names(self, start: str) -> Sequence[str]:
        """The names of the fields that begin with this, in the order of the page."""
        found = self.main.locator(f'[name^="{start}"]').evaluate_all("all => all.map(e => e.name)")
        return list(dict.fromkeys(found))

    def values(self, name: str) -> Sequence[str]:
        """The values to choose from under this name."""
        found = self.main.locator(f'[name="{name}"]').evaluate_all("all => all.map(e => e.value)")
        return list(found)

    def links(self) -> Sequence[str]:
        """The words of each link."""
        return [each.strip() for each in self.main.get_by_role("link").all_inner_texts()]

    def buttons(self) -> Sequence[str]:
        """The words of each button."""
        return [each.strip() for each in self.main.get_by_role("button").all_inner_texts()]

    def article(self, text: str) -> str:
        """The first article in which these words stand."""
        return self.main.locator("article", has_text=text).first.inner_text()

    def fetch(self, path: str) -> bytes:
        """What is to be had at an address, as it is."""
        answer = self.page.request.get(f"{self.address}{path}")
        assert answer.status == 200
        return answer.body()

    def sees(self, *texts: str) -> None:
        """All of this stands on the page."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def finds(self, pattern: str) -> str:
        """What the pattern's group stands for in the page's words."""
        found = re.search(pattern, self.words)
        assert found, f"no {pattern!r} at {self.path}:\n{self.words}"
        return found.group(1)

    def sign_in(self, account: str, password: str = PASSWORD) -> None:
        """Sign in, and land on one's home page."""
        self.go("/sign-in")
        self.fill(email=account, password=password)
        self.press("Sign in")
        assert self.path == "/home", self.path

    def _lead_on(self, target: Locator) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded") as led:
            target.click()
        _judge(led.value)


def _judge(answer: Response | None) -> None:
    assert answer is None or answer.status < 400, f"{answer.url} answered {answer.status}"
