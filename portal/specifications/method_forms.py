"""Forms whose fields depend on the method: shares by group, words by mark, steps of a tie-break."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.fields import ExactField
from portal.core.formats import exact
from portal.core.forms import AtMost, Form, Whole, stop, typed
from portal.core.words import say
from portal.specifications.facts import CriterionFacts, DescriptorFacts, ScaleFacts
from portal.specifications.forms import (
    choices,
    code_field,
    given,
    line,
    percent_at_most,
    text,
)
from portal.specifications.models import Criterion, Group, Scale, TieBreak
from portal.specifications.scales import marks_on

WORDS = ("name", "words", "plain_name", "plain_words")
WRITTEN, INTERVIEW = "written", "interview"
USUAL_WORDS = 500


def _id(value: str | uuid.UUID) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


class ScaleForm(Form):
    """Which marks may be given; what each means is asked on the next page."""

    title = line(_("What the scale is called"), _("Enter a name for the scale"), 80)
    lowest = ExactField(_("Lowest mark"), validators=[InputRequired(_("Enter the lowest mark"))])
    highest = ExactField(_("Highest mark"), validators=[InputRequired(_("Enter the highest mark"))])
    step = ExactField(
        _("Step from one mark to the next"), validators=[InputRequired(_("Enter the step"))]
    )

    def facts(self, scale: Scale | None) -> ScaleFacts:
        """What was typed, with the words that the scale has for marks that stay on it."""
        facts = ScaleFacts(
            typed(self.title), given(self.lowest), given(self.highest), given(self.step)
        )
        marks = marks_on(facts.lowest, facts.highest, facts.step)
        kept = [_words_of(row) for row in (scale.descriptors if scale else []) if row.mark in marks]
        return replace(facts, descriptors=tuple(kept))


def _words_of(row: Any) -> DescriptorFacts:
    return DescriptorFacts(row.mark, *(getattr(row, name) for name in WORDS))


class MarkFields(NamedTuple):
    """The four fields of one mark."""

    mark: str
    name: Field
    words: Field
    plain_name: Field
    plain_words: Field


class DescriptorsForm(Form):
    """What each mark of a scale means; the fields are made by `descriptors_form`."""

    scale: Scale
    marks: list[Decimal]

    def cards(self) -> list[MarkFields]:
        """The fields of each mark, lowest first."""
        return [
            MarkFields(exact(mark), *(self[f"{name}_{number}"] for name in WORDS))
            for number, mark in enumerate(self.marks)
        ]

    def facts(self) -> ScaleFacts:
        """The scale as it was, with what was typed; a mark with no words at all is left out."""
        read = [
            DescriptorFacts(mark, *(typed(self[f"{name}_{number}"]) for name in WORDS))
            for number, mark in enumerate(self.marks)
        ]
        told = [each for each in read if any(getattr(each, name) for name in WORDS)]
        scale = self.scale
        return ScaleFacts(scale.title, scale.lowest, scale.highest, scale.step, tuple(told))


def descriptors_form(scale: Scale) -> DescriptorsForm:
    """A form with four fields for each mark of this scale."""
    marks = marks_on(scale.lowest, scale.highest, scale.step)
    labels = {"name": _("Name"), "plain_name": _("Name in plain words")}
    labels |= {"words": _("What it means"), "plain_words": _("What it means in plain words")}
    fields: dict[str, Any] = {}
    for number in range(len(marks)):
        for name in WORDS:
            kind, widget, longest = (
                (TextAreaField, GovTextArea(), 1000)
                if name.endswith("words")
                else (StringField, GovTextInput(), 60)
            )
            fields[f"{name}_{number}"] = kind(
                labels[name], widget=widget, validators=[AtMost(longest)]
            )
    rows = {row.mark: row for row in scale.descriptors}
    data = {
        f"{name}_{number}": getattr(rows[mark], name)
        for number, mark in enumerate(marks)
        if mark in rows
        for name in WORDS
    }
    made: DescriptorsForm = type("Descriptors", (DescriptorsForm,), fields)(data=data)
    made.scale, made.marks = scale, marks
    return made


def _wanted_if_written(form: Form, field: Field) -> None:
    if field.data is None and form["judged"].data != INTERVIEW:
        raise stop(say("Enter the most words"))


class CriterionForm(Form):
    """A question that is marked; `criterion_form` adds a share for each group."""

    groups: Sequence[Group]

    code = code_field()
    title = line(_("Title"), _("Enter a title"))
    plain_title = StringField(
        _("Title in plain words"), widget=GovTextInput(), validators=[AtMost(200)]
    )
    question = text(_("What providers are asked"), 4000)
    plain_question = text(_("The same in plain words"), 4000)
    judged = RadioField(
        _("What is it marked on?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice(WRITTEN, _("The written answer")),
            SelectChoice(
                INTERVIEW,
                _("An interview or a presentation, after all written answers are marked"),
            ),
        ],
        validators=[Optional()],
    )
    word_limit = ExactField(
        _("Most words in an answer"), validators=[_wanted_if_written, Whole(1, 10000)]
    )
    files = ExactField(_("Most files with an answer"), validators=[Optional(), Whole(0, 5)])
    wants_plain = BooleanField(
        _("The answer is wanted in plain words"),
        description=_(
            "Bidders see how old somebody must be to read what they write. It is never a score."
        ),
        widget=GovCheckboxInput(),
    )
    weight = ExactField(
        _("Weight"), validators=[InputRequired(_("Enter the weight")), percent_at_most]
    )
    scale_id = SelectField(_("Scale of marks"), widget=GovSelect(), coerce=_id)
    group_mark = choices(
        _("How do the marks of a group become one?"),
        _("Choose how marks become one"),
        [
            ("agreed", _("The group talks it through and agrees a mark")),
            ("mean", _("The average of its marks (a large group only)")),
            ("median", _("The middle one of its marks (a large group only)")),
        ],
    )
    minimum_mark = ExactField(_("Least mark; a bid below it is out"))
    minimum_of = RadioField(_("Whose mark has to reach it?"), widget=GovRadioInput())

    def share_fields(self) -> list[Field]:
        """The fields of the shares, in the order of the groups."""
        return [self[f"share_{group.slug}"] for group in self.groups]

    def facts(self) -> CriterionFacts:
        """What was typed, as the operation takes it."""
        shares = {group.id: self[f"share_{group.slug}"].data for group in self.groups}
        return CriterionFacts(
            code=typed(self.code),
            title=typed(self.title),
            plain_title=typed(self.plain_title),
            weight=given(self.weight),
            question=typed(self.question),
            plain_question=typed(self.plain_question),
            word_limit=int(self.word_limit.data or USUAL_WORDS),
            is_interview=self.judged.data == INTERVIEW,
            files=int(self.files.data or 0),
            wants_plain=bool(self.wants_plain.data),
            scale_id=self.scale_id.data,
            group_mark=self.group_mark.data,
            minimum_mark=self.minimum_mark.data,
            minimum_of=self.minimum_of.data or None,
            shares={group_id: percent for group_id, percent in shares.items() if percent},
        )


def criterion_form(
    groups: Sequence[Group],
    scales: Sequence[Scale],
    criterion: Criterion | None,
    code: str,
) -> CriterionForm:
    """The form of a criterion with a share for each group; `code` is offered to a new one."""
    fields = {
        f"share_{group.slug}": ExactField(group.title, validators=[percent_at_most])
        for group in groups
    }
    data: dict[str, Any] = {"code": code, "group_mark": "agreed", "files": 0}
    data |= {"word_limit": USUAL_WORDS, "judged": WRITTEN}
    if criterion:
        slugs = {group.id: group.slug for group in groups}
        data = {f"share_{slugs[share.group_id]}": share.percent for share in criterion.shares}
        data["judged"] = INTERVIEW if criterion.is_interview else WRITTEN
    made: CriterionForm = type("Filled", (CriterionForm,), fields)(obj=criterion, data=data)
    made.groups = groups
    made.scale_id.choices = [SelectChoice(str(scale.id), scale.title) for scale in scales]
    made.minimum_of.choices = [
        SelectChoice("", gettext("There is no least mark")),
        SelectChoice("combined", gettext("The mark of all groups together")),
        SelectChoice("each_group", gettext("Each group’s mark")),
        *(SelectChoice(group.slug, group.title) for group in groups),
    ]
    made.minimum_of.data = made.minimum_of.data or ""
    return made


class TieBreakForm(Form):
    """The ordered list of tie-breaks; `tie_break_form` makes its fields."""

    count: int

    def steps(self) -> list[tuple[str, str | None]]:
        """What was chosen, without the gaps."""
        chosen = [self[f"step_{number}"].data for number in range(self.count)]
        split = [value.partition(":") for value in chosen if value]
        return [(by, of or None) for by, _colon, of in split]

    def fields(self) -> list[Field]:
        """The fields in order."""
        return [self[f"step_{number}"] for number in range(self.count)]


def tie_break_form(
    steps: Sequence[TieBreak], criteria: Sequence[Criterion], groups: Sequence[Group]
) -> TieBreakForm:
    """A form with a choice for each step there is, and a few more."""
    options = [
        SelectChoice("", gettext("Nothing more")),
        *(SelectChoice(f"criterion:{each.code}", f"{each.code} {each.title}") for each in criteria),
        *(
            SelectChoice(f"group:{group.slug}", gettext("What ‘%(group)s’ gave", group=group.title))
            for group in groups
        ),
        SelectChoice("quality", gettext("Quality as a whole")),
        SelectChoice("price", gettext("The lower price")),
    ]
    count = max(4, len(steps) + 1)
    fields = {
        f"step_{number}": SelectField(
            _("First, the higher score in") if number == 0 else _("Then"),
            widget=GovSelect(),
            choices=options,
        )
        for number in range(count)
    }
    data = {
        f"step_{number}": f"{step.by}:{step.of}" if step.of else step.by
        for number, step in enumerate(steps)
    }
    made: TieBreakForm = type("Steps", (TieBreakForm,), fields)(data=data)
    made.count = count
    return made
