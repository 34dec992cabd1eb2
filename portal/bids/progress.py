"""How far a bid has come, in words: what is done, what is missing, how long there is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext, ngettext

from portal.bids.content import Content, Gap, Questions, amount_of, count_words, gaps
from portal.bids.names import found_in
from portal.core.formats import day, exact, moment, pounds, what_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least

MOST_NAMED = 3
"""So many parts that are left are named; the list below has them all."""


@dataclass(frozen=True)
class Task:
    """One thing to do for a bid; `part` is answer, gates or price."""

    part: str
    code: str
    text: str
    hint: str
    status: str
    colour: str | None


@dataclass(frozen=True)
class ReadAnswer:
    """A question with its answer, to be read; `given` is the yes or no of a pass/fail question."""

    code: str
    title: str
    question: str
    text: str
    length: str = ""
    given: str = ""
    files: Sequence[str] = ()


def tasks_of(content: Content, questions: Questions) -> Iterator[Task]:
    """All that a bid needs, in the order of the questions."""
    missing = {(gap.part, gap.code): gap for gap in gaps(content, questions)}
    for number, criterion in enumerate(questions.criteria, 1):
        text = content.get("answers", {}).get(criterion.code, "")
        gap = missing.get(("answer", criterion.code))
        title = gettext("%(number)d. %(title)s", number=number, title=criterion.title)
        carries = gettext("%(points)s of 100 marks", points=exact(criterion.weight))
        hint = f"{words_of(text, criterion.word_limit)} · {carries}"
        if criterion.files:
            hint = f"{hint}. {files_words(content, criterion.code)}"
        yield Task("answer", criterion.code, title, hint, *_status(gap, bool(text.strip())))
    if questions.gates:
        open_gates = [gap for gap in missing.values() if gap.part == "gate"]
        begun = any(each.get("passes") is not None for each in content.get("gates", {}).values())
        hint = ngettext("%(num)d question", "%(num)d questions", len(questions.gates))
        gap = open_gates[0] if open_gates else None
        yield Task("gates", "", gettext("Pass or fail questions"), hint, *_status(gap, begun))
    if questions.has_price:
        gap = missing.get(("price", ""))
        yield Task("price", "", gettext("Price"), pounds(amount_of(content)), *_status(gap, False))


def far(tasks: Sequence[Task]) -> str:
    """'7 of 9 parts are done. Still to do: Price.'; what is too long isn't done."""
    left = [task for task in tasks if task.status != gettext("Done")]
    done = ngettext(
        "%(done)d of %(num)d part is done.",
        "%(done)d of %(num)d parts are done.",
        len(tasks),
        done=len(tasks) - len(left),
    )
    if not left or len(left) > MOST_NAMED:
        return done
    names = ", ".join(task.text for task in left)
    return gettext("%(done)s Still to do: %(names)s.", done=done, names=names)


def _status(gap: Gap | None, begun: bool) -> tuple[str, str | None]:
    if gap is None:
        return gettext("Done"), "green"
    if gap.reason == "too-long":
        return gettext("Too long"), "red"
    return (gettext("Begun"), "yellow") if begun else (gettext("Not begun"), "grey")


def words_of(text: str, limit: int) -> str:
    """'310 of 500 words'."""
    return gettext("%(words)d of %(limit)d words", words=count_words(text), limit=limit)


def files_words(content: Content, code: str) -> str:
    """'2 files'."""
    count = len(content.get("files", {}).get(code, ()))
    return ngettext("%(num)d file", "%(num)d files", count)


def sentence_of(gap: Gap, questions: Questions) -> str:
    """What to do about something that is missing."""
    titles = {each.code: each.title for each in questions.criteria}
    titles |= {each.code: each.title for each in questions.gates}
    title = titles.get(gap.code, "")
    if gap.reason == "too-long":
        return ngettext(
            "Take %(num)d word out of ‘%(title)s’",
            "Take %(num)d words out of ‘%(title)s’",
            gap.number,
            title=title,
        )
    return {
        ("answer", "missing"): gettext("Answer ‘%(title)s’", title=title),
        ("gate", "missing"): gettext("Say yes or no to ‘%(title)s’", title=title),
        ("gate", "no-evidence"): gettext(
            "Say what supports your answer on ‘%(title)s’", title=title
        ),
        ("price", "missing"): gettext("Enter a price"),
        ("price", "nil"): gettext("Enter a price above nothing"),
    }[gap.part, gap.reason]


def read_answers(content: Content, questions: Questions) -> list[ReadAnswer]:
    """A bid's answers as they are read."""
    return [
        ReadAnswer(
            each.code,
            each.title,
            each.question,
            content.get("answers", {}).get(each.code, ""),
            words_of(content.get("answers", {}).get(each.code, ""), each.word_limit),
            files=[
                f"{file['name']} ({what_of(file['kind'], file['size'])})"
                for file in content.get("files", {}).get(each.code, ())
            ],
        )
        for each in questions.criteria
    ]


def read_gates(content: Content, questions: Questions) -> list[ReadAnswer]:
    """A bid's answers to the pass/fail questions as they are read."""
    given = {True: gettext("Yes"), False: gettext("No")}
    answers = content.get("gates", {})
    return [
        ReadAnswer(
            each.code,
            each.title,
            each.question,
            answers.get(each.code, {}).get("evidence", ""),
            given=given.get(answers.get(each.code, {}).get("passes"), gettext("Not answered")),
        )
        for each in questions.gates
    ]


def names_in(answers: Sequence[ReadAnswer], telling: Sequence[str]) -> list[str]:
    """A sentence for each answer that holds what tells whose bid it is."""
    return [
        gettext("‘%(title)s’ holds %(found)s.", title=each.title, found=", ".join(found))
        for each in answers
        if (found := found_in(each.text, telling))
    ]


def time_left(deadline: datetime, at: datetime) -> str:
    """'12 days left', never more than there is."""
    left = deadline - at
    minutes = left // timedelta(minutes=1)
    if left < timedelta(0):
        return gettext("The deadline has passed")
    if left >= timedelta(days=2):
        return ngettext("%(num)d day left", "%(num)d days left", left.days)
    if minutes >= 120:
        return ngettext("%(num)d hour left", "%(num)d hours left", minutes // 60)
    if minutes >= 1:
        return ngettext("%(num)d minute left", "%(num)d minutes left", minutes)
    return gettext("Less than a minute left")


def _marked(tender: Tender, at: datetime) -> str:
    """What the planned day for marks means, also where people have more time."""
    is_over = tender.marking_ends_on is not None and tender.marking_ends_on < at.date()
    if is_over and not is_at_least(tender, "moderating"):
        return gettext("The bids were to be read and marked by then. It takes longer.")
    return gettext("Evaluators have read and marked the bids.")


def next_dates(tender: Tender, at: datetime) -> Iterator[dict[str, object]]:
    """What happens after a bid was submitted, and when."""
    steps = [
        (tender.deadline_at, gettext("The deadline for bids. After it, the bids are opened.")),
        (tender.marking_ends_on, _marked(tender, at)),
        (tender.decision_on, gettext("The decision. Then you get a letter with your marks.")),
        (tender.starts_on, gettext("The service starts.")),
    ]
    for step, what in steps:
        if step is not None:
            is_past = step <= (at if isinstance(step, datetime) else at.date())
            when = moment(step) if isinstance(step, datetime) else day(step)
            yield {"at": step.isoformat(), "when": when, "what": what, "past": is_past}
