"""Worked examples, each counted by hand."""

from copy import deepcopy

import pytest

from scoring import BadInput, Incomplete, evaluate_document

SCALE = {"lowest": 0, "highest": 100, "step": 1}


def one_mark_each(price, **bids):
    """Bids as (quality mark of 100, price); one criterion has the weight that price leaves."""
    weight = 100 - int(price.get("weight", 0))
    criterion = {"id": "Q", "weight": weight, "scale": SCALE, "group_mark": "mean"}
    return {
        "format": "evenhand-tender/1",
        "method": {"criteria": [criterion], "price": price},
        "bids": [{"id": ident, "price": paid} for ident, (_, paid) in bids.items()],
        "marks": [
            {"bid": ident, "criterion": "Q", "evaluator": "e", "mark": mark}
            for ident, (mark, _) in bids.items()
        ],
    }


def totals(document):
    return {b["id"]: b["total"]["shown"] for b in evaluate_document(document).bids}


HALF = {"weight": "50", "method": "lowest_over_bid"}


def test_r9_a_beats_b_until_a_third_bid_comes():
    two = one_mark_each(HALF, A=(70, 100), B=(80, 118))
    assert totals(two) == {"A": "85.00", "B": "82.37"}
    three = one_mark_each(HALF, A=(70, 100), B=(80, 118), C=(10, 60))
    assert totals(three) == {"B": "65.42", "A": "65.00", "C": "55.00"}
    assert evaluate_document(three).order == ["B", "A", "C"]


def test_thirds_stay_exact():
    third = {"weight": "100/3", "method": "lowest_over_bid"}
    document = one_mark_each({**HALF}, A=(100, 3), B=(50, 1))
    document["method"]["price"] = third
    document["method"]["criteria"][0]["weight"] = "200/3"
    figures = {b["id"]: b["total"]["exact"] for b in evaluate_document(document).bids}
    assert figures == {"A": "700/9", "B": "200/3"}


def test_mean_deviation_is_one_mark_for_each_per_cent():
    price = {"weight": "100", "method": "mean_deviation"}
    document = one_mark_each(price, A=(0, 90), B=(0, 100), C=(0, 110))
    document["method"]["criteria"][0]["weight"] = 0
    assert totals(document) == {"A": "60.00", "B": "50.00", "C": "40.00"}


def test_mean_deviation_is_clamped():
    price = {"weight": "100", "method": "mean_deviation"}
    document = one_mark_each(price, A=(0, 1), B=(0, 10**9))
    document["method"]["criteria"][0]["weight"] = 0
    assert totals(document) == {"A": "100.00", "B": "0.00"}


def test_linear_between_ceiling_and_floor():
    price = {"weight": "50", "method": "linear", "ceiling": 200, "floor": 100}
    bids = {"A": (0, 50), "B": (0, 125), "C": (0, 200), "D": (0, 300)}
    assert totals(one_mark_each(price, **bids)) == {
        "A": "50.00", "B": "37.50", "C": "0.00", "D": "0.00",
    }  # fmt: skip


def test_price_per_quality_point_puts_the_lowest_first():
    document = one_mark_each({"method": "per_quality_point"}, A=(80, 100), B=(60, 60), C=(40, 1))
    document["method"]["minimum_quality"] = 50
    bids = evaluate_document(document).bids
    assert [(b["id"], b["rank"]) for b in bids] == [("B", 1), ("A", 2), ("C", None)]
    assert [b["total"] and b["total"]["exact"] for b in bids] == ["1", "5/4", None]
    assert bids[0]["price"] is None
    assert bids[2]["reasons"] == ["minimum_quality"]


def test_a_fixed_budget_scores_no_price():
    document = one_mark_each({"method": "fixed"}, A=(40, 9), B=(41, 9))
    assert totals(document) == {"B": "41.00", "A": "40.00"}


def test_a_nil_price_is_refused_by_name_or_has_full_marks():
    document = one_mark_each(HALF, A=(70, 0), B=(80, 118), C=(80, 236))
    with pytest.raises(BadInput, match='"A" has a nil price'):
        evaluate_document(document)
    document["method"]["price"] = {**HALF, "nil_price": "full"}
    assert totals(document) == {"B": "90.00", "A": "85.00", "C": "65.00"}


