"""Whether the German texts of Quartier can be read by everybody: short sentences, everyday words. `check` or `figures`.

Read are the texts in code and templates, with one word for each gap that is filled later. What programmes, people and
laws say in their own words is not ours and stands elsewhere. The reasons for the limits: docs/plain-language.md.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from statistics import mean

import django
import messages
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/quartier"

MOST_WORDS = 15
"""Words of a sentence."""

HARDEST = 7
"""Wiener Sachtextformel: 6 and 7 are easy, 8 to 10 average; see `difficulty`."""

NOT_FOR_READERS = {
    "api": "the API speaks English",
    "catalogue/coverage_report.py": "docs/catalogue-coverage.md, for developers",
    "catalogue/german.py": "lists of words",
    "catalogue/listed/codes.py": "lists of codes",
    "catalogue/listed/xmlshape.py": "lists of names",
    "cli/demo.py": "commands to type",
    "documents/paper_pdf.py": "HTML around texts that come from elsewhere",
    "search/normalising.py": "patterns",
}
"""Files and folders of the engine whose strings nobody reads as German text, with the reason."""

QUOTED = {
    "Herausgebergemeinschaft Statistische Ämter": "the licence prescribes these words",
}
"""Parts of texts that are not ours, with the reason."""

GAP = "X"
_GAPS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|\{\{.*?\}\}")
_END = re.compile(r"(?<=[.!?:])\s+(?=[\W\d_]*[A-ZÄÖÜ]|„|\d{4}\b)|\n\s*\n|\n\s*[-*•]\s|(?<=[!?][“»])\s+")
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ABBREVIATION = re.compile(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|e\. ?V|Nr|Abs|Art|S|ca|bzw|usw|vgl|Tsd|Mio)\.\s"
    rf"|(?<![\w.-])\d{{1,2}}\.\s(?=[a-zäöü]|{_MONTHS})"
)
_WORD = re.compile(r"[^\W_][\w.,:/*’'-]*")
_ENGLISH = re.compile(r"\b(?:the|of|and|with|which|must|you|your)\b", re.IGNORECASE)
_SYLLABLE = re.compile(r"[aeiouyäöüàáèéó]+")
_DIPHTHONG = re.compile(r"eu|äu|ei|ai|ie|au")
_JOINED = "\N{WORD JOINER}"


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; what stands before a colon is one of its own if a capital letter follows."""
    joined = _ABBREVIATION.sub(lambda found: re.sub(r"\s", _JOINED, found[0]), text)
    for part in _END.split(joined):
        if part.strip():
            yield " ".join(part.replace(_JOINED, " ").split())


def words(sentence: str) -> list[str]:
    """The words and numbers; a sum and its unit are one."""
    return [found.rstrip(".,:/") for found in _WORD.findall(sentence)]


def syllables(word: str) -> int:
    """How many syllables a German word has: its groups of vowels."""
    return max(1, len(_SYLLABLE.findall(_DIPHTHONG.sub("a-", word.lower().replace("qu", "kw")))))


def difficulty(texts: Iterable[str]) -> float:
    """The first Wiener Sachtextformel (Bamberger and Vanecek, 1984) of sentences: about the year at school needed."""
    each = [found for text in texts if (found := words(text))]
    spoken = [word for found in each for word in found]
    long = 100 * mean(syllables(word) >= 3 for word in spoken)  # noqa: PLR2004 - the formula's
    wide = 100 * mean(len(word) > 6 for word in spoken)  # noqa: PLR2004 - as above
    short = 100 * mean(syllables(word) == 1 for word in spoken)
    return 0.1935 * long + 0.1672 * len(spoken) / len(each) + 0.1297 * wide - 0.0327 * short - 0.875


def too_long(texts: Iterable[str], most: int = MOST_WORDS) -> Iterator[str]:
    """The sentences of `texts` with more than `most` words, each with their number."""
    for text in texts:
        if any(quoted in text for quoted in QUOTED):
            continue
        for sentence in sentences(text):
            if len(words(sentence)) > most:
                yield f"{len(words(sentence))} words: {sentence}"


