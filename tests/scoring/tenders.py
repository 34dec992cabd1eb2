"""Random valid tenders: small, full of ties, passes, voids, agreed marks and odd numbers."""

from fractions import Fraction
from typing import Any

SCALES = [
    {"lowest": 0, "highest": 5, "step": 1},
    {"lowest": 0, "highest": 2, "step": 1},
    {"lowest": "1", "highest": "4", "step": "0.5"},
    {"lowest": "0", "highest": "1", "step": "1/3"},
    {"lowest": 0, "highest": 10, "step": "2.5"},
]
MOST = 10**9


def tender(r: Any) -> dict[str, Any]:
    """A valid input document, drawn from anything like `random.Random`."""
    groups = [f"g{i}" for i in range(r.randint(1, 3))]
    price = price_section(r)
    weight = Fraction(price.get("weight", 0)) if price else Fraction(0)
    criteria = criteria_of(r, groups, 100 - weight)
    method: dict[str, Any] = {"criteria": criteria, "tie_breaks": tie_breaks(r, criteria, groups)}
    if len(groups) > 1 or r.random() < 0.5:
        method["groups"] = [{"id": g, "title": f"Group {g}"} for g in groups]
    else:
        for criterion in criteria:
            criterion.pop("shares")
        method["tie_breaks"] = [t for t in method["tie_breaks"] if t["by"] != "group"]
        groups = ["evaluators"]
    if price:
        method["price"] = price
    gates = [{"id": f"G{i}"} for i in range(r.choice([0, 0, 1, 2]))]
    method["gates"] = gates
    method["empty_group"] = r.choice(["refuse", "others"])
    if (price and price["method"] == "per_quality_point") or r.random() < 0.3:
        method["minimum_quality"] = r.choice(["1", "30", "100/3", 50])
    if r.random() < 0.5:
        rule = r.choice(["half_up", "half_even", "down"])
        method["rounding"] = {"places": r.randint(0, 6), "rule": rule}
    bids = [bid(r, i, price, gates) for i in range(r.randint(1, 5))]
    document = {"format": "evenhand-tender/1", "method": method, "bids": bids}
    return add_marks(r, document, groups)


def split(r: Any, total: Fraction, pieces: int) -> list[Fraction]:
    """A total in random pieces; at times in thirds and sevenths."""
    of = r.choice([1, 2, 3, 7, 10])
    cuts = sorted(Fraction(r.randint(0, 10 * of), 10 * of) * total for _ in range(pieces - 1))
    ends = [Fraction(0), *cuts, total]
    return [b - a for a, b in zip(ends, ends[1:], strict=False)]


def criteria_of(r: Any, groups: list[str], total: Fraction) -> list[dict[str, Any]]:
    weights = split(r, total, r.randint(1, 3))
    criteria = []
    for index, weight in enumerate(weights):
        mine = r.sample(groups, r.randint(1, len(groups)))
        shares = dict(zip(mine, map(str, split(r, Fraction(100), len(mine))), strict=True))
        scale = dict(r.choice(SCALES))
        criterion = {
            "id": f"Q{index}",
            "title": f"Criterion {index}",
            "weight": str(weight),
            "scale": scale,
            "shares": shares,
            "group_mark": r.choice(["mean", "mean", "median", "agreed"]),
        }
        if r.random() < 0.3:
            marking = [g for g, share in shares.items() if Fraction(share)]
            mark = Fraction(scale["highest"]) * r.choice([Fraction(1, 4), Fraction(1, 2)])
            of = r.choice(["combined", "each_group", *(marking if len(groups) > 1 else [])])
            criterion["minimum"] = {"mark": str(mark), "of": of}
        criteria.append(criterion)
    if len(criteria) > 1 and r.random() < 0.4:
        weight = str((Fraction(weights[0]) + Fraction(weights[1])) / 2)
        criteria[0]["weight"] = weight
        criteria[1] = {**criteria[0], "id": "Q1"}
    return criteria


def tie_breaks(r: Any, criteria: list[Any], groups: list[str]) -> list[dict[str, str]]:
    kinds = [{"by": "quality"}, {"by": "price"}]
    kinds += [{"by": "criterion", "id": c["id"]} for c in criteria]
    kinds += [{"by": "group", "id": g} for g in groups]
    return r.sample(kinds, r.randint(0, min(3, len(kinds))))


