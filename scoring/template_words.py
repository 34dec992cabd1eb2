"""What the template says, and the tender that its example tells."""

from __future__ import annotations

from typing import Any

_PRICE = "lowest_over_bid,mean_deviation,linear,per_quality_point,fixed"
SETTINGS: list[tuple[str, Any, str]] = [
    ("format", "evenhand-tender/1", ""),
    ("minimum_quality", None, ""),
    ("empty_group", "refuse", "refuse,others"),
    ("price.weight", None, ""),
    ("price.method", None, _PRICE),
    ("price.nil_price", None, "refuse,full"),
    ("price.ceiling", None, ""),
    ("price.floor", None, ""),
    ("rounding.places", 2, "0,1,2,3,4,5,6"),
    ("rounding.rule", "half_up", "half_up,half_even,down"),
]

COLUMNS: dict[str, list[tuple[str, str]]] = {
    "method": [
        ("key", "The name of a setting. Leave it as it is."),
        ("value", "The setting itself. Leave it empty where you don't need it."),
    ],
    "groups": [
        ("id", "A short name for a group of evaluators, such as young. No two alike."),
        ("title", "The name that people read, such as Young people."),
        ("kind", "professional or lived_experience, or your own word. May stay empty."),
    ],
    "criteria": [
        ("id", "A short name for the criterion, such as Q1. No two alike."),
        ("title", "What it is about, such as Listening to young carers."),
        ("weight", "Its points. All weights and the price weight make 100 together."),
        ("lowest", "The lowest mark of its scale, such as 0."),
        ("highest", "The highest mark of its scale, such as 5."),
        ("step", "How far apart marks are, such as 1 or 0.5."),
        ("group_mark", "How the marks of one group become one: mean, median, or agreed."),
        ("minimum", "The least mark. A bid below it is out. May stay empty."),
        ("minimum_of", "Whose mark the minimum looks at: combined, each_group, or a group's id."),
        (
            "share:GROUP",
            "Put a group's id in place of GROUP and its share in per cent below, as 40, not 40 %. "
            "One such column for each group; the shares in a row make 100 together. "
            "With one group alone you need none.",
        ),
    ],
    "gates": [
        ("id", "A short name for a pass or fail question, such as G1."),
        ("title", "What it asks for, such as Safeguarding policy."),
    ],
    "tie_breaks": [
        ("by", "What divides equal bids, first line first: criterion, group, quality or price."),
        ("id", "Which criterion or group. Empty for quality and price."),
    ],
    "bids": [
        ("id", "A short name for the bid, such as A. No two alike."),
        ("price", "Its price as a plain number. Empty where price isn't used."),
        ("disregarded", "Why a bid isn't looked at, in a word such as low_price. Empty: it is."),
        ("gate:GATE", "Put a gate's id in place of GATE, and yes or no below. One column each."),
    ],
    "marks": [
        ("bid", "Which bid was marked: its id."),
        ("criterion", "On which criterion: its id."),
        ("group", "For which group: its id. Empty when there is one group alone."),
        ("evaluator", "Who marked, by a short name or number."),
        ("mark", "The mark, or the word pass."),
    ],
    "agreed": [
        ("bid", "Which bid."),
        ("criterion", "Which criterion."),
        ("group", "Which group agreed on it. Empty: all groups together."),
        ("mark", "The agreed mark. It stands in place of the group's own marks."),
        ("reason", "Why this mark."),
    ],
    "voided": [
        ("evaluator", "Whose marks are left out."),
        ("bid", "For which bid. Empty: for all."),
        ("criterion", "On which criterion. Empty: on all."),
        ("reason", "Why."),
    ],
}

