"""The story's database at each of its stages: told once a session, then copied."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from portal.accounts.limits import limiter
from portal.core import clock
from portal.core.database import db
from tests import make
from tests.apps import app_on, put_key
from tests.client import Client
from tests.shelf import alone
from tests.story import MOMENTS, STAGES, Story, begin
from tests.story_steps import tell
from tests.story_together import write_together
from tests.walk import Walk, Walker, press, walk

LAST = "story.pickle"
STARTS = ("/home", "/notices")
ALIKE = ("/notices", "/password", "/providers/register", "/receipts")
"""The same for everybody who is signed in: the lead's walk looks at them in each stage."""

IN_EACH_STAGE = (
    "lead",
    "participation",
    "approver",
    "auditor",
    "young",
    "kept-from",
    "winner",
    "panelist",
)
ROOMS = (
    *("training", "words", "panels", "panel", "people", "languages", "asks", "safety"),
    *("settings", "library", "school-days", "working-days", "insights"),
)
OWN = ("/about-me/ask", "/calendar", "/how-this-looks", "/join", "/provider/", "/roles")
TWICE = ("drafting", "deciding")
"""What no stage of a tender changes: rooms of the house, and what is somebody's own. All look at
them in two stages."""

WRITTEN = (
    *("agreement", "conflicts-assessment", "documents", "hours", "influence", "known"),
    *("notice-texts", "openers", "participation-budget", "specification", "suggestions"),
    *("versions", "writing-rounds"),
)
WRITTEN_IN = ("drafting", "open", "deciding", "released")
"""What lies in the rooms of what was written before publication: all look into them as it is
written, when it is public, at the decision and at the end; at their doors in every stage."""


@dataclass
class Stages:
    """One app whose database is set to any stage of the story."""

    app: Flask
    database: Path
    files: Path
    story: Story

    @contextmanager
    def at(self, stage: str) -> Iterator[Story]:
        """The story at one stage, on a fresh copy, with the clock held at its moment."""
        for left in self.database.parent.glob(f"{self.database.name}-*"):
            left.unlink()
        shutil.copyfile(self.files / f"{stage}.db", self.database)
        put_key(self.app)
        with self.app.app_context(), clock.at(MOMENTS[stage]):
            try:
                yield self.story
            finally:
                db.session.remove()
                db.engine.dispose()

    def client(self, name: str, kind: type[FlaskClient] = Client) -> Client:
        """A client signed in as one of the story's people; `visitor` isn't signed in."""
        human = None if name == "visitor" else self.story.people[name]
        usual, self.app.test_client_class = self.app.test_client_class, kind
        try:
            return make.client_of(self.app, human)
        finally:
            self.app.test_client_class = usual

    def walk(self, stage: str, name: str) -> Walk:
        """All that this person reaches in this stage; walked once in a session of tests."""
        with alone(self.files / f"{stage}-{name}.lock"):
            kept = self.files / f"{stage}-{name}.walk"
            if not kept.exists():
                with self.at(stage):
                    walked = self._walk(name, self._known(stage, name))
                kept.write_bytes(pickle.dumps(walked))
            found: Walk = pickle.loads(kept.read_bytes())
            return found

    def _known(self, stage: str, name: str) -> tuple[str, ...]:
        """What somebody needn't look at in this stage."""
        is_lead = name in ("lead", "visitor", "operator")
        known = () if is_lead else ALIKE
        if stage not in WRITTEN_IN:
            tender = f"/{self.story.house.slug}/tenders/{self.story.id}"
            known = (*known, *(f"{tender}/{room}/" for room in WRITTEN))
        if stage in TWICE or name not in IN_EACH_STAGE:
            return known
        return (*known, *OWN, *(f"/{self.story.house.slug}/{room}" for room in ROOMS))

    def _walk(self, name: str, known: tuple[str, ...]) -> Walk:
        client = self.client(name, Walker)
        limiter.reset()
        found = walk(client, ("/",) if name == "visitor" else STARTS, known)
        with closing(sqlite3.connect(self.database)) as watch:
            before = watch.execute("pragma data_version").fetchone()
            press(client, found, known)
            found.changed = watch.execute("pragma data_version").fetchone() != before
        return found


def stages_in(session_folder: Path, template: Path, own_folder: Path) -> Stages:
    """The stages, told by whichever of the session's processes comes first."""
    files = session_folder / "stages"
    files.mkdir(exist_ok=True)
    with alone(files / "story.lock"):
        if not (files / LAST).exists():
            _tell_all(files, template)
    story: Story = pickle.loads((files / LAST).read_bytes())
    database = own_folder / "stage.db"
    return Stages(_app(database), database, files, story)


def _tell_all(files: Path, template: Path) -> None:
    work = files / "work.db"
    shutil.copyfile(template, work)
    app = _app(work)
    with app.app_context():
        with clock.at(MOMENTS["drafting"]):
            story = begin()
            write_together(story)
        _keep(work, files / "drafting.db")
        for stage in STAGES[1:]:
            tell(story, stage)
            _keep(work, files / f"{stage}.db")
        db.engine.dispose()
    (files / LAST).write_bytes(pickle.dumps(story))


def _app(database: Path) -> Flask:
    return app_on(database.parent, f"sqlite:///{database}")


def _keep(work: Path, kept: Path) -> None:
    db.session.remove()
    with sqlite3.connect(work) as source, sqlite3.connect(kept) as copy:
        source.backup(copy)
    source.close()
    copy.close()
