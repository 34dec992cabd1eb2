"""What changed in a text is marked word by word, and nothing of either text is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.differences import GONE, NEW, SAME, Piece, differences

WORDS = st.lists(st.sampled_from(["young", "carers", "talk", "to", "a", "a,", "\n", "\n\n"]))


def _text(pieces: list[Piece], left_out: str) -> list[str]:
    return "".join(each.text for each in pieces if each.kind != left_out).split()


def test_one_word_for_another_leaves_the_rest_as_it_was() -> None:
    assert differences("Young carers need time.", "Young carers want time.") == [
        Piece(SAME, "Young carers "),
        Piece(GONE, "need "),
        Piece(NEW, "want "),
        Piece(SAME, "time."),
    ]


def test_a_new_point_of_a_list_is_new_and_nothing_else_is() -> None:
    pieces = differences("- talk", "- talk\n- listen")
    assert pieces == [Piece(SAME, "- talk"), Piece(NEW, "\n- listen")]


def test_blanks_and_the_ends_of_a_browsers_lines_are_no_change() -> None:
    assert differences("two  words\r\nmore ", "two words\nmore") == [Piece(SAME, "two words\nmore")]


def test_a_last_word_never_runs_into_the_next() -> None:
    assert [piece.text for piece in differences("to go", "to stay")] == ["to ", "go ", "stay"]


def test_nothing_and_something() -> None:
    assert differences("", "") == []
    assert differences("", "All new.") == [Piece(NEW, "All new.")]
    assert differences("All gone.", "") == [Piece(GONE, "All gone.")]


def test_a_long_text_of_common_words_is_compared_in_a_moment() -> None:
    old, new = "a b " * 8000, "b a c " * 6000
    pieces = differences(old, new)
    assert _text(pieces, NEW) == old.split()
    assert _text(pieces, GONE) == new.split()


@settings(max_examples=30)
@given(WORDS, WORDS)
def test_the_pieces_make_both_texts(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    pieces = differences(old, new)
    assert _text(pieces, NEW) == old.split()
    assert _text(pieces, GONE) == new.split()
    assert all(one.kind != other.kind for one, other in zip(pieces, pieces[1:], strict=False))
