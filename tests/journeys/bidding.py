"""Two providers bid, one of them twice; then the deadline passes."""

from __future__ import annotations

from tests.journeys.cast import Cast
from tests.journeys.walker import PASSWORD, Walker
from tests.journeys.writing import KNOWN, OPEN_DAYS

HARBOUR = "hana@harbour.example"
MEADOW = "milo@meadow.example"
PROVIDERS = {HARBOUR: "Harbour Trust", MEADOW: "Meadow Works"}
PRICES = {HARBOUR: "612000", MEADOW: "580,000.50"}
YOUNG = "sam.h"
CODES = ["Q1", "Q2"]


def the_lead_gives_seats(cast: Cast, lead: Walker) -> None:
    """One to somebody who has an account, one to somebody new, who gets a link by hand."""
    lead.go(f"{cast.tender}/seats")
    lead.press("Give a seat")
    lead.fill(group="professional", account=KNOWN)
    lead.press("Give the seat")
    lead.press("Give a seat")
    lead.fill(group="young", account=YOUNG, name="Sam Hill")
    lead.press("Give the seat")
    link = lead.finds(r"(http\S+/invitations/\S+)")
    lead.press("Go on to all seats")
    lead.sees("Dana Osei", "Sam Hill", "Q1, Q2", "Has not signed in yet")
    young = cast.newcomer()
    young.go(link)
    young.sees("You sign in with this: " + YOUNG)
    young.fill(new_password=PASSWORD)
    young.press("Save and go on")
    assert young.path == f"{cast.tender.rstrip('/')}/", young.path


def a_provider_registers(cast: Cast, account: str, at: Walker | None = None) -> Walker:
    """From the front page to an account and an organisation of its own."""
    name = PROVIDERS.get(account) or "Late Start"
    provider = at or cast.newcomer()
    provider.go("/")
    provider.follow("Register your organisation")
    provider.fill(
        name=name,
        identifier=f"GB-CHC-99{len(name):05}",
        address=f"{len(name)} Castle Road\nTollerby\nZZ2 2BS",
        organisation_email=f"office@{account.partition('@')[2]}",
        person=account.partition("@")[0].title(),
        email=account,
        new_password=PASSWORD,
    )
    provider.press("Register")
    return provider


def it_writes_a_bid(cast: Cast, provider: Walker, account: str) -> None:
    """Both answers, the gate and the price, found from the list of open tenders."""
    provider.go("/home")
    provider.follow("Support for young carers")
    assert provider.buttons()
    provider.go(f"{cast.tender}/bid")
    for code in CODES:
        provider.go(f"{cast.tender}/bid/answers/{code}")
        provider.fill(text=f"We listen every week, and we act on it ({code}). {PRICES[account]}.")
        provider.press("Save and go on")
    provider.go(f"{cast.tender}/bid/gates")
    provider.fill(passes_1="yes", evidence_1="Our policy covers ten million pounds.")
    provider.press("Save and go on")
    provider.go(f"{cast.tender}/bid/price")
    provider.fill(price=PRICES[account])
    provider.press("Save and go on")


def it_submits(cast: Cast, provider: Walker) -> str:
    """Check your answers, submit, and get a receipt; its SHA-256."""
    provider.go(f"{cast.tender}/bid")
    provider.press("Check your answers")
    provider.fill(confirm="y")
    provider.press("Submit your bid")
    provider.sees("Receipt for your bid")
    return provider.finds(r"SHA-256\s+([0-9a-f]{64})")


def it_withdraws_and_submits_again(cast: Cast, provider: Walker, account: str) -> None:
    """A withdrawn bid is written anew; the second receipt is for another bid."""
    first = it_submits(cast, provider)
    provider.go(f"{cast.tender}/bid")
    provider.follow("Withdraw your bid")
    provider.press("Withdraw this bid")
    provider.follow("Go on without a copy")
    provider.sees("You withdrew your bid.")
    it_writes_a_bid(cast, provider, account)
    provider.go(f"{cast.tender}/bid/answers/Q2")
    provider.fill(text="We go swimming, climbing and camping with every group.")
    provider.press("Save and go on")
    assert it_submits(cast, provider) != first


def the_deadline_passes(cast: Cast, lead: Walker) -> None:
    """Until then the lead learns nothing of bids."""
    lead.go(f"{cast.tender}/opening")
    lead.sees("Until then nobody at the authority can see anything of a bid")
    assert not lead.buttons()
    cast.days_pass(OPEN_DAYS + 1)


def the_lead_confirms_gates(cast: Cast, lead: Walker) -> None:
    """Each pass or fail question of each bid, one after the other."""
    lead.go(f"{cast.tender}/gates")
    lead.follow("Insurance")
    for _label in range(2):
        lead.fill(passed="yes", reason="The policy's schedule shows it.")
        lead.press("Confirm and go on")
    lead.sees("Pass or fail questions")
