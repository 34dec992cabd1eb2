"""Draws the pictures of docs/scoring.md with the library's own figures, so that they are right.

python docs/pictures/draw.py        writes them anew; tests/scoring/test_pictures.py compares
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction as F
from html import escape
from pathlib import Path

from scoring import Result, evaluate_document
from scoring.exact import shown_text
from scoring.method import Price
from scoring.price import deviation_fraction, price_fractions

HERE = Path(__file__).parent
WIDE, HIGH = 520, 250
LEFT, RIGHT, TOP, BOTTOM = 64, 500, 30, 200
INK, QUIET, CURVE, DOT = "#16302f", "#4b5f5d", "#12504f", "#b42318"
Point = tuple[F, F]
Label = tuple[F, F, str]


class Picture:
    """An SVG with a title and a description for those who can't see it."""

    def __init__(self, title: str, says: str, high: int = HIGH) -> None:
        self.high = high
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" '
            f'aria-labelledby="t d" font-family="sans-serif" font-size="14" fill="{INK}">',
            f'<title id="t">{escape(title)}</title>',
            f'<desc id="d">{escape(says)}</desc>',
            f'<rect width="{WIDE}" height="{high}" fill="#ffffff"/>',
        ]

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = 1) -> None:
        """A line through points of the page."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        )

    def text(self, x: float, y: float, words: str, anchor: str = "middle", to: str = INK) -> None:
        """Words at a place of the page."""
        place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{to}"'
        self.parts.append(f"<text {place}>{escape(words)}</text>")

    def dot(self, x: float, y: float, colour: str = DOT, size: float = 5) -> None:
        """A dot, such as a bid or a mark."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>')

    def svg(self) -> str:
        """The whole picture."""
        return "\n".join([*self.parts, "</svg>", ""])


class Chart(Picture):
    """A picture with two axes; places are given in the axes' own units."""

    def __init__(self, title: str, says: str, across: Point, up: Point) -> None:
        super().__init__(title, says)
        self.across, self.up = across, up
        self.line([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], QUIET)

    def x(self, value: F) -> float:
        """Where a value stands from left to right."""
        low, high = self.across
        return LEFT + float((value - low) / (high - low)) * (RIGHT - LEFT)

    def y(self, value: F) -> float:
        """Where a value stands from the bottom up."""
        low, high = self.up
        return BOTTOM - float((value - low) / (high - low)) * (BOTTOM - TOP)

    def axes(self, across: str, up: str, xs: Sequence[int], ys: Sequence[int], unit: str) -> None:
        """Figures along both axes, and what they count."""
        for value in xs:
            self.text(self.x(F(value)), BOTTOM + 18, f"{unit}{value}", to=QUIET)
        for value in ys:
            self.text(LEFT - 8, self.y(F(value)) + 5, str(value), "end", QUIET)
        self.text((LEFT + RIGHT) / 2, BOTTOM + 40, across, to=QUIET)
        self.text(LEFT - 8, TOP - 12, up, "start", QUIET)

    def curve(self, points: Sequence[Point]) -> None:
        """A line in the axes' units."""
        self.line([(self.x(x), self.y(y)) for x, y in points], CURVE, 2.5)

    def bid(self, x: F, y: F, words: str) -> None:
        """A bid as a dot with its figures beside it."""
        self.dot(self.x(x), self.y(y))
        self.text(self.x(x) + 9, self.y(y) - 7, words, "start")


def _shown(value: F) -> str:
    text = shown_text(value, 2, "half_up")
    return text.rstrip("0").rstrip(".")


def price_chart(
    title: str, price: Price, prices: Sequence[int], score: Callable[[F], F], ends: tuple[int, int]
) -> Chart:
    """Price score by price: the whole curve, and each bid's own."""
    weight = price.weight or F(0)
    exact = [F(each) for each in prices]
    bids = [weight * each for each in price_fractions(price, exact)]
    words = [f"£{p}: {_shown(s)}" for p, s in zip(prices, bids, strict=True)]
    chart = Chart(title, "; ".join(words), (F(ends[0]), F(ends[1])), (F(0), weight))
    every = range(ends[0], ends[1] + 1, 20)
    half = int(weight) // 2
    chart.axes("price of the bid", "price score", every, (0, half, int(weight)), "£")
    first = max(ends[0], min(prices)) if price.method == "lowest_over_bid" else ends[0]
    chart.curve([(F(x), weight * score(F(x))) for x in range(first, ends[1] + 1)])
    for p, s, label in zip(exact, bids, words, strict=True):
        chart.bid(p, s, label)
    return chart


