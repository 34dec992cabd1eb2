"""How plain an answer is, where its question asks for plain words; never a score (R28)."""

from __future__ import annotations

from flask_babel import gettext

from portal.core.reading_age import FEWEST, age_of, sentences_of, words_of
from portal.specifications.models import Criterion

YOUNGEST, OLDEST, PLAIN = 5, 18, 11


def reading_words(criterion: Criterion, text: str) -> str:
    """From which age an answer is read with ease; nothing where nobody asked for plain words."""
    if not criterion.wants_plain:
        return ""
    sentences = sentences_of(text)
    if sum(len(words_of(each)) for each in sentences) < FEWEST:
        return gettext("From 40 words on we tell you here how old somebody must be to read it.")
    age = min(OLDEST, max(YOUNGEST, round(age_of(sentences))))
    if age <= PLAIN:
        return gettext("Somebody of %(age)d can read this with ease.", age=age)
    return gettext(
        "It takes somebody of about %(age)d to read this with ease. Shorter sentences and more"
        " ordinary words make it plainer.",
        age=age,
    )
