"""A bid that is disregarded when the result is there: decided anew, and said in its letter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from portal.accounts.models import APPROVER
from portal.core.errors import Refused
from portal.outcomes import operations_decision as decision
from portal.outcomes.letter_complete import missing_in
from portal.outcomes.letters import letter_to
from portal.outcomes.material import material_of
from portal.outcomes.operations import reveal
from portal.outcomes.queries import course_of, decisions_of
from portal.record.checks_compliance import answers, looks, questions, rulings
from tests import make
from tests.bundles import bundle_of, checked
from tests.make_compliance import ask, on, rule
from tests.make_outcomes import DECIDED, bid_in, decided_tender, release

AFTER = DECIDED + timedelta(days=6)


def test_a_decision_on_the_older_run_is_overtaken_and_the_letter_says_why(
    quick_app: Flask, tmp_path: Path
) -> None:
    """Approving the old one is refused; the next one chooses among what is left (R11, R21), and
    the record of it all can be checked by anybody (R26)."""
    made = decided_tender(make.house())
    lead, approver = made.house.lead.actor, made.house.staff[APPROVER].actor
    ask(made, 0, "low_price", DECIDED)
    rule(made, 0, "low_price", AFTER, is_out=True, reason="You sent no figures.")
    with on(made, AFTER) as tender, pytest.raises(Refused):
        decision.approve(approver, tender, "Yes.")
    with on(made, AFTER) as tender:
        assert [each.is_overtaken for each in decisions_of(tender)] == [True]
        assert course_of(tender).decision is None
        with pytest.raises(Refused, match="disqualified"):
            decision.decide(lead, tender, bid_in(made, tender, 0), "It was the first.")
    with on(made, AFTER) as tender:
        decision.decide(lead, tender, bid_in(made, tender, 1), "It is first of what is left.")
    with on(made, AFTER) as tender:
        decision.approve(approver, tender, "Fair.")
    with on(made, AFTER) as tender:
        reveal(lead, tender)
    with make.looking(made.house.id):
        material = material_of(lead, made.tender())
        bid = next(each for each in material.bids if each.label == made.labels[0])
        said = " ".join(letter_to(material, bid)["further"])
        assert missing_in(material, bid) == []
    assert "abnormally low price" in said
    assert "You sent no figures." in said
    release(made)
    with make.looking(made.house.id):
        checks = (questions, answers, looks, rulings)
        assert [trouble for check in checks for trouble in check(made.id)] == []
    whole = checked(bundle_of(made, tmp_path / "whole.zip"))
    assert whole.holds, whole.text