_SETTINGS_EXPLAINED = [
    ("format", "Leave it as it is."),
    ("minimum_quality", "The least quality, in per cent of all quality points. May stay empty."),
    ("empty_group", "What happens where no mark of a group is left: refuse, or others (they take "
     "over its share on that bid and criterion)."),
    ("price.weight", "The points for price. Empty for per_quality_point and fixed, and where price "
     "isn't scored."),
    ("price.method", "lowest_over_bid: weight × lowest ÷ own price. mean_deviation: half the "
     "weight at the mean price, 1 % of it more or less for each per cent below or above. linear: "
     "from the floor (all) to the ceiling (none). per_quality_point: bids are ranked by price ÷ "
     "quality. fixed: price isn't scored."),
    ("price.nil_price", "What a price of 0 means: refuse (it is an error) or full (full marks)."),
    ("price.ceiling", "For linear: the price that has no points."),
    ("price.floor", "For linear: the price that has all points."),
    ("rounding.places", "How many decimals are shown. Ranks always use the exact figures."),
    ("rounding.rule", "half_up, half_even or down."),
]  # fmt: skip
_FIRST = [
    (None, None, "Fill in the sheets from left to right. Each row is one thing. Leave a cell empty "
     "where you have nothing to say; empty rows don't matter."),
    (None, None, "Write plain values: no formulas, no dates, no per-cent format (write 40 for 40 "
     "%). Ids are text: the same id is written alike everywhere."),
    (None, None, "To see all problems: python -m scoring check FILE.xlsx. The result as a report: "
     "python -m scoring evaluate FILE.xlsx --as text. As a workbook: --as xlsx --out RESULT.xlsx."),
    (None, None, "Everybody who marks a criterion marks it for every bid. Who can't or won't "
     "writes pass. Who may not (a conflict) goes on the sheet voided. A mark that is missing is "
     "named, never counted as 0."),
]  # fmt: skip
_SHEETS: dict[str, str] = {
    "groups": "Who marks, in groups. Leave this sheet empty when there is one group alone.",
    "criteria": "What is marked, one row each. Where there are groups, write each one's id into a "
    "heading share:…, and into the rows its share.",
    "gates": "What a bid must pass to be scored at all. May stay empty.",
    "tie_breaks": "What divides bids with equal totals. Empty: they share the place.",
    "bids": "One row each. Where there are gates, write each one's id into a heading gate:….",
    "marks": "One row for each mark: a bid, a criterion, an evaluator. Empty where all is agreed.",
    "agreed": "One row for each mark that a group agreed on. Where group_mark is agreed, a "
    "criterion needs one from each of its groups for each bid.",
    "voided": "Marks that don't count, and why. May stay empty.",
}
EXPLAINED: list[tuple[str | None, str | None, str]] = [
    *_FIRST,
    *(("method", key, words) for key, words in _SETTINGS_EXPLAINED),
    *(
        row
        for sheet, about in _SHEETS.items()
        for row in [(sheet, None, about), *((sheet, *column) for column in COLUMNS[sheet])]
    ),
]

_EXAMPLE_SETTINGS: dict[str, Any] = {
    "minimum_quality": 50,
    "price.weight": 30,
    "price.method": "lowest_over_bid",
    "price.nil_price": "refuse",
}
_SCALE = {"lowest": 0, "highest": 5, "step": 1}
_MARKED = {
    ("Q1", "professional", "p1"): (4, 3, 4),
    ("Q1", "professional", "p2"): (4, 4, 3),
    ("Q1", "young", "y1"): (5, 3, 2),
    ("Q1", "young", "y2"): (4, "pass", 3),
    ("Q1", "young", "y3"): (5, 2, 3),
    ("Q2", "professional", "p1"): (3, 4, 3),
    ("Q2", "professional", "p2"): (3, 5, 4),
}
EXAMPLE: dict[str, list[Any]] = {
    "method": [[key, _EXAMPLE_SETTINGS.get(key, value)] for key, value, _ in SETTINGS],
    "groups": [
        ["professional", "Professionals", "professional"],
        ["young", "Young people", "lived_experience"],
    ],
    "criteria": [
        {"id": "Q1", "title": "Listening to young carers", "weight": 40, **_SCALE,
         "group_mark": "mean", "minimum": 2, "minimum_of": "combined",
         "share:professional": 50, "share:young": 50},
        {"id": "Q2", "title": "Staff and safeguarding", "weight": 30, **_SCALE,
         "group_mark": "mean", "share:professional": 100},
    ],
    "gates": [["G1", "Safeguarding policy"]],
    "tie_breaks": [["criterion", "Q1"], ["price", None]],
    "bids": [
        {"id": "A", "price": 100000, "gate:G1": "yes"},
        {"id": "B", "price": 95000.5, "gate:G1": "yes"},
        {"id": "C", "price": 90000, "gate:G1": "yes"},
    ],
    "marks": [
        [bid, criterion, group, evaluator, mark]
        for (criterion, group, evaluator), marks in _MARKED.items()
        for bid, mark in zip("ABC", marks, strict=True)
    ],
    "agreed": [["C", "Q1", "young", 3, "It listens, but only twice a year."]],
    "voided": [["p2", "B", "Q2", "Worked for this provider until last year."]],
}  # fmt: skip
