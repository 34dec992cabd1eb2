"""The questions, why each is asked, and the answers to choose from; never a free text (P6)."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.words import say

UNSAID = "unsaid"
RATHER_NOT = say("I’d rather not say")


@dataclass(frozen=True)
class Question:
    """One question; `why` is read before it, and `answers` are slugs with their words."""

    slug: str
    text: str
    why: str
    answers: dict[str, str]


QUESTIONS = {
    each.slug: each
    for each in (
        Question(
            "gender",
            say("Are you…"),
            say("We ask so that girls, boys and everybody else are heard alike."),
            {
                "female": say("A girl or a woman"),
                "male": say("A boy or a man"),
                "other": say("I say it another way"),
            },
        ),
        Question(
            "background",
            say("Which of these is most like your family’s background?"),
            say("We ask so that the panel looks like the people who live here."),
            {
                "asian": say("Asian"),
                "black": say("Black"),
                "mixed": say("Mixed"),
                "white": say("White"),
                "other": say("Another background"),
            },
        ),
        Question(
            "disability",
            say("Are you disabled, or have you been ill for a long time?"),
            say("We ask so that we see if disabled people can take part as easily as others."),
            {"yes": say("Yes"), "no": say("No")},
        ),
        Question(
            "language",
            say("Which language do you speak most at home?"),
            say("We ask so that we know if people who speak other languages are heard."),
            {"english": say("English"), "welsh": say("Welsh"), "other": say("Another language")},
        ),
    )
}
