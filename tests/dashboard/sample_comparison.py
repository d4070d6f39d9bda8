"""A small comparison made by hand, and a look at HTML as a browser would read it."""

from html.parser import HTMLParser

from kb.comparison.matrix import (
    Absence,
    Cell,
    ComparedGuarantee,
    Comparison,
    Dimension,
    Evidence,
    Labels,
    Measure,
    Origin,
    Polarity,
    Row,
    Value,
)
from kb.comparison.order import Result, Rule
from kb.comparison.verdict import verdict

HOSTILE = (
    """<script>alert(1)</script><img src=x onerror=alert(2)> " onmouseover="alert(3)" '><a href="javascript:x">&amp;"""
)


class Page(HTMLParser):
    """The elements of a piece of HTML with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_mark = tag == "mark" or self._in_mark

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for element, attributes in self.elements if element == name]


def both(text: str, german: str | None = None) -> Labels:
    return {"en": text, "de": german or text}


def value(id_: str, label: str) -> Value:
    return Value(id_, both(label), both(f"rule of {label}"))


def dimension(id_: str, question: str, *, counts: bool = True, gate: bool = False) -> Dimension:
    return Dimension(id_, both(f"label {id_}"), both(question), both("meaning"), Rule.COVERS_MORE, counts, gate)


def text_quote(quote: str = "will assist", **facts: str) -> Evidence:
    return Evidence(
        Origin.TEXT,
        quote,
        "en",
        "The treaty, printed",
        "instrument/pact",
        url=facts.get("url", "https://example.org/pact"),
        grade="seen",
        provision={"en": "Art. 5(1)", "de": "Art. 5 Abs. 1"},
        note=both("a note"),
        affiliation=both("The Pact"),
        status="in-force",
    )


def spoken(quote: str, polarity: Polarity = Polarity.AFFIRMS, relayed: str = "", **facts: str) -> Evidence:
    return Evidence(
        Origin.CLAIM,
        quote,
        "de",
        facts.get("title", "Ein Bericht"),
        "article/bericht",
        polarity=polarity,
        act={"affirms": "reports", "doubts": "doubts", "denies": "denies"}[polarity],
        speaker=facts.get("speaker", "Anna Beispiel"),
        affiliation=both("Poland", "Polen"),
        relayed_from=both(relayed) if relayed else {},
        status="offered",
        strength="firm",
        date="2025-12-16",
        publisher="Blatt",
        claim_id="bericht/2",
        article_id="bericht",
    )


def comparison(text: str = "armed attack") -> Comparison:
    """Two guarantees by two dimensions, measured by the first; `text` stands wherever a source may write."""
    pact = ComparedGuarantee("pact", both("The Pact", "Der Pakt"))
    offer = ComparedGuarantee("offer", both(text))
    measured = Cell(
        text_values=(value("a", text),),
        claim_values=(value("b", "said value"),),
        denied_values=(value("c", "denied value"),),
        status="signed",
        absence=None,
        contested=True,
        against_benchmark=Result.WEAKER,
        evidence=(text_quote(text), spoken(text, relayed=text, title=text, speaker=text)),
    )
    whole = Cell(text_values=(value("a", "armed attack"),), status="in-force", absence=None, evidence=(text_quote(),))
    silent = Cell(absence=Absence.SILENT, against_benchmark=Result.EQUAL)
    unknown = Cell(absence=Absence.UNDETERMINED, against_benchmark=Result.UNDECIDED)
    rows = (
        Row(dimension("d6", "What triggers it?"), {"offer": measured}, whole),
        Row(dimension("d12", "How fast?"), {"offer": silent}, Cell(absence=Absence.SILENT)),
        Row(dimension("d13", "Where?"), {"offer": unknown}, whole),
        Row(dimension("d20", "Is it public?", counts=False), {"offer": unknown}, whole),
    )
    measures = (
        Measure(("offer",), "similar", both("similar"), spoken("Das ist ähnlich.")),
        Measure(("offer",), "similar", both("similar"), spoken("Das ist nicht ähnlich.", Polarity.DOUBTS)),
    )
    return Comparison((offer,), pact, rows, {"offer": verdict("offer", rows)}, measures, "1a2b")
