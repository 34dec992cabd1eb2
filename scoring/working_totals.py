"""The working of quality, price, total, disqualification and ties."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scoring.exact import exact_text, said, term

if TYPE_CHECKING:
    from scoring.method import Price
    from scoring.result import Result

Step = dict[str, Any]


def _step(result: Result, bid: int, rule: str, inputs: Any, value: Any, sentence: str) -> Step:
    return {
        "bid": result.marks.bids[bid].id,
        "rule": rule,
        "inputs": inputs,
        "result": value,
        "sentence": sentence,
    }


def quality_step(result: Result, bid: int) -> Step:
    """All criteria together."""
    table, quality = result.table, result.table.quality[bid]
    scores = {
        each.id: table.criterion_score(bid, index)
        for index, each in enumerate(result.method.criteria)
    }
    inputs = {ident: None if s is None else exact_text(s) for ident, s in scores.items()}
    if quality is None:
        return _step(result, bid, "quality", inputs, None, "Quality can't be computed.")
    terms = " + ".join(term(each) for each in scores.values() if each is not None)
    sentence = (
        f"Quality: {terms} = {said(quality)}."
        if len(scores) > 1
        else (f"Quality: {said(quality)}.")
    )
    return _step(result, bid, "quality", inputs, exact_text(quality), sentence)


def price_step(result: Result, bid: int) -> Step:
    """The price score, by the published formula (R9)."""
    price, score, own = result.method.price, result.prices[bid], result.marks.bids[bid].price
    assert price is not None
    assert own is not None
    others = [result.marks.bids[each].price or Fraction(0) for each in result.totals]
    inputs = {"price": exact_text(own), "weight": exact_text(price.weight or Fraction(0))}
    formula = f"price score {said(score)}"
    if own == 0 and price.nil_price == "full" and price.method != "linear":
        sentence = f"A nil price has full marks: {formula}."
    else:
        basis, words = _formula(price, own, others)
        inputs |= {key: exact_text(value) for key, value in basis.items()}
        sentence = f"{words} × {term(price.weight or Fraction(0))} = {said(score)}."
    rule = f"price:{price.method}"
    return _step(result, bid, rule, inputs, exact_text(score), sentence)


def _formula(
    price: Price, own: Fraction, prices: list[Fraction]
) -> tuple[dict[str, Fraction], str]:
    paid = [each for each in prices if each]
    if price.method == "lowest_over_bid":
        lowest = min(paid)
        return {"lowest": lowest}, f"Price: lowest {term(lowest)} ÷ {term(own)}"
    if price.method == "mean_deviation":
        mean = sum(paid, Fraction(0)) / len(paid)
        return {"mean": mean}, (
            f"Price: 50 − 100 × ({term(own)} − {term(mean)}) ÷ {term(mean)}, "
            "held between 0 and 100, ÷ 100"
        )
    ceiling, floor = price.ceiling or Fraction(0), price.floor or Fraction(0)
    return {"ceiling": ceiling, "floor": floor}, (
        f"Price: ({term(ceiling)} − {term(own)}) ÷ ({term(ceiling)} − {term(floor)}), "
        "held between 0 and 1,"
    )


def total_step(result: Result, bid: int) -> Step:
    """Quality and price together, or price for each point of quality."""
    quality = result.table.quality[bid] or Fraction(0)
    total, title = result.totals[bid], f"Total of bid {result.marks.bids[bid].id}"
    if result.method.price_per_point:
        own = result.marks.bids[bid].price or Fraction(0)
        inputs = {"price": exact_text(own), "quality": exact_text(quality)}
        sentence = f"{title}: price {term(own)} ÷ quality {term(quality)} = {said(total)}."
        return _step(result, bid, "total:per_quality_point", inputs, exact_text(total), sentence)
    inputs, words = {"quality": exact_text(quality)}, said(quality)
    if bid in result.prices:
        inputs["price"] = exact_text(result.prices[bid])
        words = f"quality {term(quality)} + price {term(result.prices[bid])} = {said(total)}"
    return _step(result, bid, "total", inputs, exact_text(total), f"{title}: {words}.")


def outcome_steps(result: Result, bid: int) -> Iterator[Step]:
    """The place of a bid, or each reason why it has none."""
    name = result.marks.bids[bid].id
    for reason in result.reasons[bid]:
        words = _reason_words(result, bid, reason)
        yield _step(result, bid, f"disqualified:{reason}", {}, None, f"Bid {name} {words}.")
    if bid in result.totals:
        place = result.ranking.ranks[bid]
        sentence = f"Bid {name} is at place {place}."
        if next(len(each) for each in result.ranking.places if bid in each) > 1:
            sentence = f"Bid {name} shares place {place}; the method doesn't divide it further."
        yield _step(result, bid, "rank", {}, str(place), sentence)


def _reason_words(result: Result, bid: int, reason: str) -> str:
    kind, _, ident = reason.partition(":")
    if kind == "disregarded":
        return f"is disregarded, as a person decided: {ident}"
    if kind == "gate":
        return f"is disqualified: it failed {ident}"
    if kind == "minimum":
        least = next(c.minimum for c in result.method.criteria if c.id == ident)
        assert least is not None
        return f"is disqualified: its mark on {ident} is below the minimum of {said(least.mark)}"
    quality, least_quality = result.table.quality[bid], result.method.minimum_quality
    assert quality is not None
    assert least_quality is not None
    return (
        f"is disqualified: quality {said(quality)} is below {said(least_quality)} % of "
        f"{said(result.method.quality_weight)}"
    )


def tie_steps(result: Result) -> Iterator[Step]:
    """How equal bids were divided, or that they share a place and a person decides (R8)."""
    for tie in result.ties:
        names = ", ".join(tie["bids"])
        sentence = f"Bids {names} are equal; {tie['broken_by']} tells them apart."
        if tie["broken_by"] is None:
            sentence = f"Bids {names} are equal in everything: a person decides, on the record."
        result_text = tie["broken_by"]
        yield {
            "rule": "tie",
            "inputs": {"bids": tie["bids"]},
            "result": result_text,
            "sentence": sentence,
        }
