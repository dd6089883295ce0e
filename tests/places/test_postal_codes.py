"""Postal codes: in messages, by area, and imported."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.errors import OperatorError
from bot.places import PlaceFinder
from bot.places.postal_codes import FILE_NAME, area, import_file, town

DORTMUND = "DE\t44135\tDortmund\tNordrhein-Westfalen\tNW\tReg.-Bez. Arnsberg\t059\tDortmund\t05913\t51.5149\t7.4660\t4"
OLFEN = "DE\t59399\tOlfen\tNordrhein-Westfalen\tNW\tReg.-Bez. Münster\t055\tCoesfeld\t05558\t51.7083\t7.3833\t4"


@pytest.mark.parametrize(
    ("language", "text", "code", "name"),
    [
        ("de", "meine plz ist 44135", "44135", "Dortmund"),
        ("de", "80331", "80331", "München"),
        ("ar", "الرمز البريدي ٤٤١٣٥", "44135", "Dortmund"),
        ("fa", "کد پستی ۵۰۶۶۷", "50667", "Köln"),
        ("hi", "४४१३५", "44135", "Dortmund"),
        ("de", "Musterweg 12, 04109 Leipzig", "04109", "Leipzig"),
        ("de", "Musterweg 12 59399 Olfen", "59399", "Olfen"),
    ],
)
def test_finds_codes(finder: PlaceFinder, language: str, text: str, code: str, name: str) -> None:
    place = finder.find(text, language).place
    assert place is not None
    assert (place.kind, place.postal_code, place.name) == ("postal_code", code, name)


@pytest.mark.parametrize("code", ["00123", "05123", "43210", "62100", "4413", "441350"])
def test_knows_what_is_no_german_code(finder: PlaceFinder, code: str) -> None:
    assert finder.find(code).place is None


# Known towns and the first two digits of their codes.
@pytest.mark.parametrize(
    ("code", "land"),
    [
        ("01067", "Sachsen"), ("10115", "Berlin"), ("18055", "Mecklenburg-Vorpommern"), ("20095", "Hamburg"),
        ("24103", "Schleswig-Holstein"), ("28195", "Bremen"), ("30159", "Niedersachsen"), ("39104", "Sachsen-Anhalt"),
        ("50667", "Nordrhein-Westfalen"), ("55116", "Rheinland-Pfalz"), ("60311", "Hessen"), ("66111", "Saarland"),
        ("70173", "Baden-Württemberg"), ("80331", "Bayern"), ("99084", "Thüringen"), ("14467", "Brandenburg"),
    ],
)  # fmt: skip
def test_areas_lie_in_their_land(code: str, land: str) -> None:
    around = area(code)
    assert around is not None and around.state == land


def test_there_are_95_areas_and_each_lies_near_its_town(finder: PlaceFinder) -> None:
    path = Path(__file__).resolve().parents[2] / "bot/places/data/postal_areas.yml"
    areas = yaml.safe_load(path.read_text("utf-8"))["areas"]
    assert len(areas) == 95
    for digits in areas:
        around = area(digits + "999")
        assert around is not None
        main = finder.lookup(around.town)
        assert main is not None, around.town
        assert abs(main.latitude - around.latitude) < 0.8, around.town
        assert abs(main.longitude - around.longitude) < 1.0, around.town


def test_beginnings_of_towns_name_known_towns(finder: PlaceFinder) -> None:
    assert town("44135") == "Dortmund"
    assert town("12529") == "Schönefeld"
    assert town("59399") is None


def test_an_unknown_code_is_as_exact_as_its_area(finder: PlaceFinder) -> None:
    place = finder.find("59399").place
    assert place is not None
    assert (place.name, place.precision, place.state) == ("", "area", "Nordrhein-Westfalen")


def test_imported_codes_are_exact(finder: PlaceFinder, tmp_path: Path) -> None:
    source, target, saved = tmp_path / "DE.txt", tmp_path / FILE_NAME, tmp_path / "places"
    source.write_text(f"{DORTMUND}\n{OLFEN}\n", "utf-8")
    assert import_file(source, target) == 2
    finder.save(saved)
    exact = PlaceFinder.load(saved, target)
    place = exact.find("59399").place
    assert place is not None
    assert (place.name, place.precision) == ("Olfen", "point")
    assert (place.latitude, place.longitude) == (51.7083, 7.3833)
    office = exact.lookup("Dortmund", None, "44135")
    assert office is not None and (office.precision, office.latitude) == ("point", 51.5149)


def test_places_of_one_code_share_its_middle(tmp_path: Path) -> None:
    source, target = tmp_path / "DE.txt", tmp_path / FILE_NAME
    second = OLFEN.replace("Olfen", "Vinnum").replace("51.7083", "51.7183")
    source.write_text(f"{OLFEN}\n{second}\n", "utf-8")
    assert import_file(source, target) == 1
    assert "51.7133" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("DE\t44135\tDortmund", ":2: 3 columns"),
        (DORTMUND.replace("DE\t", "AT\t", 1), ":2: country 'AT'"),
        (DORTMUND.replace("44135", "4413"), ":2: '4413'"),
        (DORTMUND.replace("\tNW\t", "\tXX\t"), ":2: 'XX'"),
        (DORTMUND.replace("51.5149", "north"), ":2: 'north'"),
        (DORTMUND.replace("51.5149", "7.4"), ":2: 7.4"),
        (DORTMUND.replace("\tDortmund\tNord", "\t\tNord"), ":2: the name"),
    ],
)
def test_a_broken_line_changes_nothing(tmp_path: Path, line: str, part: str) -> None:
    source, target = tmp_path / "DE.txt", tmp_path / FILE_NAME
    target.write_text("before", "utf-8")
    source.write_text(f"{OLFEN}\n{line}\n", "utf-8")
    with pytest.raises(OperatorError, match=r"DE\.txt") as raised:
        import_file(source, target)
    assert part in str(raised.value)
    assert target.read_text("utf-8") == "before"


def test_other_files_are_refused(tmp_path: Path) -> None:
    target = tmp_path / FILE_NAME
    with pytest.raises(OperatorError, match="missing"):
        import_file(tmp_path / "missing.txt", target)
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(OperatorError, match="no postal code"):
        import_file(tmp_path / "empty.txt", target)
    (tmp_path / "DE.zip").write_bytes(b"PK\x03\x04\xff\xfe\x80")
    with pytest.raises(OperatorError, match="unpack"):
        import_file(tmp_path / "DE.zip", target)
