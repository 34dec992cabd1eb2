"""An authority and its people begin; their lead writes a small tender and publishes it."""

from __future__ import annotations

from datetime import timedelta

from portal.core import clock
from portal.specifications.agreeing.influence import CELLS
from portal.specifications.groundwork.models import DUTIES
from tests.journeys.cast import SLUG, Cast
from tests.journeys.walker import Walker

OPERATOR = "olive@installation.example"
LEAD = "lena@ambleford.example"
PARTICIPATION = "pat@ambleford.example"
APPROVER = "ada@ambleford.example"
KNOWN = "dana@ambleford.example"  # worked for the council before, and marks now
STAFF = {
    PARTICIPATION: ("Pat Jones", "participation_lead"),
    APPROVER: ("Ada Khan", "approver"),
    KNOWN: ("Dana Osei", "auditor"),
}
OPEN_DAYS = 20
MARKS = ["nothing", "weak", "good", "very good"]


def an_authority_begins(cast: Cast) -> Walker:
    """The operator adds a council and invites its first lead, who invites the others."""
    operator = cast.comes(OPERATOR)
    operator.press("See the authorities")
    operator.press("Add an authority")
    operator.fill(
        name="Ambleford Council",
        slug=SLUG,
        address="1 Mill Lane\nAmbleford\nZZ1 1AA",
        contact="tenders@ambleford.example",
    )
    operator.press("Add")
    operator.follow("Invite a procurement lead")
    operator.fill(name="Lena Brook", email=LEAD, role="procurement_lead")
    operator.press("Invite")
    lead = cast.joins(LEAD)
    for account, (name, role) in STAFF.items():
        lead.go(f"/{SLUG}/people/invite")
        lead.fill(name=name, email=account, role=role)
        lead.press("Invite")
        cast.joins(account)
    lead.follow("Go back")
    lead.follow("of Dana Osei")
    lead.press("End the role")
    return lead


def the_lead_starts_a_tender(cast: Cast, lead: Walker) -> None:
    """Title, rules and timetable."""
    last = clock.today() + timedelta(days=OPEN_DAYS)
    lead.go("/home")
    lead.press("Start a tender")
    lead.fill(
        title="Support for young carers",
        reference="CYP-014",
        description="Support for children who care for somebody at home.",
        plain_description="Help for young people who look after someone.",
        regime="light_touch",
        regime_reason="Social services for children, above the threshold.",
        deadline_day=[last.day, last.month, last.year],
        deadline_time="12:00",
    )
    lead.press("Save and go on")
    cast.tender = lead.path.partition("/specification")[0]
    assert cast.tender.startswith(f"/{SLUG}/tenders/"), cast.tender


def the_lead_writes_it(cast: Cast, lead: Walker) -> None:
    """One section, two groups, a scale, two questions, a gate, price; then 100 are given out."""
    lead.go(f"{cast.tender}/specification")
    _add(lead, "Write a section", title="Who it is for", body="Carers under 18.", plain_body="You.")
    _add(lead, "Add a group", title="Professionals", kind="professional", planned="1")
    _add(lead, "Add a group", title="Young people", kind="young", planned="1")
    _write_scale(lead)
    _add_question(lead, "Q1", "Listening", "40", share_professional="50", share_young="50")
    _add_question(lead, "Q2", "Having fun", "30", share_young="100")
    _add(
        lead,
        "Add a pass or fail question",
        title="Insurance",
        plain_title="Insurance",
        question="Are you insured for work with children?",
        plain_question="Are you insured?",
    )
    _price(lead, "30")
    lead.sees("All 100 marks are given out")


def the_lead_takes_a_template(cast: Cast, lead: Walker) -> None:
    """The template that stands there first; what is the authority's to say is said by hand."""
    lead.go(f"{cast.tender}/specification/start")
    lead.fill(source="shipped:short_breaks")
    lead.press("Copy it and go on")
    _add_line(lead)
    lead.follow("A good Saturday")
    lead.fill(files="1")
    lead.press("Save and go on")
    _price(lead, "20")
    lead.sees("All 100 marks are given out")


