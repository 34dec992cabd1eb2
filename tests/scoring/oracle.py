"""A second opinion: SCORING-IO once more, in plain fractions, sharing no code with `scoring`.

It is slow and plain on purpose. It takes a valid input document whose numbers are text or whole
numbers, and returns what the result's `bids` and `ties` must be; `Unfinished` names missing marks.
"""

from fractions import Fraction as F


class Unfinished(Exception):
    def __init__(self, missing):
        super().__init__(missing)
        self.missing = missing


def number(value):
    return F(str(value))


def groups_of(method):
    return method.get("groups") or [{"id": "evaluators"}]


def shares_of(method, criterion):
    groups = [g["id"] for g in groups_of(method)]
    given = criterion.get("shares") or {groups[0]: 100}
    return {g: number(given[g]) for g in groups if number(given.get(g, 0)) != 0}


def only(document):
    groups = groups_of(document["method"])
    return groups[0]["id"] if len(groups) == 1 else None


def voided(document, evaluator, bid, criterion):
    for v in document.get("voided", []):
        if (
            v["evaluator"] == evaluator
            and v.get("bid", bid) == bid
            and v.get("criterion", criterion) == criterion
        ):
            return True
    return False


def agreed(document, bid, criterion, group):
    for a in document.get("agreed", []):
        whose = a.get("group", only(document))
        if (a["bid"], a["criterion"]) == (bid, criterion) and whose in (None, group):
            return number(a["mark"])
    return None


def individual(document, bid, criterion, group):
    """Marks and passes that stand: (evaluator, mark or None)."""
    return [
        (m["evaluator"], None if m["mark"] is None else number(m["mark"]))
        for m in document.get("marks", [])
        if (m["bid"], m["criterion"]) == (bid, criterion)
        and m.get("group", only(document)) == group
        and not voided(document, m["evaluator"], bid, criterion)
    ]


def expected(document, bid, criterion, group):
    people = {
        m["evaluator"]
        for m in document.get("marks", [])
        if m["criterion"] == criterion and m.get("group", only(document)) == group
    }
    return {e for e in people if not voided(document, e, bid, criterion)}


def middle(marks, how):
    if how == "median":
        marks = sorted(marks)
        n = len(marks)
        return marks[n // 2] if n % 2 else (marks[n // 2 - 1] + marks[n // 2]) / 2
    return sum(marks) / F(len(marks))


def group_mark(document, bid, criterion, group):
    """(mark or None, how many counted, agreed?, what is missing)."""
    here = individual(document, bid, criterion["id"], group)
    counted = [m for _, m in here if m is not None]
    stands = agreed(document, bid, criterion["id"], group)
    if stands is not None:
        return stands, len(counted), True, set()
    missing = {
        (bid, criterion["id"], group, e)
        for e in expected(document, bid, criterion["id"], group) - {e for e, _ in here}
    }
    if criterion["group_mark"] == "agreed" and (missing or counted):
        missing.add((bid, criterion["id"], group, None))
    if missing:
        return None, len(counted), False, missing
    if not counted:
        refuse = document["method"].get("empty_group", "refuse") == "refuse"
        gap = {(bid, criterion["id"], group, None)} if refuse else set()
        return None, 0, False, gap
    return middle(counted, criterion["group_mark"]), len(counted), False, set()


def judge_bid(document, bid):
    """All figures of one bid, and what is missing for them."""
    method, missing, criteria = document["method"], set(), []
    for c in method["criteria"]:
        shares, highest = shares_of(method, c), number(c["scale"]["highest"])
        found = {g: group_mark(document, bid["id"], c, g) for g in shares}
        gaps = set().union(*(f[3] for f in found.values()))
        there = {g: f[0] for g, f in found.items() if f[0] is not None}
        if not gaps and not there:
            gaps = {(bid["id"], c["id"], g, None) for g in shares}
        missing |= gaps
        whole = None if gaps else sum(shares[g] for g in there)
        weight = number(c["weight"])
        scores = {
            g: None if gaps else weight * shares[g] / whole * mark / highest
            for g, mark in there.items()
        }
        combined = None if gaps else sum(shares[g] / whole * m for g, m in there.items())
        criteria.append(
            {
                "criterion": c,
                "mark": combined,
                "score": None if gaps else weight * combined / highest,
                "groups": {g: (f[0], f[1], scores.get(g), f[2]) for g, f in found.items()},
            }
        )
    scores = [c["score"] for c in criteria]
    quality = None if None in scores else sum(scores, F(0))
    return {"bid": bid, "criteria": criteria, "quality": quality, "missing": missing}


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
