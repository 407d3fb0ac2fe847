"""Keep the message catalogues: English in the code, other languages in locale/.

extract  bring locale/*/LC_MESSAGES/django.po in line with the code
compile  write src/sinan/site/locale/*/LC_MESSAGES/django.mo, which Django reads
check    name every message that is missing, fuzzy, untranslated, wrong or no longer used

Babel reads Python, Django's own `templatize` reads templates; no gettext programs are needed.
"""

import argparse
import io
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/sinan"
CATALOGUES = ROOT / "locale"
COMPILED = SOURCE / "site/locale"
TEMPLATES = {".html", ".txt", ".svg", ".xml"}

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
HEADER = """\
# Sinan's messages. Made by tools/messages.py from the code; edit the msgstr lines only.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def python_text(path: Path) -> str:
    """Give Python source; a template as Python that holds nothing but its messages."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # In brackets, because a template's indentation means nothing.
    return f"(\n{templatize(text, origin=str(path))}\n)"


def sources() -> Iterator[Path]:
    """Walk every file that may hold messages, in a stable order."""
    for path in sorted(SOURCE.rglob("*")):
        in_templates = "templates" in path.parts and path.suffix in TEMPLATES
        if path.suffix == ".py" or in_templates:
            yield path


def used_messages() -> Catalog:
    """Collect the messages that the code uses."""
    catalog = Catalog()
    for path in sources():
        text = io.BytesIO(python_text(path).encode())
        for _line, message, comments, context in extract(
            "python", text, KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=False
        ):
            catalog.add(message, auto_comments=comments, context=context)
    return catalog


def read(path: Path) -> Catalog:
    """Read one language's catalogue, whose folder names its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name, charset="utf-8", abort_invalid=True)


def updated(catalog: Catalog, used: Catalog) -> Catalog:
    """Bring a catalogue in line with the code; no guesses for new messages."""
    catalog.update(used, no_fuzzy_matching=True)
    catalog.obsolete = {
        key: message for key, message in catalog.obsolete.items() if any(strings(message))
    }
    return catalog


def rendered(catalog: Catalog) -> str:
    """Write a catalogue sorted and without dates and line numbers, so that changes read well."""
    body = io.BytesIO()
    write_po(body, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
    header = HEADER.format(language=catalog.locale_identifier, plurals=catalog.plural_forms)
    return (header + body.getvalue().decode().strip()).rstrip() + "\n"


def strings(message: Message) -> tuple[str, ...]:
    """Give a message's translations: one, or one for each plural form."""
    if isinstance(message.string, tuple | list):
        return tuple(message.string)
    return (message.string or "",)


def name(message: Message) -> str:
    """Name a message in a report."""
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context} | {singular!r}" if message.context else repr(singular)


def flaws(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings(message)):
        yield "untranslated"
        return
    # Compared with the plural, which names the number; a singular may leave it out.
    singular_and_plural = (message.id,) if isinstance(message.id, str) else message.id
    wanted = set(PLACEHOLDER.findall(singular_and_plural[-1]))
    for string in strings(message):
        if odd := wanted ^ set(PLACEHOLDER.findall(string)):
            yield f"placeholders differ ({', '.join(sorted(odd))})"


def faults(path: Path, used: Catalog) -> Iterator[str]:
    """Say what keeps one catalogue from being complete."""
    catalog = read(path)
    there = {(message.id, message.context): message for message in catalog if message.id}
    wanted = {(message.id, message.context): message for message in used if message.id}
    gone = [message for key, message in there.items() if key not in wanted]
    found = [f"missing: {name(message)}" for key, message in wanted.items() if key not in there]
    found += [
        f"{flaw}: {name(message)}"
        for key, message in there.items()
        if key in wanted
        for flaw in flaws(message)
    ]
    found += [f"no longer used: {name(message)}" for message in [*gone, *catalog.obsolete.values()]]
    yield from found
    if not found and path.read_text(encoding="utf-8") != rendered(updated(catalog, used)):
        yield "not as `tools/messages.py extract` writes it"


def po_files() -> list[Path]:
    """List the catalogues."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po"))


def extract_all() -> int:
    """Bring every catalogue in line with the code."""
    used = used_messages()
    for path in po_files():
        path.write_text(rendered(updated(read(path), used)), encoding="utf-8")
    return 0


def compile_all() -> int:
    """Write what Django reads; the same input gives the same bytes."""
    for path in po_files():
        catalog = read(path)
        catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
        target = COMPILED / path.relative_to(CATALOGUES).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        with fresh.open("wb") as file:
            write_mo(file, catalog)
        fresh.replace(target)
    return 0


def check_all() -> int:
    """Report every fault; none is success."""
    used = used_messages()
    count = 0
    for path in po_files():
        for fault in faults(path, used):
            print(f"{path.relative_to(ROOT)}: {fault}")
            count += 1
    if count:
        print(f"{count} faults. `tools/messages.py extract` brings the catalogues in line.")
    return 1 if count else 0


def main() -> int:
    """Run one command."""
    commands: dict[str, Callable[[], int]] = {
        "extract": extract_all,
        "compile": compile_all,
        "check": check_all,
    }
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=commands)
    return commands[parser.parse_args().command]()


if __name__ == "__main__":
    sys.exit(main())
