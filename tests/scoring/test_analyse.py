"""Influence, fragility and agreement, against brute force and against published tables."""

import itertools
import json
import random
from copy import deepcopy
from fractions import Fraction as F

import pytest

from scoring import Incomplete, analyse_result, evaluate_document
from scoring.agreement import alpha, kendall_w
from scoring.cli import main
from scoring.medians import breakpoints, raised
from tests.scoring import oracle
from tests.scoring.tenders import tender
from tests.scoring.test_examples import HALF, one_mark_each, shared_criterion
from tests.scoring.test_verify import GOLDEN, TENDER


def analysed(document):
    result = evaluate_document(document)
    return result, analyse_result(result)


def whole_tenders(seeds):
    """Random tenders that aren't incomplete, with their results."""
    for seed in seeds:
        document = tender(random.Random(seed))
        try:
            yield document, *analysed(document)
        except Incomplete:
            continue


def without_gates(document, bids):
    """The document with nothing that could disqualify, and these bids alone."""
    document = deepcopy(document)
    method = document["method"]
    method["gates"] = []
    if method.get("price", {}).get("method") == "per_quality_point":
        method["minimum_quality"] = "1/1000000"
    else:
        method.pop("minimum_quality", None)
    for criterion in method["criteria"]:
        criterion.pop("minimum", None)
    for bid in document["bids"]:
        bid["gates"] = {}
    document["bids"] = [b for b in document["bids"] if b["id"] in bids]
    for key in ("marks", "agreed", "voided"):
        entries = document[key]
        document[key] = [e for e in entries if e.get("bid") in (*bids, None)]
    return document


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


def movable(document, ranked):
    """Every mark that counts, as (the list it is in, its index, its scale)."""
    scales = {c["id"]: c["scale"] for c in document["method"]["criteria"]}
    alone = oracle.only(document)
    for index, entry in enumerate(document["agreed"]):
        if entry["bid"] in ranked:
            yield "agreed", index, scales[entry["criterion"]]
    for index, m in enumerate(document["marks"]):
        place = m["bid"], m["criterion"], m.get("group", alone)
        counts = m["mark"] is not None and oracle.agreed(document, *place) is None
        if (
            m["bid"] in ranked
            and counts
            and not oracle.voided(document, m["evaluator"], *place[:2])
        ):
            yield "marks", index, scales[m["criterion"]]


def totals_of(document, ranked, prices):
    """Totals with the price scores of today, higher being better."""
    totals = {}
    per_point = document["method"].get("price", {}).get("method") == "per_quality_point"
    for bid in document["bids"]:
        if bid["id"] in ranked:
            quality = oracle.judge_bid(document, bid)["quality"]
            if per_point:
                totals[bid["id"]] = quality / F(bid["price"])
            else:
                totals[bid["id"]] = quality + prices.get(bid["id"], 0)
    return totals


def is_overtaken(document, ranked, first, prices):
    totals = totals_of(document, ranked, prices)
    return any(totals[bid] >= totals[first] for bid in ranked if bid != first)


def brute_force(document, result, most):
    """The fewest moves up to `most` by trying everything; None if none do."""
    ranked = set(result.order)
    first = result.order[0]
    ids = [b.id for b in result.marks.bids]
    prices = {ids[bid]: score for bid, score in result.prices.items()}
    places = list(movable(document, ranked))
    if is_overtaken(document, ranked, first, prices):
        return 0
    for count in range(1, most + 1):
        for chosen in itertools.combinations_with_replacement(range(len(places)), count):
            for ways in itertools.product((-1, 1), repeat=len(set(chosen))):
                changed = moved(document, places, chosen, dict(zip(set(chosen), ways, strict=True)))
                if changed and is_overtaken(changed, ranked, first, prices):
                    return count
    return None


def moved(document, places, chosen, ways):
    changed = {**document, "marks": [*document["marks"]], "agreed": [*document["agreed"]]}
    for which in chosen:
        key, index, scale = places[which]
        mark = F(str(changed[key][index]["mark"])) + ways[which] * F(str(scale["step"]))
        if not F(str(scale["lowest"])) <= mark <= F(str(scale["highest"])):
            return None
        changed[key][index] = {**changed[key][index], "mark": str(mark)}
    return changed


def test_fewest_mark_changes_is_exactly_minimal():
    compared = more = 0
    for document, result, found in whole_tenders(range(350)):
        if len(result.order) < 2 or len(document["marks"]) > 14:
            continue
        most = 3 if len(document["marks"]) < 9 else 2
        least = brute_force(document, result, most)
        moves = found["fragility"]["fewest_mark_changes"]
        assert moves == least or (least is None and (moves is None or moves > most))
        compared += 1
        more += (least or 0) > 1
    assert compared > 15
    assert more > 1


