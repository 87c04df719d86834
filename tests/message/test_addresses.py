"""Addresses as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.message import address
from mailer.message.address import Address


@pytest.mark.parametrize(
    ("value", "name", "email"),
    [
        ("Ada <ada@example.com>", "Ada", "ada@example.com"),
        ("ada@EXAMPLE.com", "", "ada@example.com"),
        ("Ada.Byrne@Example.COM", "", "Ada.Byrne@example.com"),
        ('"Byrne, Ada" <ada@example.com>', "Byrne, Ada", "ada@example.com"),
        ("Byrne, Ada <ada@example.com>", "Byrne, Ada", "ada@example.com"),
        ("=?utf-8?q?Z=C3=A9?= <z@example.com>", "Zé", "z@example.com"),
        ("ada@example.com (Ada)", "Ada", "ada@example.com"),
        ("<@relay.example:ada@example.com>", "", "ada@example.com"),
        ("Team: ada@example.com, bo@example.com;", "", "ada@example.com"),
        ("ada@müller.example", "", "ada@xn--mller-kva.example"),
        ('"odd local"@example.com', "", '"odd local"@example.com'),
        ("<ada@example.com", "", "ada@example.com"),
        ('"Ada\\" the" <ada@example.com>', 'Ada" the', "ada@example.com"),
        ("'Ada' <ada@example.com>", "Ada", "ada@example.com"),
        ("ada@[192.0.2.1]", "", "ada@[192.0.2.1]"),
    ],
)
def test_address_is_read(value: str, name: str, email: str) -> None:
    """However a program writes my address, it is read as mine."""
    assert address.parse(value) == Address(name, email)


@pytest.mark.parametrize(
    "value", ["", "<>", "undisclosed-recipients:;", "ada", "@", "ada@", "@example.com", ",,,", '"""']
)
def test_no_address_is_none(value: str) -> None:
    """What is no address is not taken for one."""
    assert address.parse(value) is None


def test_list_keeps_order_and_passes_over_rubbish() -> None:
    """In a long Cc line each person is found, and rubbish between them does no harm."""
    found = address.parse_list("Ada <ada@example.com>, , nobody, Team: bo@example.com, Cy <cy@example.com>;, <x>")
    assert [one.email for one in found] == ["ada@example.com", "bo@example.com", "cy@example.com"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Example.com", "ada@example.COM"),
        ("<ada@example.com>", "ada@example.com"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@example.com.", "ada@example.com"),
        ("ade\u0301@example.com", "adé@example.com"),
    ],
)
def test_same_mailbox_compares_equal(one: str, other: str) -> None:
    """I am the same person whatever case or spelling of my address a program picks."""
    assert address.canonical(one) == address.canonical(other)


def test_shown_name_hides_nothing() -> None:
    """A display name can't turn the text around it or run over several lines."""
    assert address.safe_name("Ada\r\nBcc: x\u202egnp\x00") == "Ada Bcc: x gnp"
    assert len(address.safe_name("a" * 500)) == 80


@given(st.text(max_size=300))
def test_any_text_is_survived(value: str) -> None:
    """No address field, however garbled, stops the mail it stands in."""
    for found in address.parse_list(value):
        assert "@" in found.email
        assert not set("\r\n\0<>") & set(found.email)
        assert address.canonical(address.canonical(found.email)) == address.canonical(found.email)


@given(
    st.from_regex(r"[a-z0-9.+_-]{1,20}", fullmatch=True).filter(
        lambda text: text.strip(".") == text and ".." not in text
    ),
    st.from_regex(r"[a-z0-9]{1,10}(\.[a-z0-9]{1,10}){1,3}", fullmatch=True),
    st.text(st.characters(categories=("L", "N")), max_size=20),
)
def test_plain_address_comes_back(local: str, domain: str, name: str) -> None:
    """A plain address with a name is read as it was written."""
    assert address.parse(f'"{name}" <{local}@{domain}>') == Address(address.safe_name(name, 200), f"{local}@{domain}")
