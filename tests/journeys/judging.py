"""Evaluators declare, mark and send; the panel moderates and signs."""

from __future__ import annotations

from tests.journeys.bidding import CODES, YOUNG
from tests.journeys.cast import Cast
from tests.journeys.walker import Walker
from tests.journeys.writing import KNOWN, PARTICIPATION

SIGN = "Sign what I ticked"
QUESTIONS = {KNOWN: ["Q1"], YOUNG: CODES}


def evaluators_declare(cast: Cast) -> dict[str, Walker]:
    """The professional declares an interest in one bidder, the young person none."""
    known, young = cast.comes(KNOWN), cast.comes(YOUNG)
    for walker in (known, young):
        walker.follow("Support for young carers")
        walker.go(f"{cast.tender}/declaration")
        walker.sees("Harbour Trust", "Meadow Works")
        for name in (*walker.names("used_"), *walker.names("interest_")):
            walker.fill(**{name: "no"})
    known.fill(**{known.names("interest_")[0]: "yes"})
    known.fill(**{known.names("details_")[0]: "My cousin worked there for a summer."})
    for walker in (known, young):
        walker.press("Send my answers")
    return {KNOWN: known, YOUNG: young}


def the_participation_lead_decides(cast: Cast) -> None:
    """A summer's work of a cousin keeps nobody from a bid."""
    decider = cast.comes(PARTICIPATION)
    decider.go(f"{cast.tender}/conflicts")
    decider.sees("Dana Osei and Harbour Trust", "My cousin worked there")
    decider.press("Decide")
    decider.fill(kept_from="no", reason="It is long ago, and it was a summer job.")
    decider.press("Record my decision")
    decider.sees("May mark it")


def the_lead_starts_marking(cast: Cast, lead: Walker) -> None:
    """When nothing is missing."""
    lead.go(f"{cast.tender}/start-marking")
    lead.press("Start marking")
    lead.sees("sent all marks")


def evaluators_mark(cast: Cast, evaluators: dict[str, Walker], labels: list[str]) -> None:
    """Everybody marks each of their questions of each bid, checks, and sends."""
    for account, walker in evaluators.items():
        walker.go(f"{cast.tender}/marking/{labels[0]}/{QUESTIONS[account][0]}")
        walker.sees(f"Bid {labels[0]} waits for you")
        walker.fill(promised="y")
        walker.press("Keep my promise")
        for label in labels:
            _mark_one_bid(cast, walker, label, QUESTIONS[account], labels.index(label))
        walker.go(f"{cast.tender}/marking")
        walker.sees("You have sent all your marks. Thank you.")


def _mark_one_bid(cast: Cast, walker: Walker, label: str, codes: list[str], place: int) -> None:
    walker.go(f"{cast.tender}/marking/{label}/{codes[0]}")
    for code in codes:
        assert walker.path.endswith(f"/{label}/{code}"), walker.path
        words = walker.words
        assert "We listen" in words or "We go swimming" in words
        assert not any(secret in words for secret in ("Harbour", "Meadow", "£"))
        walker.fill(mark=str(3 - place), reason=f"I liked the answer to {code}.")
        walker.press("Save and go on")
    walker.sees(f"Check your marks for Bid {label}")
    walker.press(f"Send my marks for Bid {label}")
    walker.sees(f"Your marks for Bid {label} are sent.")


def the_lead_closes_marking(cast: Cast, lead: Walker) -> None:
    """Everybody has sent."""
    lead.go(f"{cast.tender}/progress")
    lead.press("Close marking")


def the_panel_moderates(cast: Cast, lead: Walker, labels: list[str]) -> None:
    """Each bid on each question: marks, points for and against, one reason, who was there."""
    for label in labels:
        for code in CODES:
            lead.go(f"{cast.tender}/moderation/{label}/{code}")
            _agree(lead, mark=str(3 - labels.index(label)))
    lead.go(f"{cast.tender}/moderation")


def _agree(lead: Walker, mark: str) -> None:
    lead.fill(
        points_for="They listen every week.",
        points_against="We would like to know who listens.",
        reconciled="Both groups saw it the same way.",
        reason="The answer says how people are heard and what follows from it.",
        next_mark="Examples of what changed after somebody was heard.",
    )
    for name in lead.names("agreed_"):
        lead.fill(**{name: mark})
    lead.fill(present=lead.values("present"))
    lead.press("Record what we agreed")
    lead.sees("Moderation" if "/moderation/" not in lead.path else "We asked them")


def evaluators_sign(cast: Cast, evaluators: dict[str, Walker]) -> None:
    """Everybody reads the records of the talks they were part of, and signs them."""
    for walker in evaluators.values():
        walker.go(f"{cast.tender}/moderation")
        walker.press("Read and sign")
        while SIGN in walker.buttons():
            walker.fill(records=walker.values("records"))
            walker.press(SIGN)
        walker.sees("You have signed everything")
