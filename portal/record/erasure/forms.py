"""Forms of erasure and redaction; each is shown once more before it is carried out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from portal.core.forms import AtMost, Form


class Checked(Form):
    """A form that is sent twice: first to be read again, then to be carried out."""

    sure = HiddenField()

    @property
    def is_sure(self) -> bool:
        """Whether the answers have been checked."""
        return bool(self.sure.data == "yes")


class EraseForm(Checked):
    """Why somebody is erased; no words of one's own, which would tell of them again."""

    cause = RadioField(
        _("Why?"),
        widget=GovRadioInput(),
        choices=[
            SelectChoice("asked", _("They asked for it in Evenhand")),
            SelectChoice(
                "told", _("They asked for it in another way: on paper, by phone, in person")
            ),
            SelectChoice("retention", _("The time for keeping it is over")),
        ],
        validators=[InputRequired(_("Choose why"))],
    )


class FindForm(Form):
    """A name to look for; it is sent, and stands in no address."""

    words = StringField(
        _("A name, or a part of it"),
        widget=GovTextInput(),
        validators=[
            InputRequired(_("Enter a name, or a part of it")),
            Length(min=2, message=_("Enter 2 letters or more")),
            AtMost(100),
        ],
    )


class RedactForm(Checked):
    """What shall stand instead."""

    text = TextAreaField(
        _("What it shall say"),
        widget=GovTextArea(),
        validators=[
            InputRequired(_("Something must stand here. Write [a name] for what you take out.")),
            AtMost(20_000),
        ],
    )


class RemovalForm(Checked):
    """Words that leave what is published, and why: a reason of one's own could tell them again."""

    words = StringField(
        _("Words to take out"),
        widget=GovTextInput(),
        description=_(
            "Type them as they stand there. Capital letters and line breaks don’t matter."
        ),
        validators=[
            InputRequired(_("Enter the words to take out")),
            Length(min=2, message=_("Enter 2 letters or more")),
            AtMost(500),
        ],
    )
    why = RadioField(
        _("Why do they have to go?"),
        widget=GovRadioInput(),
        description=_("Everybody reads this where the words stood."),
        choices=[
            SelectChoice("person", _("They tell of a person")),
            SelectChoice("danger", _("They could put somebody in danger")),
            SelectChoice("secret", _("They are confidential")),
            SelectChoice("law", _("The law or a court asks for it")),
        ],
        validators=[InputRequired(_("Choose why"))],
    )
