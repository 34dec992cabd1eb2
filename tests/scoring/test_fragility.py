"""How sure a result is: fewest moves against brute force, medians, the nearest minimum."""

import itertools
from copy import deepcopy
from fractions import Fraction as F

import pytest

from scoring.medians import breakpoints, raised
from tests.scoring import oracle_marks
from tests.scoring.analysing import analysed, totals_of, whole_tenders
from tests.scoring.test_examples import one_mark_each


def movable(document, ranked):
    """Every mark that counts, as (the list it is in, its index, its scale)."""
    scales = {c["id"]: c["scale"] for c in document["method"]["criteria"]}
    alone = oracle_marks.only(document)
    for index, entry in enumerate(document["agreed"]):
        if entry["bid"] in ranked:
            yield "agreed", index, scales[entry["criterion"]]
    for index, m in enumerate(document["marks"]):
        place = m["bid"], m["criterion"], m.get("group", alone)
        counts = m["mark"] is not None and oracle_marks.agreed(document, *place) is None
        if (
            m["bid"] in ranked
            and counts
            and not oracle_marks.voided(document, m["evaluator"], *place[:2])
        ):
            yield "marks", index, scales[m["criterion"]]


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
    alone = oracle_marks.only(document)
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


def twice_the_median(marks):
    """In whole steps: the middle one twice, or the middle two together."""
    ordered, half = sorted(marks), len(marks) // 2
    return ordered[half] + ordered[-half - 1]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_median_rises_as_far_as_trying_everything_finds(count):
    top = 3
    for steps in itertools.combinations_with_replacement(range(top + 1), count):
        best = {}
        for after in itertools.product(range(top + 1), repeat=count):
            cost = sum(abs(a - b) for a, b in zip(after, steps, strict=True))
            gain = 2 * (
                oracle_marks.middle(map(F, after), "median")
                - oracle_marks.middle(map(F, steps), "median")
            )
            best[cost] = max(best.get(cost, 0), gain)
        jumps = breakpoints(steps, top, count * top)
        for moves in range(count * top + 1):
            most = max(gain for cost, gain in best.items() if cost <= moves)
            assert max((g for c, g in jumps if c <= moves), default=0) == most
        for cost, gain in jumps:
            after = raised(steps, top, cost)
            assert sum(a - b for a, b in zip(after, steps, strict=True)) == cost
            rise = oracle_marks.middle(map(F, after), "median") - oracle_marks.middle(
                map(F, steps), "median"
            )
            assert 2 * rise == gain
