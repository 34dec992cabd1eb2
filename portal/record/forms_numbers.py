"""The form of the numbers that an authority sets: each has bounds."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from portal.core.fields import ExactField
from portal.core.forms import Form, Whole
from portal.record.retention import years_now
from scoring.disclosure import LEAST

MOST_PEOPLE, MOST_YEARS, MOST_MONTHS = 30, 50, 60
NAMES = ("least_shown", "kept_years", "next_cycle_months")


class _AtLeastTheLaw(Whole):
    """From as many years as the law asks for today (R26)."""

    def __init__(self) -> None:
        super().__init__(0, MOST_YEARS)

    def __call__(self, form: Form, field: ExactField) -> None:
        self.least = years_now()
        super().__call__(form, field)


class NumbersForm(Form):
    """Of how many people a number is shown, how long a record is kept, when a cycle begins."""

    least_shown = ExactField(
        _("Show no number that fewer people gave than"),
        validators=[InputRequired(_("Enter a number of people")), Whole(LEAST, MOST_PEOPLE)],
    )
    kept_years = ExactField(
        _("Years that the record of a tender is kept, at least"),
        validators=[InputRequired(_("Enter a number of years")), _AtLeastTheLaw()],
    )
    next_cycle_months = ExactField(
        _("Months before a contract ends that it is time to begin again"),
        validators=[InputRequired(_("Enter a number of months")), Whole(1, MOST_MONTHS)],
    )

    def facts(self) -> dict[str, int]:
        """What was typed; each field has to be there."""
        return {name: int(self[name].data or Decimal(0)) for name in NAMES}
