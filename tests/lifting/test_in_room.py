"""Words that were said in the moderation room go to the safeguarding lead, and the record holds."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from portal.evaluation.moderation.operations import dissent
from portal.evaluation.moderation.queries import item_of, items_of, to_sign
from portal.evaluation.room.own_mind import change_mark
from portal.evaluation.room.table import note_group
from portal.specifications.queries import groups_of
from tests import make
from tests.bundles import bundle_of, checked
from tests.lifting.test_own_words import OUT, hand_over
from tests.make_lifting import open_store
from tests.make_moderation import Panel, closed, moderating_tender, recorded, sign_all
from tests.make_room import ended, laid, opened
from tests.shelf import Prepared, shelved

TOLD = ("marmalade first", "marmalade kept", "marmalade against", "marmalade mind")


@shelved
def told_in_the_room(house: make.House) -> Panel:
    """Everything that can be written beside a record tells of somebody."""
    made = moderating_tender(open_store(house), 1, professional=1, young=2)
    label, young = made.labels[0], made.people["young"][0].actor
    opened(made, [(label, "Q1")])
    laid(made, label, "Q1")
    with made.writing():
        tender = made.tender()
        item = item_of(tender, label, "Q1")
        group = next(each for each in groups_of(tender) if each.slug == "young")
        note_group(made.house.lead.actor, tender, item, group, TOLD[0], 0)
        change_mark(young, tender, item, None, TOLD[3], 1)
    with made.writing():
        for each in items_of(made.tender()):
            is_first = (each.bid.label, each.criterion.code) == (label, "Q1")
            why = TOLD[1] if is_first else "It is short, and all of it."
            more = {"warnings": ["short:reconciled"], "overruled": why}
            recorded(made, each.bid, each.criterion, 2, **more)
    with made.writing():
        record = to_sign(young, made.tender())[0].record
        assert record
        dissent(young, made.tender(), record.id, TOLD[2])
    ended(made, 1)
    return made


def test_what_was_said_beside_the_record_goes_and_every_bundle_verifies(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(told_in_the_room)
    before = bundle_of(made, tmp_path / "before.zip")
    lead = make.client_of(quick_app, made.house.lead)
    item = made.path(f"moderation/{made.labels[0]}/Q1")
    for words in TOLD:
        assert words in lead.get(item).text
        hand_over(lead, f"{item}/safety", f">{words}<")
    shown = lead.get(item).text
    assert not [words for words in TOLD if words in shown]
    assert OUT in shown
    minutes = lead.get(made.path("moderation/minutes")).text
    assert not [words for words in TOLD if words in minutes]
    sign_all(made)
    closed(made)
    for bundle in (before, bundle_of(made, tmp_path / "deciding.zip")):
        verdict = checked(bundle)
        assert verdict.holds, verdict.text
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output
