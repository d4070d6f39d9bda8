"""Building with reasoning: what follows is found from the curated files alone, shipped and stored."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from rdflib import RDF, Graph

from kb.namespaces import CF, graph_iri, kb_iri, local_id
from kb.resources import data_path, ontology_path
from kb.store import Store

KEPT = {"nato-article-5", "us-rok-mdt-1953", "budapest-memorandum-ukraine"}


def test_a_build_that_reasons_ships_and_stores_what_follows(tmp_path: Path) -> None:
    shutil.copytree(data_path(), tmp_path / "kb")
    shutil.copytree(ontology_path(), tmp_path / "ontology")
    for path in (tmp_path / "kb" / "instruments").glob("*.yaml"):
        if path.stem not in KEPT:
            path.unlink()

    done = subprocess.run(
        [sys.executable, "-m", "kb", "build", "--reason"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "CASUS_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    shipped = Graph().parse(tmp_path / "kb" / "entailments" / "curated.nt", format="nt")
    assert (kb_iri("guarantee", "budapest-memorandum-ukraine"), RDF.type, CF.AdversaryGuarantee) in shipped
    assert (kb_iri("guarantee", "us-rok-mdt-1953"), RDF.type, CF.ArticleFiveTypeGuarantee) not in shipped
    assert {local_id(str(thing)) for thing in shipped.subjects() if "/guarantee/" in str(thing)} >= KEPT
    assert (kb_iri("guarantee", "anzus"), None, None) not in shipped
    rows = (
        Store(tmp_path / "home")
        .reader()
        .select(f"SELECT ?thing ?class {{ GRAPH <{graph_iri('inferred')}> {{ ?thing a ?class }} }}")
    )
    assert {(row["thing"], row["class"]) for row in rows} == {(str(s), str(o)) for s, _, o in shipped}
