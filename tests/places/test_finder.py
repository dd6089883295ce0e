"""German places in running text, in many scripts, inflections and spellings."""

from __future__ import annotations

import pytest

from bot.places import Place, PlaceFinder
from bot.text import normalise

SENTENCES = [
    ("de", "Ich bin Krankenschwester aus der Ukraine und suche Hilfe in Dortmund", "Dortmund"),
    ("ru", "живу в Мюнхене", "München"),
    ("tr", "Münih'te ev arıyorum", "München"),
    ("ar", "انا في ميونخ", "München"),
    ("de", "wohne in Koeln", "Köln"),
    ("en", "flat in Koln", "Köln"),
    ("uk", "лікарка з Дортмунда", "Dortmund"),
    ("uk", "ми зараз у Гамбурзі", "Hamburg"),
    ("uk", "у Нижній Саксонії", "Niedersachsen"),
    ("ru", "живу в Северном Рейне-Вестфалии", "Nordrhein-Westfalen"),
    ("ar", "وعايش بدورتموند", "Dortmund"),
    ("ar", "انتقلت لفرانكفورت", "Frankfurt am Main"),
    ("ar", "نسكن في شمال الراين وستفاليا", "Nordrhein-Westfalen"),
    ("ti", "ኣብ ሃምቡርግ እቕመጥ", "Hamburg"),
    ("ti", "ኣብ ኑረንበርግ ስራሕ እደሊ", "Nürnberg"),
    ("am", "በሙኒክ እኖራለሁ", "München"),
    ("fa", "تو گلزنکیرشن زندگی میکنم", "Gelsenkirchen"),
    ("tr", "Köln'deyim", "Köln"),
    ("de", "die Münchner Ausländerbehörde", "München"),
    ("de", "Hamburger Jobcenter hilft nicht", "Hamburg"),
    ("de", "irgendwo in NRW", "Nordrhein-Westfalen"),
    ("en", "I need advice in FFM", "Frankfurt am Main"),
    ("de", "bin in HH", "Hamburg"),
    ("pl", "mieszkam we Frankfurcie", "Frankfurt am Main"),
    ("pl", "pracuję w Dreźnie", "Dresden"),
    ("cs", "bydlím v Norimberku", "Nürnberg"),
    ("hu", "Kölnből írok", "Köln"),
    ("es", "estoy en Colonia", "Köln"),
    ("fr", "j'habite à Aix-la-Chapelle", "Aachen"),
    ("it", "abito a Monaco di Baviera", "München"),
    ("nl", "ik woon in Keulen", "Köln"),
    ("el", "μένω στο Μόναχο", "München"),
    ("hy", "Ես ապրում եմ Մյունխենում", "München"),
    ("ka", "ვცხოვრობ მიუნხენში", "München"),
    ("hi", "मैं म्यूनिख में रहता हूँ", "München"),
    ("bn", "আমি বার্লিনে থাকি", "Berlin"),
    ("ta", "நான் பெர்லினில் வசிக்கிறேன்", "Berlin"),
    ("th", "ฉันอยู่เบอร์ลิน", "Berlin"),
    ("zh", "我住在慕尼黑", "München"),
    ("de", "Wohnung in Rothenburg ob der Tauber", "Rothenburg ob der Tauber"),
    ("de", "suche Arbeit in Bad Homburg", "Bad Homburg vor der Höhe"),
    ("de", "ich wohne in Düsseldrof", "Düsseldorf"),
    ("en", "im in Leipzg", "Leipzig"),
    ("de", "Essen", "Essen"),
    ("de", "Halle", "Halle (Saale)"),
    ("de", "wir essen gern in Essen", "Essen"),
    ("de", "Berlin-Neukölln", "Berlin"),
    ("de", "ich lebe in Wilhelmsburg bei meiner Tante in Hamburg", "Hamburg"),
    ("de", "in Schwabing", "München"),
    ("de", "Musterweg 12, 50667 Köln", "Köln"),
    (None, "Dortmund", "Dortmund"),
]


@pytest.mark.parametrize(("language", "text", "name"), SENTENCES)
def test_finds_the_place(finder: PlaceFinder, language: str | None, text: str, name: str) -> None:
    place = finder.find(text, language).place
    assert place is not None
    assert place.name == name


WORDS = [
    ("de", "wir möchten essen und dann in der halle singen"),
    ("de", "mein Konto ist leer"),
    ("de", "die Kinder spielen im Wald"),
    ("de", "sie verlangen meine Papiere in kleinen Mengen"),
    ("de", "15000 Euro Schulden"),
    ("de", "Bescheid Nr. 44135"),
    ("de", "rufen Sie an: 0231 44135"),
    ("de", "meine Nummer ist +49 15123 45678"),
    ("de", "seit 2015 hier, Hausnummer 12"),
    ("de", "Vertrag über 45.000"),
    ("de", "ein Hamburger und Pommes"),
    ("en", "she wears cologne to work"),
    ("tr", "kamptan çıkmak istiyorum, evrak varsa söyleyin"),
    ("tr", "borcum 12500 avro"),
    ("ar", "كل الناس في المدرسة"),
    ("ar", "راتبي 10245 يورو"),
    ("fa", "از سفارت نامه دارم و مدرکم گم شده"),
    ("ru", "ни копейки на карте, один гамбургер в день"),
    ("uk", "коли можна прочитати лист"),
    ("ti", "ኣብ ሃገረይ ዝነበርክዎ ስራሕ"),
    ("de", "ich komme aus Wien"),
    ("de", "😀"),
    ("de", ""),
]


