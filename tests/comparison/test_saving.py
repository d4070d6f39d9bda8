"""A saved comparison has an address made of its content, and tells what newer data change."""

from dataclasses import replace
from pathlib import Path

import pytest
from test_writing import made

from kb.comparison.changes import difference, imprint
from kb.comparison.matrix import Absence, Cell
from kb.comparison.perspective import Perspective, read_voice
from kb.comparison.saving import save, saved
from kb.errors import UnknownIdError


def test_what_is_saved_is_read_back_and_saved_once(tmp_path: Path) -> None:
    comparison = replace(made(), perspective=Perspective(read_voice("state:PL"), known_on="2025-12-16"))
    kept = save(comparison, tmp_path)
    assert save(comparison, tmp_path).id == kept.id
    assert [path.name for path in tmp_path.iterdir()] == [f"{kept.id}.json"]
    again = saved(kept.id, tmp_path)
    assert again == kept
    assert again.view.perspective == comparison.perspective
    assert not difference(again.shown, imprint(comparison))


def test_newer_data_show_as_a_difference_and_get_another_address(tmp_path: Path) -> None:
    comparison = made()
    kept = save(comparison, tmp_path)
    row = comparison.rows[0]
    newer = replace(comparison, rows=(replace(row, cells={"g": Cell(absence=Absence.SILENT)}),))
    assert save(newer, tmp_path).id != kept.id
    (change,) = difference(saved(kept.id, tmp_path).shown, imprint(newer)).cells
    assert (change.dimension, change.guarantee) == ("d6", "g")


@pytest.mark.parametrize("id_", ["0" * 16, "../../etc/passwd", "", "ABCDEF0123456789"])
def test_what_was_not_saved_is_unknown(tmp_path: Path, id_: str) -> None:
    with pytest.raises(UnknownIdError):
        saved(id_, tmp_path)


def test_a_broken_file_is_told_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / f"{'0' * 16}.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UnknownIdError, match="cannot be read"):
        saved("0" * 16, tmp_path)
