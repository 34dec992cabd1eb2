"""The measure itself: it tells an easy text from a hard one, and judges our own words alone."""

from __future__ import annotations

import pytest

from tests.reading.measure import OLDEST, age_of, sentences_of, sentences_on, syllables_of

EASY = "You can say no. Nobody minds if you pass. We tell you what we did with your idea."
HARD = (
    "Notwithstanding the aforementioned provisions, the contracting authority shall evaluate"
    " tenders in accordance with the published methodology and its weightings."
)


def test_an_easy_text_is_for_children_and_a_hard_one_isnt() -> None:
    assert age_of(sentences_of(EASY)) < 8
    assert age_of(sentences_of(HARD)) > OLDEST + 5
    assert age_of([]) == 0


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("help", 1), ("marks", 1), ("asked", 1), ("people", 2), ("chosen", 2), ("somebody", 3)]
    + [("decided", 3), ("organisation", 5), ("responsible", 4), ("don’t", 1), ("I", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


def test_what_is_no_sentence_makes_no_page_look_easier() -> None:
    assert sentences_of("Home. Sign out. You can type your code here.") == [
        "You can type your code here."
    ]


def test_only_our_own_words_are_judged() -> None:
    page = (
        "<body><nav>We do not judge the menu.</nav><main><h1>This is what we wrote here</h1>"
        '<div class="answer"><p>Whatever somebody answered at length.</p></div>'
        "<ul><li>One line of ours</li><li>And here another one</li></ul>"
        "<p hidden>Nobody can see this one.</p></main><p>And not the foot of it.</p></body>"
    )
    assert sentences_on(page) == [
        "This is what we wrote here",
        "One line of ours",
        "And here another one",
    ]
