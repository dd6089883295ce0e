"""What is wrong with an offers file is said with file, line, column, problem and value."""

from __future__ import annotations

import pytest

from bot.directory.faults import ImportFaults
from bot.directory.importing import import_csv
from bot.directory.offer import COLUMNS
from bot.errors import OperatorError

CELLS = [
    ("id", "Beratung_1", "not a slug of small letters, digits and hyphens", "Beratung_1"),
    ("id", "", "must not be empty", ""),
    ("organisation", "", "must not be empty", ""),
    ("offer_name", "", "must not be empty", ""),
    ("is_mo", "ja", "not one of yes, no, unknown", "ja"),
    ("need", "", "must not be empty", ""),
    ("need", "recognition;wohnen", "not a need of the taxonomy", "wohnen"),
    ("need", "housing;housing", "named twice", "housing"),
    ("need", "housing;;school", "an empty value in the list", "housing;;school"),
    ("languages", "de;deutsch", "not a BCP 47 language code", "deutsch"),
    ("languages", "xx", "not a BCP 47 language code", "xx"),
    ("languages", "und", "not a BCP 47 language code", "und"),
    ("languages", "ukr", "write uk for this language", "ukr"),
    ("languages", "DE", "write de for this language", "DE"),
    ("postal_code", "4413", "not a German postal code of five digits", "4413"),
    ("postal_code", "00123", "not a German postal code of five digits", "00123"),
    ("postal_code", "٤٤١٣٧", "not a German postal code of five digits", "٤٤١٣٧"),
    ("state", "", "must not be empty", ""),
    ("state", "NRW", "neither a Land nor bundesweit", "NRW"),
    ("phone", "anrufen", "not a telephone number", "anrufen"),
    ("phone", "030 12", "not a telephone number", "030 12"),
    ("phone", "+49 30 204485900000000", "not a telephone number", "+49 30 204485900000000"),
    ("email", "info@verein", "not an e-mail address", "info@verein"),
    ("email", "info at verein.de", "not an e-mail address", "info at verein.de"),
    ("website", "www.verein.de", "not a web address beginning with http:// or https://", "www.verein.de"),
    ("website", "javascript:alert(1)", "not a web address beginning with http:// or https://", "javascript:alert(1)"),
    ("website", "https://[::1", "not a web address beginning with http:// or https://", "https://[::1"),
    ("source_url", "https://a.de | b", "not a web address beginning with http:// or https://", "b"),
    ("opening_hours", "Mo 9 Uhr", "not an OSM opening_hours expression", "Mo 9 Uhr"),
    ("opening_hours", "Mo-Fr 09:00-49:00", "not an OSM opening_hours expression", "Mo-Fr 09:00-49:00"),
    ("cost", "gratis", "neither free nor an amount such as 20 EUR", "gratis"),
    ("mode", "phone;fax", "not one of in_person, phone, online", "fax"),
    ("seen", "22.11.2026", "not a date such as 2026, 2026-07 or 2026-07-05", "22.11.2026"),
    ("seen", "2026-02-30", "not a date such as 2026, 2026-07 or 2026-07-05", "2026-02-30"),
    ("seen", "2026-13", "not a date such as 2026, 2026-07 or 2026-07-05", "2026-13"),
    ("community", "UK", "not an ISO 3166 country code", "UK"),
    ("community", "EU", "not an ISO 3166 country code", "EU"),
    ("community", "türkisch", "not a BCP 47 language code", "türkisch"),
    ("latitude", "51,5", "not a number of degrees such as 51.5136", "51,5"),
    ("longitude", "-0.12", "lies outside Germany", "-0.12"),
    ("latitude", "nan", "lies outside Germany", "nan"),
    ("withdrawn", "maybe", "neither yes nor no", "maybe"),
    ("street", "Hof\nHaus 2", "holds a line break or control character", "'Hof\\nHaus 2'"),
]  # fmt: skip


def faults(store, path):
    with pytest.raises(ImportFaults) as caught:
        import_csv(store, path)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(("column", "cell", "problem", "value"), CELLS)
def test_cell(store, offers_file, row, column, cell, problem, value):
    place = {"latitude": "51.5", "longitude": "7.5"}
    path = offers_file(
        [row("gut", **place), row(**({"offer_id": "schlecht"} | place)) | {column: cell}]
    )
    assert faults(store, path) == [f"{path}:3: {column}: {problem}: {value}"]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("phone", "116016"), ("phone", "116 123"), ("phone", "112"), ("phone", "0800 5465465"),
        ("phone", "+49 30 18151111"), ("phone", "0231/5011111"), ("phone", "+43 1 5880"),
        ("languages", "kmr;rom;zh-Hant;fa-AF;ti"), ("community", "TR;ku;XK"),
        ("seen", "2026"), ("seen", "2026-07"), ("seen", "2024-02-29"), ("cost", "20 EUR"),
        ("cost", "7.50 EUR"), ("opening_hours", '24/7'), ("postal_code", "01067"),
        ("opening_hours", 'Mo-Fr 9:00-17:00 "nach Vereinbarung"; PH off'),
        ("website", "https://käse.example.de/a?b=c#d"), ("email", "a.b+c@x-y.example.de"),
        ("state", "bundesweit"), ("mode", "in_person; phone"), ("withdrawn", "no"),
    ],
)  # fmt: skip
def test_cell_that_is_fine(store, offers_file, row, column, cell):
    assert import_csv(store, offers_file([row() | {column: cell}])).added == ("beratung",)


