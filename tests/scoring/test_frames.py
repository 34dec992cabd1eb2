"""DataFrames in, DataFrames out, and the same result as from the same marks in JSON."""

import random
from copy import deepcopy

import pandas
import pytest

from scoring import BadInput, Incomplete, Marks, Method, evaluate, evaluate_document
from tests.scoring import oracle_marks
from tests.scoring.tenders import tender
from tests.scoring.test_verify import TENDER


def frames(document):
    """The lists of a document as frames, with `pass` for a pass."""
    alone = oracle_marks.only(document)
    marks = [
        {"group": alone, **m, "mark": "pass" if m["mark"] is None else m["mark"]}
        for m in document["marks"]
    ]
    columns = ["bid", "criterion", "group", "evaluator", "mark"]
    return {
        "bids": pandas.DataFrame(document["bids"]),
        "marks": pandas.DataFrame(marks, columns=columns),
        "agreed": pandas.DataFrame(document["agreed"]),
        "voided": pandas.DataFrame(document["voided"]),
    }


def judge(call):
    try:
        return call().signed
    except Incomplete as error:
        return error.missing


def from_frames(document):
    method = Method.from_dict(document["method"])
    return evaluate(method, Marks.from_frames(method, **frames(document)))


def test_frames_give_what_the_same_json_gives():
    for seed in range(120):
        document = tender(random.Random(seed))
        for entry in document["agreed"]:
            entry["group"] = entry["group"] or oracle_marks.only(document)
        wanted = judge(lambda document=document: evaluate_document(document))
        assert judge(lambda document=document: from_frames(document)) == wanted


def test_the_golden_run_from_frames():
    assert from_frames(TENDER).digest == evaluate_document(TENDER).digest


@pytest.mark.parametrize("kind", ["category", object])
def test_categories_and_objects_are_read_alike(kind):
    method = Method.from_dict(TENDER["method"])
    given = frames(TENDER)
    given["marks"] = given["marks"].astype(kind)
    assert evaluate(method, Marks.from_frames(method, **given)).digest == from_frames(TENDER).digest


def test_numbers_in_columns_are_their_shortest_decimal():
    document = deepcopy(TENDER)
    given = frames(document)
    whole = given["marks"]["mark"] != "pass"
    given["marks"] = given["marks"][whole].astype({"mark": float})
    method = Method.from_dict(document["method"])
    marks = Marks.from_frames(method, **given)
    document["marks"] = [m for m in document["marks"] if m["mark"] is not None]
    assert judge(lambda: evaluate(method, marks)) == judge(lambda: evaluate_document(document))


@pytest.mark.parametrize(
    ("row", "column", "value", "what"),
    [
        (3, "bid", "Oak", 'marks[3].bid: "Oak" isn\'t a choice'),
        (3, "criterion", None, "marks[3].criterion: null isn't a choice"),
        (3, "mark", 9, "marks[3].mark: 9 isn't on the scale"),
        (3, "mark", None, "marks[3].mark: the mark is empty"),
        (3, "mark", "four", 'marks[3].mark: "four" isn\'t a number'),
        (3, "mark", float("inf"), "marks[3].mark: Infinity isn't a number"),
        (3, "mark", -1, "isn't a number"),
        (3, "evaluator", None, "marks[3].evaluator: the evaluator is empty"),
        (3, "evaluator", "p1", "marks for two groups"),
        (3, "group", "parent", "no share"),
        (4, "evaluator", "y1", "marks[4].evaluator: this mark is there twice"),
    ],
)
def test_problems_have_their_row(row, column, value, what):
    given = frames(TENDER)
    given["marks"] = given["marks"].astype(object)
    given["marks"].loc[row, column] = value
    method = Method.from_dict(TENDER["method"])
    with pytest.raises(BadInput) as caught:
        Marks.from_frames(method, **given)
    assert what in str(caught.value)


def test_a_missing_column_is_a_problem():
    given = frames(TENDER)
    given["marks"] = given["marks"].drop(columns="mark")
    with pytest.raises(BadInput, match='"mark" is missing'):
        Marks.from_frames(Method.from_dict(TENDER["method"]), **given)


def test_results_come_out_as_frames():
    made = evaluate_document(TENDER).frames()
    assert made["bids"]["id"].tolist() == ["Birch", "Ash", "Cedar", "Doum", "Elm"]
    assert made["bids"]["rank"].tolist()[:3] == [1, 2, 3]
    assert made["bids"]["total_exact"][0] == "4033/48"
    assert len(made["criteria"]) == 5 * 4
    assert set(made["groups"]["group"]) == {"professional", "young", "parent"}
