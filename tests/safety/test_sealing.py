"""What is sealed opens with the right key, in its own place, and with nothing else."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.core.forms import AtMost
from portal.core.sealing import Cost
from portal.safety import sealing
from portal.safety.forms import LONGEST, HandOverForm, HelpForm, NoteForm
from portal.safety.sealing import SIZE, CannotOpen, TooLong
from tests.make_safety import PHRASE

HERE, THERE = b"ambleford/1", b"ambleford/2"
FACTS = {"by": "Zo\u00eb", "words": "Zwei W\u00f6rter \U0001f600"}
PRIVATE = sealing.new_private_key()
PUBLIC = sealing.public_key_of(PRIVATE)


def test_the_private_key_opens_what_the_public_key_sealed() -> None:
    assert sealing.unseal(PRIVATE, sealing.seal(PUBLIC, FACTS, HERE), HERE) == FACTS


def test_nothing_else_opens_it() -> None:
    box = sealing.seal(PUBLIC, FACTS, HERE)
    for key in (sealing.new_private_key(), PUBLIC):
        with pytest.raises(CannotOpen):
            sealing.unseal(key, box, HERE)


def test_a_box_opens_only_where_it_was_put() -> None:
    with pytest.raises(CannotOpen):
        sealing.unseal(PRIVATE, sealing.seal(PUBLIC, FACTS, HERE), THERE)


@pytest.mark.parametrize("at", [0, 31, 32, 60, -1])
def test_a_changed_box_does_not_open(at: int) -> None:
    box = bytearray(sealing.seal(PUBLIC, FACTS, HERE))
    box[at] ^= 1
    with pytest.raises(CannotOpen):
        sealing.unseal(PRIVATE, bytes(box), HERE)


@pytest.mark.parametrize("box", [b"", bytes(10), bytes(32), bytes(100)])
def test_what_was_never_a_box_does_not_open(box: bytes) -> None:
    with pytest.raises(CannotOpen):
        sealing.unseal(PRIVATE, box, HERE)


def test_a_boxs_length_does_not_tell_how_much_was_written() -> None:
    worries = [{"words": character * LONGEST} for character in ("", "x", "\U0001f600", "\x01")]
    lengths = {len(sealing.seal(PUBLIC, facts, HERE)) for facts in worries}
    assert lengths == {32 + SIZE + 16}


def test_every_box_holds_the_longest_that_a_form_takes(quick_app: Flask) -> None:
    """Whatever the characters: what is longer would have to be refused, or show."""
    with quick_app.test_request_context():
        for form in (HelpForm(), HandOverForm(), NoteForm()):
            taken = [
                rule.longest
                for field in form
                for rule in field.validators
                if isinstance(rule, AtMost)
            ]
            signed = {"name": "\x01" * 320, "account": "\x01" * 320, "rest": "x" * 500}
            facts = signed | {str(at): "\x01" * longest for at, longest in enumerate(taken)}
            box = sealing.seal(PUBLIC, facts, HERE)
            assert sealing.unseal(PRIVATE, box, HERE) == facts
    with pytest.raises(TooLong):
        sealing.seal(PUBLIC, {"words": "x" * SIZE}, HERE)


def test_the_same_words_never_look_the_same() -> None:
    one, another = (sealing.seal(PUBLIC, FACTS, HERE) for _ in range(2))
    assert one[:32] != another[:32]
    assert one[32:] != another[32:]


def test_a_phrase_opens_the_private_key_however_its_blanks_and_accents_are_typed() -> None:
    wrapped = sealing.wrap(PRIVATE, "seven h\u00e9rons  under a bridge", HERE)
    typed = " seven he\u0301rons under a bridge "
    assert sealing.unwrap(wrapped, typed, HERE) == PRIVATE


def test_another_phrase_or_place_does_not_open_it() -> None:
    wrapped = sealing.wrap(PRIVATE, PHRASE, HERE)
    for phrase, place in ((PHRASE.title(), HERE), ("", HERE), (PHRASE, THERE)):
        with pytest.raises(CannotOpen):
            sealing.unwrap(wrapped, phrase, place)


def test_an_installation_makes_each_try_of_a_phrase_dear() -> None:
    cost = Cost()
    assert (cost.time, cost.memory, cost.lanes) == (3, 65536, 4)
