"""The oracle's first half: from marks to the figures of one bid, in plain fractions.

It is slow and plain on purpose, and shares no code with `scoring`.
"""

from fractions import Fraction as F


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
