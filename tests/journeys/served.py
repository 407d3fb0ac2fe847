"""An installation as its people meet it: other processes, a port, a door that one signs in at."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

from tests.running import environment, free_port

DATA = Path(__file__).resolve().parents[2] / "src/sinan/site/demo/data"
# The password of everybody in the demonstration; it is printed at each start.
PASSWORD = "sinan-demo"
FEBRUARY = "m=2016-02"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: the status, where the redirects led, and the text."""

    status: int
    address: str
    text: str

    @property
    def words(self) -> str:
        """Return what there is to read, in one line and without tags."""
        return " ".join(re.sub(r"<[^>]*>", " ", self.text).split())


@dataclass(slots=True)
class Visitor:
    """Somebody with cookies and without a browser: sees what the server sends, all of it."""

    server: str
    jar: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page, following redirects."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._open(Request(self.server + path, headers=named))  # noqa: S310 - our own server

    def send(self, path: str, **fields: str) -> Answer:
        """Send the form that stands on a page, to that page."""
        token = _TOKEN.search(self.get(path).text)
        assert token is not None, f"no form on {path}"
        body = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        return self._open(Request(self.server + path, data=body))  # noqa: S310 - our own server

    def sign_in(self, login: str, password: str = PASSWORD) -> Answer:
        """Go in by the door."""
        return self.send("/sign-in/", login=login, password=password)

    def _open(self, request: Request) -> Answer:
        opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar))
        try:
            answer = opener.open(request, timeout=30)
        except HTTPError as refused:
            answer = refused
        with answer:
            return Answer(answer.status, answer.url, answer.read().decode())


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and the installation behind it."""

    url: str
    home: Path
    database: str

    def visitor(self, login: str = "", password: str = PASSWORD) -> Visitor:
        """Return somebody new at the door, inside where a login is given."""
        visitor = Visitor(self.url)
        if login:
            answer = visitor.sign_in(login, password)
            assert answer.status == 200, answer.words
            assert "/sign-in/" not in answer.address
        return visitor


@contextmanager
def serving(home: Path, database: str = "") -> Iterator[Served]:
    """Run ``sinan serve`` on a free port until the block ends."""
    port = free_port()
    with (home / "serve.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "sinan", "serve", "--port", str(port)],
            env=environment(home, DATABASE_URL=database),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        try:
            said = process.stdout.readline()
            assert f":{port}/" in said, (home / "serve.log").read_text(encoding="utf-8")
            yield Served(f"http://127.0.0.1:{port}", home, database)
        finally:
            process.terminate()
            process.communicate(timeout=20)
    said = (home / "serve.log").read_text(encoding="utf-8")
    assert " ERROR " not in said, said
