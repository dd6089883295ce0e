"""Every command that the README names runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
LOTSE = sorted(set(re.findall(r"`(lotse [a-z][^`]*)`", README)))
# Needs a file that only GeoNames has; tests/places/ imports one of its form.
FOREIGN = {"lotse places import DE.txt"}
WITH_MODEL = {"lotse parse", "lotse train", "lotse evaluate"}
# These write into the tree, so only their help is asked for.
WRITES = (
    *("lotse locales extract", "lotse locales update"),
    *("lotse intents add", "lotse languages add"),
)
# Any free port: what else runs on this machine is no fault of a command.
PORTS = {f"LOTSE_{name}_PORT": "0" for name in ("GATEWAY", "RASA", "ACTIONS")}


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "LOTSE_VAR": str(folder), **environment},
        input="Ich suche eine Wohnung in Köln\n",
        capture_output=True,
        text=True,
        timeout=900,
    )


def lotse(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = command.split()[1:]
    return run([sys.executable, "-m", "bot.cli", *words], folder, **environment)


@pytest.mark.parametrize("command", [c for c in LOTSE if c not in FOREIGN | WITH_MODEL])
def test_a_command_of_the_readme_runs(command, tmp_path):
    if command.startswith(WRITES):
        command += " --help"
    done = lotse(command, tmp_path, **PORTS)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.xdist_group("model")
@pytest.mark.parametrize("command", sorted(WITH_MODEL))
def test_a_command_of_the_readme_that_needs_the_model_runs(command, tmp_path, model):
    words = "lotse train --no-compare" if command == "lotse train" else command
    done = lotse(words, tmp_path, LOTSE_MODELS=str(model.parent))
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_make_targets_of_the_readme_exist():
    targets = set(re.findall(r"^make (\w+)", README, flags=re.MULTILINE))
    assert targets == {"run", "test"}
    for target in targets:
        done = run(["make", "--dry-run", target], ROOT / "var")
        assert done.returncode == 0, done.stderr


def test_every_link_of_the_readme_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
