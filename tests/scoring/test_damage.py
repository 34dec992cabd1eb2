"""Damaged input is told where it is wrong and how to mend it; never a traceback."""

import json
import random
from copy import deepcopy

import pytest

from scoring import BadInput, Incomplete, evaluate_document
from scoring.cli import main
from scoring.document import load_json
from tests.scoring.tenders import tender

WHOLE = {
    "format": "evenhand-tender/1",
    "method": {
        "groups": [{"id": "professional"}, {"id": "young", "title": "Young people"}],
        "criteria": [
            {
                "id": "Q1",
                "weight": "60",
                "scale": {"lowest": 0, "highest": 5, "step": 1},
                "shares": {"professional": 60, "young": 40},
                "group_mark": "mean",
                "minimum": {"mark": 1, "of": "young"},
            }
        ],
        "gates": [{"id": "G1"}],
        "price": {"weight": 40, "method": "lowest_over_bid"},
        "tie_breaks": [{"by": "group", "id": "young"}],
    },
    "bids": [{"id": "A", "price": 5, "gates": {"G1": True}}],
    "marks": [
        {"bid": "A", "criterion": "Q1", "group": "young", "evaluator": "y", "mark": 4},
        {"bid": "A", "criterion": "Q1", "group": "professional", "evaluator": "p", "mark": 4},
    ],
    "agreed": [],
    "voided": [],
}
NOTHING = object()


def put(document, path, value):
    *way, last = path
    for step in way:
        document = document[step]
    if value is NOTHING:
        del document[last]
    elif isinstance(document, list) and last == len(document):
        document.append(value)
    else:
        document[last] = value


def problems(document):
    with pytest.raises(BadInput) as caught:
        evaluate_document(document)
    return [str(each) for each in caught.value.problems]


METHOD, Q1 = ("method",), ("method", "criteria", 0)
MARK = ("marks", 0, "mark")
AGREED = {"bid": "A", "criterion": "Q1", "group": "young", "mark": 3}