def price_section(r: Any) -> dict[str, Any] | None:
    method = r.choice(
        [
            None,
            "lowest_over_bid",
            "mean_deviation",
            "linear",
            "per_quality_point",
            "fixed",
        ]
    )
    if method is None:
        return None
    section: dict[str, Any] = {"method": method}
    if method in ("lowest_over_bid", "mean_deviation", "linear"):
        section["weight"] = r.choice(["40", "50", "100/3", "0"])
    if method in ("lowest_over_bid", "mean_deviation"):
        section["nil_price"] = r.choice(["refuse", "full"])
    if method == "linear":
        section |= {"ceiling": "300", "floor": r.choice(["0", "100", "99.99"])}
    return section


def bid(r: Any, index: int, price: dict[str, Any] | None, gates: list[Any]) -> dict[str, Any]:
    prices = ["100", "100.00", "200", "118", "60", "0.01", str(MOST), "100/3"]
    section = price or {}
    if section.get("nil_price") == "full" or section.get("method") in (None, "linear", "fixed"):
        prices.append("0")
    passed = {gate["id"]: r.random() < 0.8 for gate in gates}
    return {"id": f"B{index}", "price": r.choice(prices), "gates": passed}


def add_marks(r: Any, document: dict[str, Any], groups: list[str]) -> dict[str, Any]:
    marks, agreed = [], []
    people = {g: [f"{g}-e{i}" for i in range(r.randint(1, 4))] for g in groups}
    lapse, passing = r.choice([0, 0, 0, 0.02]), r.choice([0, 0.1, 0.4])
    for criterion in document["method"]["criteria"]:
        shares = criterion.get("shares", {groups[0]: "100"})
        mine = [g for g, share in shares.items() if Fraction(share)]
        for one in document["bids"]:
            agreed += agreed_marks(r, criterion, one["id"], mine)
            for g in mine:
                for person in people[g]:
                    mark = None if r.random() < passing else on_scale(r, criterion["scale"])
                    row = {
                        "bid": one["id"],
                        "criterion": criterion["id"],
                        "group": g,
                        "evaluator": person,
                        "mark": mark,
                    }
                    if r.random() >= lapse:
                        marks.append(row)
    everybody = [person for each in people.values() for person in each]
    voids = r.choice([0, 0, 1, 3])
    voided = [void(r, document, r.choice(everybody)) for _ in range(voids)]
    document |= {"marks": marks, "agreed": agreed, "voided": voided}
    for one in document["bids"][1:]:
        if r.random() < 0.4:
            twin(r, document, document["bids"][0], one)
    r.shuffle(document["marks"])
    return document


def twin(r: Any, document: dict[str, Any], first: Any, other: Any) -> None:
    """Make one bid as good as another, at times the other way round, so that there are ties."""
    other["gates"] = dict(first["gates"])
    if r.random() < 0.6:
        other["price"] = first["price"]
    criteria = document["method"]["criteria"]
    place = {c["id"]: c["id"] for c in criteria}
    if len(criteria) > 1 and like(criteria[0]) == like(criteria[1]):
        place |= {"Q0": "Q1", "Q1": "Q0"}
    for key in ("marks", "agreed"):
        copies = [
            {**e, "bid": other["id"], "criterion": place[e["criterion"]]}
            for e in document[key]
            if e["bid"] == first["id"]
        ]
        document[key] = [e for e in document[key] if e["bid"] != other["id"]] + copies


def like(criterion: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in criterion.items() if key not in ("id", "title")}


def agreed_marks(r: Any, criterion: Any, ident: str, mine: list[str]) -> list[dict[str, Any]]:
    place = {"bid": ident, "criterion": criterion["id"]}
    chance = 0.95 if criterion["group_mark"] == "agreed" else 0.15
    if r.random() < 0.2:
        if r.random() < chance:
            return [{**place, "group": None, "mark": on_scale(r, criterion["scale"])}]
        return []
    return [
        {**place, "group": g, "mark": on_scale(r, criterion["scale"]), "reason": "talked through"}
        for g in mine
        if r.random() < chance
    ]


def void(r: Any, document: dict[str, Any], person: str) -> dict[str, Any]:
    entry = {"evaluator": person, "reason": "conflict declared"}
    if r.random() < 0.8:
        entry["bid"] = r.choice(document["bids"])["id"]
    if r.random() < 0.5:
        entry["criterion"] = r.choice(document["method"]["criteria"])["id"]
    return entry


def on_scale(r: Any, scale: dict[str, Any]) -> Any:
    lowest, highest, step = (Fraction(scale[key]) for key in ("lowest", "highest", "step"))
    mark = lowest + step * r.randint(0, int((highest - lowest) / step))
    return int(mark) if mark.denominator == 1 and r.random() < 0.5 else str(mark)
