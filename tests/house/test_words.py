"""Everything the product says is there in Chinese, and every refusal has a sentence."""

import ast
import re

import pytest
from django.utils import translation

from sinan.base.web.refusals import known_codes, worded
from sinan.kernel.refusal import Refusal
from tests.house.sources import ROOT, SOURCE, calls, files, tree
from tools import messages

CODE = re.compile(r"[a-z_]+\.[a-z0-9_]+\Z")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def codes() -> dict[str, str]:
    """Return every refusal's code with a file that raises it."""
    found: dict[str, str] = {}
    for path in files(".py"):
        for name, call in calls(path):
            if not name.endswith("Refusal") and name != "_refused":
                continue
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant):
                found[str(first.value)] = path.name
            elif first is not None:
                # Passed on as a parameter: the module names it somewhere else.
                found.update(dict.fromkeys(_constants(tree(path)), path.name))
    return found


def _constants(module: ast.Module) -> set[str]:
    texts = {
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if CODE.match(text)}


def test_every_refusal_has_a_sentence() -> None:
    assert not {code: where for code, where in codes().items() if code not in known_codes()}


def test_unknown_refusal_is_still_a_sentence() -> None:
    with translation.override("en"):
        assert worded(Refusal("moon.full")) == "This is not possible (moon.full)."


def test_refusal_may_have_a_parameter_named_code() -> None:
    with translation.override("en"):
        assert "S1" in worded(Refusal("unit.code_taken", code="S1"))


def translated() -> dict[str, str]:
    """Return the Chinese of every message."""
    found: dict[str, str] = {}
    for message in messages.read(ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"):
        if isinstance(message.id, str) and message.id and message.string:
            found[message.id] = str(message.string)
    return found


def test_everything_is_said_in_chinese() -> None:
    chinese = translated()
    used = [message.id for message in messages.used_messages() if message.id]
    assert not [text for text in used if not chinese.get(text)]


def test_chinese_keeps_every_placeholder() -> None:
    chinese = translated()
    odd = {
        text: there
        for message in messages.used_messages()
        if isinstance(text := message.id, str) and (there := chinese.get(text))
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(there))
    }
    assert not odd


@pytest.mark.parametrize(
    "path", files(".html"), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_template_holds_no_word_of_its_own(path: object) -> None:
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S
    )  # type: ignore[attr-defined]
    assert not re.findall(r"[\u4e00-\u9fff]+", text.replace("司南", "").replace("中文", ""))
