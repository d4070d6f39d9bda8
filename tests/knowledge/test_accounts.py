"""No researched instrument is lost: each is entered, merged into another or left out with a reason."""

from collections.abc import Mapping
from typing import Any

import pytest

from kb.curation import instrument_paths, read_yaml
from kb.resources import data_path


@pytest.fixture(scope="module")
def accounts() -> Mapping[str, Any]:
    document: Mapping[str, Any] = read_yaml(data_path("accounts.yaml"))
    return document


@pytest.fixture(scope="module")
def researched(accounts: Mapping[str, Any]) -> set[str]:
    return set(accounts["researched_ids"])


@pytest.fixture(scope="module")
def files() -> set[str]:
    return {path.stem for path in instrument_paths()}


def test_the_list_of_the_researched_is_whole(accounts: Mapping[str, Any]) -> None:
    ids = accounts["researched_ids"]
    assert len(ids) == len(set(ids)) == accounts["researched"]


def test_entered_merged_and_left_out_make_up_the_researched(
    accounts: Mapping[str, Any], researched: set[str], files: set[str]
) -> None:
    entered, merged, left_out = researched & files, set(accounts["merged"]), set(accounts["left_out"])
    assert entered | merged | left_out == researched
    assert len(entered) + len(merged) + len(left_out) == accounts["researched"], "an id is accounted for twice"


def test_what_was_merged_went_into_an_instrument_that_exists(accounts: Mapping[str, Any], files: set[str]) -> None:
    assert set(accounts["merged"].values()) <= files


def test_what_was_left_out_has_a_reason_in_both_languages(accounts: Mapping[str, Any]) -> None:
    for left_out, reason in accounts["left_out"].items():
        assert all(reason.get(language) for language in ("en", "de")), left_out
