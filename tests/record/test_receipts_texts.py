"""No edited receipt passes, and no text breaks the check."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from portal.audit.receipt_texts import LONGEST, BadReceipt, read_receipt, tidy
from portal.core.transaction import reading_only
from portal.record.receipts.check import check
from tests.receipts import taken
from tests.stages import Stages

PATHS = {"promise": ("closed", "bid/receipt.txt"), "proof": ("released", "letter/receipt.txt")}
EXAMPLES = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PIECES = st.text(max_size=12) | st.sampled_from(
    ["\n", "\n\n", "=", "0", "index 1", "— ", "{", "}", "time 2026-01-01", "leaf ", "+", "A"]
)


def made_of(extra: bytes) -> str:
    """A proof in form, of whatever contents."""
    head = f"c2sp.org/tlog-proof@v1\nextra {b64encode(extra).decode()}\nindex 0"
    return f"{head}\n\na\n1\n{'A' * 43}=\n\n— a AAAA\n"


@contextmanager
def receipt_in(stages: Stages, kind: str) -> Iterator[str]:
    """A receipt, at the stage in which it holds or waits."""
    stage, path = PATHS[kind]
    with stages.at(stage) as story:
        yield taken(stages.client("winner"), story.path(path))


def is_good(text: str) -> bool:
    """Whether the check is content with a text."""
    with reading_only():
        answer = check(text)
        assert all(str(each) for each in answer.found)
        return answer.is_good


@pytest.mark.parametrize("kind", PATHS)
def test_no_random_edit_passes_and_none_breaks_the_check(stages: Stages, kind: str) -> None:
    with receipt_in(stages, kind) as text:
        assert is_good(text)

        @EXAMPLES
        @given(st.integers(0, len(text)), st.integers(0, 60), PIECES)
        def replaced(start: int, length: int, piece: str) -> None:
            edited = text[:start] + piece + text[start + length :]
            assume(tidy(edited) != tidy(text))
            assert not is_good(edited)

        @EXAMPLES
        @given(st.data())
        def rearranged(data: st.DataObject) -> None:
            lines = text.split("\n")
            one, two = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            if data.draw(st.booleans()):
                lines[one], lines[two] = lines[two], lines[one]
            else:
                lines.insert(one, lines[two])
            assume(tidy("\n".join(lines)) != tidy(text))
            assert not is_good("\n".join(lines))

        replaced()
        rearranged()


@pytest.mark.parametrize("kind", PATHS)
def test_every_single_other_character_is_found(stages: Stages, kind: str) -> None:
    with receipt_in(stages, kind) as text:
        for place, character in enumerate(text.rstrip("\n")):
            other = "B" if character != "B" else "C"
            assert not is_good(text[:place] + other + text[place + 1 :]), (place, character)


@pytest.mark.parametrize("kind", PATHS)
def test_no_other_way_of_writing_the_same_bytes_passes(stages: Stages, kind: str) -> None:
    """Base64 has bits at its end that mean nothing; other tools may add signatures of their own."""
    with receipt_in(stages, kind) as text:
        start = text.index("— ")
        name, encoded = text[start + 2 :].split("\n")[0].split(" ")
        bits = encoded[:-2] + chr(ord(encoded[-2]) + 1) + "="
        assert b64decode(bits) == b64decode(encoded)
        assert not is_good(text.replace(encoded, bits))
        line = f"— {name} {encoded}\n"
        other = f"— witness.example {b64encode(bytes(68)).decode()}\n"
        assert not is_good(text.replace(line, line + other))
        assert not is_good(text.replace(line, line + line))


@pytest.mark.parametrize("kind", PATHS)
def test_what_a_mail_or_an_editor_does_around_lines_is_forgiven(stages: Stages, kind: str) -> None:
    with receipt_in(stages, kind) as text:
        for changed in (
            text.replace("\n", "\r\n"),
            f"\ufeff{text}",
            f"\n\n  {text.strip()}",
            "".join(f"   {line}  \n" for line in text.split("\n")),
        ):
            assert is_good(changed)


@EXAMPLES
@given(st.text(max_size=400) | st.builds("evenhand promise v1\n{}".format, st.text(max_size=200)))
def test_a_text_that_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(BadReceipt):
        read_receipt(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800",
        "c2sp.org/tlog-proof@v1\nindex 0\n\na\n1\n" + "A" * 43 + "=\n\n— a AAAA\n",
        made_of(b"{}"),
        made_of(b"[" * 9999),
        made_of(b"\xff"),
        "x" * (LONGEST + 1),
    ],
)
def test_a_text_made_to_break_the_reading_is_refused(stages: Stages, text: str) -> None:
    with stages.at("released"):
        assert not is_good(text)
