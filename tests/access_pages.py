"""Which page each kind of person may open, in one stage where somebody may and one where not.

Copied by hand from ARCHITECTURE, 'Who sees what, when'. A line reads: in this stage these people
get the page, those with `-` are told why not now (403), for all others it isn't there (404).
A contributor of the provider that bid gets what its bid manager, the `winner`, gets, except where a
line names the contributor.
"""

from __future__ import annotations

from tests.access_chosen import PAGES_OF_CHOOSING
from tests.access_contracting import pages_of_contracting
from tests.access_deciding import PAGES_OF_DECIDING
from tests.access_desk import PAGES_OF_DESK
from tests.access_handed import PAGES_OF_HANDING
from tests.access_hearing import PAGES_OF_HEARING
from tests.access_interviews import PAGES_OF_INTERVIEWS
from tests.access_later import PAGES_OF_LATER
from tests.access_learning import PAGES_OF_LEARNING
from tests.access_letters import PAGES_OF_LETTERS
from tests.access_members import BIDDERS, PAGES_OF_MEMBERS
from tests.access_monitoring import PAGES_OF_MONITORING
from tests.access_opening import PAGES_OF_OPENING
from tests.access_pages_panels import pages_of_panels
from tests.access_practice import PAGES_OF_PRACTICE
from tests.access_published import pages_of_published
from tests.access_reading import PAGES_OF_READING
from tests.access_room import PAGES_OF_ROOM
from tests.access_setting_up import PAGES_OF_SETTING_UP
from tests.access_taken import PAGES_OF_PACKS
from tests.access_told import told_pages

STAFF = "lead participation approver auditor"
STAFF_NOT_NOW = "-lead -participation -approver -auditor"
LEADS, LEADS_NOT_NOW = "lead participation", "-lead -participation"
READERS, READERS_NOT_NOW = "lead approver auditor", "-lead -approver -auditor"
PROVIDERS = "winner late"
PANELISTS = "panelist panel-parent"
HOLDERS, LET_IN = "safeguarding deputy", "safeguarding -deputy"

WHO = (
    "operator lead participation approver auditor officer young stranger winner late other-lead"
    " other-approver safeguarding deputy panelist panel-parent facilitator"
)
"""Evaluators: young here, stranger in another tender. Providers: winner bid, late came too late."""

ASKED = WHO.replace("winner", "winner contributor")
"""Whom each page is asked as, besides a visitor."""

SIGNED_IN = f"{WHO}"
DRAFT = (("drafting", "lead"), ("open", "-lead"))
WORDS = (("drafting", LEADS), ("open", LEADS_NOT_NOW))
BIDDING = (("open", PROVIDERS), ("drafting", ""))
OWN_BID = (("open", "winner"), ("drafting", ""))
SEEN_FROM_THE_END = (("deciding", f"{READERS} -participation"), ("moderating", STAFF_NOT_NOW))

