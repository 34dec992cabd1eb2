"""Documents of an archive as pages that need nothing else: no script, no style, no internet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from portal.core.documents import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Points,
    Signature,
    Table,
)

HEAD, CELL = Markup("<th>{}</th>"), Markup("<td>{}</td>")
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title></head>\n'
    "<body><main>\n<h1>{title}</h1>\n{body}\n</main></body>\n</html>\n"
)


def page_of(document: Document) -> bytes:
    """A document as one HTML file."""
    body = Markup("\n").join(part for block in document.blocks for part in _block(block))
    return whole_page(document.title, document.language, body)


def whole_page(title: str, language: str, body: Markup) -> bytes:
    """A page around its body."""
    return PAGE.format(language=language, title=title, body=body).encode()


def _block(block: Block) -> Iterator[Markup]:
    if isinstance(block, Heading):
        yield Markup("<h{level}>{text}</h{level}>").format(level=block.level, text=block.text)
    elif isinstance(block, Paragraph):
        yield Markup("<p>{}</p>").format(lines_of(block.text))
    elif isinstance(block, Points):
        yield list_of(escape(text) for text in block.texts)
    elif isinstance(block, Facts):
        yield facts_of((name, lines_of(value)) for name, value in block.pairs)
    elif isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, Signature):
        yield Markup("<p>{}, {}</p>").format(block.name, block.role)


def lines_of(text: str) -> Markup:
    """A text with its line ends."""
    return Markup("<br>").join(text.splitlines())


def list_of(items: Iterator[Markup]) -> Markup:
    """A list of points."""
    return Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(each) for each in items)
    )


def facts_of(pairs: Iterator[tuple[str, Markup]]) -> Markup:
    """Names and what they are."""
    rows = (Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in pairs)
    return Markup("<dl>{}</dl>").format(Markup("").join(rows))


def _table(table: Table) -> Markup:
    head = _row(HEAD, table.head)
    rows = Markup("").join(_row(CELL, row) for row in table.rows)
    return Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(head, rows)


def _row(cell: Markup, texts: Sequence[str]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(cell.format(text) for text in texts))
