"""What the story's authority keeps in its library, and what else can happen while setting up."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import pypdf

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.specifications.approving import operations as approving
from portal.specifications.approving.models import RETURNED
from portal.specifications.queries import gates_of
from portal.specifications.starting import operations as starting
from portal.specifications.starting.shipped import shipped
from portal.tenders.breaks import enter_break, remove_break
from portal.tenders.documents.operations import add_document, remove_document
from portal.tenders.models import Tender
from tests import make
from tests.story_monitoring import keep_contract

if TYPE_CHECKING:
    from tests.story import Story


def paper(title: str) -> bytes:
    """A PDF with nothing on it."""
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Title": title})
    writer.write(made)
    return made.getvalue()


def keep_in_library(lead: Actor, tender: Tender) -> None:
    """A pass or fail question is there for the next tender."""
    starting.keep_part(lead, gates_of(tender)[0])
    add_document(lead, tender, "Draft contract", paper("One"))
    enter_break(lead, "exams", "Summer exams", date(2030, 5, 1), date(2030, 6, 30))
    keep_contract(lead, tender.authority_id)


def all_is_set_up(story: Story) -> None:
    """Another tender begins with a template, and something leaves the library."""
    lead = story.house.lead.actor
    other = make.tender(story.house, title="From a template")
    with make.writing(story.house.id):
        template = shipped()["family_hub"]
        tender = db.session.get_one(Tender, (story.house.id, other))
        starting.start_from(lead, tender, template.outline, "template", template.title)
        approver = story.house.staff["approver"].actor
        with patch.object(approving, "problems_of", lambda _tender: []):
            approving.ask_approval(lead, tender, "")
        db.session.flush()
        approving.answer(approver, tender, RETURNED, "Say what the price covers.")
        wrong = add_document(lead, tender, "A wrong one", paper("Two"))
        db.session.flush()
        remove_document(lead, tender, wrong)
        item = starting.keep_part(lead, gates_of(tender)[0])
        days = date(2030, 7, 22), date(2030, 8, 30)
        summer = enter_break(lead, "holidays", "Summer", *days)
        db.session.flush()
        starting.remove_item(lead, item)
        remove_break(lead, summer)
