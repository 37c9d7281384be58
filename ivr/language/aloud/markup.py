"""What is written to be looked at, as plain text: Markdown, HTML and pictures, which voices read as "star star hash".

Assistants that also answer in a chat, and language models, write it (botframework-telephony #107, hermes-agent #25956).
"""

import html
import re
import unicodedata

from .rule import Rule, rule

_SIGNS = frozenset("°©®™№℃℉")
"""Of Unicode's "other symbols" those that stand for words; all others are pictures, frames and arrows."""
_HOLDS_MARKUP = re.compile(r"[*_`~#>|<\[&\n]|[^\x00-\u2010]")
_ENDS = ".!?…:;,"
_ITEM = re.compile(r"^(?:[-*+•‣▪◦·]|(\d{1,2})[.)])\s+(?=\S)|^#{1,6}\s+(?=[^\s\d])|^\|")
"""Where a line begins that is a sentence by itself: of a list, a heading, a table."""
_BLANK = re.compile(r"^(?:[-*_=─━]\s?){3,}$|^\|?(?:\s?:?-{3,}+:?\s?\|?)+$|^`{3,}\w*$")
"""Lines that only divide."""
_WITHIN: tuple[Rule, ...] = (
    rule(r"<(?:br|/p|/li|/tr|/h[1-6]|/div)\s?/?>", "\n", re.IGNORECASE, needs=("<",)),
    rule(r"</?[a-z][^<>\n]{0,200}>", "", re.IGNORECASE, needs=("<",)),
    rule(r"&(?:[a-zA-Z]{2,8}|#\d{1,6});", lambda found: html.unescape(found[0]), needs=("&",)),
    rule(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}\)", r"\1", needs=("[",)),
    rule(r"(\*\*|__|~~)(?=\S)([^\n*_~]{1,300})(?<=\S)\1", r"\2"),
    rule(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*(?![\w*])", r"\1", needs=("*",)),
    rule(r"`([^`\n]{1,300})`", r"\1", needs=("`",)),
)


def plain(text: str) -> str:
    """The text without markup: what was a line of a list or a table is a sentence, links are their own words."""
    if not _HOLDS_MARKUP.search(text):
        return text
    for one in _WITHIN:
        if not any(needed.isdisjoint(text) for needed in one.needs):
            text = one.pattern.sub(one.said, text)
    return _in_one_line("".join(filter(_is_no_picture, text)))


def _is_no_picture(character: str) -> bool:
    if character < "\u2010" or character in _SIGNS:
        return True
    is_joint = character in "\u200d\u20e3" or "\ufe00" <= character <= "\ufe0f"
    return not (is_joint or "\u2190" <= character <= "\u21ff" or unicodedata.category(character) in {"So", "Sk"})


def _in_one_line(text: str) -> str:
    lines: list[str] = []
    after_item = False
    for line in map(str.strip, text.split("\n")):
        bare = line.lstrip("> ") if line.startswith(">") else line
        found = _ITEM.match(bare)
        if lines and (found or after_item or not bare) and lines[-1][-1] not in _ENDS:
            lines[-1] += "."
        after_item = found is not None
        if bare and not _BLANK.match(bare):
            lines.append(_said_of(bare, found))
    return " ".join(filter(None, lines))


def _said_of(line: str, item: re.Match[str] | None) -> str:
    if item is None:
        return line
    if line.startswith("|"):
        return ", ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip()) or line
    return f"{item[1]}, {line[item.end() :]}" if item[1] else line[item.end() :]
