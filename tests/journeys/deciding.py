"""The result, which anybody can recompute; decision, approval, reveal, letters, standstill."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from portal.core import clock
from tests.browser import ROOT
from tests.journeys.bidding import MEADOW, OPEN_DAYS, PROVIDERS
from tests.journeys.cast import Cast
from tests.journeys.walker import PASSWORD, Walker
from tests.journeys.writing import APPROVER


def the_lead_closes_moderation(cast: Cast, lead: Walker, labels: list[str]) -> str:
    """The first bid has the higher marks and comes first; the run's digest."""
    lead.go(f"{cast.tender}/moderation")
    lead.press("Close moderation and work out the result")
    lead.go(f"{cast.tender}/result")
    lead.sees(f"Bid {labels[0]} is first", "How each figure was worked out")
    return lead.finds(r"SHA-256 of this run:\s*(sha256:[0-9a-f]{64})")


def anybody_gets_the_same_digest(cast: Cast, lead: Walker, digest: str, folder: Path) -> None:
    """The downloaded input, in `python -m scoring evaluate`, gives the digest on the page."""
    given = folder / "input.json"
    given.write_bytes(lead.fetch(f"{cast.tender}/result/input.json"))
    command = [sys.executable, "-m", "scoring", "evaluate", str(given)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["digest"] == digest


def they_decide_and_approve(cast: Cast, lead: Walker) -> None:
    """The lead decides with a reason, somebody else approves."""
    lead.go(f"{cast.tender}/decision")
    lead.fill(reason="It has the highest marks, and its price is within the budget.")
    lead.press("Send to the approver")
    approver = cast.comes(APPROVER)
    approver.go(f"{cast.tender}/approval")
    words = "The marks and the reasons bear it."
    approver.fill(word="approve", reason=words, password=PASSWORD)
    approver.press("Record my word")


def the_lead_releases_letters(cast: Cast, lead: Walker) -> None:
    """After the reveal the lead reads every letter, then all go out at one moment."""
    lead.go(f"{cast.tender}/decision")
    lead.fill(sure="y")
    lead.press("Reveal the providers")
    for name in PROVIDERS.values():
        lead.follow(f"Read the letter to {name}")
        lead.sees(name)
        lead.go(f"{cast.tender}/letters")
    lead.go(f"{cast.tender}/letters/check")
    lead.fill(sure="y")
    lead.press("Release all letters")
    lead.sees("The letters are out")


def providers_read_them(cast: Cast, lead: Walker) -> None:
    """There is news in the mail; the letter is on the portal, and its opening on the record."""
    lead.go("/demo/outbox")
    found = set()
    for account, name in PROVIDERS.items():
        lead.sees(f"to {account}")
        provider = cast.comes(account)
        provider.go(f"{cast.tender}/letter")
        provider.sees(name)
        found.add("was not successful" in provider.words)
    assert found == {True, False}
    lead.go(f"{cast.tender}/trail")
    lead.fill(role="provider_member")
    lead.press("Show these")
    lead.sees("submitted a bid", "withdrew a bid")
    lead.sees("opened its letter for the first time")


def the_notice_starts_the_standstill(cast: Cast, lead: Walker) -> None:
    """Its day is recorded, and both sides see when the standstill ends."""
    day = clock.today() + timedelta(days=OPEN_DAYS + 1)
    lead.go(f"{cast.tender}/award-notice")
    lead.fill(published_on=[day.day, day.month, day.year], has_standstill="yes")
    lead.press("Record it")
    ends = lead.finds(r"Last day of the standstill\s+(\d+ \w+ \d{4})")
    provider = cast.comes(MEADOW)
    provider.go(f"{cast.tender}/letter")
    provider.sees(ends)
