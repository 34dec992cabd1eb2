"""Two providers from registration to receipt, one on a phone, one with a file; a third is late."""

from __future__ import annotations

from tests.browser import PHONE, accessibility_problems, sideways_problems
from tests.journeys.bidding import HARBOUR, MEADOW, a_provider_registers
from tests.journeys.cast import Cast
from tests.journeys.walker import Walker
from tests.make_files import png

LATE = "lou@late.example"
CODES = ("Q1", "Q2", "Q3", "Q4", "Q5")
GATES = 4
ASKED = {
    HARBOUR: ("May two of us bid together?", "Is there a hall that we can use?"),
    MEADOW: ("Who pays for taxis?",),
}
ANSWERS = ("Yes, as one bid.", "Yes, on Saturdays.", "The council does.")


def they_register(cast: Cast) -> dict[str, Walker]:
    """One on a phone; each tells once what the organisation is, and one asks a colleague in."""
    harbour = a_provider_registers(cast, HARBOUR, cast.newcomer(phone=True))
    meadow = a_provider_registers(cast, MEADOW)
    for provider in (harbour, meadow):
        provider.go("/provider/profile")
        provider.fill(trading_names="Out and About", size="small", vcse="yes", phone="01632 960001")
        provider.press("Save")
        provider.sees("Out and About", "10 to 49 people")
        _is_well_made(provider)
    harbour.go("/provider/insurances")
    harbour.fill(public_insurer="Hearth Mutual", public_cover="5,000,000")
    harbour.fill(public_ends_on=["31", "3", "2031"])
    harbour.press("Save")
    harbour.sees("Hearth Mutual")
    harbour.follow("Who can sign in")
    harbour.press("Invite a colleague")
    harbour.fill(name="Kit", part="contributor")
    harbour.press("Invite")
    return {HARBOUR: harbour, MEADOW: meadow}


def they_ask_and_are_answered_at_one_moment(
    cast: Cast, lead: Walker, providers: dict[str, Walker]
) -> None:
    """Three questions; the lead sees who asks of none; both read all answers at once."""
    for account, words in ASKED.items():
        for each in words:
            providers[account].go(f"{cast.tender}/ask")
            providers[account].fill(words=each)
            providers[account].press("Send the question")
    notice = f"/notices/{cast.tender.rpartition('/')[2]}"
    for number, words in enumerate(ANSWERS, 1):
        lead.go(f"{cast.tender}/questions/{number}")
        assert "Harbour" not in lead.words
        lead.fill(words=words)
        lead.press("Keep the answer")
    providers[MEADOW].go(notice)
    assert ANSWERS[0] not in providers[MEADOW].words
    lead.press("Let all have 3 answers now")
    for provider in providers.values():
        provider.go(notice)
        provider.sees(*ANSWERS)


def the_lead_amends(cast: Cast, lead: Walker, providers: dict[str, Walker]) -> None:
    """A paragraph changes; both see it on their bid, and what changed on the public page."""
    lead.go(f"{cast.tender}/amend")
    lead.fill(reason="Parents asked for it.", is_material="no")
    lead.fill(words_0_0="Families told us that Saturdays matter most.")
    lead.press("See what changes")
    lead.fill(is_sure="y")
    lead.press("Publish the amendment")
    for provider in providers.values():
        provider.go(f"{cast.tender}/bid")
        provider.sees("The tender was amended on")
        provider.go(f"/notices/{cast.tender.rpartition('/')[2]}/versions/2")
        provider.sees("Parents asked for it.")


def they_bid(cast: Cast, providers: dict[str, Walker]) -> None:
    """Every answer, one file, the preview, and a receipt for each."""
    for account, provider in providers.items():
        _writes(cast, provider)
        provider.go(f"{cast.tender}/bid")
        provider.sees("7 of 7 parts are done.")
        _is_well_made(provider)
        if account == MEADOW:
            _brings_a_file(cast, provider)
        provider.go(f"{cast.tender}/bid/preview")
        provider.sees("We go out every Saturday (Q2).")
        _is_well_made(provider)
        submits(cast, provider)
        provider.sees("Receipt for your bid")
        provider.finds(r"SHA-256\s+([0-9a-f]{64})")


def one_is_too_late(cast: Cast, days: int) -> None:
    """Without scripts: all is written, the page stands open, and the deadline passes."""
    late = a_provider_registers(cast, LATE, cast.without_scripts())
    _writes(cast, late)
    late.go(f"{cast.tender}/bid/check")
    late.fill(confirm="y")
    cast.days_pass(days)
    late.press("Submit your bid")
    late.sees("We could not take your bid.", "That you tried is recorded.")


def _writes(cast: Cast, provider: Walker) -> None:
    bid = f"{cast.tender}/bid"
    for code in CODES:
        provider.go(f"{bid}/answers/{code}")
        provider.fill(text=f"We go out every Saturday ({code}).")
        provider.press("Save and go on")
    for number in range(1, GATES + 1):
        provider.fill(**{f"passes_{number}": "yes", f"evidence_{number}": "Our policy says so."})
    provider.press("Save and go on")
    provider.fill(line_1="25")
    provider.press("Save and go on")


def _brings_a_file(cast: Cast, provider: Walker) -> None:
    provider.go(f"{cast.tender}/bid/answers/Q1/files")
    plan = {"name": "our plan.png", "mimeType": "image/png", "buffer": png()}
    provider.page.locator("[name=file]").set_input_files(plan)  # type: ignore[arg-type]
    provider.press("Add this file")
    provider.sees("our plan.png")


def submits(cast: Cast, provider: Walker) -> None:
    """Check your answers, and submit."""
    provider.go(f"{cast.tender}/bid/check")
    provider.fill(confirm="y")
    provider.press("Submit your bid")


def _is_well_made(provider: Walker) -> None:
    """On the phone, where less room shows more that is wrong."""
    page = provider.page
    if (page.viewport_size or {}).get("width") == PHONE["width"]:
        assert [*accessibility_problems(page), *sideways_problems(page)] == []
