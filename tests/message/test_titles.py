"""People in the subject of a mail."""

import pytest

from mailer.message.appointment import unpeopled


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Interview with Dana Liu, head of ops", "Interview"),
        ("Interview with Sarah at Kestrel, cook", "Interview  at Kestrel, cook"),
        ("Interview with Mr Healy - year 4 teacher", "Interview  - year 4 teacher"),
        ("Warehouse operative, Tom Hadley", "Warehouse operative,"),
        ("Interview with Kestrel Foods", "Interview with Kestrel Foods"),
        ("Interview at Grant Thornton, auditor", "Interview at Grant Thornton, auditor"),
        ("how it went", "how it went"),
        ("", ""),
    ],
)
def test_whom_a_subject_names_is_no_firm(title: str, rest: str) -> None:
    """Dana, whom I met, is not where I applied, and what she does is not my job."""
    assert unpeopled(title).strip() == rest
