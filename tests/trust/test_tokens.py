"""Addresses that only one person was given."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.trust import tokens
from mailer.trust.tokens import Token, Use

KEY, OTHER = b"k" * 32, b"o" * 32
TOKENS = st.one_of(
    st.builds(
        Token,
        st.just(Use.REPLY),
        st.integers(0, 2**32 - 1),
        st.binary(min_size=6, max_size=6),
        st.dates(date(2020, 1, 1), date(2190, 1, 1)),
    ),
    st.builds(Token, st.just(Use.BOUNCE), st.integers(0, 2**32 - 1), st.binary(min_size=6, max_size=6)),
    st.builds(Token, st.sampled_from([Use.PRIVATE, Use.STOP]), st.integers(0, 2**32 - 1)),
    st.builds(
        Token,
        st.sampled_from([Use.INVITE, Use.CONFIRM]),
        st.integers(0, 2**32 - 1),
        st.just(b""),
        st.dates(date(2020, 1, 1), date(2190, 1, 1)),
    ),
)


def address(token: Token, mailbox: str = "coach") -> str:
    return f"{mailbox}+{tokens.tag(KEY, token)}@nextround.localhost"


@given(TOKENS)
def test_what_is_put_in_comes_out(token: Token) -> None:
    """A token says who and what, whatever a mail program did to its case."""
    assert tokens.read(KEY, address(token)) == token
    assert tokens.read(KEY, address(token).upper()) == token
    assert tokens.bears(address(token))


@given(TOKENS)
def test_it_fits_into_an_address(token: Token) -> None:
    """With the longest mailbox a host may choose, the local part has no more than 64 octets (RFC 5321 §4.5.3.1.1)."""
    assert len(address(token, "m" * 25).rpartition("@")[0]) <= tokens.LOCAL_AT_MOST


@given(TOKENS, st.data())
def test_no_other_letter_will_do(token: Token, data: st.DataObject) -> None:
    """Whoever changes one letter of a token has none."""
    local = address(token).partition("@")[0]
    at = data.draw(st.integers(len("coach+x-"), len(local) - 2))  # the last letter has bits to spare
    letter = data.draw(st.sampled_from([c for c in "abcdefghijklmnopqrstuvwxyz234567" if c != local[at]]))
    assert tokens.read(KEY, f"{local[:at]}{letter}{local[at + 1 :]}@nextround.localhost") is None


@given(TOKENS, st.sampled_from(list(Use)))
def test_a_token_is_good_for_one_use(token: Token, use: Use) -> None:
    """A token for one use is none for another, and none under another key."""
    changed = address(token).replace(f"+{token.use.value}-", f"+{use.value}-")
    assert (tokens.read(KEY, changed) is not None) == (use is token.use)
    assert tokens.read(OTHER, address(token)) is None


@given(st.text(max_size=80))
def test_any_address_can_be_asked(recipient: str) -> None:
    """Whatever stands before the at sign, asking for its token never breaks anything and finds none."""
    assert tokens.read(KEY, recipient) is None
    assert tokens.read(KEY, f"coach+r-{recipient}@nextround.localhost") is None


@pytest.mark.parametrize(
    ("day", "good"), [(date(2026, 11, 19), True), (date(2026, 11, 20), True), (date(2026, 11, 21), False)]
)
def test_what_grants_something_ends(day: date, good: bool) -> None:
    """A token counts on its last day, and no longer."""
    assert tokens.counts(Token(Use.REPLY, 1, b"123456", date(2026, 11, 20)), day) is good


@pytest.mark.parametrize(
    "tag", ["stop", "r", "r-", "r-abc", "holiday-2026", "x-aaaaaaaaaaaaaaaaaaaaaaaa", "p-linkedin"]
)
def test_ordinary_tags_are_no_tokens(tag: str) -> None:
    """What people put after a plus sign themselves is left alone."""
    assert not tokens.bears(f"coach+{tag}@nextround.localhost")
