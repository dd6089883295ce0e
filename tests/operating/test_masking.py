"""What names somebody goes, what an operator learns from stays."""

from __future__ import annotations

import pytest

from bot.operating.inbox import _ordinary
from bot.operating.masking import mask
from bot.text import normalise
from bot.understanding.corpus import HELD_OUT, read_corpus

SPOILT = 0.01  # the share of ordinary sentences that may lose a word


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        # names that a sentence introduces
        ("ich heiße Amina Yusuf und suche Arbeit", "ich heiße <name> und suche Arbeit"),
        ("mein name ist amina", "mein name ist <name>"),
        ("my name is John Smith and I need help", "my name is <name> and I need help"),
        ("Меня зовут Анна Петрова, мне нужна помощь", "Меня зовут <name>, мне нужна помощь"),
        ("Мене звати Олена Коваль, шукаю роботу", "Мене звати <name>, шукаю роботу"),
        ("اسمي محمد", "اسمي <name>"),
        ("نام من زهرا احمدی است", "نام من <name> است"),
        ("ስመይ ሰላም ተስፋይ እዩ", "ስመይ <name> እዩ"),
        ("Benim adım Ayşe Yılmaz", "Benim adım <name>"),
        # names of others
        ("Herr Schmidt hat mir gekündigt", "Herr <name> hat mir gekündigt"),
        ("Frau Dr. Schneider vom Jobcenter", "Frau <name> vom Jobcenter"),
        ("bitte bei Familie Öztürk klingeln", "bitte bei Familie <name> klingeln"),
        ("mein vermieter heißt peter müller", "mein vermieter heißt <name>"),
        ("جاري اسمه خالد محمود ويهددني", "جاري اسمه <name> ويهددني"),
        ("Мій чоловік Іван Коваль помер", "Мій чоловік <name> помер"),
        ("здравствуйте, я Анна Петрова из Киева", "здравствуйте, я <name> из Киева"),
        # telephone numbers
        ("Rufen Sie mich an: 0151 23456789", "Rufen Sie mich an: <phone>"),
        ("+49 151 2345-6789", "<phone>"),
        ("tel 0049 (0)231 / 123456", "tel <phone>"),
        ("телефон 8 (903) 123-45-67", "телефон <phone>"),
        ("٠١٥١٢٣٤٥٦٧٨", "<phone>"),
        ("شماره من ۰۱۵۱۲۳۴۵۶۷۸ است", "شماره من <phone> است"),
        ("ቁጽሪ ስልከይ 0176 98765432", "ቁጽሪ ስልከይ <phone>"),
        # e-mail, links, handles
        ("mail: anna.petrova@example.org", "mail: <email>"),
        ("anna(at)example.org", "<email>"),
        ("почта анна@пример.рф", "почта <email>"),
        ("https://example.org/anna.petrova", "<link>"),
        ("@anna_petrova auf insta", "<handle> auf insta"),
        # accounts
        ("DE89 3704 0044 0532 0130 00", "<iban>"),
        ("de89370400440532013000", "<iban>"),
        ("Konto GB29 NWBK 6016 1331 9268 19 bitte", "Konto <iban> bitte"),
        ("رقم الحساب DE89370400440532013000", "رقم الحساب <iban>"),
        # passports, permits, files
        ("Pass Nr. C01X00T47", "Pass Nr. <number>"),
        ("паспорт АН123456", "паспорт <number>"),
        ("паспорт серія КВ № 654321", "паспорт серія <number>"),
        ("رقم جوازي A12345678", "رقم جوازي <number>"),
        ("ፓስፖርት EP1234567", "ፓስፖርት <number>"),
        ("Aufenthaltstitel YZ1234567", "Aufenthaltstitel <number>"),
        ("BG-Nummer 12345BG0012345", "BG-Nummer <number>"),
        # addresses and dates of birth
        ("Musterstraße 12, 44135 Dortmund", "<address>, 44135 Dortmund"),
        ("Am Alten Markt 3, 50667 Köln", "<address>, 50667 Köln"),
        ("Lange Gasse 7", "<address>"),
        ("вул. Шевченка 12, кв. 5", "<address>"),
        ("вулиця Шевченка, 12", "<address>"),
        ("ул. Ленина д. 5 кв. 10", "<address>"),
        ("شارع الملك فيصل 15", "<address>"),
        ("خیابان ولیعصر پلاک ۱۲", "<address>"),
        ("ጎደና ሓርነት 12", "<address>"),
        ("geboren am 12.03.1990", "geboren am <date>"),
    ],
)
def test_what_names_somebody_is_masked(sentence: str, masked: str) -> None:
    assert mask(sentence, known=_ordinary) == masked


@pytest.mark.parametrize(
    "secret",
    [
        "45 08 123456",
        "123456789012",
        "12 345 678 901",
        "123/45678/19",
        "UA213223130000026007233566001",
    ],
)
def test_no_long_number_is_left_whatever_it_is_called(secret: str) -> None:
    assert not any(c.isdigit() for c in mask(f"Nr {secret} bitte", known=_ordinary))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ich brauche 15000 Euro",
        "seit 2015 in Deutschland, 3 Kinder, 44135 Dortmund",
        "Ich habe am 12.03. um 10:30 einen Termin",
        "B1 Kurs, § 16d AufenthG, 450 Euro",
        "die EU27 Staaten haben das erlaubt",
        "Das Jobcenter Dortmund zahlt mir seit dem 1. Mai 2024 nichts",
        "was heißt Duldung",
        "Meine Frau sucht Arbeit",
        "я живу в Дортмунде с 2022 года, трое детей",
        "Мені потрібна допомога з паспортом",
        "أبحث عن شقة في دورتموند منذ 2023",
        "دنبال خانه در دورتموند می‌گردم",
        "ኣብ ዶርትሙንድ ገዛ እደሊ ኣለኹ",
    ],
)
def test_ordinary_sentences_stay_whole(sentence: str) -> None:
    assert mask(sentence, known=_ordinary) == normalise(sentence)


def test_sentences_that_nobody_trained_on_stay_whole() -> None:
    texts = [utterance.text for utterance in read_corpus(HELD_OUT)]
    spoilt = [text for text in texts if mask(text, known=_ordinary) != normalise(text)]
    assert len(spoilt) <= SPOILT * len(texts), spoilt
