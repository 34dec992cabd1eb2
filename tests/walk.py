"""A walk through every page that somebody can reach by links from where they begin."""

from __future__ import annotations

import contextvars
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

from flask.globals import _cv_app
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.pages import judge_answer

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
FORM = re.compile(r"<form\b([^>]*)>")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALIKE = re.compile(
    rf"{ID.pattern}|(/[A-Z]+/Q\d+|/\d+)(?=/safety$)|(?<=/steps/)[^/?]+|(?<=/group/)[^/?]+|(?<=/influence/)[^/?]+|(?<==)[^&]*"
)
"""What tells apart pages of one kind: an id, what words the safety store is to have, a step of a
course, a part of a table, a choice."""

LOOK = re.compile(r'<(\w+)(?=[\s>])[^>]*?(?:\sclass="([^"]*)")?[^>]*>')
NEAR = 600
"""How a link looks is told by the pieces that follow it, as far as the next link, such as a tag."""

MOST = 300
"""More pages than this are a maze."""


class Walker(FlaskClient):
    """A client for many pages, which judges them too, but not what they leave behind."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request apart from the test's own session, and judge its answer."""
        apart = contextvars.copy_context()
        apart.run(_cv_app.set, None)  # type: ignore[arg-type]
        answer: TestResponse = apart.run(super().open, *args, **kwargs)
        problems = judge_answer(answer)
        assert problems == [], f"{answer.request.path}: {problems}"
        return answer


@dataclass(frozen=True)
class Seen:
    """One answer of a walk, and the page on which the link or button to it stood."""

    path: str
    status: int
    headers: str
    body: str
    found_on: str

    @property
    def everything(self) -> str:
        """All that the browser was told, the address too."""
        return f"{self.path}\n{self.headers}\n{self.body}"


@dataclass
class Walk:
    """All pages that somebody reached, and what their buttons answered without a token."""

    pages: dict[str, Seen] = field(default_factory=dict)
    buttons: dict[str, Seen] = field(default_factory=dict)
    changed: bool = False


def walk(client: FlaskClient, starts: tuple[str, ...], known: tuple[str, ...] = ()) -> Walk:
    """Follow every link from where somebody begins; nothing is sent.

    What begins with something `known` is left out. Of pages that are `ALIKE`, such as the forms of
    each person's seat, two are looked at.
    """
    found, waiting = Walk(), [(start, "the beginning") for start in starts]
    alike: Counter[str] = Counter()
    while waiting:
        path, origin = waiting.pop()
        shape = ALIKE.sub("", path)
        if path in found.pages or alike[shape] == 2 or path.startswith(known):
            continue
        alike[shape] += 1
        seen = found.pages[path] = _seen(client.get(path), path, origin)
        assert len(found.pages) < MOST, sorted(found.pages)
        waiting += [(link, path) for link in _links(seen) if link not in found.pages]
    return found


def press(client: FlaskClient, found: Walk, known: tuple[str, ...] = ()) -> None:
    """Try every button of the pages that were found, without its token; one of each kind.

    What begins with something `known` is left out.
    """
    tried: set[str] = set()
    for seen in list(found.pages.values()):
        for action in _buttons(seen):
            shape = ALIKE.sub("", action)
            if shape not in tried and not action.startswith(known):
                tried.add(shape)
                found.buttons[action] = _seen(client.post(action), action, seen.path)


def _seen(answer: TestResponse, path: str, origin: str) -> Seen:
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    return Seen(path, answer.status_code, headers, _words(answer), origin)


def _words(answer: TestResponse) -> str:
    """What can be read in an answer; a PDF has pages and facts, and a zip has texts."""
    if answer.data.startswith(b"%PDF"):
        paper = PdfReader(BytesIO(answer.data))
        return "\n".join([str(paper.metadata), *(page.extract_text() for page in paper.pages)])
    if answer.data.startswith(b"PK"):
        return _words_of_zip(answer.data)
    return answer.data.decode(errors="replace")  # of a picture only what is text in it


def _words_of_zip(data: bytes) -> str:
    """The texts of a workbook, bundle or archive; a PDF in it is reached by a link of its own."""
    words = []
    with ZipFile(BytesIO(data)) as files:
        for name in files.namelist():
            file = files.read(name)
            if file.startswith(b"PK"):
                words.append(_words_of_zip(file))
            elif not file.startswith(b"%PDF"):
                words.append(file.decode(errors="replace"))
    return "\n".join(words)


def _links(seen: Seen) -> Iterator[str]:
    # the pages in a file lead to what lies beside them there
    is_file = "Content-Type: application/" in seen.headers
    found = [] if is_file else _odd_ones_last(seen.body)
    found += re.findall(r"(?m)^Location: (.*)$", seen.headers)
    for link in found:
        if path := _here(urljoin(seen.path, link)):
            yield path


def _odd_ones_last(body: str) -> list[str]:
    """The links of a page; of those that are `ALIKE` the ones that look like fewest others come
    last, so that they are walked to first, whatever order chance gave the rows."""
    places = list(LINK.finditer(body))
    ends = [*(each.start() for each in places[1:]), len(body)][: len(places)]
    links = [html.unescape(each[1]) for each in places]
    looks = [
        (ALIKE.sub("", link), tuple(LOOK.findall(body, each.end(), min(end, each.end() + NEAR))))
        for link, each, end in zip(links, places, ends, strict=True)
    ]
    often = Counter(looks)
    order = sorted(range(len(links)), key=lambda place: -often[looks[place]])
    return [links[place] for place in order]


def _buttons(seen: Seen) -> Iterator[str]:
    for attributes in FORM.findall(seen.body):
        if 'method="post"' in attributes and "sign-out" not in attributes:
            action = re.search(r'action="([^"]*)"', attributes)
            yield urljoin(seen.path, html.unescape(action[1])) if action else seen.path
    for action in re.findall(r'\sformaction="([^"]*)"', seen.body):
        yield urljoin(seen.path, html.unescape(action))


def _here(address: str) -> str | None:
    """The path of an address of ours, without the place on its page; none for others."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/static/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")
