"""What lies before a person who answers a draft: read once, for all tests of this folder."""

from __future__ import annotations

import pytest

from bench.drafting.revisions import desks
from mailer.coach.revising import Desk


@pytest.fixture(scope="session")
def desk() -> dict[str, Desk]:
    """The four debriefs of bench/drafting/bases.json with their drafts."""
    return desks()