def lowest_over_bid() -> Picture:
    """W = 50 and three bids: twice the lowest price earns half."""
    price = Price("lowest_over_bid", F(50))

    def score(x: F) -> F:
        return price_fractions(price, [F(100), x])[1]

    return price_chart(
        "Lowest price divided by the bid’s", price, (100, 118, 200), score, (80, 220)
    )


def mean_deviation() -> Picture:
    """W = 100: the mean price earns half, each per cent one mark."""
    price = Price("mean_deviation", F(100))
    title = "Deviation from the mean price"
    return price_chart(
        title, price, (90, 100, 110), lambda x: deviation_fraction(x, F(100)), (40, 160)
    )


def linear() -> Picture:
    """W = 50 between a floor of 100 and a ceiling of 200."""
    price = Price("linear", F(50), ceiling=F(200), floor=F(100))

    def score(x: F) -> F:
        return price_fractions(price, [x])[0]

    title = "A straight line between floor (£100) and ceiling (£200)"
    return price_chart(title, price, (125, 180), score, (80, 220))


def per_quality_point() -> Picture:
    """Two bids: the flatter the line from nought to a bid, the less a point costs."""
    bids = {"A": (80, 100), "B": (60, 60)}
    says = {n: f"{n}: £{p} ÷ {q} = £{_shown(F(p, q))} a point" for n, (q, p) in bids.items()}
    chart = Chart(
        "Price for each quality point", "; ".join(says.values()), (F(0), F(100)), (F(0), F(125))
    )
    chart.axes("quality points", "price in £", range(0, 101, 20), (0, 50, 100), "")
    for name, (quality, price) in bids.items():
        chart.curve([(F(0), F(0)), (F(quality), F(price))])
        x, y = chart.x(F(quality)), chart.y(F(price))
        chart.dot(x, y)
        across, down, anchor = (-10, -7, "end") if name == "A" else (10, 18, "start")
        chart.text(x + across, y + down, says[name], anchor)
    return chart


def fixed() -> Picture:
    """A fixed budget: whatever the price is, it adds nothing."""
    title = "A fixed budget: price adds nothing"
    chart = Chart(title, "The price score is 0 at every price.", (F(0), F(200)), (F(0), F(50)))
    chart.axes("price of the bid", "price score", (0, 50, 100, 150, 200), (0,), "£")
    chart.curve([(F(0), F(0)), (F(200), F(0))])
    return chart


def group_mark(how: str, marks: Sequence[int], agreed: int | None = None) -> Picture:
    """How marks from 0 to 5 become the group's one mark, which the library works out."""
    found = F(_result(how, marks, agreed).bids[0]["criteria"][0]["mark"]["exact"])
    given = ", ".join(map(str, marks))
    words = f"{how} {_shown(found)}"
    picture = Picture(f"{how}: one mark of a group", f"Given {given}; {words}.", 150)

    def x(mark: F) -> float:
        return 60 + float(mark) * 80

    picture.line([(x(F(0)), 100), (x(F(5)), 100)], QUIET)
    for mark in range(6):
        picture.text(x(F(mark)), 122, str(mark), to=QUIET)
    for place, mark in enumerate(marks):
        above = marks[:place].count(mark)
        picture.dot(x(F(mark)), 90 - 16 * above, QUIET if agreed is not None else CURVE, 6)
    picture.line([(x(found), 104), (x(found), 34)], DOT, 2.5)
    picture.text(x(found), 26, words)
    return picture


def _result(how: str, marks: Sequence[int], agreed: int | None) -> Result:
    scale = {"lowest": 0, "highest": 5, "step": 1}
    criterion = {"id": "Q1", "weight": 100, "scale": scale, "group_mark": how}
    rows = [
        {"bid": "A", "criterion": "Q1", "evaluator": f"e{n}", "mark": mark}
        for n, mark in enumerate(marks)
    ]
    talked = [] if agreed is None else [{"bid": "A", "criterion": "Q1", "mark": agreed}]
    method = {"criteria": [criterion]}
    document = {"format": "evenhand-tender/1", "method": method, "bids": [{"id": "A"}]}
    return evaluate_document({**document, "marks": rows, "agreed": talked})


PICTURES: dict[str, Callable[[], Picture]] = {
    "price-lowest-over-bid": lowest_over_bid,
    "price-mean-deviation": mean_deviation,
    "price-linear": linear,
    "price-per-quality-point": per_quality_point,
    "price-fixed": fixed,
    "mark-mean": lambda: group_mark("mean", (1, 4, 4, 5, 5)),
    "mark-median": lambda: group_mark("median", (1, 4, 5, 5)),
    "mark-agreed": lambda: group_mark("agreed", (1, 4, 4, 5, 5), 3),
}

if __name__ == "__main__":
    for name, draw in PICTURES.items():
        (HERE / f"{name}.svg").write_text(draw().svg(), encoding="utf-8")
