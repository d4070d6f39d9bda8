"""The rooms of the code: imports point one way, along the data."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb

PACKAGE = Path(kb.__file__).parent
ROOMS = (
    {
        "errors",
        "resources",
        "namespaces",
        "article",
        "claim",
        "tables",
        "memberships",
        "offices",
        "extracted",
        "languages",
    },
    {"sources"},
    {"extraction"},
    {"training"},
    {"actor_graph", "curation", "names", "linking", "statements", "likeness", "population", "chronicle"},
    {"language_model", "evaluation"},
    {"store", "queries"},
    {"reasoning", "entailments", "shapes", "validation", "shipped", "reference"},
    {"comparison", "listing", "reviewing", "claim_index", "claim_facets"},
    {"knowledge_base"},
    {"endpoint"},
    {"asking", "checking", "curating", "dataset", "server"},
    {"dashboard"},
    {"serving", "cli", "__main__"},
)
STOREY = {module: number for number, modules in enumerate(ROOMS) for module in modules}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from [f"{node.module}.{name.name}" for name in node.names] if node.module == "kb" else [node.module]
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def test_every_module_has_a_room() -> None:
    assert {room(path) for path in MODULES} == set(STOREY)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    mine = STOREY[room(path)]
    for module in imports(path):
        if module.startswith("kb.") and (other := module.split(".")[1]) in STOREY:
            assert STOREY[other] <= mine, f"{room(path)} must not import {module}"


@pytest.mark.parametrize(
    ("foreign", "rooms"),
    [
        ("streamlit", {"dashboard", "serving"}),
        ("click", {"cli"}),
        ("pylode", {"reference"}),
        ("httpx", {"language_model"}),
        ("owlready2", {"reasoning"}),
        ("pyshacl", {"shapes", "validation"}),
        ("pyoxigraph", {"store", "endpoint", "reasoning"}),
        ("starlette", {"endpoint", "dashboard"}),
    ],
)
def test_a_library_is_known_in_one_place(foreign: str, rooms: set[str]) -> None:
    users = {room(path) for path in MODULES if foreign in {module.split(".")[0] for module in imports(path)}}
    assert users
    assert users <= rooms


def test_modules_stay_short() -> None:
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
