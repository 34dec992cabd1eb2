"""A client that judges every page it fetches: what is wrong with a page fails the test.

A page of a shape that was judged good before isn't judged again, whatever words stand in it.
`judge(html)` and `judge_headers(headers)` list what is wrong; `JudgingClient` asks them, and
whether the request left changes behind that nobody saved. Use it as an app's `test_client_class`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from tests.shapes import SHAPE, Shapes
from tests.unsaved import unsaved_changes

GOVUK_SCRIPT = (
    "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype"
    " ? ' govuk-frontend-supported' : '');"
)
FIELDS = ("input", "select", "textarea")
UNLABELLED_INPUTS = ("hidden", "submit", "button", "image", "reset")
LABELABLE = (*FIELDS, "button", "meter", "output", "progress")
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list", "form")
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
}
HEADERS = {
    "Content-Security-Policy": r"^(?!.*unsafe-)(?=.*default-src '(self|none)')(?=.*frame-ancestors)"
    r"(?=.*form-action)(?=.*base-uri)",
    "X-Content-Type-Options": "^nosniff$",
    "Referrer-Policy": "^(same-origin|no-referrer|strict-origin)$",
    "Cache-Control": ".",
}
REDIRECTS = range(300, 400)

good = Shapes()
"""The shapes of pages that nothing is wrong with."""


def judge_answer(answer: TestResponse) -> list[str]:
    """What is wrong with an answer: its headers, and its page if the shape is a new one."""
    problems = judge_headers(answer.headers)
    if _is_page(answer):
        problems += judge_page(answer.text, answer.headers.get("Content-Security-Policy", ""))
    return problems


def judge_page(page: str, policy: str) -> list[str]:
    """What is wrong with a page if its shape is a new one."""
    shape = _shape_of(page)
    if good.has(shape) and not _has_loose_ids(page):
        return []
    problems = judge(page, policy)
    if not problems:
        good.add(shape)
    return problems


_ROWS = re.compile(
    r"(?=<(?:tr|li|option|div|dt|section|details)\b)"
    r"|(?<=</tr>)|(?<=</li>)|(?<=</option>)|(?<=</div>)|(?<=</dd>)|(?<=</section>)|(?<=</details>)"
)


def _shape_of(page: str) -> bytes:
    """What stands for a page without words, values and numbers; of rows alike, for the first."""
    bare = re.sub(r'\s(value|href|action|content|class|datetime)="[^"]*"', "", page)
    bare = re.sub(r">[^<]*[^<\s][^<]*<", ">x<", bare)
    bare = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<!<h)(?<!</h)[0-9]+", "0", bare)
    pieces = dict.fromkeys(_ROWS.split(bare))
    return hashlib.blake2b("".join(pieces).encode(), digest_size=SHAPE).digest()


def _has_loose_ids(page: str) -> bool:
    """Whether an id is there twice, or one that is pointed to isn't: numbers tell them apart."""
    ids = re.findall(r'\sid="([^"]*)"', page)
    pointed = re.findall(r'\s(?:for|aria-describedby|aria-labelledby)="([^"]*)"', page)
    return len(ids) > len(found := set(ids)) or not found.issuperset(" ".join(pointed).split())


def judge(html: str, policy: str | None = None) -> list[str]:
    """What is wrong with a page, in sentences; nothing for a good one.

    With its content security policy: also the inline scripts that a browser would stop.
    """
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(html)
    problems = [
        f"line {line}: invalid HTML, {code}: {_near(html, line, column)}"
        for (line, column), code, _ in parser.errors
    ]
    for rule in (_headings, _ids, _references, _inline, _labels, _structure, _elsewhere, _forms):
        problems += rule(page)
    if policy is not None:
        problems += _stopped(page, policy)
    if "{{" in html or "{%" in html:
        problems.append("a template's own signs show on the page")
    return problems


def judge_headers(headers: Headers | Mapping[str, str]) -> list[str]:
    """What is missing or unsafe in an answer's security headers."""
    return [
        f"header {name} is {headers.get(name)!r}"
        for name, pattern in HEADERS.items()
        if not re.search(pattern, headers.get(name, ""))
    ]


_KNOWN_WORD = re.compile(r'<a class="known-word"[^>]*>([^<]*)</a>')


class BadPage(AssertionError):
    """A page, or what the request left behind, isn't as it must be."""


class JudgingClient(FlaskClient):
    """Flask's test client, which fails the test on a bad page or on changes nobody saved."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request, judge its answer, then hand it on."""
        with unsaved_changes() as unsaved:
            answer = super().open(*args, **kwargs)
        problems = [*judge_answer(answer), *sorted(unsaved)]
        if problems:
            what = f"{answer.request.method} {answer.request.path} ({answer.status_code})"
            raise BadPage("\n- ".join([what, *problems]))
        return answer


def plainly(page: str) -> str:
    """A page whose words aren't led to their meanings (P8): for sentences with such a word."""
    return _KNOWN_WORD.sub(r"\1", page)


