"""Nobody learns whose a bid is before the reveal, nor a price or another's mark before its time."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.specifications import operations as specifications
from tests import make, make_approving, make_openers
from tests.client import Client
from tests.make_bids import label_of, submitted_bid
from tests.stages import Stages
from tests.story import MARKER, MOMENTS, PRICES, SECRET_REASON, STAGES, Story
from tests.test_links import ROUTES
from tests.walk import Walk, Walker, walk

pytestmark = pytest.mark.journey

EVALUATORS = ("young", "kept-from")
BUYERS = ("lead", "participation", "approver", "auditor")
BEFORE_REVEAL = STAGES[: STAGES.index("revealed")]
BEFORE_CLOSING = STAGES[: STAGES.index("moderating")]
LOOKED_AT = [(stage, who) for stage, who in ROUTES if who in (*EVALUATORS, *BUYERS)]


def told(walk: Walk) -> list[tuple[str, str]]:
    """All that somebody's browser was told, page by page."""
    answers = [*walk.pages.values(), *walk.buttons.values()]
    return [(seen.path, html.unescape(seen.everything)) for seen in answers]


@pytest.mark.parametrize(("stage", "who"), [each for each in LOOKED_AT if each[0] in BEFORE_REVEAL])
def test_nothing_tells_whose_a_bid_is_before_the_reveal(
    stages: Stages, stage: str, who: str
) -> None:
    for path, text in told(stages.walk(stage, who)):
        for secret in _secrets(stages.story):
            assert secret not in _without_names(stages.story, who, path, text).lower(), path


def _secrets(story: Story) -> list[str]:
    """The marker, and every id of a bidder or of its member."""
    actors = [human.actor for human in story.bidders]
    return [MARKER, *(str(i) for a in actors for i in (a.provider_id, a.person_id))]


def _without_names(story: Story, who: str, path: str, text: str) -> str:
    """Where conflicts are declared and decided, the bidders' names and ids may stand."""
    within = path.removeprefix(story.path())
    page = within if within.startswith("something-changed") else within.partition("/")[0]
    allowed = {
        "declaration": EVALUATORS,
        "something-changed/organisation": EVALUATORS,
        "conflicts": ("participation",),
    }
    if page == "exclusions" and who in BUYERS:  # bidders stand there by name, beside no label
        return re.sub(MARKER, "", re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4,12}){4}", "", text), flags=re.I)
    if who not in allowed.get(page, ()):
        return text
    for human in story.bidders:
        text = re.sub(rf"{MARKER} [a-z]+ trust", "", text, flags=re.IGNORECASE)
        text = text.replace(str(human.actor.provider_id), "")
    return text


@pytest.mark.parametrize(
    ("stage", "who"),
    [each for each in LOOKED_AT if each[1] in EVALUATORS and each[0] != STAGES[-1]],
)
def test_evaluators_never_see_a_price_before_the_letters_are_out(
    stages: Stages, stage: str, who: str
) -> None:
    assert _prices_in(stages.walk(stage, who)) == []


@pytest.mark.parametrize(
    ("stage", "who"),
    [each for each in LOOKED_AT if each[1] in BUYERS and each[0] in BEFORE_CLOSING],
)
def test_nobody_on_the_buying_side_sees_a_price_before_marking_closes(
    stages: Stages, stage: str, who: str
) -> None:
    assert _prices_in(stages.walk(stage, who)) == []


def _prices_in(walk: Walk) -> list[str]:
    written = {text for price in PRICES for text in _ways_to_write(Decimal(price))}
    return [path for path, text in told(walk) if any(way in text for way in written)]


def _ways_to_write(price: Decimal) -> set[str]:
    whole = int(price)
    return {str(price), f"{price:,}", f"{whole:,}", f"{whole:,}".replace(",", "\u202f")}


@pytest.mark.parametrize("who", [*BUYERS, "kept-from"])
def test_nobody_sees_anothers_marks_before_all_are_sent(stages: Stages, who: str) -> None:
    for path, text in told(stages.walk("marking", who)):
        assert SECRET_REASON not in text, path


