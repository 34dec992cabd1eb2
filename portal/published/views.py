"""Where the pages of a published tender are: each part adds its own."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("published", __name__)

HERE = "/<authority>/tenders/<uuid:tender_id>"
