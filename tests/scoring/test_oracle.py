"""Every figure, rank, tie and missing mark agrees with the plain oracle."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Incomplete, evaluate_document, verify
from scoring.canonical import digest
from tests.scoring import oracle
from tests.scoring.tenders import tender


def judge(document):
    try:
        return evaluate_document(document).as_dict(), set()
    except Incomplete as error:
        return None, {(m.bid, m.criterion, m.group, m.evaluator) for m in error.missing}


def agree(document):
    result, missing = judge(document)
    bids, ties, wanted = oracle.judge(document)
    assert missing == wanted
    if result is not None:
        assert result["bids"] == bids
        assert result["ties"] == ties
    return result


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_a_random_tender_agrees_with_the_oracle(r):
    result = agree(tender(r))
    if result is not None:
        signed = {key: result[key] for key in ("format", "input", "bids", "ties")}
        assert result["digest"] == digest(signed)
        assert verify(result) == []
        again = evaluate_document(result["input"]).as_dict()
        assert again == result


@pytest.mark.parametrize("block", range(5))
def test_many_seeded_tenders_agree_with_the_oracle(block):
    whole = sum(
        agree(tender(random.Random(seed))) is not None
        for seed in range(block * 120, block * 120 + 120)
    )
    assert whole > 60
