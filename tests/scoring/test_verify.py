"""A result stands by itself: its digest covers what matters, and anybody can recompute it."""

import hashlib
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from scoring import BadInput, evaluate_document, verify
from scoring.canonical import canonical_text, digest
from scoring.cli import main
from scoring.exact import input_text, read_number

GOLDEN = Path(__file__).parent / "golden"
TENDER = json.loads((GOLDEN / "tender.json").read_text(encoding="utf-8"))


def test_the_golden_run_is_as_it_was():
    run = json.loads((GOLDEN / "result.json").read_text(encoding="utf-8"))
    assert evaluate_document(TENDER).as_dict() == run
    assert verify(run) == []


def test_the_digest_is_that_of_the_canonical_text_of_four_keys():
    run = evaluate_document(TENDER).as_dict()
    signed = {key: run[key] for key in ("format", "input", "bids", "ties")}
    text = json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert run["digest"] == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_the_same_input_written_otherwise_has_the_same_digest():
    document = deepcopy(TENDER)
    document["method"]["criteria"][0]["weight"] = "60/2"
    document["bids"][0]["price"] = 100000
    assert evaluate_document(document).digest == evaluate_document(TENDER).digest


def test_a_later_sentence_or_release_breaks_no_old_run():
    run = evaluate_document(TENDER).as_dict()
    assert verify({**run, "library": "scoring 9", "working": []}) == []


def changed(path, value):
    run = evaluate_document(TENDER).as_dict()
    inner = run
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return run


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("bids", 0, "rank"), 2, "bids[0].rank"),
        (("bids", 0, "rank"), 1.5, "bids[0].rank"),
        (("bids", 0, "total", "exact"), "99", "bids[0].total.exact"),
        (("input", "marks", 0, "mark"), "1", "digest"),
        (("input", "marks"), [], "input"),
        (("ties",), [{"bids": [], "broken_by": None}], "ties"),
        (("digest",), "sha256:0", "digest"),
        (("bids", 0, "colour"), "red", "bids[0].colour"),
    ],
)
def test_every_change_is_found(path, value, where, tmp_path, capsys):
    run = changed(path, value)
    assert any(each.startswith(where) for each in verify(run)), verify(run)
    file = tmp_path / "run.json"
    file.write_text(json.dumps(run), encoding="utf-8")
    assert main(["verify", str(file)]) == 4
    assert "digest" in capsys.readouterr().err


@pytest.mark.parametrize("document", [None, [], {}, {"format": "evenhand-result/1"}])
def test_what_is_no_result_is_bad_input(document):
    with pytest.raises(BadInput):
        verify(document)


def test_a_good_result_verifies_on_the_command_line(tmp_path, capsys):
    file = tmp_path / "run.json"
    assert main(["evaluate", str(GOLDEN / "tender.json"), "--out", str(file)]) == 0
    assert main(["verify", str(file)]) == 0
    assert capsys.readouterr().out.startswith("ok")


def test_standard_input_and_status_in_a_process_of_its_own():
    command = [sys.executable, "-m", "scoring", "evaluate", "-"]
    text = json.dumps(TENDER).encode()
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["digest"] == evaluate_document(TENDER).digest
    done = subprocess.run(command, input=b'{"format": "\\ud800"}', capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_the_exact_core_needs_the_standard_library_alone():
    code = (
        "import sys; from scoring import evaluate_document, verify; import json; "
        f"verify(evaluate_document(json.load(open({str(GOLDEN / 'tender.json')!r}))).as_dict()); "
        "print([m for m in sys.modules if m in ('pandas', 'numpy', 'openpyxl', 'krippendorff')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_keys_sort_by_utf_16_code_units():
    text = canonical_text({"\ufb33": 1, "\U0001f600": 2, "é": 3, "a": [True, None, '\x0f\n"\\/']})
    assert text == '{"a":[true,null,"\\u000f\\n\\"\\\\/"],"é":3,"\U0001f600":2,"\ufb33":1}'


@pytest.mark.parametrize("data", [1.5, 2**53, {1: 2}, {"a": {2}}])
def test_what_canonical_json_cannot_hold_is_refused(data):
    with pytest.raises((TypeError, ValueError)):
        digest(data)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("5.50", "5.5"), ("11/2", "5.5"), (4, "4"), ("007", "7"), ("2/6", "1/3"), ("-0", "0"),
        (5.5, "5.5"), ("0.1", "0.1"), (1e15, "1000000000000000"), ("9" * 30 + "." + "9" * 30,) * 2,
        ("1/" + str(2**99), "1/" + str(2**99)),
    ],
)  # fmt: skip
def test_a_number_has_one_text_that_reads_back(given, text):
    number = read_number(given)
    assert input_text(number) == text
    assert read_number(text) == number