def test_all_faults_of_a_file_come_at_once_and_none_of_it_is_imported(store, offers_file, row):
    good = import_csv(store, offers_file([row("alt")]))
    assert good.added == ("alt",)
    before = store.records()
    path = offers_file(
        [row("alt", cost="20 EUR"), row("neu", need="nichts", phone="x"), row("neu", seen="bald")]
    )
    assert faults(store, path) == [
        f"{path}:3: need: not a need of the taxonomy: nichts",
        f"{path}:3: phone: not a telephone number: x",
        f"{path}:4: seen: not a date such as 2026, 2026-07 or 2026-07-05: bald",
        f"{path}:4: id: already in line 3: neu",
    ]
    assert store.records() == before


def test_an_error_half_way_leaves_the_directory_as_it_was(store, offers_file, row):
    path = offers_file([row("erste", city="Dortmund"), row("zweite", city="Unna")])

    def fail(city, state, code):
        if city == "Unna":
            raise OperatorError("The list of places is broken; make it again.")

    with pytest.raises(OperatorError, match="list of places"):
        import_csv(store, path, geocode=fail)
    assert store.records() == []


def test_lines_are_counted_in_the_file_also_after_blank_ones_and_cells_of_two_lines(
    store, offers_file, row
):
    path = offers_file([row("a", street="Weg 1\nHinterhof"), row("b", mode="fax")])
    path.write_text(path.read_text("utf-8").replace("\nb,", "\n\n\nb,"), "utf-8")
    assert [line.split(": ")[0] for line in faults(store, path)] == [f"{path}:2", f"{path}:6"]


def test_degrees_come_in_pairs(store, offers_file, row):
    path = offers_file([row(latitude="51.5"), row("zwei", latitude="51.5", longitude="7.5")])
    problem = "must not be empty when latitude is given"
    assert faults(store, path) == [f"{path}:2: longitude: {problem}: "]


def test_rows_of_one_organisation_agree_about_it(store, offers_file, row):
    own = {"organisation": "Verein (erfunden)"}
    path = offers_file(
        [row("a", is_mo="yes", community="TR", **own), row("b", is_mo="no", community="", **own)]
    )
    assert faults(store, path) == [
        f"{path}:3: is_mo: line 2 says 'yes' of the same organisation: no",
        f"{path}:3: community: line 2 says 'TR' of the same organisation: ",
    ]


def test_columns_missing_unknown_and_twice(store, offers_file, row):
    path = offers_file([row()])
    header, rest = path.read_text("utf-8").split("\n", 1)
    header = header.strip().replace("languages", "langauges").replace("cost", "phone")
    path.write_text(header + ",bemerkung\n" + rest, "utf-8")
    assert faults(store, path) == [
        f"{path}:1: languages: the column is missing: languages",
        f"{path}:1: cost: the column is missing: cost",
        f"{path}:1: langauges: unknown column, did you mean languages?: langauges",
        f"{path}:1: phone: the column is there twice: phone",
        f"{path}:1: bemerkung: unknown column: bemerkung",
    ]


def test_rows_with_too_many_or_too_few_cells(store, offers_file, row):
    path = offers_file([row("lang"), row("kurz")])
    header, long, short = path.read_text("utf-8").splitlines()
    columns = header.count(",") + 1
    path.write_text("\n".join([header, long + ",mehr", short.rsplit(",", 1)[0]]), "utf-8")
    assert faults(store, path) == [
        f"{path}:2: cell {columns + 1}: one cell too many: mehr",
        f"{path}:3: seen: the row ends before this column: ",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "{path}: the file is empty; begin with a row of column names."),
        ("id,Träger\n".encode("utf-16"), "{path}: the file is UTF-16; save it as UTF-8."),
        (
            "id,organisation\na,Träger".encode("latin-1"),
            "{path}:2: the file isn't UTF-8 (byte 0xe4); save it as UTF-8.",
        ),
        (
            b"id;organisation;need\n",
            "{path}: the columns are separated by semicolons; save the file with commas.",
        ),
        (
            b"id\torganisation\tneed\n",
            "{path}: the columns are separated by tabs; save the file with commas.",
        ),
        (
            b'id,organisation\na,"Verein\n',
            "{path}:2: the row can't be read (unexpected end of data); check its quotation marks.",
        ),
    ],
)
def test_file_of_another_form_is_said_in_a_sentence(store, tmp_path, content, sentence):
    path = tmp_path / "offers.csv"
    path.write_bytes(content)
    with pytest.raises(OperatorError) as caught:
        import_csv(store, path)
    assert str(caught.value) == sentence.format(path=path)


@pytest.mark.parametrize("name", ["nichts.csv", "."])
def test_file_that_cannot_be_read_is_said_in_a_sentence(store, tmp_path, name):
    with pytest.raises(OperatorError, match="name an offers file that can be read"):
        import_csv(store, tmp_path / name)


def test_byte_order_mark_is_remarked_and_the_file_read(store, offers_file, row):
    path = offers_file([row()])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    report = import_csv(store, path)
    assert report.added == ("beratung",)
    assert report.remarks == (f"{path}: begins with a byte order mark; it was read without it.",)


def test_a_header_alone_is_an_empty_directory(store, tmp_path):
    path = tmp_path / "offers.csv"
    path.write_text(",".join(COLUMNS) + "\n", "utf-8")
    assert import_csv(store, path).added == ()
