"""The second factor: codes of the moment, each good once."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from engine.vault.codes import counter_of, enrolment, new_secret

NOW = datetime(2026, 11, 6, 9, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HERE = int(NOW.timestamp()) // 30


def code(seconds: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=seconds))


def test_the_codes_are_those_of_the_rfc():
    """RFC 6238, appendix B: the SHA-1 lines, cut to six figures."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for moment, figures in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924")):
        assert counter_of(secret, figures, datetime.fromtimestamp(moment, UTC)) == moment // 30


@pytest.mark.parametrize(("seconds", "counter"), [(0, HERE), (-30, HERE - 1), (30, HERE + 1), (-60, None), (60, None)])
def test_a_clock_may_drift_half_a_minute(seconds, counter):
    assert counter_of(SECRET, code(seconds), NOW) == counter


def test_a_code_serves_once():
    """Fails without `after`: the same figures would open twice."""
    assert counter_of(SECRET, code(), NOW, after=HERE) is None
    assert counter_of(SECRET, code(-30), NOW, after=HERE) is None
    assert counter_of(SECRET, code(30), NOW, after=HERE) == HERE + 1


def test_a_code_is_typed_as_telephones_show_it():
    assert counter_of(SECRET, f" {code()[:3]} {code()[3:]} ", NOW) == HERE


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "٠٠٥٩٢٤", "-12345", "1e5432"])
def test_anything_else_is_no_code(typed):
    assert counter_of(SECRET, typed, NOW) is None


def test_a_telephone_reads_the_secret():
    secret = new_secret()
    assert secret != new_secret()
    address = pyotp.parse_uri(enrolment(secret, "f.amrani", "BAOM"))
    assert (address.secret, address.name, address.issuer) == (secret, "f.amrani", "BAOM")
