"""Random examples are the same on every machine and judged by what comes out, never by the clock."""

from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