def apply(document, example):
    changed = deepcopy(document)
    alone = oracle.only(document)
    for change in example:
        key = "agreed" if change["evaluator"] is None else "marks"
        found = [
            e
            for e in changed[key]
            if (e["bid"], e["criterion"]) == (change["bid"], change["criterion"])
            and e.get("group", alone) == change["group"]
            and e.get("evaluator") == change["evaluator"]
        ]
        assert len(found) == 1
        assert F(str(found[0]["mark"])) == F(change["from"])
        found[0]["mark"] = change["to"]
    return changed


def steps_of(document, example):
    scales = {c["id"]: F(str(c["scale"]["step"])) for c in document["method"]["criteria"]}
    moves = [abs(F(e["to"]) - F(e["from"])) / scales[e["criterion"]] for e in example]
    assert all(each.denominator == 1 and each > 0 for each in moves)
    return sum(moves)


def test_the_example_of_moves_does_what_it_says():
    seen = medians = 0
    for document, result, found in whole_tenders(range(350)):
        moves = found["fragility"]["fewest_mark_changes"]
        example = found["fragility"]["example"]
        assert steps_of(document, example) == (moves or 0)
        if not moves:
            continue
        prices = {result.marks.bids[b].id: score for b, score in result.prices.items()}
        changed = apply(document, example)
        assert is_overtaken(changed, set(result.order), result.order[0], prices)
        seen += 1
        medians += any(
            c["group_mark"] == "median" and c["id"] == e["criterion"] and e["evaluator"]
            for c in document["method"]["criteria"]
            for e in example
        )
    assert seen > 35
    assert medians > 5


def at_weight(document, target, weight):
    """The document with one weight changed and all others kept in proportion."""
    changed = deepcopy(document)
    method = changed["method"]
    holders = [
        *method["criteria"],
        *([method["price"]] if "weight" in method.get("price", {}) else []),
    ]
    mine = next(h for h in holders if h.get("id", "price") == target)
    old = F(str(mine["weight"]))
    for holder in holders:
        share = (100 - weight) / (100 - old)
        holder["weight"] = str(weight if holder is mine else F(str(holder["weight"])) * share)
    return changed


def weighted_totals(document, result, target, weight):
    changed = at_weight(document, target, weight)
    ranked = [b for b in changed["bids"] if b["id"] in set(result.order)]
    prices = oracle.price_scores(changed, ranked)
    return totals_of(changed, set(result.order), prices)


def test_critical_weights_are_exact_and_nearest():
    crossings = 0
    for document, result, found in whole_tenders(range(150)):
        if len(result.order) < 2:
            continue
        first = result.order[0]
        for entry in found["fragility"]["critical_weights"]:
            target = entry.get("criterion", "price")
            today, at = F(entry["weight"]), entry["winner_changes_at"]
            if today == 100:
                assert at is None
                continue
            if at is not None:
                totals = weighted_totals(document, result, target, F(at))
                best = max(totals.values())
                assert totals[first] == best
                assert [b for b in totals if totals[b] == best] != [first]
                crossings += 1
            reach = abs(F(at) - today) if at is not None else F(100)
            for w in {today + reach * F(k, 7) for k in range(-6, 7)}:
                if 0 <= w <= 100 and (at is None or abs(w - today) < reach):
                    totals = weighted_totals(document, result, target, w)
                    others = [t for b, t in totals.items() if b != first]
                    assert totals[first] > max(others) or totals[first] == 0
    assert crossings > 25


def naive_dependence(document, result):
    """Each removal, ranked again from the start by the oracle's own functions."""
    method = document["method"]
    if method.get("price", {}).get("method") not in ("lowest_over_bid", "mean_deviation"):
        return []
    today = {b["id"]: b["rank"] for b in result.bids if b["rank"]}
    found = []
    for gone in sorted(result.order, key=[b["id"] for b in document["bids"]].index):
        left = without_gates(document, [b for b in result.order if b != gone])
        if not left["bids"]:
            continue
        try:
            bids, _ = oracle.evaluate(left)
        except oracle.Unfinished:
            return None
        then = {b["id"]: b["rank"] for b in bids}
        order = [b for b in result.order if b != gone]
        swaps = [
            [a, b]
            for a, b in itertools.pairwise(order)
            if today[a] < today[b] and then[b] < then[a]
        ]
        if swaps:
            found.append({"without": gone, "swaps": swaps})
    return found