def text_of(element: Element) -> str:
    """The words in an element as they read, without a heading's caption."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and "govuk-caption" not in child.get("class", ""):
            yield from _words(child)
        yield child.tail or ""


def _is_page(answer: TestResponse) -> bool:
    return (
        answer.mimetype == "text/html"
        and answer.status_code not in REDIRECTS
        and answer.request.method not in ("HEAD", "OPTIONS")
    )


def _near(html: str, line: int, column: int) -> str:
    lines = html.splitlines() or [""]
    return lines[min(line, len(lines)) - 1][max(0, column - 60) : column + 20].strip()


def _headings(page: Element) -> Iterator[str]:
    if not page.get("lang"):
        yield "the page doesn't say its language"
    titles = [text_of(title) for title in page.iterfind("head/title")]
    headings = [text_of(heading) for heading in page.iter("h1")]
    if len(titles) != 1 or not titles[0]:
        yield f"there must be one title, not {titles}"
    if len(headings) != 1 or not headings[0]:
        yield f"there must be one h1, not {headings}"
    if not titles or not headings:
        return
    wrong = any("govuk-error-summary" in each.get("class", "").split() for each in page.iter())
    start = "Error: " * wrong + headings[0]
    if not titles[0].startswith(start):
        yield f"the title {titles[0]!r} must start with {start!r}"


def _ids(page: Element) -> Iterator[str]:
    count = Counter(each.get("id") for each in page.iter() if each.get("id") is not None)
    for name, times in count.items():
        if times > 1:
            yield f"id {name!r} is there {times} times"
        if not name or re.search(r"\s", name):
            yield f"id {name!r} is empty or has a space"


def _references(page: Element) -> Iterator[str]:
    ids = {each.get("id") for each in page.iter()}
    for each in page.iter():
        for attribute in REFERENCES:
            for name in (each.get(attribute) or "").split():
                if name not in ids:
                    yield f"{each.tag}'s {attribute} points to {name!r}, which isn't there"
        place = each.get("href") or ""
        if each.tag == "a" and place.startswith("#") and place[1:] not in ids:
            yield f"the link {text_of(each)!r} leads to {place!r}, which isn't there"


def _inline(page: Element) -> Iterator[str]:
    for each in page.iter():
        if each.tag == "script" and not each.get("src") and each.text != GOVUK_SCRIPT:
            yield f"inline script: {(each.text or '').strip()[:60]!r}"
        if each.tag == "style" or each.get("style") is not None:
            yield f"inline style in {each.tag}"
        for name, value in each.attrib.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"inline script in {each.tag}'s {name}"


def _stopped(page: Element, policy: str) -> Iterator[str]:
    for script in page.iter("script"):
        if not script.get("src") and (digest := _hash(script.text or "")) not in policy:
            yield f"the policy doesn't know the inline script's {digest}"


def _labels(page: Element) -> Iterator[str]:
    fields = {each.get("id"): each for each in page.iter() if each.tag in LABELABLE}
    labelled: set[Element] = set()
    for label in page.iter("label"):
        inside = [each for each in label.iter() if each.tag in LABELABLE]
        target = fields.get(label.get("for")) if label.get("for") else next(iter(inside), None)
        if target is None:
            yield f"the label {text_of(label)!r} points to no field"
        else:
            labelled.add(target)
        if not text_of(label):
            yield "a label is empty"
    for field in (each for each in page.iter() if each.tag in FIELDS):
        named = field in labelled or field.get("aria-label") or field.get("aria-labelledby")
        if not named and field.get("type") not in UNLABELLED_INPUTS:
            yield f"the field {field.get('name')!r} has no label"


def _structure(page: Element) -> Iterator[str]:
    for each in page.iter():
        allowed = CHILDREN.get(str(each.tag))
        for child in each if allowed else ():
            if isinstance(child.tag, str) and child.tag not in {*(allowed or ()), "script"}:
                yield f"{child.tag} stands right in {each.tag}"
        if each.tag in ("a", "button", "label"):
            for inner in each.iterfind(".//*"):
                if inner.tag in ("a", "button", "summary") or each.tag == inner.tag == "label":
                    yield f"{inner.tag} stands in {each.tag}"
        if each.tag == "a" and not each.get("href"):
            yield f"the link {text_of(each)!r} leads nowhere"
        if each.tag == "img" and each.get("alt") is None:
            yield f"the picture {each.get('src')!r} has no alt"


def _elsewhere(page: Element) -> Iterator[str]:
    for each in page.iter():
        sources = [each.get("src"), each.get("srcset"), each.get("action"), each.get("formaction")]
        if each.tag == "link":
            sources.append(each.get("href"))
        for source in filter(None, sources):
            if re.match(r"([a-z]+:)?//", source.strip()):
                yield f"{each.tag} fetches from elsewhere: {source}"


def _forms(page: Element) -> Iterator[str]:
    for form in page.iter("form"):
        names = {each.get("name") for each in form.iter("input")}
        if (form.get("method") or "get").lower() == "post" and "csrf_token" not in names:
            yield f"the form to {form.get('action')!r} has no csrf_token"


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
