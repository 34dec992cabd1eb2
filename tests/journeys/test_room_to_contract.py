"""From the room to the contract: a tie, a low price, a failed question, questions, a claim."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from portal.core import clock
from tests import make
from tests.browser import accessibility_problems, sideways_problems
from tests.journeys import afterwards, evening
from tests.journeys.evening import Evenings
from tests.journeys.walker import Walker
from tests.make_evening import CHEAP, FIRST, SECOND, UNINSURED, evening_tender

pytestmark = pytest.mark.browser


def test_eight_windows_in_the_room_and_on_to_the_contract(
    own_app: Flask, sqlite_url: str, browser: Browser, tmp_path: Path
) -> None:
    made = evening_tender(make.house())
    with evening.evenings(own_app, browser, made, sqlite_url, tmp_path) as here:
        lead = here.comes(made.house.lead)
        evening.a_low_price_is_heard(here, lead, CHEAP)
        _in_the_room(here, lead)
        afterwards.moderation_closes(here, lead, "share first place")
        afterwards.a_tie_is_decided(here, lead, made.label[SECOND])
        afterwards.it_is_decided_and_approved(here, lead)
        says = {
            FIRST: "the published tie-breaks do not separate them",
            SECOND: "We have chosen your bid",
            CHEAP: "It has nobody yet who would do the work for this price.",
            UNINSURED: "did not pass the pass or fail question",
        }
        afterwards.letters_go_out(here, lead, says)
        here.everybody_goes_home()
        lead = here.comes(made.house.lead)
        loser = here.comes(made.bidders[FIRST])
        afterwards.a_question_is_answered(here, lead, loser, FIRST)
        ends = afterwards.the_notice_is_out(here, lead)
        afterwards.a_claim_stops_the_contract(here, lead, loser, ends)
        afterwards.the_contract_is_entered(here, lead, ends + timedelta(days=1))


def test_representations_are_reviewed_and_decided_on_before_the_contract(
    own_app: Flask, sqlite_url: str, browser: Browser, tmp_path: Path
) -> None:
    """Health care: what a provider asks, is told and gets decided, then five working days (R24)."""
    made = evening_tender(make.house(), (FIRST, SECOND), each=1, regime="psr")
    with evening.evenings(own_app, browser, made, sqlite_url, tmp_path) as here:
        lead = here.comes(made.house.lead)
        for name, mark in ((FIRST, "3"), (SECOND, "2")):
            for code in ("Q1", "Q2"):
                evening.what_was_agreed(here, lead, made.label[name], code, mark)
        evening.all_sign(here)
        afterwards.moderation_closes(here, lead, f"Bid {made.label[FIRST]} is first")
        afterwards.it_is_decided_and_approved(here, lead)
        afterwards.letters_go_out(here, lead, {FIRST: "chosen", SECOND: "not chosen"})
        loser = here.comes(made.bidders[SECOND])
        first = afterwards.the_notice_is_out(here, lead, psr=True)
        afterwards.representations_are_answered(here, lead, loser)
        here.days_pass((first - clock.today()).days)
        ends = afterwards.a_further_decision_is_told(here, lead, loser)
        assert ends >= first + timedelta(days=7), "five working days and a weekend at least"
        here.days_pass((ends - first).days + 1)
        afterwards.the_contract_is_entered(here, lead, ends + timedelta(days=1))


def _in_the_room(here: Evenings, lead: Walker) -> None:
    """Each sees their own round alone; the wall shows no mark of a young person (R14, R19)."""
    wall = evening.the_lead_plans_and_opens(here, lead)
    room = evening.everybody_comes(here)
    assert len(here.open) == 9, "six who mark, the lead, and the wall; a bidder waits outside"
    young, parent, adult = (room[kind][0] for kind in ("young", "parent", "professional"))
    first = here.made.label[FIRST]
    here.at(lead, "moderation/table")
    lead.press(f"Put on the table (Bid {first}, Q1)")
    young.sees("A reason for Q1.", "Your mark: 1")
    for walker in (parent, adult):
        walker.sees("You come in after that")
        expect(walker.main).not_to_contain_text("A reason for Q1.")
    wall.sees("talk first, among themselves")
    lead.press(f"Parents (Bid {first}, Q1)")
    parent.sees("A reason for Q1.", "Your mark: 2")
    young.sees("You come in after that")
    lead.press(f"Everybody together (Bid {first}, Q1)")
    for walker in (young, parent, adult):
        walker.sees("Everybody talks together")
    wall.sees("are not shown on the wall")
    assert accessibility_problems(young.page) == sideways_problems(young.page) == []
    evening.words_are_doubted_once(here, lead, first, "Q2")
    for code in ("Q2", "Q1"):
        for name in (SECOND, FIRST):
            evening.one_answer_is_talked_about(here, lead, here.made.label[name], code)
    adult.sees("What was agreed")
    here.at(lead, "moderation/table")
    lead.press("End this session")
    wall.page.close()
    evening.all_sign(here, dissents=young)
