"""Documents: one structure of blocks, shown on a page and made into a tagged PDF."""

from portal.core.documents.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Points,
    Signature,
    Table,
)
from portal.core.documents.pdf import pdf_of

__all__ = [
    "Block",
    "Document",
    "Facts",
    "Heading",
    "Paragraph",
    "Picture",
    "Points",
    "Signature",
    "Table",
    "pdf_of",
]
