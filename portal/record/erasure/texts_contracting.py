"""What was written around the bids: questions about the tender, and all between the letters and
the contract; and where each text stands (R24, R26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.outcomes.contracting.models import Claim, ClaimStep, Contract, FurtherDecision
from portal.outcomes.contracting.queries import standing_of
from portal.record.erasure import texts_published
from portal.record.erasure.text import Text
from portal.tenders.models import Tender

MODELS: Mapping[str, Any] = {
    "claim": Claim,
    "claim_step": ClaimStep,
    "further_decision": FurtherDecision,
    "contract": Contract,
    **texts_published.MODELS,
}

SEALED_IN = {
    "claim": (("claim:recorded",), "words"),
    "claim_step": (("claim:answered",), "words"),
    "further_decision": (("further:decided",), "reason"),
    "contract": (("contract:entered",), "why"),
    **texts_published.SEALED_IN,
}


def written_before_contract(tender: Tender) -> Iterator[Text]:
    """What providers asked; each claim or representation with what was done about it; then the
    further decisions."""
    yield from texts_published.asked_by_providers(tender)
    standing = standing_of(tender)
    for each in standing.challenges:
        number = each.claim.number
        where = _("What claim or representation %(number)s says", number=number)
        yield Text("claim", each.claim.id, "words", where, each.claim.words, {"number": number})
        for step in each.steps:
            where = _("What was done about claim or representation %(number)s", number=number)
            facts = {"number": number, "nth": step.number}
            yield Text("claim_step", step.id, "words", where, step.words, facts)
    for decision in reversed(standing.further):
        version = decision.version
        where = _("Why a further decision was made (version %(version)s)", version=version)
        facts = {"version": version}
        yield Text("further_decision", decision.id, "reason", where, decision.reason, facts)
    if standing.contract:
        where, row = _("Why a package is bought"), standing.contract
        yield Text("contract", row.id, "package_reason", where, row.package_reason)
