"""Words that were said in the moderation room beside a record, and can be handed over (R31)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from flask_babel import gettext
from sqlalchemy import select

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import Moderation
from portal.evaluation.models_room import GroupTalk
from portal.evaluation.moderation.queries import Item
from portal.lifting.queries import Words, left_of, texts_about
from portal.record.erasure.text import Text
from portal.tenders.models import Tender


def said_beside(actor: Actor, tender: Tender, item: Item) -> list[Words]:
    """What groups said first, why warnings were overruled, and why somebody doesn't agree."""
    return left_of(_said(actor, tender, item))


def _said(actor: Actor, tender: Tender, item: Item) -> Iterator[Words]:
    about = (item.bid.label, item.criterion)
    noted, recorded = _talks(tender), _records(tender)
    for text in texts_about(actor, tender, "group_talk", *about):
        where = gettext("What a group said among itself")
        yield _words(where, text, noted.get(text.row_id))
    for text in texts_about(actor, tender, "overruled", *about):
        yield _words(gettext("Why a warning was overruled"), text, recorded.get(text.row_id))
    for text in texts_about(actor, tender, "dissent", *about):
        yield _words(gettext("Why somebody doesn’t agree"), text, text.by)


def _words(where: str, text: Text, by: uuid.UUID | None) -> Words:
    return Words(where, text.text.strip(), by, text.column, (text,))


def _talks(tender: Tender) -> dict[uuid.UUID, uuid.UUID]:
    wanted = select(GroupTalk.id, GroupTalk.noted_by).where(GroupTalk.tender_id == tender.id)
    return dict(db.session.execute(wanted).all())


def _records(tender: Tender) -> dict[uuid.UUID, uuid.UUID]:
    wanted = select(Moderation.id, Moderation.recorded_by).where(Moderation.tender_id == tender.id)
    return dict(db.session.execute(wanted).all())