@pytest.mark.parametrize(("language", "text"), WORDS)
def test_takes_no_word_for_a_place(finder: PlaceFinder, language: str, text: str) -> None:
    found = finder.find(text, language)
    assert found.place is None
    assert found.candidates == ()


@pytest.mark.parametrize(
    "text",
    [
        "from Hamburg moved to Kiel",
        "I moved to Kiel from Hamburg",
        "I was born in Germany, left Hamburg, now I live in Kiel",
    ],
)
def test_where_the_person_is_goes_before_where_they_come_from(
    finder: PlaceFinder, text: str
) -> None:
    place = finder.find(text, "en").place
    assert place is not None and place.name == "Kiel"


def test_a_town_goes_before_its_land(finder: PlaceFinder) -> None:
    place = finder.find("ich bin in Nürnberg, das ist in Bayern", "de").place
    assert place is not None and (place.name, place.kind) == ("Nürnberg", "city")


def test_a_land_alone_is_a_place(finder: PlaceFinder) -> None:
    place = finder.find("Bayern", "de").place
    assert place is not None
    assert (place.name, place.kind, place.state, place.precision) == (
        "Bayern", "state", "Bayern", "state",
    )  # fmt: skip


def test_a_name_of_several_towns_leaves_the_choice(finder: PlaceFinder) -> None:
    found = finder.find("ich wohne in Neustadt", "de")
    assert found.place is None
    assert 2 <= len(found.candidates) <= 6
    assert found.candidates[0].name == "Neustadt an der Weinstraße"
    assert {place.state for place in found.candidates} >= {"Rheinland-Pfalz", "Niedersachsen"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ich wohne in Neustadt in Rheinland-Pfalz", "Neustadt an der Weinstraße"),
        ("Friedberg, Hessen", "Friedberg"),
        ("Frankfurt in Brandenburg", "Frankfurt (Oder)"),
    ],
)
def test_the_land_decides_between_towns(finder: PlaceFinder, text: str, name: str) -> None:
    place = finder.find(text, "de").place
    assert place is not None and place.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Frankfurt", "Frankfurt am Main"),
        ("Münster", "Münster"),
        ("Freiburg", "Freiburg im Breisgau"),
    ],
)
def test_a_much_larger_town_is_meant(finder: PlaceFinder, text: str, name: str) -> None:
    place = finder.find(text, "de").place
    assert place is not None and place.name == name


def test_a_district_keeps_its_own_position(finder: PlaceFinder) -> None:
    district, city = finder.find("Neukölln").place, finder.find("Berlin").place
    assert district is not None and city is not None
    assert district.name == city.name == "Berlin"
    assert district.latitude < city.latitude


def test_spans_are_where_the_names_stand(finder: PlaceFinder) -> None:
    text = normalise("von Köln\u200b  nach Bonn")
    spans = finder.find("von Köln\u200b  nach Bonn", "de").spans
    assert [text[start:end] for start, end in spans] == ["Köln", "Bonn"]


@pytest.mark.parametrize(
    ("name", "state", "code", "expected", "land"),
    [
        ("München", None, None, "München", "Bayern"),
        ("Frankfurt", None, "15230", "Frankfurt (Oder)", "Brandenburg"),
        ("Frankfurt", None, "60311", "Frankfurt am Main", "Hessen"),
        ("Halle", "Nordrhein-Westfalen", None, "Halle", "Nordrhein-Westfalen"),
        ("Freiburg", None, None, "Freiburg im Breisgau", "Baden-Württemberg"),
        ("Bayern", None, None, "Bayern", "Bayern"),
    ],
)
def test_looks_up_addresses(
    finder: PlaceFinder, name: str, state: str | None, code: str | None, expected: str, land: str
) -> None:
    place = finder.lookup(name, state, code)
    assert place is not None
    assert (place.name, place.state, place.postal_code) == (expected, land, code)


def test_looks_up_nothing_that_is_no_place(finder: PlaceFinder) -> None:
    assert finder.lookup("Entenhausen") is None
    assert finder.lookup("bundesweit") is None
    assert finder.lookup("") is None


def test_place_passes_through_json(finder: PlaceFinder) -> None:
    place = finder.find("in Dresden", "de").place
    assert place is not None
    assert Place.from_dict(place.as_dict()) == place