def portal_texts(app: Path) -> Iterator[tuple[str, str]]:
    """Place and text of everything an app says in German."""
    for message in messages.collected(app):
        place = ", ".join(sorted({name for name, _ in message.locations}))
        for text in message.id if isinstance(message.id, list | tuple) else (message.id,):
            yield place, _GAPS.sub(GAP, text)
    for path in sorted(app.rglob("templates/**/*.de.html")):
        yield from ((path.relative_to(messages.PORTAL).as_posix(), text) for text in _written(path))


def _written(path: Path) -> Iterator[str]:
    """The blocks of text of a page that has a template for each language."""
    plain = re.sub(r"\{[%#].*?[%#]\}", "\n\n", path.read_text(encoding="utf-8"))
    plain = re.sub(r"</?(?:a|strong|em|span|abbr|b|i|code)\b[^>]*>", "", _GAPS.sub(GAP, plain))
    yield from (unescape(text) for text in re.split(r"<[^>]*>", plain) if text.strip())


def engine_texts(package: Path) -> Iterator[tuple[str, str]]:
    """Place and text of the German strings of a package below the portal."""
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        if not any(place == name or place.startswith(f"{name}/") for name in NOT_FOR_READERS):
            for text in _strings(ast.parse(path.read_text(encoding="utf-8"))):
                if " " in text.strip() and not _ENGLISH.search(text):
                    yield place, text


def _strings(tree: ast.AST) -> Iterator[str]:
    """Every string of a module but docstrings; in f-strings each value is one word."""
    if isinstance(tree, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in tree.values)
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield _GAPS.sub(GAP, tree.value)
    for child in [] if isinstance(tree, ast.JoinedStr) else ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from _strings(child)


def areas() -> dict[str, list[tuple[str, str]]]:
    """The texts of every app of the portal and of every package below it."""
    found = {f"portal/{app.name}": list(portal_texts(app)) for app in messages.apps()}
    for package in sorted(path for path in SOURCE.iterdir() if path.is_dir() and path.name not in {"portal", "api"}):
        found[package.name] = list(engine_texts(package))
    return {name: texts for name, texts in found.items() if texts}


def whole(texts: Iterable[tuple[str, str]]) -> list[str]:
    """The whole sentences among texts: labels and parts say nothing about how hard a text is."""
    return [one for _, text in texts for one in sentences(text) if one.endswith((".", "!", "?", ":")) and " " in one]


def check() -> int:
    """Say which sentences are too long and which areas too hard; 1 if there are any."""
    found = areas()
    problems = [f"{place}: {line}" for texts in found.values() for place, text in texts for line in too_long([text])]
    for name, texts in found.items():
        if whole(texts) and (hard := difficulty(whole(texts))) > HARDEST:
            problems.append(f"{name}: difficulty {hard:.1f}, more than {HARDEST}")
    sys.stdout.write("".join(f"{problem}\n" for problem in dict.fromkeys(problems)))
    return 1 if problems else 0


def figures() -> int:
    """How long and how hard the sentences of each area are, as a table for docs/plain-language.md."""
    sys.stdout.write("| texts of | sentences | words each | longest | difficulty |\n| --- | --: | --: | --: | --: |\n")
    for name, texts in areas().items():
        if each := whole(texts):
            lengths = [len(words(sentence)) for sentence in each]
            line = f"{len(each)} | {mean(lengths):.1f} | {max(lengths)} | {difficulty(each):.1f}"
            sys.stdout.write(f"| `{name}` | {line} |\n")
    return 0


def main(arguments: list[str]) -> int:
    """Run one of the two."""
    commands = {"check": check, "figures": figures}
    if len(arguments) != 1 or arguments[0] not in commands:
        sys.stderr.write("usage: plain_language.py check | figures\n")
        return 2
    sys.argv[2:] = []
    settings.configure(USE_I18N=True)
    django.setup()
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
