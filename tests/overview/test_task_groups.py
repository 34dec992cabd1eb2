"""A tender's pages stand under headings: what each part is for, and how much of it is done."""

from __future__ import annotations

import re

from portal.overview.task_groups import GROUPS, NEEDED
from portal.overview.tasks import TASKS
from tests.pages import plainly
from tests.stages import Stages

HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
OF_THE_RECORD = {
    "record.trail",
    "record.redactions",
    "tenders.notice",
    "published.tender_text",
    "published.end",
}


def test_each_page_stands_in_one_group_and_no_group_names_a_page_that_isnt_there() -> None:
    grouped = [endpoint for group in GROUPS for endpoint in group.endpoints]
    assert len(grouped) == len(set(grouped))
    assert {task.endpoint for task in TASKS} - set(grouped) == OF_THE_RECORD
    assert set(NEEDED) <= set(grouped) <= {task.endpoint for task in TASKS}


def test_a_draft_says_what_is_missing_in_each_part_first_where_something_is(
    stages: Stages,
) -> None:
    with stages.at("drafting") as story:
        page = stages.client("lead").get(story.path()).text
        other = stages.client("participation").get(story.path()).text
    told = [plainly(each) for each in HEADING.findall(page)]
    found = [re.search(r"(\d) of (\d) done", each) for each in told]
    waits = [each[1] != each[2] for each in found if each]
    assert waits
    assert waits == sorted(waits, reverse=True)
    assert "missing" in plainly(page) or "approve it" in plainly(page)
    assert " done" not in " ".join(HEADING.findall(other)), "who doesn't write it reads no counts"
