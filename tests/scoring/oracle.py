"""A second opinion: SCORING-IO once more, in plain fractions, sharing no code with `scoring`.

It is slow and plain on purpose. It takes a valid input document whose numbers are text or whole
numbers, and returns what the result's `bids` and `ties` must be; `Unfinished` names missing marks.
"""

from fractions import Fraction as F

from tests.scoring.oracle_marks import judge_bid, number


class Unfinished(Exception):
    def __init__(self, missing):
        super().__init__(missing)
        self.missing = missing


def reasons(document, judged):
    method, found = document["method"], []
    for gate in method.get("gates", []):
        if not judged["bid"]["gates"][gate["id"]]:
            found.append("gate:" + gate["id"])
    for c in judged["criteria"]:
        minimum = c["criterion"].get("minimum")
        if not minimum:
            continue
        if minimum["of"] == "combined":
            marks = [c["mark"]]
        elif minimum["of"] == "each_group":
            marks = [g[0] for g in c["groups"].values()]
        else:
            marks = [c["groups"][minimum["of"]][0]]
        if any(m is not None and m < number(minimum["mark"]) for m in marks):
            found.append("minimum:" + c["criterion"]["id"])
    least = method.get("minimum_quality")
    if least is not None and judged["quality"] is not None:
        weight = sum(number(c["weight"]) for c in method["criteria"])
        if judged["quality"] < number(least) * weight / 100:
            found.append("minimum_quality")
    return found


def price_scores(document, bids):
    """The price score of each bid that passed; {} where price isn't scored."""
    section = document["method"].get("price")
    if not section or "weight" not in section:
        return {}
    weight, prices = number(section["weight"]), {b["id"]: number(b["price"]) for b in bids}
    paid = [p for p in prices.values() if p > 0]
    scores = {}
    for ident, p in prices.items():
        if section["method"] == "linear":
            ceiling, floor = number(section["ceiling"]), number(section["floor"])
            scores[ident] = weight * max(F(0), min(F(1), (ceiling - p) / (ceiling - floor)))
        elif p == 0:
            scores[ident] = weight
        elif section["method"] == "lowest_over_bid":
            scores[ident] = weight * min(paid) / p
        else:
            mean = sum(paid) / len(paid)
            points = 50 - 100 * (p - mean) / mean
            scores[ident] = weight * max(F(0), min(F(100), points)) / 100
    return scores


def breaker_value(judged, tie_break):
    """Higher is better."""
    if tie_break["by"] == "quality":
        return judged["quality"]
    if tie_break["by"] == "price":
        return -number(judged["bid"]["price"])
    if tie_break["by"] == "criterion":
        found = [c for c in judged["criteria"] if c["criterion"]["id"] == tie_break["id"]]
        return found[0]["score"]
    parts = [c["groups"].get(tie_break["id"], (None, 0, None))[2] for c in judged["criteria"]]
    return sum((p for p in parts if p is not None), F(0))


def divide(bids, breaks, ties):
    """Places of bids that are equal so far; appends to `ties` outermost first."""
    if len(bids) == 1:
        return [bids]
    for index, tie_break in enumerate(breaks):
        values = [breaker_value(b, tie_break) for b in bids]
        if len(set(values)) == 1:
            continue
        name = tie_break["by"] + (":" + tie_break["id"] if "id" in tie_break else "")
        entry = {"bids": [], "broken_by": name}
        ties.append(entry)
        places = []
        for value in sorted(set(values), reverse=True):
            same = [b for b, v in zip(bids, values, strict=True) if v == value]
            places += divide(same, breaks[index + 1 :], ties)
        entry["bids"] = [b["bid"]["id"] for place in places for b in place]
        return places
    ties.append({"bids": [b["bid"]["id"] for b in bids], "broken_by": None})
    return [bids]


def shown(value, document):
    rounding = document["method"].get("rounding", {})
    places, rule = int(rounding.get("places", 2)), rounding.get("rule", "half_up")
    scaled = value * 10**places
    low = scaled.numerator // scaled.denominator
    rest = scaled - low
    if rule == "half_up" and rest >= F(1, 2):
        low += 1
    if rule == "half_even" and (rest > F(1, 2) or (rest == F(1, 2) and low % 2)):
        low += 1
    whole, part = divmod(low, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)


def figure(value, document):
    return None if value is None else {"exact": str(value), "shown": shown(value, document)}


def write_bid(document, judged, rank, shared, price, total, why):
    def fig(value):
        return figure(value, document)

    return {
        "id": judged["bid"]["id"],
        "status": "ranked" if rank else "disqualified",
        "rank": rank,
        "shared": shared,
        "total": fig(total),
        "quality": fig(judged["quality"]),
        "price": fig(price),
        "criteria": [
            {
                "id": c["criterion"]["id"],
                "mark": fig(c["mark"]),
                "score": fig(c["score"]),
                "groups": [
                    {"id": g, "mark": fig(m), "marks": n, "score": fig(s), "agreed": a}
                    for g, (m, n, s, a) in c["groups"].items()
                ],
            }
            for c in judged["criteria"]
        ],
        "reasons": why,
    }


def evaluate(document):
    """(bids, ties) as the result must have them."""
    judged = [judge_bid(document, b) for b in document["bids"]]
    why = [reasons(document, j) for j in judged]
    missing = set()
    for j, w in zip(judged, why, strict=True):
        if not any(r.startswith("gate:") for r in w):
            missing |= j["missing"]
    if missing:
        raise Unfinished(missing)
    passed = [j for j, w in zip(judged, why, strict=True) if not w]
    prices = price_scores(document, [j["bid"] for j in passed])
    per_point = document["method"].get("price", {}).get("method") == "per_quality_point"
    totals = {}
    for j in passed:
        ident = j["bid"]["id"]
        if per_point:
            totals[ident] = number(j["bid"]["price"]) / j["quality"]
        else:
            totals[ident] = j["quality"] + prices.get(ident, 0)
    ties, written, rank = [], [], 1
    for total in sorted(set(totals.values()), reverse=not per_point):
        equal = [j for j in passed if totals[j["bid"]["id"]] == total]
        for place in divide(equal, document["method"].get("tie_breaks", []), ties):
            for j in place:
                price = prices.get(j["bid"]["id"])
                written.append(write_bid(document, j, rank, len(place) > 1, price, total, []))
            rank += len(place)
    for j, w in zip(judged, why, strict=True):
        if w:
            written.append(write_bid(document, j, None, False, None, None, w))
    return written, ties


def judge(document):
    """(bids, ties, what is missing): either figures or a set of missing marks."""
    try:
        return *evaluate(document), set()
    except Unfinished as error:
        return None, None, error.missing