def test_one_bid_and_no_bid_left():
    document = one_mark_each(HALF, A=(70, 100))
    assert totals(document) == {"A": "85.00"}
    document["method"]["minimum_quality"] = 71
    (bid,) = evaluate_document(document).bids
    assert (bid["status"], bid["rank"], bid["total"], bid["price"]) == ("disqualified", *3 * [None])
    assert bid["quality"]["exact"] == "35"


def test_a_billion_and_a_penny_differ():
    document = one_mark_each(HALF, A=(70, "1000000000.00"), B=(70, "1000000000.01"))
    result = evaluate_document(document)
    assert [b["rank"] for b in result.bids] == [1, 2]
    assert [b["total"]["shown"] for b in result.bids] == ["85.00", "85.00"]


def shared_criterion():
    """The example of SCORING-IO: 60 % professionals, 40 % young people, 4 and 3 make 3.6."""
    criterion = {
        "id": "Q1",
        "title": "Listening",
        "weight": 30,
        "scale": {"lowest": 0, "highest": 5, "step": 1},
        "shares": {"professional": 60, "young": 40},
        "group_mark": "mean",
    }
    other = {**criterion, "id": "Q2", "weight": 70, "shares": {"professional": 100}}
    groups = [{"id": "professional", "title": "Professionals"}]
    groups.append({"id": "young", "title": "Young people"})
    marks = [("Q1", "young", "y1", 4), ("Q1", "young", "y2", 3), ("Q1", "young", "y3", 2)]
    marks += [("Q1", "professional", "p1", 4), ("Q2", "professional", "p1", 5)]
    return {
        "format": "evenhand-tender/1",
        "method": {"groups": groups, "criteria": [criterion, other]},
        "bids": [{"id": "A"}],
        "marks": [
            {"bid": "A", "criterion": c, "group": g, "evaluator": e, "mark": m}
            for c, g, e, m in marks
        ],
    }


def figures(document):
    bid = evaluate_document(document).bids[0]
    first = bid["criteria"][0]
    parts = {g["id"]: (g["mark"] and g["mark"]["exact"], g["marks"]) for g in first["groups"]}
    return first["mark"]["exact"], first["score"]["exact"], parts


def test_two_groups_share_a_criterion():
    parts = {"professional": ("4", 1), "young": ("3", 3)}
    assert figures(shared_criterion()) == ("18/5", "108/5", parts)


def test_the_working_says_what_each_group_gave():
    sentences = [
        step["sentence"] for step in evaluate_document(shared_criterion()).as_dict()["working"]
    ]
    assert "Young people gave 4, 3, 2: mean 3; 3 ÷ 5 × 30 × 40 % = 7.2." in sentences
    assert "Listening: 4 × 60 % + 3 × 40 % = 3.6; 3.6 ÷ 5 × 30 = 21.6." in sentences
    assert "Total of bid A: 91.6." in sentences


def test_a_pass_is_left_out_of_the_mean():
    document = shared_criterion()
    document["marks"][2]["mark"] = None
    assert figures(document)[2]["young"] == ("7/2", 2)


def test_a_median_is_the_mean_of_the_middle_two():
    document = shared_criterion()
    document["method"]["criteria"][0]["group_mark"] = "median"
    document["marks"][0]["mark"] = None
    assert figures(document)[2]["young"] == ("5/2", 2)


def test_an_agreed_mark_stands_in_place_of_a_groups_own():
    document = shared_criterion()
    document["agreed"] = [{"bid": "A", "criterion": "Q1", "group": "young", "mark": 5}]
    assert figures(document) == ("22/5", "132/5", {"professional": ("4", 1), "young": ("5", 3)})


def test_an_agreed_mark_of_all_stands_in_place_of_all():
    document = shared_criterion()
    document["agreed"] = [{"bid": "A", "criterion": "Q1", "group": None, "mark": 2}]
    assert figures(document) == ("2", "12", {"professional": ("2", 1), "young": ("2", 3)})


