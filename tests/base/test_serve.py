"""``sinan serve`` from outside: pages, compressed and cached files, a quick end."""

import gzip
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.running import environment, free_port, sinan

ECHARTS = "/static/vendor/echarts/echarts.min.js"
QUICK = 5


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve")
    assert sinan(folder, "init").returncode == 0
    return folder


def started(home: Path, port: int, **more: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "sinan", "serve", "--port", str(port)],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert f":{port}/" in process.stdout.readline()
    return process


@pytest.fixture(scope="module")
def port(home: Path) -> Iterator[int]:
    port = free_port()
    process = started(home, port)
    yield port
    process.terminate()
    _out, err = process.communicate(timeout=QUICK)
    assert process.returncode == 0
    assert "GET" not in err  # no line per request


def get(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_page_leads_to_the_door(port: int) -> None:
    answer, _body = get(port, "/")
    assert (answer.status, answer.headers["Location"]) == (302, "/sign-in/?next=%2F")
    assert get(port, "/sign-in/")[0].status == 200
    assert get(port, "/nowhere/")[0].status == 404


def test_every_answer_states_its_policy(port: int) -> None:
    for path in ("/sign-in/", "/nowhere/", "/", ECHARTS):
        answer, _body = get(port, path)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in answer.headers


def test_pages_are_not_kept_and_files_are(port: int) -> None:
    for path in ("/sign-in/", "/nowhere/"):
        told = get(port, path)[0].headers["Cache-Control"]
        assert {"no-store", "private"} <= set(told.split(", "))
    answer, whole = get(port, ECHARTS)
    assert "max-age=3600" in answer.headers["Cache-Control"]
    again, body = get(port, ECHARTS, If_None_Match=answer.headers["ETag"])
    assert (again.status, body) == (304, b"")
    packed, body = get(port, ECHARTS, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(body) < len(whole) / 2
    assert gzip.decompress(body) == whole


def test_pages_are_compressed(port: int) -> None:
    answer, body = get(port, "/sign-in/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"<html" in gzip.decompress(body)


def test_behind_tls_cookies_are_secure(home: Path) -> None:
    port = free_port()
    process = started(home, port, SINAN_HTTPS="1", SINAN_HOSTS="store.example")
    try:
        answer, _body = get(port, "/sign-in/", Host="store.example", X_Forwarded_Proto="https")
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        cookies = answer.headers.get_all("Set-Cookie") or []
        assert any("sinan_csrf" in cookie for cookie in cookies)
        assert all("Secure" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    finally:
        process.terminate()
        process.communicate(timeout=QUICK)


def test_other_hosts_are_not_answered(port: int) -> None:
    assert get(port, "/sign-in/", Host="evil.example")[0].status == 400


def test_forwarded_headers_count_only_behind_tls(port: int) -> None:
    answer, _body = get(port, "/", X_Forwarded_Proto="https", X_Forwarded_For="10.9.9.9")
    assert "Strict-Transport-Security" not in answer.headers


def test_odd_addresses_are_no_fault_of_ours(port: int) -> None:
    for path in ("/%00", "/u/%ff/scorecard/", "/static/../../secret.key", "/?m=%00"):
        assert get(port, path)[0].status in {302, 400, 404}, path


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ends_quickly_and_well_even_with_an_idle_browser(
    home: Path, number: signal.Signals
) -> None:
    port = free_port()
    process = started(home, port)
    idle = HTTPConnection("127.0.0.1", port, timeout=20)
    idle.request("GET", "/sign-in/")
    idle.getresponse().read()
    asked = time.monotonic()
    process.send_signal(number)
    _out, err = process.communicate(timeout=20)
    assert time.monotonic() - asked < QUICK
    assert process.returncode == 0
    assert "Traceback" not in err
    idle.close()


def test_taken_port_is_said(home: Path, port: int) -> None:
    done = sinan(home, "serve", "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"127.0.0.1:{port} is in use by another program" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize(
    "more",
    [{"SINAN_HOSTS": "*"}, {"SINAN_DEBUG": "1", "SINAN_HOSTS": "store.example"}],
)
def test_does_not_serve_with_an_unsafe_setting(home: Path, more: dict[str, str]) -> None:
    done = sinan(home, "serve", "--port", str(free_port()), **more)
    assert done.returncode == 2
    assert "does not serve" in done.stderr


def test_does_not_serve_without_a_database(tmp_path: Path) -> None:
    done = sinan(tmp_path / "new", "serve", "--port", str(free_port()))
    assert done.returncode == 2
    assert "sinan init" in done.stderr
