import pytest

from kb.dashboard.address import MOST_GUARANTEES, OPENING_GUARANTEES, CompareView, compare_view, href


@pytest.mark.parametrize(
    "view",
    [
        CompareView(),
        CompareView(guarantees=()),
        CompareView(guarantees=("b", "a"), benchmark="eu-article-42-7"),
        CompareView(only_differences=True, both_speak=True, cell="d8:a"),
        CompareView(order=("d8", "d12")),
    ],
)
def test_a_view_survives_its_address(view: CompareView) -> None:
    parameters = {name: [value] if isinstance(value, str) else value for name, value in view.parameters().items()}
    assert compare_view(parameters) == view


def test_the_opening_view_needs_no_parameters() -> None:
    assert CompareView().parameters() == {}


def test_unknown_and_surplus_guarantees_fall_away_in_order() -> None:
    ids = [f"g{number}" for number in range(MOST_GUARANTEES + 3)]
    view = CompareView(guarantees=("nowhere", "g1", *ids), benchmark="nowhere").known(ids)
    assert view.guarantees == ("g1", "g0", "g2", "g3", "g4", "g5")
    assert view.benchmark == "nato-article-5"


def test_addresses_are_relative_and_encoded() -> None:
    assert href("", "de") == ".?lang=de"
    assert href("articles", "en", {"article": "a&b=c"}) == "articles?lang=en&article=a%26b%3Dc"
    assert href("", "en", {"g": list(OPENING_GUARANTEES[:2])}) == ".?lang=en&g=nato-article-5&g=us-guarantee-ukraine"
