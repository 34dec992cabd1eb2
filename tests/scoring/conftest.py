"""The same examples on every run and every machine; a tender as a workbook."""

import pytest
from hypothesis import HealthCheck, settings

from tests.scoring.files import workbook
from tests.scoring.test_verify import TENDER

settings.register_profile(
    "scoring",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("scoring")


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "tender.xlsx"
    workbook(TENDER, path)
    return path
