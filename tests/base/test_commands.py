"""The command line from outside: words, sentences, exit codes; nothing but text comes out."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.running import at_terminal, fresh_database, sinan

NAME = "sinan_commands_test"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def url() -> Iterator[str]:
    """Return DATABASE_URL for a fresh database of the kind under test; empty for SQLite."""
    with fresh_database(NAME) as address:
        yield address


def test_from_nothing_to_a_store_with_an_owner(home: Path, url: str) -> None:
    def run(*words: str, said: str = "") -> tuple[int, str, str]:
        done = sinan(home, *words, said=said, DATABASE_URL=url)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    code, _out, err = run("store", "add", "S1", "--name", "银川店")
    assert code == 2
    assert "sinan init" in err
    code, out, _err = run("init", "--group", "hh", "--name", "和合集团")
    assert code == 0
    assert "和合集团" in out
    code, out, _err = run("init", "--group", "other")
    assert (code, "hh" in out, "other" in out) == (0, True, False)
    assert run("region", "add", "north", "--name", "北区")[0] == 0
    code, out, _err = run("store", "add", "S1", "--name", "银川店", "--region", "north")
    assert code == 0
    assert "/u/S1/" in out
    code, out, err = run("store", "add", "S1", "--name", "银川店")
    assert (code, out) == (1, "")
    assert err == "The code S1 is taken already; small and big letters make no difference.\n"
    assert run("store", "add", "S2", "--name", "x", "--region", "south")[0] == 1


def test_many_may_set_up_at_once(home: Path, url: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: sinan(home, "init", DATABASE_URL=url), range(3)))
    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * 3
    assert sorted("is founded" in each.stdout for each in done) == [False, False, True]


def test_writers_queue(home: Path, url: str) -> None:
    sinan(home, "init", DATABASE_URL=url)

    def add(code: str) -> int:
        return sinan(home, "store", "add", code, "--name", "x", DATABASE_URL=url).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(add, ["S1", "S2", "S3", "S4"])) == [0] * 4


@pytest.mark.parametrize(
    ("answers", "code", "told"),
    [
        (["qingfeng-7-shan", "qingfeng-7-shan"], 0, "added as owner"),
        (["qingfeng-7-shan", "other"], 1, "differ"),
        ([""], 0, "/enter/"),
    ],
)
def test_password_is_asked_at_a_terminal(
    home: Path, answers: list[str], code: int, told: str
) -> None:
    sinan(home, "init")
    ended, shown = at_terminal(home, ["user", "add", "lin", "--owner"], answers)
    assert ended == code
    assert told in shown
    assert "qingfeng" not in shown


def test_people_are_added_by_link_or_password(home: Path, url: str) -> None:
    def run(*words: str, said: str = "") -> tuple[int, str, str]:
        done = sinan(home, *words, said=said, DATABASE_URL=url)
        return done.returncode, done.stdout, done.stderr

    run("init")
    run("store", "add", "S1", "--name", "银川店")
    code, out, _err = run("user", "add", "lin", "--owner")
    assert code == 0
    assert "http://127.0.0.1:8000/enter/" in out
    code, _out, err = run("user", "add", "zhou", "--owner", "--password-stdin", said="12345\n")
    assert code == 1
    assert "too weak" in err
    code, out, _err = run(
        "user", "add", "zhou", "--role", "store_manager", "--unit", "S1", "--password-stdin",
        said="qingfeng-7-shan\n",
    )  # fmt: skip
    assert code == 0
    assert "/enter/" not in out
    assert run("user", "add", "zhou", "--owner")[0] == 1
    assert run("user", "add", "wu", "--role", "king")[0] == 1
    assert "/enter/" in run("user", "link", "zhou")[1]
    assert run("user", "link", "wu")[0] == 1


def test_doctor_of_a_fresh_installation(home: Path, url: str) -> None:
    before = json.loads(sinan(home, "doctor", "--json", DATABASE_URL=url).stdout)
    assert before["well"] is False
    assert levels(before)["database.migrations"] == "unsafe"
    sinan(home, "init", DATABASE_URL=url)
    after = sinan(home, "doctor", "--json", DATABASE_URL=url)
    found = levels(json.loads(after.stdout))
    assert "unsafe" not in found.values()
    assert found["database.migrations"] == "ok"
    assert found["postgres.fsync" if url else "sqlite.journal"] == "ok"
    assert after.returncode == (0 if set(found.values()) <= {"ok", "note"} else 1)


def levels(shown: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {finding["id"]: finding["level"] for finding in shown["findings"]}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "COMMAND"),
        (["blurb"], "invalid choice"),
        (["store"], "COMMAND"),
        (["store", "add"], "--name"),
        (["store", "add", "S1"], "--name"),
        (["user", "add", "lin"], "--owner"),
        (["serve", "--port", "x"], "“x” is not a whole number from 1 to 65535"),
        (["serve", "--port", "70000"], "“70000” is not a whole number from 1 to 65535"),
        (["serve", "--threads", "0"], "“0” is not a whole number from 1 to 1000"),
        (["--lang", "fr", "urls"], "invalid choice"),
    ],
)
def test_what_is_not_understood_gets_the_help(home: Path, words: list[str], told: str) -> None:
    done = sinan(home, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: sinan")
    assert told in done.stderr
    assert done.stdout == ""


def test_version_and_help(home: Path) -> None:
    assert sinan(home, "--version").stdout.startswith("sinan 0.")
    done = sinan(home, "--help")
    assert done.returncode == 0
    assert "doctor" in done.stdout


def test_language_of_the_operator(home: Path) -> None:
    sinan(home, "init")
    spoken = {
        "en": sinan(home, "store", "add", "?", "--name", "x").stderr,
        "zh": sinan(home, "store", "add", "?", "--name", "x", SINAN_LANG="zh_CN.UTF-8").stderr,
        "asked": sinan(home, "--lang", "zh", "store", "add", "?", "--name", "x").stderr,
        "as the machine": sinan(
            home, "store", "add", "?", "--name", "x", SINAN_LANG="", LC_ALL="zh_CN.UTF-8"
        ).stderr,
    }
    assert "Latin letters" in spoken["en"]
    assert spoken["zh"] == spoken["asked"] == spoken["as the machine"]


def test_chinese_comes_out_of_a_bare_machine(home: Path) -> None:
    done = sinan(home, "init", "--name", "和合", LC_ALL="C", PYTHONIOENCODING="")
    assert (done.returncode, "和合" in done.stdout) == (0, True)


def test_broken_setting_is_one_line_unless_a_developer_asks(home: Path) -> None:
    done = sinan(home, "urls", DATABASE_URL="mysql://db/x")
    assert done.returncode == 3
    assert "mysql" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in sinan(home, "urls", DATABASE_URL="mysql://db/x", SINAN_DEBUG="1").stderr


@pytest.mark.parametrize(
    "url", ["mysql://db/x", "nonsense", "postgres:///", "postgres://a@127.0.0.1:port/x"]
)
def test_address_that_names_no_database_is_said(home: Path, url: str) -> None:
    done = sinan(home, "doctor", DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Sinan cannot start: DATABASE_URL: ")
    assert "postgres://user@host/database" in done.stderr


def test_home_that_is_no_folder_is_said_in_the_operators_language(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "file").write_text("x", encoding="utf-8")
    done = sinan(home / "file", "doctor", SINAN_LANG="zh")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("司南无法启动")
    assert "SINAN_HOME" in done.stderr


def test_database_that_is_away_is_said(home: Path) -> None:
    done = sinan(
        home, "store", "add", "S", "--name", "x", DATABASE_URL="postgres://a@127.0.0.1:1/x"
    )
    assert done.returncode == 2
    assert "cannot be used" in done.stderr


def test_installation_is_its_owners_alone(home: Path) -> None:
    sinan(home, "init")
    assert home.stat().st_mode & 0o077 == 0
    assert (home / "secret.key").stat().st_mode & 0o177 == 0


def test_urls_name_methods_and_rights(home: Path) -> None:
    found = {route["name"]: route for route in json.loads(sinan(home, "urls", "--json").stdout)}
    assert found["accounts:sign_in"]["ability"] == "public"
    assert found["site:home"]["ability"] == "signed_in"
    assert all(route["methods"] and route["ability"] for route in found.values())
