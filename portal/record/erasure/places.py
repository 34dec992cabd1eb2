"""Where the words of a published tender stand: in public, and in the rows that they came from."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.database import db
from portal.published.clarifications.models import Clarification, ClarificationAnswer
from portal.record.erasure.removal import Cut, cut_out, leaves_of, with_leaves
from portal.specifications.agreeing.models import Influence, WithoutSignOff, WorryAnswered
from portal.specifications.cowriting.models import Suggestion, Version
from portal.specifications.models import Criterion, Descriptor, Gate, MethodSettings
from portal.specifications.paragraphs.models import Paragraph
from portal.tenders.models import Notice, NoticeEnd, OpenRelease, Tender
from portal.tenders.models_after import NoticeAnswer, NoticeBriefing, NoticeVersion

Named = Callable[[Any, str], str]
"""What a place is called: of a row, and of a column or a part of its document."""


@dataclass(frozen=True)
class Kind:
    """A table in which words of a published tender stand, and how its rows know the tender.

    `texts`: its columns of words; `papers`: those of documents, whose texts are looked through.
    """

    model: Any
    of: str
    texts: Sequence[str]
    papers: Sequence[str] = ()
    name: Named = lambda _row, _part: ""
    is_public: bool = False


@dataclass(frozen=True)
class Change:
    """What one column of one row becomes; `cuts`: each text of it, by its place."""

    kind: Kind
    row: Any
    column: str
    value: Any
    cuts: dict[str, Cut] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table's name."""
        return str(self.kind.model.__tablename__)

    def places(self) -> Iterator[tuple[str, Cut]]:
        """Each text that changes, with what its place is called."""
        for part, cut in self.cuts.items():
            yield self.kind.name(self.row, part), cut


def changes_in(tender: Tender, words: Sequence[str], gap: str) -> list[Change]:
    """What becomes of every place of a published tender that has these words, what everybody reads
    first."""
    found = []
    for kind in KINDS:
        for row in _rows(kind, tender.id):
            for column in kind.texts:
                cut = cut_out(getattr(row, column) or "", words, gap)
                if cut:
                    found.append(Change(kind, row, column, cut.new, {column: cut}))
            for column in kind.papers:
                if change := _in_paper(kind, row, column, words, gap):
                    found.append(change)
    return found


def _rows(kind: Kind, tender_id: uuid.UUID) -> Sequence[Any]:
    model = kind.model
    wanted = select(model).where(getattr(model, kind.of) == tender_id)
    return db.session.scalars(wanted.order_by(model.id)).all()


def _in_paper(kind: Kind, row: Any, column: str, words: Sequence[str], gap: str) -> Change | None:
    document = getattr(row, column)
    made = {place: cut_out(text, words, gap) for place, text in leaves_of(document).items()}
    cuts = {place: cut for place, cut in made.items() if cut}
    if not cuts:
        return None
    value = with_leaves(document, {place: cut.new for place, cut in cuts.items()})
    return Change(kind, row, column, value, {f"{column}/{at}": cut for at, cut in cuts.items()})


def text_at(change_of: Any, place: str) -> str:
    """The text of a row in one of its places, as the notebook of erasures names it; '' where there
    is none."""
    column, _slash, rest = place.partition("/")
    value = getattr(change_of, column, "")
    return leaves_of(value).get(rest, "") if rest else str(value or "")


def row_at(table: str, row_id: uuid.UUID, tender_id: uuid.UUID) -> Any:
    """A row of one of these tables, if it is there."""
    for kind in KINDS:
        if kind.model.__tablename__ == table:
            return next((row for row in _rows(kind, tender_id) if row.id == row_id), None)
    return None


def _in_version(number: int, document: Any, part: str) -> str:
    """A part of a published specification, as people call it."""
    steps, version = part.split("/")[1:], {"version": number}
    steps = steps[1:] if steps[:1] == ["specification"] else steps
    if steps[0] == "sections" and len(steps) > 3:
        title = document["sections"][int(steps[1])]["title"]
        said = {"title": title, "number": int(steps[3]) + 1, **version}
        return _("‘%(title)s’, paragraph %(number)s (version %(version)s)", **said)
    if steps[0] in ("criteria", "gates"):
        code = document[steps[0]][int(steps[1])]["code"]
        return _("Question %(code)s (version %(version)s)", code=code, **version)
    if steps[-1].endswith("description"):
        return _("The description (version %(version)s)", **version)
    return _("Another part of the specification (version %(version)s)", **version)


