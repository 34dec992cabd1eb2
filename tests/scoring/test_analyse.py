"""Influence: the margin by parts, the ranking without a group, and the command that tells it."""

import json
from fractions import Fraction as F

from scoring.cli import main
from tests.scoring.analysing import analysed, whole_tenders
from tests.scoring.test_examples import HALF, one_mark_each, shared_criterion
from tests.scoring.test_verify import GOLDEN, TENDER


def test_the_parts_add_up_to_the_margin_exactly():
    seen = 0
    for _, result, found in whole_tenders(range(200)):
        margin, parts = found["influence"]["margin"], found["influence"]["by_part"]
        if margin is None:
            assert parts == []
            assert len(result.order) < 2 or result.method.price_per_point
            continue
        seen += 1
        assert sum(F(each["points"]) for each in parts) == F(margin)
        first, second = result.bids[:2]
        assert F(margin) == F(first["total"]["exact"]) - F(second["total"]["exact"])
    assert seen > 35


def test_without_a_group_the_others_take_over_its_share():
    document = shared_criterion()
    document["bids"].append({"id": "B"})
    document["marks"] += [
        {**m, "bid": "B", "mark": {"y1": 5, "y2": 5, "y3": 5}.get(m["evaluator"], m["mark"] - 1)}
        for m in document["marks"]
    ]
    result, found = analysed(document)
    assert result.order == ["A", "B"]
    by_part = {e["group"]: e["points"] for e in found["influence"]["by_part"]}
    assert by_part == {"professional": "88/5", "young": "-24/5"}
    assert found["influence"]["margin"] == "64/5"
    assert found["influence"]["without"] == [
        {"group": "professional", "ranking": ["B", "A"], "changes_winner": True},
        {"group": "young", "ranking": ["A", "B"], "changes_winner": False},
    ]


def test_without_a_group_its_own_criteria_drop_out():
    document = shared_criterion()
    criteria = document["method"]["criteria"]
    criteria[0]["shares"] = {"young": 100}
    document["marks"] = [
        m for m in document["marks"] if m["criterion"] == "Q2" or m["group"] == "young"
    ]
    document["bids"].append({"id": "B"})
    document["marks"] += [
        {**m, "bid": "B", "mark": 5 if m["group"] == "young" else 4} for m in document["marks"]
    ]
    result, found = analysed(document)
    assert result.order == ["A", "B"]
    assert found["influence"]["without"] == [
        {"group": "professional", "ranking": ["B", "A"], "changes_winner": True},
        {"group": "young", "ranking": ["A", "B"], "changes_winner": False},
    ]


def test_one_bid_has_no_margin():
    _, found = analysed(one_mark_each(HALF, A=(70, 100)))
    assert found["influence"] == {"margin": None, "by_part": [], "without": []}
    assert found["fragility"]["fewest_mark_changes"] is None
    assert found["fragility"]["bid_dependence"] == []


def test_the_command_line_writes_json_and_text(capsys):
    assert main(["analyse", str(GOLDEN / "tender.json")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == analysed(TENDER)[1]
    assert found["format"] == "evenhand-analysis/1"
    assert main(["analyse", str(GOLDEN / "tender.json"), "--as", "text"]) == 0
    assert "Bid Birch is" in capsys.readouterr().out