@pytest.mark.parametrize(
    ("path", "value", "where", "what"),
    [
        (("format",), "evenhand-tender/2", "format", "isn't a choice"),
        (("format",), NOTHING, "format", '"format" is missing'),
        (("method",), [], "method", "isn't an object"),
        (("colour",), 1, "colour", "isn't known"),
        (("bids",), [], "bids", "there is no bid"),
        (("bids",), None, "bids", "isn't a list"),
        (("bids", 1), {"id": "A", "price": 1, "gates": {"G1": True}}, "bids[1].id", "twice"),
        (("bids", 0, "id"), "", "bids[0].id", "empty"),
        (("bids", 0, "id"), 7, "bids[0].id", "isn't text"),
        (("bids", 0, "id"), "\ud800", "bids[0].id", "half a character"),
        (("bids", 0, "price"), NOTHING, "bids[0].price", '"price" is missing'),
        (("bids", 0, "price"), -1, "bids[0].price", "out of bounds"),
        (("bids", 0, "price"), 0, "bids[0].price", '"A" has a nil price'),
        (("bids", 0, "price"), None, "bids[0].price", "isn't a number"),
        (("bids", 0, "gates"), {}, "bids[0].gates.G1", '"G1" is missing'),
        (("bids", 0, "gates", "G1"), "yes", "bids[0].gates.G1", "isn't true or false"),
        (("bids", 0, "gates", "G2"), True, "bids[0].gates.G2", "isn't known"),
        (MARK, "4.5", "marks[0].mark", "isn't on the scale"),
        (MARK, 6, "marks[0].mark", "isn't on the scale"),
        (MARK, float("nan"), "marks[0].mark", "isn't a number"),
        (MARK, True, "marks[0].mark", "isn't a number"),
        (MARK, "1e0", "marks[0].mark", "isn't a number"),
        (MARK, "4,0", "marks[0].mark", "isn't a number"),
        (MARK, "+4", "marks[0].mark", "isn't a number"),
        (MARK, "٤", "marks[0].mark", "isn't a number"),
        (MARK, "4/0", "marks[0].mark", "isn't a number"),
        (MARK, "4\n", "marks[0].mark", "isn't a number"),
        (MARK, 10**40, "marks[0].mark", "isn't a number"),
        (MARK, [4], "marks[0].mark", "isn't a number"),
        (MARK, NOTHING, "marks[0].mark", '"mark" is missing'),
        (("marks", 0), 4, "marks[0]", "isn't an object"),
        (("marks", 0, "bid"), "Z", "marks[0].bid", "isn't a choice"),
        (("marks", 0, "bid"), ["A"], "marks[0].bid", "isn't a choice"),
        (("marks", 0, "group"), None, "marks[0].group", "isn't a choice"),
        (("marks", 0, "group"), NOTHING, "marks[0].group", '"group" is missing'),
        (("marks", 0, "evaluator"), "p", "marks[1].group", "two groups"),
        (("marks", 2), WHOLE["marks"][0], "marks[2]", "twice"),
        (("agreed", 0), {**AGREED, "mark": "2.5"}, "agreed[0].mark", "isn't on the scale"),
        (("agreed", 0), {**AGREED, "group": "x"}, "agreed[0].group", "isn't a choice"),
        (("agreed",), [AGREED, AGREED], "agreed[1]", "twice"),
        (("agreed",), [AGREED, {**AGREED, "group": None}], "agreed[1]", "of all groups"),
        (("voided", 0), {"evaluator": "y", "bid": None}, "voided[0].bid", "isn't a choice"),
        ((*Q1, "weight"), 59, "method.criteria", "add up to 99, not 100"),
        ((*Q1, "weight"), "sixty", "method.criteria[0].weight", "isn't a number"),
        ((*Q1, "scale", "step"), 2, "method.criteria[0].scale", "whole number of steps"),
        ((*Q1, "scale", "step"), 0, "method.criteria[0].scale", "whole number of steps"),
        ((*Q1, "scale", "lowest"), 5, "method.criteria[0].scale", "isn't below"),
        ((*Q1, "scale", "lowest"), -1, "method.criteria[0].scale.lowest", "out of bounds"),
        ((*Q1, "shares", "young"), 41, "method.criteria[0].shares", "add up to 101"),
        ((*Q1, "shares", "old"), 0, "method.criteria[0].shares.old", "isn't known"),
        ((*Q1, "shares"), NOTHING, "method.criteria[0].shares", '"shares" is missing'),
        ((*Q1, "shares"), {"professional": 100}, "marks[0].group", "has no share"),
        ((*Q1, "group_mark"), "mode", "method.criteria[0].group_mark", "isn't a choice"),
        ((*Q1, "minimum", "of"), "all", "method.criteria[0].minimum.of", "isn't a choice"),
        ((*METHOD, "groups"), [], "method.groups", "there is no group"),
        ((*METHOD, "gates", 1), {"id": "G1"}, "method.gates[1].id", "twice"),
        ((*METHOD, "minimum_quality"), 101, "method.minimum_quality", "out of bounds"),
        ((*METHOD, "rounding"), {"places": 7}, "method.rounding.places", "out of bounds"),
        ((*METHOD, "rounding"), {"places": "1.5"}, "method.rounding.places", "whole number"),
        ((*METHOD, "price", "weight"), NOTHING, "method.price.weight", '"weight" is missing'),
        ((*METHOD, "price", "ceiling"), 4, "method.price.ceiling", "takes no ceiling"),
        ((*METHOD, "price"), {"method": "fixed", "weight": 40}, "method.price.weight", "no price"),
        ((*METHOD, "price", "method"), "linear", "method.price.ceiling", '"ceiling" is missing'),
        ((*METHOD, "tie_breaks", 0, "id"), "x", "method.tie_breaks[0].id", "isn't a choice"),
        ((*METHOD, "tie_breaks", 0, "id"), NOTHING, "method.tie_breaks[0].id", '"id" is missing'),
        (
            (*METHOD, "tie_breaks", 1),
            {"by": "price", "id": "x"},
            "method.tie_breaks[1].id",
            "no id",
        ),
    ],
)
def test_each_damage_is_located(path, value, where, what):
    document = deepcopy(WHOLE)
    put(document, path, value)
    found = problems(document)
    assert any(each.startswith(where + ": ") and what in each for each in found), found


def test_the_undamaged_document_is_fine():
    assert evaluate_document(WHOLE).order == ["A"]


def test_all_problems_come_at_once():
    document = deepcopy(WHOLE)
    for path in (("bids", 0, "price"), MARK, (*Q1, "weight"), (*METHOD, "empty_group")):
        put(document, path, "?")
    assert [each.split(":")[0] for each in problems(document)] == [
        "method.criteria[0].weight",
        "method.empty_group",
        "bids[0].price",
        "marks[0].mark",
    ]


