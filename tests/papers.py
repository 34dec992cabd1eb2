"""What a PDF of the product must bear: it reads aloud (PDF/UA), and says what its page says."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

import pypdf
from html5lib import parse
from pdfua import validate

PAGE_NUMBER = re.compile(r"\n?\d+ / \d+\s*$")


def words(text: str) -> str:
    """What is read, without how lines and columns are broken."""
    return re.sub(r"[\s\u200b\u200d\ufeff\u202a-\u202e•]", "", text)


def read(made: bytes) -> str:
    """The words of a PDF in their order, without page numbers."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    return words("".join(PAGE_NUMBER.sub("", page) for page in pages))


def wrong_with(made: bytes, page: str = "") -> list[str]:
    """What a PDF lacks of PDF/UA; and, beside its page, whether its words stand there in their
    order, below the title."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.pdf"
        file.write_bytes(made)
        report = validate(file)
    found = [str(each) for each in report.findings]
    found += [f"exit {report.exit_code}"] * bool(report.exit_code)
    if page:
        main = parse(page, namespaceHTMLElements=False).find(".//main")
        title = words("".join(main.find(".//h1").itertext()))
        said = read(made)
        found += [f"not the title {title}"] * (not said.startswith(title))
        body, shown = said.removeprefix(title), words("".join(main.itertext()))
        found += _missing(body, shown)
    return found


def _missing(body: str, shown: str) -> list[str]:
    """Nothing, or from where on the two differ."""
    if body in shown:
        return []
    same = max(n for n in range(len(body) + 1) if body[:n] in shown)
    return [f"the page lacks, after {same} letters: {body[max(0, same - 40) : same + 80]}"]
