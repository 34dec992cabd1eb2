"""What changed in who marks, on which scale, and what: groups, scales, criteria (R3, R7)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.words import say
from portal.specifications.versions.changes import (
    Change,
    Part,
    Sentence,
    Text,
    Turn,
    change,
    figure,
    is_reordered,
    pairs,
    renamed,
    texts,
    turn,
)

TITLE = say("It is called ‘%(now)s’. It was ‘%(before)s’.")
CODE = say("Its code is %(now)s. It was %(before)s.")
QUESTIONS = {
    "plain_title": say("Title in plain words"),
    "question": say("What providers are asked"),
    "plain_question": say("The same in plain words"),
}
DESCRIPTORS = {
    "name": say("What %(mark)s is called"),
    "words": say("What %(mark)s means"),
    "plain_name": say("What %(mark)s is called in plain words"),
    "plain_words": say("What %(mark)s means in plain words"),
}


def group_changes(before: list[Part], now: list[Part]) -> Iterator[Change]:
    """Groups of evaluators that came, went, or carry another part of all marks (P15)."""
    for old, new in pairs(before, now, "slug"):
        first = say("They carry %(now)s of 100 marks.")
        then = say("They carry %(now)s of 100 marks. It was %(before)s.")
        planned = say("The number of people planned with is %(now)s. It was %(before)s.")
        sentences = [
            *renamed(old, new, "title", TITLE),
            *figure(old, new, "points", first, then),
            *renamed(old, new, "planned", planned),
        ]
        yield from change("group", old, new, sentences)


def scale_changes(before: list[Part], now: list[Part]) -> Iterator[Change]:
    """Scales that came, went, or give other marks; what a mark means, word by word."""
    for old, new in pairs(before, now, "id"):
        sentences = [
            *renamed(old, new, "title", TITLE),
            *renamed(old, new, "lowest", say("Its lowest mark is %(now)s. It was %(before)s.")),
            *renamed(old, new, "highest", say("Its highest mark is %(now)s. It was %(before)s.")),
            *renamed(old, new, "step", say("Marks go up by %(now)s. It was %(before)s.")),
        ]
        yield from change("scale", old, new, sentences, texts=_descriptors(old, new))


def _descriptors(before: Part, now: Part) -> Iterator[Text]:
    for old, new in pairs(before.get("descriptors", []), now.get("descriptors", []), "mark"):
        yield from texts(old, new, DESCRIPTORS, mark=(new or old)["mark"])


def heading_changes(before: list[Part], now: list[Part]) -> Iterator[Change]:
    """Headings over questions that came, went, or stand over others (R3)."""
    weight = say("Questions of %(now)s marks stand under it. It was %(before)s.")
    first = say("It stands before %(now)s. It was %(before)s.")
    for old, new in pairs(before, now, "id"):
        sentences = [
            *renamed(old, new, "title", TITLE),
            *figure(old, new, "before", say("It stands before %(now)s."), first),
            *renamed(old, new, "weight", weight),
        ]
        plain = {"plain_title": QUESTIONS["plain_title"]}
        yield from change("heading", old, new, sentences, texts=texts(old, new, plain))


def line_changes(before: list[Part], now: list[Part]) -> Iterator[Change]:
    """Lines of the price schedule that came, went, or have other units (R9)."""
    first = say("%(now)s units a year.")
    many = say("%(now)s units a year. It was %(before)s.")
    for old, new in pairs(before, now, "id"):
        sentences = [
            *renamed(old, new, "title", TITLE),
            *renamed(old, new, "unit", say("One unit is: %(now)s. It was: %(before)s.")),
            *figure(old, new, "quantity", first, many),
            *renamed(old, new, "years", say("For %(now)s years. It was %(before)s.")),
            *renamed(
                {"package": "–"} | old,
                {"package": "–"} | new,
                "package",
                say("Its package is %(now)s. It was %(before)s."),
            ),
        ]
        yield from change("price_line", old, new, sentences)


def criterion_changes(before: list[Part], now: list[Part]) -> Iterator[Change]:
    """Questions that came or went; other weights, shares and minimums as sentences (R3, R5)."""
    if is_reordered(before, now, "id"):
        order = [Sentence(say("The questions stand in another order."))]
        yield from change("order", {"title": ""}, {"title": ""}, order)
    for old, new in pairs(before, now, "id"):
        turns = [*turn(old, new, "group_mark"), *_minimum(old, new)]
        yield from change(
            "criterion", old, new, _figures(old, new), turns, texts(old, new, QUESTIONS)
        )


def _minimum(before: Part, now: Part) -> Iterator[Turn]:
    """A new question without a minimum has nothing to say of it."""
    if before or now.get("minimum"):
        yield from turn(before, now, "minimum")


NOT_PLAIN = say("The answer isn’t asked for in plain words any more.")


def _figures(before: Part, now: Part) -> Iterator[Sentence]:
    weight = say("Its weight is %(now)s of 100 marks. It was %(before)s.")
    limit = say("An answer has %(now)s words at most. It was %(before)s.")
    files = say("An answer may bring %(now)s files along. It was %(before)s.")
    scale = say("It is marked on ‘%(now)s’. It was ‘%(before)s’.")
    yield from renamed(before, now, "code", CODE)
    yield from renamed(before, now, "title", TITLE)
    yield from figure(before, now, "weight", say("Its weight is %(now)s of 100 marks."), weight)
    if now:
        yield from _shares(before, now)
    if now.get("word_limit"):
        most = say("An answer has %(now)s words at most.")
        yield from figure(before if "word_limit" in before else {}, now, "word_limit", most, limit)
    elif now and before.get("word_limit"):
        yield Sentence(say("It is asked at an interview now. No answer is written."), {})
    elif now and not before:
        yield Sentence(say("It is asked at an interview. No answer is written."), {})
    if before.get("files") or now.get("files"):
        was, has = ({"files": 0} | each if each else each for each in (before, now))
        yield from figure(was, has, "files", say("An answer may bring %(now)s files along."), files)
    if bool(before.get("wants_plain")) != bool(now.get("wants_plain")):
        plain = say("The answer is wanted in plain words.")
        yield Sentence(plain if now.get("wants_plain") else NOT_PLAIN, {})
    yield from figure(before, now, "scale", say("It is marked on ‘%(now)s’."), scale)


def _shares(before: Part, now: Part) -> Iterator[Sentence]:
    for old, new in pairs(before.get("shares", []), now["shares"], "slug"):
        group = (new or old)["title"]
        percents = {"group": group, "before": old.get("percent"), "now": new.get("percent")}
        if not new:
            yield Sentence(say("‘%(group)s’ don’t mark it any more."), percents)
        elif not old:
            yield Sentence(say("‘%(group)s’ carry %(now)s%% of it."), percents)
        elif old["percent"] != new["percent"]:
            message = say("‘%(group)s’ carry %(now)s%% of it. It was %(before)s%%.")
            yield Sentence(message, percents)
