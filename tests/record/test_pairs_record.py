"""Two who mark as one, in the record: what the second one did stands as theirs (P7, R26)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from flask import Flask

from portal.audit.verify import verify_log
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.moderation import operations as moderation
from portal.evaluation.moderation.queries import to_sign
from portal.evaluation.queries import seat_of
from portal.lifting.queries import own_words
from portal.record.checks import CHECKS
from portal.record.erasure.operations import erase
from tests import make, make_evaluation
from tests.bundles import bundle_of, checked
from tests.make_bids import label_of
from tests.make_evaluation import Marking
from tests.make_moderation import Panel, closed, record_all, sign_all
from tests.make_pairs import paired_tender


def test_the_record_of_a_pair_holds_whoever_of_them_wrote_and_was_erased(
    quick_app: Flask, tmp_path: Path
) -> None:
    made, second = paired_tender()
    first = made.evaluators["young"][0]
    for human in made.everybody:
        make_evaluation.mark_all(made, human, send=human is not first)
    _writes(made, second, "We talked about it.")
    for human in (first, second):
        with made.writing() as tender:
            seat = seat_of(human.actor, tender)
            assert seat
            marking.send_sheet(human.actor, tender, own_sheets(tender, seat)[0].sheet)
    with made.writing() as tender:
        marking.close_marking(made.house.lead.actor, tender)
    label = label_of(made.house, made.id, made.bidders[0])
    panel = Panel(made.house, made.id, made.bidders, [label], made.evaluators)
    record_all(panel)
    _signs(panel, second)
    sign_all(panel)
    closed(panel)
    _holds(panel, tmp_path / "whole.zip")
    erase(make.operator().actor, second.actor.person_id, "told")
    _holds(panel, tmp_path / "second.zip")
    erase(make.operator().actor, first.actor.person_id, "told")
    _holds(panel, tmp_path / "both.zip")


def test_the_second_one_can_hand_over_what_they_wrote(quick_app: Flask) -> None:
    made, second = paired_tender()
    make_evaluation.mark_all(made, made.evaluators["young"][0], send=False)
    _writes(made, second, "I am not safe.")
    with make.looking(made.house.id):
        panel = Panel(made.house, made.id, [])
        seat = seat_of(second.actor, panel.tender())
        assert seat
        own = own_sheets(panel.tender(), seat)[0]
        words = own_words(second.actor, panel.tender(), own, own.criteria[0])
        assert words[0].words == "I am not safe."
        assert words[0].texts


def _writes(made: Marking, human: make.Human, words: str) -> None:
    with made.writing() as tender:
        seat = seat_of(human.actor, tender)
        assert seat
        own = own_sheets(tender, seat)[0]
        marking.record_mark(human.actor, tender, own.sheet, own.criteria[0], Decimal(3), words)


def _signs(panel: Panel, human: make.Human) -> None:
    with tenant(panel.house.id):
        items = to_sign(human.actor, panel.tender())
        waiting = [item.record.id for item in items if item.record]
    assert waiting
    with panel.writing():
        moderation.sign_off(human.actor, panel.tender(), waiting)


def _holds(panel: Panel, file: Path) -> None:
    with make.looking(panel.house.id):
        assert [str(each) for check in CHECKS for each in check(panel.id)] == []
        assert verify_log(panel.id).troubles == []
    verdict = checked(bundle_of(panel, file))
    assert verdict.holds, verdict.text
    db.session.remove()
