"""A tender of health care: its letters are out, and one bidder objects (R22, R24)."""

from __future__ import annotations

from datetime import timedelta

from portal.bids.queries import bid_by_label
from portal.config import read_config
from portal.core.authorisation import Actor
from portal.demo.panel import Panel
from portal.evaluation.runs.queries import latest_run
from portal.outcomes import operations as act
from portal.outcomes import operations_letters as letters
from portal.outcomes.contracting.claims import challenge
from portal.outcomes.figures import bid_results

ALL = dict.fromkeys(("p1", "p2", "c1", "c2"), 1.0)
REASON = (
    "Against the published criteria this bid has the highest total. Pupils can come without being"
    " seen and are answered on the same day, and it shows with figures what it changed for those"
    " who came least. On safety it gives times, says what a pupil is told, and has its records read"
    " from outside. That serves quality, access and working with others, which are the key criteria"
    " that weigh most here."
)
APPROVED = (
    "I have read the report and the minutes. The published method was followed, and the reasons"
    " support the marks."
)
SAID = (
    "We think that our answer on reaching pupils was not read rightly. The reason says that letters"
    " to young carers’ homes may tell a family too early. Our answer says that we ask the schools"
    " first; no letter goes out where the school or the pupil says no. Please look at this again,"
    " and send us what was noted when the two groups talked about it."
)


def decide_and_tell(panel: Panel) -> None:
    """The lead decides, the approver approves, and all letters go out with the notice."""
    lead, approver = panel.lead, panel.house.staff["approver"]
    with panel.at(panel.on("decision", days=-2)) as tender:
        run = latest_run(tender)
        assert run is not None
        act.decide(lead, tender, bid_by_label(tender, bid_results(run.result)[0].label), REASON)
    with panel.at(panel.on("decision")) as tender:
        act.approve(approver, tender, APPROVED)
    with panel.at(panel.on("decision", hours=2)) as tender:
        act.reveal(lead, tender)
    with panel.at(panel.on("letters")) as tender:
        letters.read_letters(lead, tender)
    with panel.at(panel.on("letters")) as tender:
        act.release_letters(lead, tender, f"{read_config().base_url}/sign-in")


def object_to_it(panel: Panel, provider: Actor) -> None:
    """The second in the order makes representations and asks for information (R24)."""
    with panel.at(panel.on("letters") + timedelta(days=1, hours=3)) as tender:
        challenge(provider, tender, SAID, asks=True)
