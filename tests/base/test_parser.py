"""What argparse complains of is known to the house, so that it can be said in Chinese."""

import pytest
from django.utils import translation

from sinan.site.parser import COMPLAINTS, Parser, complaint


def asked() -> Parser:
    parser = Parser(prog="sinan")
    parser.add_argument("--port", type=int)
    parser.add_argument("--lang", choices=["en", "zh"])
    parser.add_argument("--json", action="store_true")
    role = parser.add_mutually_exclusive_group(required=True)
    role.add_argument("--owner", action="store_true")
    role.add_argument("--role")
    parser.add_argument("NAME")
    return parser


@pytest.mark.parametrize(
    "words",
    [
        ["--owner"],
        ["x"],
        ["x", "--owner", "--role", "staff"],
        ["x", "--owner", "--lang", "fr"],
        ["x", "--owner", "--port"],
        ["x", "--owner", "--port", "many"],
        ["x", "--owner", "--json=yes"],
        ["x", "--owner", "more", "words\nover lines"],
    ],
)
def test_complaint_is_known(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        "sinan.site.parser.complaint", lambda message: heard.append(message) or "told"
    )
    with pytest.raises(SystemExit) as left:
        asked().parse_args(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith("\nsinan: told\n")
    (message,) = heard
    assert any(pattern.fullmatch(message) for pattern, _ in COMPLAINTS)


def test_unknown_complaint_stays_as_it_is() -> None:
    assert complaint("100% odd") == "100% odd"


def test_help_is_asked_for_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    with translation.override("en"), pytest.raises(SystemExit) as left:
        asked().parse_args(["--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("usage: sinan [-h]")
