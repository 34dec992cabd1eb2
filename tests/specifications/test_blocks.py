"""A text becomes paragraphs with their twins, and the paragraphs make the same text again."""

from __future__ import annotations

from portal.specifications.paragraphs.blocks import blocks, joined, paired


def test_empty_lines_part_blocks_and_headings_and_lists_stay_in_theirs() -> None:
    text = "## Who\r\nYoung carers:\r\n- of 8\r\n- to 18\r\n  \r\n\r\nAnd their families.\r\n"
    assert blocks(text) == ["## Who\nYoung carers:\n- of 8\n- to 18", "And their families."]
    assert joined(blocks(text)) == "## Who\nYoung carers:\n- of 8\n- to 18\n\nAnd their families."


def test_a_heading_stays_with_what_follows_and_a_list_with_what_leads_to_it() -> None:
    text = "One.\n\n## Two\n\nTwo:\n\n- a\n- b\n\nThree.\n\n## Nothing below"
    assert blocks(text) == ["One.", "## Two\n\nTwo:\n\n- a\n- b", "Three.", "## Nothing below"]
    assert joined(blocks(text)) == text


def test_each_block_has_its_twin_and_what_is_left_over_joins_the_last() -> None:
    assert paired("a\n\nb\n\nc", "A\n\nB") == [("a", "A"), ("b\n\nc", "B")]
    assert paired("a\n\nb", "A\n\nB\n\nC") == [("a", "A"), ("b", "B\n\nC")]
    assert paired("a\n\nb", "A\n\nB") == [("a", "A"), ("b", "B")]


def test_a_text_without_a_twin_is_taken_block_by_block() -> None:
    assert paired("a\n\nb", "") == [("a", ""), ("b", "")]
    assert paired(" ", "A") == [("", "A")]
    assert paired("", "\n") == []
