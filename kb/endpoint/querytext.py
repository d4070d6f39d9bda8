"""The text of a query before any parser sees it: bounded, and without what two parsers read differently.

Two parsers judge a query here: one to inspect it, one to run it. Whatever they would read differently is a
way past the inspection: a lone carriage return ends a comment for one of them only, and a codepoint escape
of a quotation mark ends a string for one of them only. Such text is made unambiguous or refused.
"""

import re
from collections.abc import Iterator
from typing import Final

from kb.endpoint.refusal import QueryForbiddenError, QueryLimitError, QuerySyntaxError

MAX_BYTES: Final = 100_000
MAX_DEPTH: Final = 40

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
# No alternative can fail late, so that scanning is linear: an open string runs to the end of text or line.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\\?\Z)|' + r"'''(?:[^'\\]|\\.|'(?!''))*(?:'''|\\?\Z)|"
    r'"(?:[^"\\\n]|\\.)*(?:"|\\?$)|' + r"'(?:[^'\\\n]|\\.)*(?:'|\\?$)|"
    r'<[^<>"{}|^`\\\x00-\x20]*>|#[^\n]*|'
    r"(?P<open>[({\[])|(?P<close>[)}\]])|(?P<word>[?$@]?[^\W\d][\w:.-]*)",
    re.DOTALL | re.MULTILINE,
)
_UPDATES: Final = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
_PROLOGUE: Final = frozenset({"BASE", "PREFIX"})


def plain(query: str) -> str:
    """The same query, safe to hand to both parsers; RefusedQueryError otherwise."""
    if len(query) > MAX_BYTES or len(_utf8(query)) > MAX_BYTES:
        raise QueryLimitError(
            "too-long",
            f"The query is longer than {MAX_BYTES // 1000} kB.",
            "Shorten it, for example by moving long VALUES lists into several queries.",
        )
    text = _ESCAPE.sub(_character, query.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if found := _CONTROL.search(text):
        raise QuerySyntaxError(
            "malformed",
            f"The query contains the control character U+{ord(found[0]):04X} ({_position(text, found.start())}).",
            "Remove it.",
        )
    _refuse_deep(text)
    _refuse_update(text)
    return text


def _utf8(query: str) -> bytes:
    try:
        return query.encode()
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(
            "malformed", "The query contains half of a surrogate pair.", "Send it as UTF-8 text."
        ) from error


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    if code < 0x80 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        raise QuerySyntaxError(
            "malformed",
            f"The codepoint escape {escape[0]} is not accepted: it could hide syntax or is no character.",
            'Write the character itself (inside a string with a backslash where needed, as in "\\"").',
        )
    return chr(code)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(text)


def _refuse_deep(text: str) -> None:
    depth = 0
    for token in _tokens(text):
        depth += (token["open"] is not None) - (token["close"] is not None)
        if depth > MAX_DEPTH:
            raise too_deep(_position(text, token.start()))


def _refuse_update(text: str) -> None:
    words = (token["word"].upper() for token in _tokens(text) if token["word"])
    first = next((word for word in words if word not in _PROLOGUE and ":" not in word), "")
    if first in _UPDATES:
        raise QueryForbiddenError(
            "update",
            f"{first} is SPARQL Update; this service answers queries only and never writes.",
            "Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )


def too_deep(where: str = "") -> QueryLimitError:
    """The refusal of a query nested so deeply that parsing it is itself a burden."""
    place = f" ({where})" if where else ""
    return QueryLimitError(
        "too-deep",
        f"The query nests brackets more deeply than this service reads, at most {MAX_DEPTH} levels{place}.",
        "Flatten the groups, parentheses or sub-queries.",
    )


def _position(text: str, offset: int) -> str:
    line_start = text.rfind("\n", 0, offset) + 1
    return f"line {text.count(chr(10), 0, offset) + 1}, column {offset - line_start + 1}"
