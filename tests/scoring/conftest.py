"""The same examples on every run and every machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "scoring",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("scoring")
