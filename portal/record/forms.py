"""What of the trail its reader wants to see."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovSelect
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from portal.core.forms import Form
from portal.record.filters import KINDS_OF_EVENT, ROLES
from portal.record.queries import Filter


class FilterForm(Form):
    """Two lists to choose from; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    kind = SelectField(_("What it is about"), widget=GovSelect())
    role = SelectField(_("Who did it"), widget=GovSelect())

    def ask(self) -> Filter:
        """Fill the lists, and tell what was chosen; what isn't on a list asks for all."""
        kinds = {name: words for name, (words, _begins) in KINDS_OF_EVENT.items()}
        for field, words in ((self.kind, kinds), (self.role, ROLES)):
            field.choices = [
                SelectChoice("", gettext("Everything") if words is kinds else gettext("Everybody"))
            ]
            field.choices += [SelectChoice(value, gettext(text)) for value, text in words.items()]
            field.data = field.data if field.data in words else ""
        return Filter(self.kind.data, self.role.data)