def _of_notice(row: Notice, part: str) -> str:
    if not part.startswith("document/"):
        return _("The description, in the public list and in its search")
    if part.startswith("document/specification/"):
        return _in_version(1, row.document["specification"], part)
    return _("Who wrote and agreed, on the public page")


def _of_version(row: NoticeVersion, part: str) -> str:
    if part == "reason":
        return _("Why the tender was amended (version %(number)s)", number=row.number)
    return _in_version(row.number, row.specification, part)


def _of_answer(row: NoticeAnswer, part: str) -> str:
    words = (
        _("Question %(number)s") if part == "question" else _("The answer to question %(number)s")
    )
    return words % {"number": row.number}


def _of_briefing(row: NoticeBriefing, _part: str) -> str:
    return _("The briefing for providers (version %(version)s)", version=row.version)


def _of_end(_row: NoticeEnd, _part: str) -> str:
    return _("Why the tender ended")


def _of_release(row: OpenRelease, _part: str) -> str:
    return _("Open data, release %(number)s", number=row.number)


def _own(_row: Any, _part: str) -> str:
    return _("The specification on the authority’s own pages")


def _of_kept(row: Version, _part: str) -> str:
    return _("Version %(number)s that was kept while it was written", number=row.number)


def _of_suggestion(row: Suggestion, _part: str) -> str:
    return _("What suggestion %(number)s was about", number=row.number)


def _of_asked(row: Clarification, _part: str) -> str:
    return _("Question %(number)s, as it was asked", number=row.number)


def _of_written(row: ClarificationAnswer, _part: str) -> str:
    return _("An answer as it was written (version %(version)s)", version=row.version)


def _of_say(_row: Any, _part: str) -> str:
    return _("How much say people have, and whether they agree")


KINDS: tuple[Kind, ...] = (
    Kind(Notice, "id", ("description", "plain_description"), ("document",), _of_notice, True),
    Kind(NoticeVersion, "notice_id", ("reason",), ("specification",), _of_version, True),
    Kind(NoticeAnswer, "notice_id", ("question", "answer"), (), _of_answer, True),
    Kind(NoticeBriefing, "notice_id", ("place", "words", "answers"), (), _of_briefing, True),
    Kind(NoticeEnd, "id", ("reason",), (), _of_end, True),
    Kind(OpenRelease, "notice_id", (), ("content",), _of_release, True),
    Kind(
        Tender,
        "id",
        (
            "description",
            "plain_description",
            "regime_reason",
            "why_together",
            "charter",
            "plain_charter",
        ),
        (),
        _own,
    ),
    Kind(Paragraph, "tender_id", ("words", "plain_words"), (), _own),
    Kind(Criterion, "tender_id", ("question", "plain_question"), (), _own),
    Kind(Gate, "tender_id", ("question", "plain_question"), (), _own),
    Kind(Descriptor, "tender_id", ("words", "plain_words"), (), _own),
    Kind(MethodSettings, "id", ("price_covers", "plain_price_covers"), (), _own),
    Kind(Version, "tender_id", (), ("document",), _of_kept),
    Kind(Suggestion, "tender_id", ("was",), (), _of_suggestion),
    Kind(Clarification, "tender_id", ("words",), (), _of_asked),
    Kind(ClarificationAnswer, "tender_id", ("wording", "words", "reason"), (), _of_written),
    Kind(Influence, "tender_id", ("words", "cannot_change"), (), _of_say),
    Kind(WithoutSignOff, "tender_id", ("reason",), (), _of_say),
    Kind(WorryAnswered, "tender_id", ("worry", "answer"), (), _of_say),
)
"""What everybody reads comes first."""

SEALED = frozenset(
    (
        "clarification:asked",
        "clarification:answered",
        "briefing:published",
        "tender:amended",
        "tender:ended",
        "influence:stated",
        "agreement:done-without",
        "worry:answered",
    )
)
"""Events that seal such words."""