def test_bid_dependence_is_what_ranking_again_finds():
    swapped = 0
    for document, result, found in whole_tenders(range(500)):
        naive = naive_dependence(document, result)
        if naive is not None:
            assert found["fragility"]["bid_dependence"] == naive
            swapped += bool(naive)
    assert swapped > 1


def test_r9_the_third_bid_swaps_the_other_two():
    three = one_mark_each(HALF, A=(70, 100), B=(80, 118), C=(10, 60))
    _, found = analysed(three)
    assert found["fragility"]["bid_dependence"] == [{"without": "C", "swaps": [["B", "A"]]}]


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


def test_the_nearest_minimum_of_the_first():
    document = one_mark_each({"method": "fixed"}, A=(70, 1), B=(10, 1))
    document["method"]["criteria"][0]["minimum"] = {"mark": 68, "of": "combined"}
    _, found = analysed(document)
    nearest = {"bid": "A", "criterion": "Q", "moves": 3}
    assert found["fragility"]["nearest_minimum"] == nearest


def test_a_shared_first_place_takes_no_move():
    document = one_mark_each({"method": "fixed"}, A=(70, 1), B=(70, 1))
    _, found = analysed(document)
    assert found["influence"]["margin"] == "0"
    assert found["fragility"]["fewest_mark_changes"] == 0
    assert found["fragility"]["example"] == []
    document["method"]["criteria"].append({**document["method"]["criteria"][0], "id": "R"})
    for criterion in document["method"]["criteria"]:
        criterion["weight"] = 50
    document["marks"] += [{**m, "criterion": "R"} for m in document["marks"]]
    changes = analysed(document)[1]["fragility"]["critical_weights"]
    assert [each["winner_changes_at"] for each in changes] == ["50", "50"]


def test_one_bid_has_no_margin():
    _, found = analysed(one_mark_each(HALF, A=(70, 100)))
    assert found["influence"] == {"margin": None, "by_part": [], "without": []}
    assert found["fragility"]["fewest_mark_changes"] is None
    assert found["fragility"]["bid_dependence"] == []


KRIPPENDORFF = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_krippendorffs_reference_table(level, value):
    rows = [line.split() for line in KRIPPENDORFF.strip().splitlines()]
    given = {
        (rater, bid): int(mark)
        for rater, row in enumerate(rows)
        for bid, mark in enumerate(row)
        if mark != "."
    }
    assert alpha(given, level) == pytest.approx(value, abs=5e-4)


def test_alpha_is_null_where_it_is_not_defined():
    assert alpha({}) is None
    assert alpha({(0, 0): 1, (1, 1): 2}) is None
    assert alpha({(r, b): 3 for r in range(3) for b in range(4)}) is None


def test_kendalls_w_with_ties_corrected():
    same = [F(3), F(2), F(1)]
    assert kendall_w([same, same, same]) == 1
    assert kendall_w([same, same[::-1]]) == 0
    assert kendall_w([[F(1), F(1)], [F(2), F(2)]]) is None
    assert kendall_w([same]) is None
    tied = [[F(x) for x in row] for row in ([1, 2, 2, 4], [1, 3, 2, 4], [2, 1, 3, 4])]
    assert kendall_w(tied) == pytest.approx(402 / 522)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_median_rises_as_far_as_trying_everything_finds(count):
    top = 3
    for steps in itertools.combinations_with_replacement(range(top + 1), count):
        best = {}
        for after in itertools.product(range(top + 1), repeat=count):
            cost = sum(abs(a - b) for a, b in zip(after, steps, strict=True))
            gain = 2 * (
                oracle.middle(map(F, after), "median") - oracle.middle(map(F, steps), "median")
            )
            best[cost] = max(best.get(cost, 0), gain)
        jumps = breakpoints(steps, top, count * top)
        for moves in range(count * top + 1):
            most = max(gain for cost, gain in best.items() if cost <= moves)
            assert max((g for c, g in jumps if c <= moves), default=0) == most
        for cost, gain in jumps:
            after = raised(steps, top, cost)
            assert sum(a - b for a, b in zip(after, steps, strict=True)) == cost
            rise = oracle.middle(map(F, after), "median") - oracle.middle(map(F, steps), "median")
            assert 2 * rise == gain


def test_the_command_line_writes_json_and_text(capsys):
    assert main(["analyse", str(GOLDEN / "tender.json")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == analysed(TENDER)[1]
    assert found["format"] == "evenhand-analysis/1"
    assert main(["analyse", str(GOLDEN / "tender.json"), "--as", "text"]) == 0
    assert "Bid Birch is" in capsys.readouterr().out
