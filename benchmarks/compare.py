"""What a comparison costs on the full library plus many articles: opened cold, and with one choice changed.

    python benchmarks/compare.py HOME [--articles 10000] [--runs 5]

HOME is a folder of its own with a knowledge base (`CASUS_HOME=HOME casus build`); the first run adds copies of
annotated articles to it, each with its own id and day. Each line: the step and the median of its seconds; beside the
comparison stand the same rows from the store alone, which is what any page that keeps nothing would pay.
"""

import argparse
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from kb.comparison.changes import difference, imprint
from kb.comparison.conflicts import conflicts
from kb.comparison.context import contexts
from kb.comparison.evidence import stated_claims, text_codings
from kb.comparison.perspective import Perspective
from kb.comparison.playing import flips, steps
from kb.comparison.view import OPENING_GUARANTEES
from kb.comparison.voices import heard
from kb.dashboard.cell_html import shown_first
from kb.dashboard.matrix_html import Look, matrix
from kb.dashboard.wording import Wording
from kb.extraction import extract
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import graph_iri
from kb.population import populate
from kb.resources import data_path
from kb.sources.files import article_paths, read_article

CONTRACT = Path(__file__).parents[1] / "tests" / "contract" / "dev"
FIRST_DAY = date(2024, 1, 1)
LAST_DAYS = 1000
BATCH = 200_000


def templates() -> list[tuple[str, str]]:
    """Of each article that is copied its id and its assertions as N-Triples without a day of publication."""
    found = []
    for path in article_paths([data_path("articles"), CONTRACT]):
        article = replace(read_article(path), date=None)
        graph = populate(article, extract(article)).assertions
        found.append((article.id, graph.serialize(format="nt")))
    return found


def grow(base: KnowledgeBase, articles: int) -> None:
    """Add copies until there are this many, in bulk."""
    there = len(base.reader().select("SELECT ?copy WHERE { ?copy <urn:casus:copy> ?number }"))
    if there >= articles:
        return
    patterns = templates()
    store = ox.Store(str(base.store.home / "store"))
    quads: list[str] = []
    for number in range(there, articles):
        id_, triples = patterns[number % len(patterns)]
        copy = f"copy-{number}-{id_}"
        day = (FIRST_DAY + timedelta(days=number % LAST_DAYS)).isoformat()
        node = f"<https://w3id.org/casus-foederis/kb/article/{copy}>"
        told = re.sub(rf"(kb/(?:article|claim|quote)/){re.escape(id_)}(?=[/>])", rf"\g<1>{copy}", triples)
        told += f'{node} <https://schema.org/datePublished> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
        told += f'{node} <urn:casus:copy> "{number}" .\n'
        graph = f" <{graph_iri('article', copy)}> .\n"
        quads += [line.removesuffix(" .") + graph for line in told.splitlines() if line]
        if len(quads) > BATCH or number == articles - 1:
            store.bulk_load("".join(quads).encode(), format=ox.RdfFormat.N_QUADS)
            quads = []
    store.flush()
    del store
    with base.store.writing():
        pass


def timed(name: str, runs: int, work: Callable[[], object]) -> None:
    """Print the median of some runs."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    print(f"{name:55} {statistics.median(seconds):8.3f} s", flush=True)


def main() -> None:
    """Grow the knowledge base and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    base = KnowledgeBase(asked.home)
    base.ensure_built()
    grow(base, asked.articles)
    four = list(OPENING_GUARANTEES)
    select = base.reader().select
    said = {id_: len(material.claims) for id_, material in base.shelf().materials(four).items()}
    print("claims:", ", ".join(f"{id_} {number}" for id_, number in said.items()))

    def forget() -> None:
        base.shelf().forget()

    def cold() -> None:
        forget()
        base.compare(four)

    def one_more() -> None:
        base.compare(four)
        base.shelf().forget("csto-article-4")
        base.compare([*four, "csto-article-4"])

    days = iter(range(1, 28))

    def another_day() -> None:
        flips(base.shelf(), base.compare(four, perspective=Perspective(known_on=f"2025-12-{next(days):02d}")))

    comparison = base.compare(four)
    words = Wording("en", base.codebook())
    materials = base.shelf().materials(four)
    claims = [claim for material in materials.values() for claim in material.claims]
    shown = {found.claim_id for row in comparison.rows for cell in row.cells.values() for found in shown_first(cell)}
    timed("opened cold", asked.runs, cold)
    timed("  of it, the rows alone", asked.runs, lambda: (text_codings(select, four), stated_claims(select, four)))
    timed("opened again", asked.runs, lambda: base.compare(four))
    timed("one guarantee more, not read before", asked.runs, one_more)
    timed("another day, with its flips", asked.runs, another_day)
    timed("all days played", 1, lambda: steps(base.shelf(), four, four[0], Perspective()))
    timed("conflicts", asked.runs, lambda: conflicts(claims))
    timed("voices", asked.runs, lambda: heard(materials.values(), base.shelf().memberships, base.shelf().group_names))
    timed("contexts of the quotes shown", asked.runs, lambda: contexts(select, [id_ for id_ in shown if id_]))
    timed("the table as HTML", asked.runs, lambda: matrix(comparison, words, look=Look()))
    timed("difference", asked.runs, lambda: difference(imprint(comparison), imprint(comparison)))


if __name__ == "__main__":
    main()
