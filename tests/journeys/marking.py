"""Evaluators of the demo's half marked tender: each journey takes one of its own."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from portal.demo.sign_ins import Account, accounts

READS_NOTHING_YET = ("young_evaluator", 3)
HAS_NOT_BEGUN = ("professional_evaluator", 2)
ALSO_NOT_BEGUN = ("parent_evaluator", 2)
LOSES_THE_LINE = ("young_evaluator", 2)


def account_of(who: tuple[str, int]) -> Account:
    """The sign-in of somebody by their kind and place in it."""
    role, number = who
    place = "the tender that is half marked"
    return [each for each in accounts() if (each["role"], each["place"]) == (role, place)][number]


def first_bid(page: Page, address: str, who: tuple[str, int]) -> None:
    """Sign in, and go to the first question of the first bid."""
    account = account_of(who)
    page.goto(f"{address}/sign-in")
    page.locator('[name="email"]').fill(account["email"])
    page.locator('[name="password"]').fill(account["password"])
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/home")
    page.locator("main a", has_text="young carers").first.click()
    page.wait_for_load_state()
    page.locator("main a", has_text="Your marking").click()
    page.wait_for_url("**/marking")
    bids = page.locator("main a", has_text=re.compile(r"^\s*Bid [A-Z]\s*$")).all()
    open_ones = [each for each in bids if _leads_to_a_question(each)]  # the others are sent
    open_ones[0].click()
    page.wait_for_url("**/marking/*/*")


def bid_with_files(page: Page) -> None:
    """From a question of any bid to the first question of the one whose answer has files."""
    marking = page.url.split("/marking/")[0] + "/marking"
    page.goto(marking)
    links = page.locator("main a", has_text=re.compile(r"^\s*Bid [A-Z]\s*$")).all()
    for label in [each.inner_text().split()[-1] for each in links]:
        page.goto(f"{marking}/{label}/Q1")
        if page.get_by_role("heading", name="Files with this answer").count():
            return
    raise AssertionError(f"no bid of {marking} has files with its first answer")


def _leads_to_a_question(link: Locator) -> bool:
    return re.search(r"/marking/\w+/\w+$", link.get_attribute("href") or "") is not None