def _add_line(lead: Walker) -> None:
    _add(lead, "Add a line", title="Saturdays", unit="place", quantity="40", years="3")


def _price(lead: Walker, weight: str) -> None:
    _add(
        lead,
        "Say how price counts",
        price_method="lowest_over_bid",
        price_weight=weight,
        nil_price="refuse",
        price_covers="Three years, without VAT.",
        plain_price_covers="All the money for three years.",
    )


def _add(lead: Walker, link: str, **fields: object) -> None:
    lead.follow(link)
    lead.fill(**fields)
    lead.press("Save and go on")


def _write_scale(lead: Walker) -> None:
    """Marks from 0 to 3, and what each means in both kinds of words."""
    _add(lead, "Add a scale", title="Marks from 0 to 3", lowest="0", highest="3", step="1")
    for number, name in enumerate(MARKS):
        lead.fill(
            **{
                f"name_{number}": name.capitalize(),
                f"words_{number}": f"The answer has {name} that we asked for.",
                f"plain_name_{number}": name.capitalize(),
                f"plain_words_{number}": f"There is {name} here.",
            }
        )
    lead.press("Save and go on")


def _add_question(lead: Walker, code: str, title: str, weight: str, **shares: str) -> None:
    _add(
        lead,
        "Add a question",
        code=code,
        title=title,
        plain_title=title,
        question=f"How do you make sure of it: {title}?",
        plain_question=f"{title}: how?",
        word_limit="100",
        weight=weight,
        scale_id="Marks from 0 to 3",
        group_mark="agreed",
        **shares,
    )


def the_lead_says_how_much_say_people_have(cast: Cast, lead: Walker) -> None:
    """Each group's part in each step, who leads the writing, and why no panel was asked (P1)."""
    for code in CELLS:
        lead.go(f"{cast.tender}/influence/{code}")
        lead.fill(degree="consulted", words="We ask you, and tell you what came of it.")
        lead.press("Save")
    lead.go(f"{cast.tender}/agreement/lead")
    lead.choose("person", lead.values("person")[0])
    lead.press("Save")
    lead.go(f"{cast.tender}/agreement/without")
    lead.fill(reason="The authority has no panel yet.")
    lead.press("Save the reason")
    lead.go(f"{cast.tender}/specification")


def the_lead_lays_the_groundwork(cast: Cast, lead: Walker) -> None:
    """Conflicts are assessed, each duty has its evidence (R16, R30)."""
    lead.go(f"{cast.tender}/conflicts-assessment")
    lead.press("Note an interest")
    lead.fill(whose="A councillor", interest="Her sister may bid.", steps="She sees no bid.")
    lead.press("Save")
    lead.press("Assess conflicts now")
    on = clock.today() + timedelta(days=90)
    lead.fill(words="We asked everybody.", review_on=[on.day, on.month, on.year])
    lead.press("Save this assessment")
    lead.sees("Conflicts are assessed.")
    lead.go(f"{cast.tender}/duties")
    ways = {f"{duty}_applies": "yes" for duty in DUTIES}
    lead.fill(**ways, **{f"{duty}_words": "They wrote it with us." for duty in DUTIES})
    lead.press("Save")
    lead.go(f"{cast.tender}/specification")


def the_lead_publishes_it(cast: Cast, lead: Walker, section: str = "Who it is for") -> None:
    """Checks, asks; somebody else approves; the lead publishes, and everybody may read it."""
    lead.press("Check before publishing")
    lead.follow("Nobody else has approved")
    lead.press("Ask for approval")
    lead.press("Ask for approval")
    approver = cast.comes(APPROVER)
    approver.go(cast.tender)
    approver.follow("Approval before publication")
    approver.press("Read it and answer")
    approver.sees(section)
    approver.fill(step="approved")
    approver.press("Send your answer")
    lead.go(f"{cast.tender}/specification/check")
    lead.sees("Ready to publish")
    lead.press("Read what will be published")
    lead.fill(sure="y")
    lead.press("Publish and freeze")
    lead.sees(section, "Nothing of this changes in silence")
    lead.go(f"{cast.tender}/specification")
    lead.sees("This is published, so nothing of it can change any more.")
    assert "Write a section" not in lead.links()
