"""Joins the soft-broken lines of a format=flowed text, quote depth by quote depth (RFC 3676)."""


def unflow(text: str, delete_space: bool = False) -> str:
    """The text with each flowed paragraph as one line; quote marks stay as `> ` in front of it.

    `delete_space` is the DelSp=yes parameter: the blank that marks a soft break is no part of the text.
    """
    out: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        content = line[quoted:]
        content = content[1:] if content.startswith(" ") else content
        if paragraph and quoted != depth:
            out.append(_line(depth, paragraph))
            paragraph = []
        depth = quoted
        flows = content.endswith(" ") and content != "-- "
        if content == "-- " and paragraph:
            out.append(_line(depth, paragraph))
            paragraph = []
        paragraph.append(content[:-1] if flows and delete_space else content)
        if not flows:
            out.append(_line(depth, paragraph))
            paragraph = []
    if paragraph:
        out.append(_line(depth, paragraph))
    return "\n".join(out)


def _line(depth: int, paragraph: list[str]) -> str:
    text = "".join(paragraph)
    text = text if text == "-- " else text.rstrip(" ")
    return f"{'>' * depth} {text}".rstrip() if depth else text
