"""A bid that people disregard after hearing it is out: its price counts for nobody (R11, R17)."""

from copy import deepcopy

import pytest

from scoring import BadInput, Incomplete, analyse, evaluate_document, verify
from scoring.document import read_document
from tests.scoring.files import folder, run, workbook
from tests.scoring.test_examples import HALF, one_mark_each, totals


def three():
    return one_mark_each(HALF, A=(70, 100), B=(80, 118), C=(10, 60))


def test_its_price_counts_for_no_lowest_and_it_needs_nothing():
    document = three()
    whole = evaluate_document(document)
    document["bids"][2] |= {"disregarded": "low_price"}
    document["marks"].pop()
    assert totals({**document, "bids": document["bids"][:2]}) == {"A": "85.00", "B": "82.37"}
    result = evaluate_document(document)
    first, second, out = result.bids
    assert [first["id"], second["id"]] == ["A", "B"]
    assert (out["status"], out["rank"], out["reasons"]) == (
        "disqualified", None, ["disregarded:low_price"],
    )  # fmt: skip
    assert out["price"] is None
    assert "Bid C is disregarded, as a person decided: low_price." in {
        step["sentence"] for step in result.as_dict()["working"]
    }
    assert verify(result.as_dict()) == []
    assert result.signed["input"]["bids"][2]["disregarded"] == "low_price"
    assert "disregarded" not in str(whole.signed["input"]), "nothing of old inputs changes"
    assert analyse(*read_document(document))


def test_a_gate_a_price_or_a_nil_price_may_be_missing_where_it_is_disregarded():
    document = three()
    document["method"]["gates"] = [{"id": "G1", "title": "Insurance"}]
    for bid in document["bids"]:
        bid["gates"] = {"G1": True}
    document["bids"][0] = {"id": "A", "disregarded": "excluded"}
    document["bids"][1] |= {"disregarded": "procedural", "price": "0", "gates": {"G1": False}}
    bids = {bid["id"]: bid for bid in evaluate_document(document).bids}
    assert bids["A"]["reasons"] == ["disregarded:excluded"]
    assert bids["B"]["reasons"] == ["disregarded:procedural", "gate:G1"]
    assert bids["C"]["rank"] == 1


def test_the_others_are_still_asked_for_every_mark():
    document = three()
    document["bids"][2]["disregarded"] = "low_price"
    document["marks"] = [each for each in document["marks"] if each["bid"] == "C"]
    with pytest.raises(Incomplete) as found:
        evaluate_document(document)
    assert {each.bid for each in found.value.missing} == {"A", "B"}


@pytest.mark.parametrize("wrong", ["", None, True, 3])
def test_the_ground_is_a_word(wrong):
    document = deepcopy(three())
    document["bids"][2]["disregarded"] = wrong
    with pytest.raises(BadInput, match="disregarded"):
        evaluate_document(document)


def test_a_workbook_and_a_folder_say_the_same(tmp_path, capsys):
    document = three()
    document["bids"][2]["disregarded"] = "low_price"
    document["method"]["criteria"][0] |= {"title": "Listening"}
    workbook(document, tmp_path / "tender.xlsx")
    digest = evaluate_document(document).digest
    for source in (tmp_path / "tender.xlsx", folder(document, tmp_path / "tender")):
        status, out, err = run(capsys, "evaluate", source)
        assert (status, err) == (0, "")
        assert digest in out
