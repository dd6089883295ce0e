"""A language that nobody speaks is added, taught with a few sentences, trained and understood.

Its words are made up; what is said with them is what people say: short and long, with and without
capitals and signs. A second language stays without a single word, and does no harm.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

UTTERANCES = {
    "life.yml": {
        "need_housing": [
            "vu zolkesh dumelok plo vuna halmek",
            "Ubra truvesh lishka rasnok?",
            "dumestar vilgek vumta irkemsh bezun dumelok zulik",
            "lovakum eshti tredi krofka, vu nok kivesh prugesh",
            "Vumta livnemsh penta sha unik rasnok, mugra pinka",
            "plesvik sha murzakta ke dumestar nok fendek",
            "vu dremkesh sha dorvik, nok hobvesh dumvar",
            "henvemsh nuvka dumelok zun trika rasnokta",
            "Dobrela zulik! Kidra fendek zun paprenok plo dumelok?",
            "teplak nok yorvek, dumestar glosvek nok",
            "til meshnik oshtesh lashesh dumelok, ubra irkesh",
            "zolkesh rasnok lishka sha mishtak",
        ],
        "need_health": [
            "vuna breskik eshti krumga",
            "Ubra eshti medrakar kidra glosvek vumtana tungla?",
            "kaprok bolvek trika zulikta",
            "vu nok hobvesh zavitok, medrakar nok vilgek vu",
            "vuna zhonvik eshti gravdena, kidra fendek",
            "zubrik bolvek mugra!! henvesh medrakar",
            "Kivra hobvesh zavitok plo halmek?",
            "nok kivesh dremkesh, kaprok eshti shtrakna ke vu plakvesh",
            "pilkok eshti tredi krofka prugna, zavitok nok prugek",
            "mamvik hobvek zharvik ke ombrik bolvek",
            "vu henvesh glosvesh zun medrakar plo dushvik",
            "breskik henvek pikvik kontra krumok, ubra medrakvar",
        ],
    },
    "learning.yml": {
        "need_german_course": [
            "vu vilgesh mekkesh zemask",
            "Ubra eshti kurvelok zemask sha vechkar?",
            "henvesh pogradik zemask plo yorvik",
            "vu glosvesh nok zemask, kidra mekstek vu",
            "kurvelok bezlovak plo zhonvikta zun breskikta?",
            "Kadru nachvek nuvka grembik zemask",
            "izmenok zemask eshti krezna, vu pavesh dvika",
            "vumta nok pomremsh zemask, zolkemsh kurvelok",
            "vu kivesh legresh bukvikta nok, vilgesh mekkesh plektesh ke zemask",
            "muzhvar yorvek, kurvelok zemask nurka sha vechkar kivek",
            "kidra prugek kurvelok zemask?",
            "mekstar zolkna: zemask plo nachvikta, dvika zulikta sha tydvik",
        ],
    },
    "conversation.yml": {
        "greet": [
            "salvok",
            "Salvokta!",
            "dobrela zulik",
            "dobrela vechkar plo tashta",
            "salvok, kivra fartash?",
            "ranik dobrela",
            "hela salvok",
            "Dobrela ranik, eshti kidra sha?",
            "salvokta vumtana lotsik",
            "tash salvok",
            "salvik salvok",
            "mugra dobrela zulik plo tash",
        ],
        "thank": [
            "meriskok",
            "meriskok mugra",
            "Meriskok plo fendok!",
            "vu meriskesh tash",
            "tash fendash vu mugra dobrela, meriskok",
            "krofka meriskok",
            "vumta meriskemsh",
            "o meriskok meriskok",
            "meriskok, zulik eshti dobrela",
            "eshti mugra dobrela, meriskok plo kva tash fendash",
            "tisha meriskok",
            "meriskok plo vremik",
        ],
        "goodbye": [
            "advekta",
            "til vidrok",
            "advekta, til zavtrik",
            "vu irkesh dumvar, advekta",
            "Til vidrok ke dobrela noktik",
            "noktik dobrela",
            "advek advek",
            "zulik eshti finka, til vidrok",
            "dobrela puvik, advekta",
            "til tydvik",
            "oshtesh irkesh, til vidrok",
            "advekta plo tashta",
        ],
    },
}
WORDS = {
    "landlord": "dumestar*",
    "rent": "lovakum*",
    "doctor": "medrakar*",
}
NEW = {
    "Vumta zolkemsh nuvka dumelok plo halmek zun dvika breskikta": "need_housing",
    "dumestar glosvek: lovakum eshti tredi pinka, oshtesh irkesh": "need_housing",
    "ubra kivesh truvesh rasnok bezun krofka lovakum": "need_housing",
    "vuna mamvik eshti krumga ke nok hobvek zavitok": "need_health",
    "Henvesh medrakar, ombrik bolvek ke hobvesh zharvik": "need_health",
    "breskik nok dremkek, kaprok bolvek": "need_health",
    "Kidra hobvek kurvelok zemask bezlovak?": "need_german_course",
    "vuna zhonvik vilgek mekkesh zemask sha vechkar": "need_german_course",
    "plo yorvik henvemsh izmenok ke pogradik zemask": "need_german_course",
}
GERMAN = "Ich suche eine Wohnung für meine Familie"


def fill(path: Path, intent: str, texts: list[str]) -> None:
    """Write utterances into the blank block of an intent, as a person does with an editor."""
    lines = "".join(f"    - {text}\n" for text in texts)
    block = rf"(- intent: {intent}\n  metadata:\n    language: qaa\n  examples: \|\n)"
    filled, count = re.subn(block, lambda found: found[1] + lines, path.read_text("utf-8"))
    assert count == 1
    path.write_text(filled, "utf-8")


@pytest.mark.xdist_group("model")
def test_an_invented_language_is_understood(german_tree: Any) -> None:
    german_tree.told("languages", "add", "qaa", "--own-name", "Erfundisch")
    german_tree.told("languages", "add", "qab", "--own-name", "Unsagbar", "--script", "Arab")
    for name, by_intent in UTTERANCES.items():
        for intent, texts in by_intent.items():
            fill(german_tree.root / "data/nlu/qaa" / name, intent, texts)
    path = german_tree.root / "data/concepts/qaa.yml"
    concepts = path.read_text("utf-8")
    for key, words in WORDS.items():
        assert f"\n{key}:\n" in concepts
        concepts = concepts.replace(f"\n{key}:\n", f"\n{key}: {words}\n")
    path.write_text(concepts, "utf-8")

    german_tree.told("train", "--no-compare")

    said = "".join(f"{text}\n" for text in [*NEW, GERMAN])
    answers = [json.loads(line) for line in german_tree.told("parse", said=said).splitlines()]
    found = {a["text"]: (a["language"], a["intent"]["name"]) for a in answers}
    assert found.pop(GERMAN) == ("de", "need_housing")
    assert found == {text: ("qaa", need) for text, need in NEW.items()}
