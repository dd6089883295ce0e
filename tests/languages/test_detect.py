"""Language detection in named situations, with a detector trained on data/nlu."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.languages import LANGUAGES
from bot.languages.detect import SURE, LanguageDetector

OFF_LIST = [
    (code, text)
    for code, text in yaml.safe_load(Path(__file__).with_name("off_list.yml").read_text("utf-8"))
    if code not in LANGUAGES
]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich suche eine Wohnung für meine Familie", "de"),
        ("I need help with the recognition of my diploma", "en"),
        ("Diplomamın tanınması için yardıma ihtiyacım var", "tr"),
        ("Ищу работу медсестрой в Дортмунде", "ru"),
        ("Шукаю роботу медсестрою в Дортмунді", "uk"),
        ("أبحث عن شقة لعائلتي", "ar"),
        ("دنبال خانه برای خانواده‌ام می‌گردم", "fa"),
        ("ሓገዝ የድልየኒ ኣሎ", "ti"),
    ],
)
def test_sentence_in_each_first_language(
    detector: LanguageDetector, text: str, language: str
) -> None:
    found = detector.detect(text)
    assert found.language == language
    assert found.confidence >= SURE
    assert found.ranking[0][0] == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Aufenthaltserlaubnis uzatmak istiyorum, Ausländerbehörde Termin vermiyor", "tr"),
        ("I need an Anmeldung for my Aufenthaltstitel, where do I go", "en"),
        ("мені треба Termin в Jobcenter, Aufenthaltstitel закінчується", "uk"),
        ("Bescheid vom Jobcenter пришёл, ничего не понимаю", "ru"),
        ("وصلني Bescheid من الجوب سنتر", "ar"),
        ("برای Wohngeld چه مدارکی لازم است", "fa"),
    ],
)
def test_german_loan_words_do_not_flip_a_sentence(
    detector: LanguageDetector, text: str, language: str
) -> None:
    assert detector.detect(text).language == language


def test_german_about_offices_stays_german(detector: LanguageDetector) -> None:
    assert detector.detect("Wo ist die Ausländerbehörde?").language == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kak poluchit rabotu v Germanii bez yazyka", "ru"),
        ("ya shukayu kvartyru dlya moyeyi simyi", "uk"),
        ("salam man donbale khane migardam lotfan komak konid", "fa"),
        ("ana badi sakan la 3eilti bas ma 3andi shi wara2", "ar"),
        ("selam hagez yedliyeni alo bejakum", "ti"),
    ],
)
def test_latin_letters_of_people_without_their_keyboard(
    detector: LanguageDetector, text: str, language: str
) -> None:
    assert detector.detect(text).language == language


def test_persian_on_an_arabic_keyboard(detector: LanguageDetector) -> None:
    assert detector.detect("مي خواهم كار پيدا كنم").language == "fa"


def test_turkish_without_its_letters(detector: LanguageDetector) -> None:
    assert detector.detect("diplomami taniyorlar mi bilmiyorum yardim lazim").language == "tr"


@pytest.mark.parametrize("prior", [None, "uk"])
@pytest.mark.parametrize(
    "text",
    ["", "   ", "ok", "OK!", "👍", "😊😊", "44135", "0171 1234567", "٤٤١٣٥", "...", "?!", "\x00\x07",
     "https://example.org/berlin/kurse", "name@example.org", "www.example.de"],
)  # fmt: skip
def test_nothing_to_tell_a_language_from(
    detector: LanguageDetector, text: str, prior: str | None
) -> None:
    found = detector.detect(text, prior=prior)
    assert found.language is None
    assert found.confidence == 0
    assert not found.off_list


@pytest.mark.parametrize("name", ["Dortmund", "Hamburg", "Olena", "Mohammed", "WhatsApp", "BAMF"])
@pytest.mark.parametrize("prior", [None, "uk", "ar", "tr"])
def test_a_name_never_is_sure(detector: LanguageDetector, name: str, prior: str | None) -> None:
    found = detector.detect(name, prior=prior)
    assert found.confidence < SURE


def test_numbers_and_addresses_beside_words_do_not_count(detector: LanguageDetector) -> None:
    plain = detector.detect("Шукаю роботу в Дортмунді")
    dressed = detector.detect("Шукаю роботу в Дортмунді 44135 https://example.org/jobs 👍")
    assert dressed.language == plain.language == "uk"


def test_prior_settles_a_word_of_two_languages(detector: LanguageDetector) -> None:
    # "робота" is written alike in Russian and Ukrainian.
    assert detector.detect("робота", prior="uk").language == "uk"
    assert detector.detect("так точно", prior="uk").language == "uk"
    assert detector.detect("так точно", prior="ru").language == "ru"


def test_wrong_prior_does_not_hold_a_clear_sentence(detector: LanguageDetector) -> None:
    text = "I need help with my residence permit please"
    assert detector.detect(text, prior="de") == detector.detect(text)


def test_script_outweighs_a_wrong_prior_even_for_one_word(detector: LanguageDetector) -> None:
    assert detector.detect("мельдебешайнігунг", prior="ar").language in {"uk", "ru", None}
    assert detector.detect("ሰላም", prior="de").language in {"ti", "am"}  # of both


def test_unlisted_prior_is_no_prior(detector: LanguageDetector) -> None:
    assert detector.detect("danke schön", prior="xx") == detector.detect("danke schön")


def test_most_messages_off_the_list_are_unknown(detector: LanguageDetector) -> None:
    found = detector.detect_many([text for _, text in OFF_LIST])
    unknown = sum(d.language is None or d.confidence < SURE for d in found)
    off_list = sum(d.off_list for d in found)
    assert unknown >= 0.9 * len(OFF_LIST)
    assert off_list >= 0.60 * len(OFF_LIST)


@pytest.mark.parametrize(
    "text",
    [
        "Jag söker hjälp med att hitta en lägenhet i Hamburg",
        "Etsin asuntoa ja tarvitsen neuvontaa",
        "אני מחפש דירה בברלין, מי יכול לעזור לי?",
        "베를린에서 집을 구하는 데 도움이 필요합니다",
        "ベルリンで仕事を探しています",
        "నాకు ఉద్యోగం కోసం సహాయం కావాలి",
        "Маған жұмыс табуға көмек керек, қайда баруым керек?",
    ],
)
def test_a_language_off_the_list_is_called_so(detector: LanguageDetector, text: str) -> None:
    found = detector.detect(text)
    assert found.language is None
    assert found.off_list


def test_very_long_and_broken_texts_have_an_answer(detector: LanguageDetector) -> None:
    assert detector.detect("ich suche eine Wohnung " * 900).language == "de"
    assert detector.detect("\ud800 suche \x00 Wohnung in der Nähe").language == "de"
    assert detector.detect("a" * 20_000).confidence < 1


def test_many_at_once_are_answered_like_one_by_one(detector: LanguageDetector) -> None:
    texts = ["Ich suche Arbeit", "ok", "Шукаю роботу", "أبحث عن عمل", "iş arıyorum", "👍", "work"]
    for one, many in zip(texts, detector.detect_many(texts), strict=True):
        found = detector.detect(one)
        assert found.language == many.language
        assert found.confidence == pytest.approx(many.confidence, abs=1e-4)


def test_saved_and_loaded_detector_answers_the_same(
    detector: LanguageDetector, tmp_path: Path
) -> None:
    detector.save(tmp_path)
    texts = ["Ich suche Arbeit", "treba robota", "أبحث عن عمل", "jag söker arbete", "hmm ok", "ne"]
    assert LanguageDetector.load(tmp_path).detect_many(texts) == detector.detect_many(texts)
    assert not list(tmp_path.glob("*.pkl"))
