"""HTML mail, read as the person saw it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.message import html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("a <b>bold</b><i> word</i>, and&nbsp;more", "a bold word, and more"),
        ("<b>a</b> <i>b</i>", "a b"),
        (
            "<ul><li>late</li><li>lost<ol><li>once</li><li>twice</li></ol></li></ul>",
            "- late\n- lost\n  1. once\n  2. twice",
        ),
        (
            "<table><tr><td>When</td><td>Tuesday</td></tr><tr><td>Where</td><td>Room 4</td></tr></table>",
            "When  Tuesday\nWhere  Room 4",
        ),
        ('see <a href="https://x.example/a">the map</a>.', "see the map."),
        ('<div style="display:none">preview</div><p>text</p>', "text"),
        ('<span style="font-size: 0px; color:#fff">preview</span>text', "text"),
        ('<span style="font-size: 0.9em">small</span>', "small"),
        ("<style>p{}</style><script>x()</script><title>t</title>text", "text"),
        ("te&shy;xt&#8203; here&zwnj;", "text here\u200c"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<!--[if mso]><p>outlook</p><![endif]-->text", "text"),
        ("<p>Hi<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><p>there</p>", "Hi\n\nthere"),
        (
            '<p>Dana wrote:</p><blockquote type="cite"><p>a</p><p>b</p></blockquote>mine',
            "Dana wrote:\n> a\n>\n> b\nmine",
        ),
        ("<p>Dana wrote:</p><blockquote>a</blockquote>", "Dana wrote:\n> a"),
        ('<blockquote style="margin:0 0 0 40px">indented by me</blockquote>', "indented by me"),
        ('Well done <img alt="🎉" src="x.png"><img alt="logo of the firm" src="y.png">', "Well done 🎉"),
        ("<p>{{ 7*7 }} &lt;script&gt; &amp;amp;</p>", "{{ 7*7 }} <script> &amp;"),
        ("no markup at all", "no markup at all"),
        ("<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"),
        ("", ""),
        ('<?xml version="1.0" encoding="utf-8"?><html><body>café</body></html>', "café"),
        ('<html><head><meta charset="shift_jis"></head><body>café</body></html>', "café"),
    ],
)
def test_html_reads_as_it_looked(source: str, text: str) -> None:
    """What I wrote with bold words, lists and tables reads the same without them."""
    assert html.to_text(source) == text


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ('<div class="gmail_attr">On Monday Dana wrote:</div>', "quote"),
        ('<div id="divRplyFwdMsg">From: Dana</div>', "quote"),
        ('<div id="appendonsend"></div><hr><p>older</p>', "quote"),
        ('<div class="gmail_signature">Ada</div>', "signature"),
        ('<div class="moz-signature">Ada</div>', "signature"),
        ("<p>mine</p>", ""),
    ],
)
def test_programs_own_marks_are_kept(source: str, mark: str) -> None:
    """Where my mail program says what is quoted or my signature, that is believed."""
    assert html.render(source)[-1].mark == mark


def test_links_are_listed() -> None:
    """The link to the video call is found even where only a word stood for it."""
    source = '<a class="x" href="https://meet.example/abc?x=1&amp;y=2">Join</a> <a href="javascript:alert(1)">no</a>'
    assert html.links(source) == (("Join", "https://meet.example/abc?x=1&y=2"),)


@given(st.text(alphabet='<>/="abdivp &;#-!\n\0', max_size=200))
def test_any_markup_is_survived(source: str) -> None:
    """No markup, however broken, stops my mail from being read."""
    assert isinstance(html.to_text(source), str)
    html.links(source)


@given(st.lists(st.from_regex(r"[a-zA-Z0-9,.!?]{1,12}", fullmatch=True), min_size=1, max_size=20))
def test_no_word_is_lost(words: list[str]) -> None:
    """Every word of mine in the HTML is in the text, in order."""
    source = "".join(f"<div><span>{word}</span> </div>" for word in words)
    assert html.to_text(source).split() == words
