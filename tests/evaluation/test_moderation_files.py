"""Whoever reads an answer in moderation reads its files there, as they were marked (R14, R16)."""

from __future__ import annotations

from tests import make
from tests.make_bids import label_of
from tests.stages import Stages


def test_files_are_read_beside_the_answer_that_is_talked_about(stages: Stages) -> None:
    with stages.at("moderating") as story:
        label = label_of(story.house, story.id, story.people["winner"])
        item = story.path(f"moderation/{label}/Q1")
        for who in ("young", "lead"):
            client = make.client_of(stages.app, story.people[who])
            assert f'href="{item}/files/1/1"' in client.get(item).text
            page = client.get(f"{item}/files/1/1").text
            assert "Back to talking about it" in page
            assert client.get(f"{item}/files/1/1.webp").mimetype == "image/webp"
            assert client.get(f"{item}/files/9/1").status_code == 404
        stranger = make.client_of(stages.app, story.people["stranger"])
        assert stranger.get(f"{item}/files/1/1").status_code == 404
