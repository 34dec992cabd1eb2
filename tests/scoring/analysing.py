"""What tests of the analysis share: random tenders with their analysis, totals worked out again."""

import random
from fractions import Fraction as F
from functools import cache

from scoring import Incomplete, analyse_result, evaluate_document
from tests.scoring import oracle_marks
from tests.scoring.tenders import tender


def analysed(document):
    result = evaluate_document(document)
    return result, analyse_result(result)


@cache
def whole_tender(seed):
    """A random tender with its result and analysis; nothing where it is incomplete."""
    document = tender(random.Random(seed))
    try:
        return document, *analysed(document)
    except Incomplete:
        return None


def whole_tenders(seeds):
    """Random tenders that aren't incomplete, with their results; nobody changes them."""
    return filter(None, map(whole_tender, seeds))


def totals_of(document, ranked, prices):
    """Totals with the price scores of today, higher being better."""
    totals = {}
    per_point = document["method"].get("price", {}).get("method") == "per_quality_point"
    for bid in document["bids"]:
        if bid["id"] in ranked:
            quality = oracle_marks.judge_bid(document, bid)["quality"]
            if per_point:
                totals[bid["id"]] = quality / F(bid["price"])
            else:
                totals[bid["id"]] = quality + prices.get(bid["id"], 0)
    return totals
