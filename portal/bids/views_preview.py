"""What evaluators will see of a bid, for its own provider before submitting: nothing else is shown.

Files' pages are those that were found when they came, or are read anew; none is written anywhere
before the desk.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.accounts.models import Provider
from portal.accounts.queries import members_of
from portal.bids.cleaning.lately import cleaned_lately
from portal.bids.cleaning.pages import Cleaned
from portal.bids.desk.pages import left_out_words
from portal.bids.desk.views import send_picture
from portal.bids.files.models import DraftFile
from portal.bids.files.queries import draft_files
from portal.bids.names import address_lines, found_in, names_of_people, telling_words
from portal.bids.progress import names_in, read_answers, words_of
from portal.bids.queries import published_words
from portal.bids.views import HERE, Own, bp, own_bid
from portal.core.database import db
from portal.specifications.models import Criterion


def telling_of(own: Own) -> list[str]:
    """All that tells whose a bid is: the organisation's names and numbers, address and people."""
    provider = db.session.get_one(Provider, own.actor.provider_id)
    published = published_words(own.tender)
    people = [role.person for role in members_of(provider.id)]
    found = [*telling_words(provider, published), *names_of_people(people, published)]
    return [*found, *(line for line in address_lines(provider) if line not in published)]


@bp.get(f"{HERE}/preview")
def preview(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """The answers and files as evaluators will read them: under a letter, without a price."""
    own = own_bid(authority, tender_id)
    if not own.may_write:
        return own.back()
    answers = own.content.get("answers", {})
    lines = [
        {
            "criterion": each,
            "text": answers.get(each.code, ""),
            "length": words_of(answers.get(each.code, ""), each.word_limit),
            "files": _files_of(own, each),
        }
        for each in own.questions.criteria
    ]
    names = names_in(read_answers(own.content, own.questions), telling_of(own))
    return own.show("preview", lines=lines, names=names, interviews=own.questions.interviews)


def _files_of(own: Own, criterion: Criterion) -> list[dict[str, Any]]:
    return [
        {"name": gettext("File %(number)s", number=number), "number": number}
        for number, _file in enumerate(_files_at(own, criterion.code), 1)
    ]


def _files_at(own: Own, code: str) -> list[DraftFile]:
    """The files beside an answer, in the order in which evaluators count them."""
    asked = {each.id for each in own.questions.criteria if each.code == code and each.files}
    there_now = draft_files(own.tender, own.actor.provider_id) if asked else []
    return [each for each in there_now if each.criterion_id in asked]


def _pages_of(own: Own, code: str, number: int) -> Cleaned | None:
    """A file of the draft, cleaned as for evaluators; none where it went meanwhile."""
    found = _files_at(own, code) if own.may_write else []
    if not 0 < number <= len(found):
        return None
    return cleaned_lately(found[number - 1].content)


@bp.get(f"{HERE}/preview/<code>/<int:number>")
def preview_file(
    authority: str, tender_id: uuid.UUID, code: str, number: int
) -> str | BaseResponse:
    """A file's pages as evaluators will see them: the words on each, what stays behind, what tells
    whose it is."""
    own = own_bid(authority, tender_id)
    cleaned = _pages_of(own, code, number)
    if cleaned is None:
        return own.back("preview")
    telling = telling_of(own)
    pages = [
        {"number": number, "text": page.text, "found": found_in(page.text, telling)}
        for number, page in enumerate(cleaned.pages, 1)
    ]
    left_out = left_out_words(cleaned.left_out)
    return own.show("preview_file", code=code, number=number, pages=pages, left_out=left_out)


@bp.get(f"{HERE}/preview/<code>/<int:number>/<int:page>")
def preview_page(
    authority: str, tender_id: uuid.UUID, code: str, number: int, page: int
) -> BaseResponse:
    """One page of a file as the picture that evaluators will see."""
    own = own_bid(authority, tender_id)
    cleaned = _pages_of(own, code, number)
    if cleaned is None or not 0 < page <= len(cleaned.pages):
        return own.back("preview")
    return send_picture(cleaned.pages[page - 1].picture)
