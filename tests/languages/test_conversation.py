"""Which language a conversation goes on in."""

from __future__ import annotations

from bot.languages.conversation import choose_language
from bot.languages.detect import LanguageDetector


def test_clear_message_changes_the_language(detector: LanguageDetector) -> None:
    choice = choose_language(detector, "Шукаю роботу медсестрою", "de", {})
    assert (choice.detected, choice.conversation) == ("uk", "uk")


def test_ok_a_name_and_a_number_keep_the_language(detector: LanguageDetector) -> None:
    for text in ("ok", "Dortmund", "44135", "Olena", "👍"):
        assert choose_language(detector, text, "ti", {}).conversation == "ti", text


def test_without_anything_to_go_by_the_language_stays_open(detector: LanguageDetector) -> None:
    choice = choose_language(detector, "44135", None, {})
    assert (choice.detected, choice.conversation) == (None, None)


def test_unsure_guess_without_a_prior_serves_understanding_only(
    detector: LanguageDetector,
) -> None:
    choice = choose_language(detector, "Dortmund", None, {})
    assert choice.conversation is None


def test_browser_language_is_the_prior_of_a_first_short_message(
    detector: LanguageDetector,
) -> None:
    metadata = {"browser_languages": ["uk-UA", "en"], "page_language": "de"}
    assert choose_language(detector, "так точно", None, metadata).conversation == "uk"


def test_language_off_the_list_is_told(detector: LanguageDetector) -> None:
    choice = choose_language(detector, "Etsin asuntoa ja tarvitsen neuvontaa", "de", {})
    assert choice.off_list
    assert choice.detected is None
    assert choice.conversation == "de"


def test_dari_goes_on_as_persian_unless_it_was_chosen(detector: LanguageDetector) -> None:
    text = "در دورتموند کار پیدا نمیتانم، داکتر گفت پیش شما بیایم"
    assert choose_language(detector, text, None, {}).conversation == "fa"
    assert choose_language(detector, text, "de", {}).conversation == "fa"
    assert choose_language(detector, text, "prs", {}).conversation == "prs"
