"""The people of one tender, each at a window of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.browser import Visit, visit
from tests.journeys.plain import PlainWalker
from tests.journeys.walker import PASSWORD, Walker

SLUG = "ambleford"


@dataclass
class Cast:
    """Opens windows; knows where the tender's pages begin."""

    browser: Browser | None
    address: str
    windows: ExitStack
    tender: str = ""

    def newcomer(self, *, phone: bool = False) -> Walker:
        """Somebody at a window of their own, or a phone of 320 px, not signed in."""
        if self.browser is None:
            return PlainWalker(self.address)
        opened: Visit = self.windows.enter_context(visit(self.browser, phone=phone))
        return Walker(opened.page, self.address)

    def without_scripts(self) -> Walker:
        """Somebody whose browser runs no scripts."""
        return PlainWalker(self.address)

    def comes(self, account: str) -> Walker:
        """Somebody who signs in."""
        walker = self.newcomer()
        walker.sign_in(account, PASSWORD)
        return walker

    def joins(self, account: str) -> Walker:
        """Somebody who finds an invitation in their mail and takes it up."""
        walker = self.newcomer()
        walker.go("/demo/outbox")
        mail = walker.article(f"to {account}")
        walker.go(next(word for word in mail.split() if "/invitations/" in word))
        walker.fill(new_password=PASSWORD)
        walker.press("Join")
        return walker

    def days_pass(self, days: int) -> None:
        """The demo's clock goes forward."""
        walker = self.newcomer()
        walker.go("/demo/clock")
        walker.fill(days=str(days))
        walker.press("Move the clock")


@contextmanager
def cast_of(browser: Browser | None, address: str) -> Iterator[Cast]:
    """Everybody's windows; afterwards fails on what went wrong in any of them.

    Without a browser they walk by HTTP alone, as where no script runs.
    """
    with ExitStack() as windows:
        yield Cast(browser, address, windows)