def test_whoever_may_see_them_does(stages: Stages) -> None:
    """What the tests above look for is really there to be found, once its time has come."""
    own = stages.walk("marking", "young")
    assert any(f"Draft of {SECRET_REASON}" in text for _path, text in told(own))
    assert any(SECRET_REASON in text for _path, text in told(stages.walk("moderating", "lead")))
    assert _prices_in(stages.walk("deciding", "lead"))
    shown = "".join(text for _path, text in told(stages.walk("revealed", "lead"))).lower()
    assert MARKER in shown
    declared = "".join(text for _path, text in told(stages.walk("opened", "young"))).lower()
    assert MARKER in declared


@pytest.mark.parametrize("who", ["lead", "approver", "auditor"])
def test_no_list_tells_who_is_kept_from_a_bid(stages: Stages, who: str) -> None:
    """The lead must not learn it: with the counts of a bid it would tell whose that bid is."""
    name = stages.story.people["kept-from"].name
    for stage in ("opened", "marking"):
        for path, text in told(stages.walk(stage, who)):
            for row in re.findall(r"(?s)<(?:tr|li|div)\b.*?</(?:tr|li|div)>", text):
                words = re.sub(r"<[^>]*>|\S+@\S+", " ", row)  # an address has its words too
                assert not (name in words and re.search(r"kept|interest|\d of \d", words)), path


def test_someone_kept_from_a_bid_is_never_shown_it(stages: Stages) -> None:
    label = _label_of(stages, "second")
    for stage in ("marking", "moderating", "deciding", "approved", "revealed"):
        for path, text in told(stages.walk(stage, "kept-from")):
            shown = re.sub(r"<[^>]*>", " ", text)
            assert not re.search(rf"\bBid {label}\b", shown), path
            assert f"/{label}" not in path


def _label_of(stages: Stages, name: str) -> str:
    with stages.at("opened") as story:
        return label_of(story.house, story.id, story.people[name])


@pytest.mark.parametrize("stage", BEFORE_REVEAL)
def test_no_mail_tells_the_buying_side_whose_a_bid_is(stages: Stages, stage: str) -> None:
    with stages.at(stage):
        for mail in db.session.scalars(select(Mail)):
            if MARKER not in mail.to:
                assert MARKER not in f"{mail.subject} {mail.body}".lower()


@pytest.mark.parametrize("stage", STAGES)
def test_no_log_line_holds_anything_of_a_person(
    stages: Stages, stage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with stages.at(stage) as story:
        for who in ("lead", "young", "winner"):
            client = stages.client(who)
            for path in ("/home", story.path(), story.path("trail"), story.path("bid")):
                client.get(path)
    lines = "".join(capsys.readouterr())
    assert '"rule"' in lines
    names = [human.name for human in stages.story.people.values()]
    accounts = [human.account for human in stages.story.people.values()]
    for secret in [*_secrets(stages.story), *names, *accounts, str(stages.story.id)]:
        assert secret not in lines


def test_no_page_of_a_buyer_changes_by_a_letter_when_bids_come(stages: Stages) -> None:
    """Before the opening nobody on the buying side can tell three bids from none."""
    with stages.at("drafting") as story:
        with story.writing() as tender:
            make_openers.rehearse(story.house, tender)
        make_approving.approved(story.house, story.id)
        with clock.at(make.START), story.writing() as tender:
            specifications.publish(story.house.lead.actor, tender)
        with clock.at(MOMENTS["open"]):
            clients = {who: stages.client(who, Walker) for who in BUYERS}
            for client in clients.values():  # what they look at is an event of their own
                client.environ_base["HTTP_SEC_PURPOSE"] = "prefetch"
            before = {who: _as_text(client) for who, client in clients.items()}
            for human in story.bidders:
                submitted_bid(story.id, human)
            after = {who: _as_text(client) for who, client in clients.items()}
    for who in BUYERS:
        assert before[who].keys() == after[who].keys()
        for path, text in before[who].items():
            assert after[who][path] == text, f"{who}: {path}"
    assert all(len(pages) > 8 for pages in before.values())


def _as_text(client: Client) -> dict[str, str]:
    """Every page that somebody reaches, without what differs at each visit."""
    pages = walk(client, ("/home",)).pages.values()
    passing = r"(?m)^(X-Request-ID|Set-Cookie): .*\n|name=\"csrf_token\"[^>]*"
    passing += r"|\b\w{4}(-\w{4}){6}\b"  # a recovery code is another one each time
    return {seen.path: re.sub(passing, "", f"{seen.headers}\n{seen.body}") for seen in pages}