def test_extra_keys_are_kept_and_their_numbers_become_text():
    document = deepcopy(WHOLE)
    document["x-note"] = {"a": [1, 2.5, None, True, "t"]}
    document["marks"][1]["x-from"] = "paper"
    kept = evaluate_document(document).as_dict()["input"]
    assert kept["x-note"] == {"a": ["1", "2.5", None, True, "t"]}
    assert [m.get("x-from") for m in kept["marks"]] == [None, "paper"]


def places(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for step, each in inner:
        if isinstance(each, (dict, list)):
            yield from places(each, (*path, step))
        else:
            yield (*path, step)


JUNK = [
    None, True, -1, 0, 1.5, 10**400, "1e9", "", "\ud800", "\x00\n", "x" * 10**5, [], {}, [[]],
    {"id": {}}, float("inf"), float("nan"), "NaN", "1/0", "-0", NOTHING,
]  # fmt: skip


def told(document):
    """What a damaged document is told; a document may also be whole still, or lack marks."""
    try:
        evaluate_document(document)
    except BadInput as error:
        return [str(each) for each in error.problems] or [""]
    except Incomplete as error:
        return [] if error.missing else [""]
    return []


@pytest.mark.parametrize("block", range(5))
def test_random_damage_gives_a_result_or_problems(block):
    refused = 0
    for seed in range(block * 100, block * 100 + 100):
        r = random.Random(seed)
        document = tender(r)
        for _ in range(r.randint(1, 3)):
            path = r.choice([each for each in places(document) if each])
            put(document, path, deepcopy(r.choice(JUNK)))
        found = told(document)
        refused += bool(found)
        assert all(each and "\n" not in each for each in found)
    assert refused > 50


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (b"", "isn't JSON"),
        (b"{", "isn't JSON"),
        (b"\xff", "isn't UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": 1, "a": 2}', 'the key "a" is there twice'),
        (b"[" + b"9" * 100_000 + b"]", "isn't an object"),
        (b"NaN", "isn't an object"),
    ],
)
def test_damaged_json_is_told_in_one_line(text, what):
    with pytest.raises(BadInput) as caught:
        evaluate_document(load_json(text))
    assert what in str(caught.value)


def test_deep_nesting_under_an_extra_key_is_refused():
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    assert "nested too deeply" in problems({**WHOLE, "x-deep": deep})[0]


def run(tmp_path, capsys, document, command="evaluate"):
    path = tmp_path / "tender.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    status = main([command, str(path)])
    return status, *capsys.readouterr()


def test_problems_go_to_standard_error_one_a_line(tmp_path, capsys):
    document = deepcopy(WHOLE)
    put(document, MARK, "4\n4")
    put(document, ("bids", 0, "price"), "1e3")
    status, out, err = run(tmp_path, capsys, document)
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith(
        'tender.json: bids[0].price: "1e3" isn\'t a number. '
        "Write it in digits, like 30, 7.5 or 1/3, without signs, commas or exponents."
    )


def test_missing_marks_are_status_3_and_named(tmp_path, capsys):
    document = deepcopy(WHOLE)
    document["bids"].append({"id": "B", "price": 4, "gates": {"G1": True}})
    document["marks"].append({**WHOLE["marks"][0], "bid": "B"})
    status, out, err = run(tmp_path, capsys, document, "check")
    assert (status, out) == (3, "")
    assert 'evaluator "p", group "professional", bid "B", criterion "Q1"' in err


def test_bad_input_goes_before_missing_marks(tmp_path, capsys):
    document = deepcopy(WHOLE)
    document["marks"] = []
    document["bids"][0]["price"] = "x"
    assert run(tmp_path, capsys, document)[0] == 2


def test_check_says_ok_and_warns_that_bids_depend_on_each_other(tmp_path, capsys):
    status, out, err = run(tmp_path, capsys, WHOLE, "check")
    assert (status, out) == (0, "ok\n")
    assert err.startswith("warning: ")
    assert "lowest price" in err


def test_a_file_that_is_not_there_is_status_2(capsys, tmp_path):
    assert main(["evaluate", str(tmp_path / "no.json")]) == 2
    assert "can't be read" in capsys.readouterr().err


def test_a_mark_that_lacks_a_key_is_checked_all_the_same():
    document = deepcopy(WHOLE)
    document["marks"][0] = {"bid": "Z", "evaluator": "y", "group": "young", "mark": "x"}
    assert [each.split(":")[0] for each in problems(document)] == [
        "marks[0].criterion",
        "marks[0].bid",
        "marks[0].mark",
    ]