def test_a_voided_mark_is_left_out_and_not_missed():
    document = shared_criterion()
    document["voided"] = [{"evaluator": "y1", "bid": "A", "reason": "conflict"}]
    assert figures(document)[2]["young"] == ("5/2", 2)


def test_an_empty_group_is_missed_or_leaves_its_share_to_others():
    document = shared_criterion()
    document["voided"] = [{"evaluator": f"y{i}"} for i in (1, 2, 3)]
    with pytest.raises(Incomplete) as caught:
        evaluate_document(document)
    (missing,) = caught.value.missing
    assert (missing.bid, missing.criterion, missing.group, missing.evaluator) == (
        "A", "Q1", "young", None,
    )  # fmt: skip
    document["method"]["empty_group"] = "others"
    assert figures(document) == ("4", "24", {"professional": ("4", 1), "young": (None, 0)})


def test_nothing_is_counted_as_zero_in_silence():
    document = shared_criterion()
    document["bids"].append({"id": "B"})
    with pytest.raises(Incomplete) as caught:
        evaluate_document(document)
    assert {(m.bid, m.criterion, m.group, m.evaluator) for m in caught.value.missing} == {
        ("B", "Q1", "young", "y1"),
        ("B", "Q1", "young", "y2"),
        ("B", "Q1", "young", "y3"),
        ("B", "Q1", "professional", "p1"),
        ("B", "Q2", "professional", "p1"),
    }


def test_minimums_are_judged_on_exact_values():
    document = shared_criterion()
    criterion = document["method"]["criteria"][0]
    for of, mark, out in [
        ("combined", "3.6", []),
        ("combined", "3.6000001", ["minimum:Q1"]),
        ("each_group", "3", []),
        ("each_group", "3.1", ["minimum:Q1"]),
        ("professional", "4", []),
        ("young", "3.1", ["minimum:Q1"]),
    ]:
        criterion["minimum"] = {"mark": mark, "of": of}
        assert evaluate_document(document).bids[0]["reasons"] == out, (of, mark)


def tied():
    """Four bids: A, B and C equal on total; A and C equal on Q1 as well."""
    criterion = {
        "weight": 50,
        "scale": {"lowest": 0, "highest": 5, "step": 1},
        "group_mark": "mean",
    }
    marks = {"A": (4, 3), "B": (5, 2), "C": (4, 3), "D": (0, 0)}
    method = {"criteria": [{**criterion, "id": "Q1"}, {**criterion, "id": "Q2"}]}
    method["tie_breaks"] = [{"by": "criterion", "id": "Q1"}, {"by": "price"}]
    return {
        "format": "evenhand-tender/1",
        "method": method,
        "bids": [{"id": i, "price": 9} for i in marks],
        "marks": [
            {"bid": ident, "criterion": q, "evaluator": "e", "mark": mark}
            for ident, two in marks.items()
            for q, mark in zip(("Q1", "Q2"), two, strict=True)
        ],
    }


def test_ties_are_divided_by_the_published_list():
    result = evaluate_document(tied())
    assert [(b["id"], b["rank"], b["shared"]) for b in result.bids] == [
        ("B", 1, False), ("A", 2, True), ("C", 2, True), ("D", 4, False),
    ]  # fmt: skip
    assert result.ties == [
        {"bids": ["B", "A", "C"], "broken_by": "criterion:Q1"},
        {"bids": ["A", "C"], "broken_by": None},
    ]
    document = deepcopy(tied())
    document["bids"][2]["price"] = 8
    result = evaluate_document(document)
    assert [b["rank"] for b in result.bids] == [1, 2, 3, 4]
    assert result.ties[1] == {"bids": ["C", "A"], "broken_by": "price"}


@pytest.mark.parametrize(
    ("rule", "shown"), [("half_up", "0.13"), ("half_even", "0.12"), ("down", "0.12")]
)
def test_figures_are_rounded_once_by_the_published_rule(rule, shown):
    document = one_mark_each({"method": "fixed"}, A=("1", 1))
    document["method"]["rounding"] = {"places": 2, "rule": rule}
    document["method"]["criteria"][0]["scale"] = {"lowest": 0, "highest": 800, "step": 1}
    assert evaluate_document(document).bids[0]["total"] == {"exact": "1/8", "shown": shown}
