"""What somebody looks for among published tenders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from portal.accounts.models import Authority
from portal.core.fields import DayField
from portal.core.forms import Form, typed
from portal.tenders.forms import REGIME_CHOICES
from portal.tenders.queries import Wanted

LONGEST = 200


class SearchForm(Form):
    """Words and three filters; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    words = StringField(_("Words"), widget=GovTextInput())
    authority = SelectField(_("Authority"), widget=GovSelect())
    regime = SelectField(_("Rules that apply"), widget=GovSelect())
    until = DayField(_("Bids are due on or before"))

    def ask(self, authorities: Sequence[Authority], show: str, page: int) -> Wanted:
        """Fill the lists, and tell what was chosen; what isn't on a list asks for all."""
        self.authority.choices = [SelectChoice("", gettext("All authorities"))]
        self.authority.choices += [SelectChoice(each.slug, each.name) for each in authorities]
        self.regime.choices = [SelectChoice("", gettext("All rules")), *REGIME_CHOICES]
        for field in (self.authority, self.regime):
            known = {each.value for each in field.choices}
            field.data = field.data if field.data in known else ""
        if self.until.process_errors:
            self.until.errors = self.until.process_errors
        words = typed(self.words)[:LONGEST]
        return Wanted(show, page, words, self.authority.data, self.regime.data, self.until.data)

    def chosen(self) -> dict[str, Any]:
        """What was asked for, as the address of another page of the same list keeps it."""
        given = {each.name: each.raw_data or [] for each in self}
        return {name: kept for name, kept in given.items() if any(kept)}