Line = tuple[str, str]
PAGES: dict[str, tuple[Line, ...]] = {
    # the directory
    "overview.front": (("open", f"visitor {SIGNED_IN}"),),
    "overview.health": (("open", f"visitor {SIGNED_IN}"),),
    "overview.home": (("open", SIGNED_IN),),
    "overview.roles": (("open", SIGNED_IN),),
    "accounts.sign_in": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.sign_out": (("open", SIGNED_IN),),
    "accounts.password": (("open", SIGNED_IN),),
    "accounts.how_this_looks": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.invitation": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.forgotten": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.link_is_sent": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.new_password": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.register_provider": (("open", f"visitor {SIGNED_IN}"),),
    **PAGES_OF_MEMBERS,
    "accounts.people": (("open", LEADS),),
    "accounts.settings": (("open", LEADS),),
    "accounts.change_details": (("open", "lead"),),
    "accounts.brand_colour": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.logo": (("open", f"visitor {SIGNED_IN}"),),
    "overview.calendar_feed": (("open", f"visitor {SIGNED_IN}"),),
    "accounts.languages": (("open", LEADS),),
    "accounts.invite": (("open", "lead"),),
    "accounts.invite_many": (("open", "lead"),),
    "accounts.workbook_to_fill": (("open", "lead"),),
    "accounts.confirm_many": (("open", "lead"),),
    "seats.seat_many": (("open", "lead"),),
    "seats.seats_workbook": (("open", "lead"),),
    "seats.confirm_seats": (("open", "lead"),),
    "accounts.end_role": (("open", "lead"),),
    "accounts.authorities": (("open", "operator"),),
    "accounts.new_authority": (("open", "operator"),),
    "accounts.first_lead": (("open", "operator"),),
    **pages_of_panels(SIGNED_IN, PROVIDERS, HOLDERS),
    # the safety store
    "safety.help_me": (("open", f"young stranger {PANELISTS}"),),
    "safety.upset": (("open", f"young stranger {PANELISTS}"),),
    "safety.sent": (("open", f"young stranger {PANELISTS}"),),
    "safety.hand_over": (("open", f"{STAFF} officer {HOLDERS}"),),
    "safety.handed_over": (("open", f"{STAFF} officer {HOLDERS}"),),
    "safety.store": (("open", HOLDERS),),
    "safety.store POST": (("open", LET_IN),),
    "safety.closed": (("open", LET_IN),),
    "safety.note": (("open", LET_IN),),
    "safety.make_lock": (("open", "-safeguarding"),),
    "safety.let_in": (("open", "safeguarding"),),
    "safety.take_up_code": (
        ("drafting", "-safeguarding deputy"),
        ("open", "-safeguarding -deputy"),
    ),
    "safety.phrase": (("open", LET_IN),),
    "safety.forgotten": (("open", LET_IN),),
    "safety.promise": (("open", LET_IN),),
    "safety.hours": (("open", LET_IN),),
    "tenders.notices": (("open", f"visitor {SIGNED_IN}"),),
    "tenders.notice": (("open", f"visitor {SIGNED_IN}"), ("drafting", "")),
    "tenders.notice_print": (("open", f"visitor {SIGNED_IN}"), ("drafting", "")),
    "tenders.notice_json": (("open", f"visitor {SIGNED_IN}"), ("drafting", "")),
    "record.receipts": (("open", f"visitor {SIGNED_IN}"),),
    # the tender and its specification
    "overview.tender": (("open", f"{STAFF} officer facilitator young"), ("drafting", STAFF)),
    "tenders.new": (("open", "lead"),),
    "tenders.details": DRAFT,
    "specifications.builder": (("drafting", STAFF), ("open", STAFF)),
    "specifications.check": DRAFT,
    "specifications.publish": DRAFT,
    "specifications.what_if": DRAFT,
    "specifications.price": DRAFT,
    "specifications.rules": DRAFT,
    "specifications.tie_breaks": DRAFT,
    "specifications.descriptors": DRAFT,
    "specifications.new_part": DRAFT,
    "specifications.change_part": DRAFT,
    "specifications.move_part": DRAFT,
    "specifications.remove_part": DRAFT,
    # its paragraphs, which two leads write together
    "paragraphs.section": (("drafting", STAFF), ("open", STAFF)),
    "paragraphs.new": WORDS,
    "paragraphs.change": WORDS,
    "paragraphs.move": WORDS,
    "paragraphs.remove": WORDS,
    "versions.versions": (("drafting", STAFF), ("open", STAFF)),
    "versions.version": (("drafting", STAFF), ("open", STAFF)),
    "versions.compare": (("drafting", STAFF), ("open", STAFF)),
    "versions.keep": DRAFT,
    **PAGES_OF_LEARNING,
    # what people said, what panels are asked, and how much say they have
    "insights.insights": (("open", f"{STAFF} {PANELISTS}"),),
    "insights.insight": (("open", f"{STAFF} {PANELISTS}"),),
    "insights.new": (("open", "participation"),),
    "insights.withdraw": (("open", "participation"),),
    "insights.asks": (("open", STAFF),),
    "insights.new_ask": (("open", LEADS),),
    "insights.own_asks": (("open", "panelist"),),
    "known.known": (("drafting", STAFF), ("open", STAFF)),
    "known.link": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "agreeing.influence": (("drafting", STAFF), ("open", STAFF)),
    "agreeing.state": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "agreeing.approve_left_out": (("drafting", "approver"), ("open", "-approver")),
    "agreeing.understand": (("drafting", "panelist"), ("open", "panelist")),
    "agreeing.agreement": (("drafting", STAFF), ("open", STAFF)),
    "agreeing.ask_panel": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "agreeing.answer": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "agreeing.without": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "agreeing.name_lead": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "agreeing.say": (("drafting", "panelist"), ("open", "panelist")),
    "agreeing.say POST": (("drafting", "panelist"), ("open", "-panelist")),
    # writing together
    "cowriting.together": (("drafting", "panelist"), ("open", "panelist")),
    "cowriting.read": (("drafting", "panelist"), ("open", "panelist")),
    "cowriting.others": (("drafting", "panelist"), ("open", "panelist")),
    "cowriting.mine": (("drafting", "panelist"), ("released", "panelist")),
    "cowriting.suggest": (("drafting", "panelist"), ("open", "-panelist")),
    "cowriting.back": (("drafting", "panelist"), ("open", "-panelist")),
    "cowriting.question": (("drafting", "panelist"), ("open", "-panelist")),
    "cowriting.rounds": (("drafting", STAFF), ("open", STAFF)),
    "cowriting.new_round": WORDS,
    "cowriting.end_round": WORDS,
    "cowriting.suggestions": (("drafting", STAFF), ("open", STAFF)),
    "cowriting.thread": (("drafting", STAFF), ("open", STAFF)),
    "cowriting.answer": WORDS,
    # bids
    "bids.bid": BIDDING,
    **dict.fromkeys((f"bids.{page}" for page in BIDDERS), BIDDING),
    "bids.receipt": OWN_BID,
    **PAGES_OF_OPENING,
    "bids.receipt_file": OWN_BID,
    # before marking
    "seats.seats": (("open", LEADS), ("drafting", LEADS_NOT_NOW)),
    "seats.new_seat": (("open", "lead"), ("marking", "-lead")),
    "seats.pair_up": (("open", "lead"), ("marking", "-lead")),
    "seats.gates": (("opened", "-lead"), ("marking", "lead")),
    "seats.gate": (("opened", "-lead"), ("marking", "-lead")),
    "seats.new_link": (("open", LEADS), ("released", LEADS)),
    "seats.declare": (("opened", "young"), ("marking", "young"), ("open", "-young")),
    "seats.declare POST": (("opened", "young"), ("marking", "-young")),
    "seats.conflicts": (("opened", "participation"), ("open", "-participation")),
    "seats.conflict": (("opened", "participation"), ("released", "-participation")),
    "seats.start_marking": (("opened", "lead"), ("open", "-lead")),
    # marking
    "marking.sheets": (("marking", "young"), ("released", "young")),
    "marking.go_on": (("marking", "young"), ("released", "young")),
    "marking.sheet": (("marking", "young"), ("released", "young")),
    "marking.sheet POST": (("marking", "young"), ("moderating", "-young")),
    "marking.receipt_file": (("moderating", "young"), ("released", "young")),
    "marking.mark": (("marking", "young"), ("moderating", "-young")),
    "marking.draft": (("marking", "young"), ("moderating", "-young")),
    "marking.words": (("marking", "young"), ("moderating", "-young")),
    "marking.words_everywhere": (("marking", "young"), ("drafting", "")),
    "marking.progress": (("marking", LEADS), ("opened", LEADS_NOT_NOW)),
    "marking.void": (("marking", "lead"), ("deciding", "-lead")),
    "progress.time": (("marking", "lead"), ("opened", "-lead"), ("moderating", "-lead")),
    "marking.close_marking": (("marking", "lead"), ("opened", "-lead")),
    "marking.reopen": (("marking", "-lead"), ("moderating", "-lead")),
    # moderation and the run
    "moderation.agenda": (
        ("moderating", "lead young -participation -approver -auditor"),
        ("marking", f"{STAFF_NOT_NOW} -young"),
    ),
    "moderation.item": (
        ("moderating", "lead young -participation -approver -auditor"),
        ("marking", f"{STAFF_NOT_NOW} -young"),
    ),
    "moderation.item POST": (
        ("moderating", "lead -participation -approver -auditor"),
        ("deciding", "-lead -participation"),
    ),
    "moderation.draft": (("moderating", "lead"), ("deciding", "-lead")),
    "moderation.sign_off": (("moderating", "young"), ("deciding", "-young")),
    "runs.close_moderation": (("moderating", "lead"), ("marking", "-lead")),
    "runs.result": (
        ("deciding", f"{READERS} -participation -young"),
        ("released", f"{STAFF} young"),
    ),
    "runs.table": (
        ("deciding", f"{READERS} -participation -young"),
        ("released", f"{STAFF} young"),
    ),
    "runs.input": SEEN_FROM_THE_END,
    "runs.output": SEEN_FROM_THE_END,
    "runs.workbook": SEEN_FROM_THE_END,
    # words that go to the safeguarding lead
    "lifting.own": (("marking", "young"), ("released", "-young")),
    "lifting.together": (("drafting", "panelist"), ("open", "panelist")),
    "lifting.own_worry": (("drafting", "panelist"), ("open", "panelist")),
    "lifting.suggestion": (("drafting", STAFF), ("open", STAFF)),
    "lifting.worry": (("drafting", LEADS), ("open", LEADS)),
    "lifting.item": (
        ("moderating", "lead young -participation"),
        ("released", "-lead -participation -young"),
    ),
    # decision, reveal, letters
    **PAGES_OF_DECIDING,
    "outcomes.decision": (("deciding", READERS), ("moderating", READERS_NOT_NOW)),
    "outcomes.decision POST": (("deciding", "lead"), ("decided", "-lead")),
    "outcomes.approval": (("decided", "approver"), ("moderating", "-approver")),
    "outcomes.approval POST": (("decided", "approver"), ("deciding", "-approver")),
    "outcomes.reveal": (("approved", "lead"), ("revealed", "-lead")),
    "outcomes.letters": (("revealed", READERS), ("approved", READERS_NOT_NOW)),
    "outcomes.letter": (("revealed", READERS), ("approved", READERS_NOT_NOW)),
    "outcomes.release": (("revealed", "lead"), ("approved", "-lead")),
    "outcomes.letter_pdf": (("revealed", READERS), ("approved", READERS_NOT_NOW)),
    "outcomes.own_letter_pdf": (("released", "winner"), ("revealed", "")),
    "outcomes.own_letter": (("released", "winner"), ("revealed", "")),
    "outcomes.letter_receipt": (("released", "winner"), ("revealed", "")),
    **PAGES_OF_LETTERS,
    "outcomes.award_notice": (("released", READERS), ("revealed", READERS_NOT_NOW)),
    "outcomes.award_notice POST": (("released", "lead"), ("revealed", READERS_NOT_NOW)),
    # the trail
    "record.trail": (("drafting", STAFF), ("open", STAFF)),
    "record.trail_csv": (("drafting", STAFF), ("open", STAFF)),
    "record.bundle": (("released", f"{READERS} winner"), ("revealed", READERS_NOT_NOW)),
    "record.bundle_zip": (("released", f"{READERS} winner"), ("revealed", READERS_NOT_NOW)),
    "record.retention": (("drafting", STAFF), ("released", STAFF)),
    # erasure, and what is held about oneself
    "record.redactions": (("drafting", LEADS), ("deciding", LEADS), ("released", LEADS)),
    "record.redact": (("deciding", "lead"), ("released", LEADS)),
    "record.remove_published": (("open", LEADS), ("drafting", LEADS_NOT_NOW)),
    "record.people_to_erase": (("open", LEADS),),
    "record.members_to_erase": (("open", "operator"),),
    "record.erase_person": (("open", "participation"),),
    "record.erase_member": (("open", "operator"),),
    "record.about_me": (("open", SIGNED_IN),),
    "record.about_me_json": (("open", SIGNED_IN),),
    "record.ask_erasure": (("open", SIGNED_IN),),
    **PAGES_OF_READING,
    **PAGES_OF_ROOM,
    **PAGES_OF_HANDING,
    **(PAGES_OF_CHOOSING | PAGES_OF_DESK | PAGES_OF_PRACTICE | PAGES_OF_PACKS),
    **PAGES_OF_LATER,
    **PAGES_OF_INTERVIEWS,
    **PAGES_OF_HEARING,
    **PAGES_OF_SETTING_UP,
    **PAGES_OF_MONITORING,
    **pages_of_published(f"visitor {SIGNED_IN}"),
    **told_pages(SIGNED_IN),
    **pages_of_contracting(f"visitor {SIGNED_IN}"),
}
