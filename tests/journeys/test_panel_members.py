"""People of a panel: from an invitation without an e-mail to 'what my words changed' (P5-P10)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser

from portal.demo.sign_ins import accounts
from tests.browser import Server, accessibility_problems, sideways_problems, visit
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

YOUNG, PARENTS = "Young carers of Ambleford", "Parents and carers of Ambleford"
CAFE = "A youth café at the old ticket office"
PART = "Why a youth café (1)"
WHY = "Many of us have nobody to go with."
GREET = "How will you greet somebody who comes alone?"
SON = "My son waits outside until he knows a face."
ANSWER = "Yes: nobody should need a friend to walk in. We say so in the first lines now."
THEME = "Coming alone"


class Person(Walker):
    """A walker who looks hard at pages, where scripts may run."""

    looks = True
    tender = ""

    def tap(self, text: str) -> None:
        """Follow a link, whether it looks like one or like a button, or press a button."""
        link, button = (self.main.get_by_role(role, name=text) for role in ("link", "button"))  # type: ignore[arg-type]
        self._lead_on(link.or_(button).first)
        self.look()

    def go_on(self, **fields: Any) -> None:
        """Fill a step and come to the next."""
        self.fill(**fields)
        self.press("Go on")
        self.look()

    def look(self) -> None:
        """Nothing hinders anybody on this page, nor sticks out of a phone."""
        if self.looks:
            problems = [*accessibility_problems(self.page), *sideways_problems(self.page)]
            assert problems == [], f"{self.path}: {problems}"

    def signs_in(self, role: str, email: str = "") -> None:
        """Sign in as somebody of the demo: the first who holds this role, or the one named."""
        found = [each for each in accounts() if each["role"] == role]
        account = next(each for each in found if email in ("", each["email"]))
        self.sign_in(account["email"], account["password"])


@contextmanager
def person(browser: Browser, demo: Server, **how: bool) -> Iterator[Person]:
    """Somebody at a window of their own."""
    with visit(browser, **how) as seen:
        found = Person(seen.page, demo.address)
        found.looks = how.get("javascript", True)
        yield found


def test_a_14_year_old_without_email_on_a_phone_and_what_her_words_changed(
    demo: Server, browser: Browser
) -> None:
    with (
        person(browser, demo, phone=True) as zed,
        person(browser, demo, phone=True, javascript=False) as aunt,
        person(browser, demo) as lead,
    ):
        lead.signs_in("participation_lead")
        words = joins(zed, invited(lead, YOUNG, "Zed"), "zed-the-kite", age_band="13_to_15")
        zed.sees("an adult who looks after you has to say yes")
        says_yes(aunt, code_for_an_adult(lead, YOUNG, "Zed"))
        agrees_to_rules(zed, YOUNG)
        comes_to_the_cafe(zed)
        zed.tap("Read it and change it")
        zed.tap(PART)
        before = zed.main.locator('[name="words"]').input_value()
        suggests(zed, words=f"{before} You can come alone.", reason=WHY)
        zed.sees("You can come alone.")
        answers(lead, zed.tender, [WHY], "Coming alone", ANSWER)
        comes_back(zed, "zed-the-kite", words)
        zed.sees(WHY, ANSWER)
        zed.tap("This doesn’t answer it")
        zed.fill(words="Where does it say so?")
        zed.press("Ask us to answer again")
        zed.sees("You asked us to answer again")
        lead.go(f"{zed.tender}/suggestions?show=questioned")
        lead.sees("Where does it say so?")
        lead.look()


def test_a_parent_without_scripts_and_the_theme_in_which_a_lead_answers_two_at_once(
    demo: Server, browser: Browser
) -> None:
    with (
        person(browser, demo, phone=True, javascript=False) as lou,
        person(browser, demo) as colin,
        person(browser, demo) as lead,
    ):
        lead.signs_in("participation_lead")
        words = joins(lou, invited(lead, PARENTS, "Lou"), "lou-the-robin")
        agrees_to_rules(lou, PARENTS)
        comes_to_the_cafe(lou)
        lou.tap("Read it and change it")
        lou.tap("A question for the people who want to do it")
        suggests(lou, words=GREET, reason=SON)
        colin.signs_in("parent_panel_member", "colin.strathearn@home.example")
        comes_to_the_cafe(colin)
        colin.tap("Read it and change it")
        colin.tap("Something new to look at when we choose")
        suggests(colin, words="A face at the door", reason="So that nobody turns round.")
        answers(lead, lou.tender, [SON, "A face at the door"], "A welcome", "We ask for it now.")
        comes_back(lou, "lou-the-robin", words)
        lou.sees("A welcome", "We ask for it now.")
        colin.go(f"{lou.tender}/together/mine")
        colin.look()
        colin.sees("A welcome", "We ask for it now.")


def invited(lead: Person, panel: str, name: str) -> str:
    """The code for somebody new, as it stands on the paper."""
    lead.go("/ambleford/panels")
    lead.tap(panel)
    lead.tap("Invite somebody")
    lead.fill(name=name, why="They asked to.")
    lead.press("Make the code")
    lead.look()
    return lead.finds(r"/join/(\S+)")


def joins(new: Person, code: str, account: str, **young: str) -> str:
    """Join without an e-mail; the three words to sign in with."""
    new.go("/join")
    new.go_on(code=code)
    new.tap("Go on")
    new.tap("Go on")
    new.go_on(called=account.partition("-")[0].title(), shows_name="no")
    new.go_on(brings="lived")
    if young:
        new.go_on(**young)
        new.go_on(turns_16_on=["3", "5", "2028"])
    new.go_on(tell_by="here")
    new.go_on(taking_part="yes", photographs="no", told_afterwards="yes")
    new.fill(email=account, way="words")
    new.press("Join the panel")
    new.look()
    words = new.finds(r"three words:\s+(\S+ \S+ \S+)")
    new.tap("I have them. Go on")
    new.go("/home")
    new.look()
    return words


def code_for_an_adult(lead: Person, panel: str, name: str) -> str:
    """The code with which an adult says yes or no."""
    lead.go("/ambleford/panels")
    lead.tap(panel)
    lead.tap(name)
    lead.tap("Make a code for the adult")
    lead.fill(name="Her aunt")
    lead.press("Make the code")
    return lead.finds(r"/join/(\S+)")


def says_yes(adult: Person, code: str) -> None:
    """An adult who answers for somebody says yes to taking part."""
    adult.go("/join")
    adult.go_on(code=code)
    adult.fill(taking_part="yes", photographs="no", told_afterwards="yes", relation="Guardian")
    adult.press("Send")
    adult.sees("Thank you for your answer")


def agrees_to_rules(member: Person, panel: str) -> None:
    """Say yes to the rules that the panel has worded."""
    member.go("/home")
    member.tap(panel)
    member.tap("Our rules")
    member.press("I say yes to these rules")


def comes_to_the_cafe(member: Person) -> None:
    """From one's home to the tender that is being written."""
    member.go("/home")
    member.tap(CAFE)
    member.tender = member.path.partition("/together")[0]


def suggests(member: Person, **fields: str) -> None:
    """Type a suggestion, check it, send it."""
    member.fill(**fields)
    member.main.get_by_role("button", name="Check my words").click()
    member.sees("Who reads this")
    member.look()
    member.press("Send my words")
    member.look()


def answers(lead: Person, tender: str, said: list[str], theme: str, reason: str) -> None:
    """Answer those suggestions at once, as taken up."""
    lead.go(f"{tender}/suggestions?show=waiting")
    for words in said:
        card = lead.main.locator("section", has_text=words).last
        card.locator('[name="of"]').check()
    lead.press("Answer what I chose")
    lead.look()
    lead.fill(theme=theme, outcome="taken_up", part=PART, reason=reason)
    lead.press("Send the answer")
    lead.look()


def comes_back(member: Person, account: str, words: str) -> None:
    """Sign in again with three words, on another day, and read what became of it."""
    member.page.context.clear_cookies()
    member.sign_in(account, words)
    comes_to_the_cafe(member)
    member.tap("What my words changed")
