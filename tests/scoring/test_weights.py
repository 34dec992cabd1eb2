"""Which weight, and which other bid, would change the order: exact, against ranking again."""

import itertools
from copy import deepcopy
from fractions import Fraction as F

from tests.scoring import oracle
from tests.scoring.analysing import analysed, totals_of, whole_tenders
from tests.scoring.test_examples import HALF, one_mark_each


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
