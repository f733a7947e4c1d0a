"""Explains the terms of grant law on the page that uses them: the first of each becomes a link to its explanation."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from quartier.model.terms import BY_KEY, Term, likely_in, pattern_of, term_of, terms_in

_NO_LINK = "a|button|summary|h[1-6]|label|legend|option|script|style|svg|textarea|title"
"""Elements that cannot hold a link; a term in their text is explained all the same."""
_UNREAD = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


def _read(key: str) -> str:
    return BY_KEY[key].meaning.read(get_language() or "de")


def meaning(key: str) -> Promise:
    """What a term means, in the language of the page that shows it. Raises KeyError there for an unknown one."""
    return lazy(_read, str)(key)  # type: ignore[return-value]  # its types say what it becomes when it is read


@lru_cache(maxsize=200)
def _parts(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """What to look at in a page: elements to leave alone, tags, and words."""
    return re.compile(
        rf'<details class="q-term">.*?</details>|(?P<whole><(?P<tag>{_NO_LINK})\b.*?</(?P=tag)>)|<!--.*?-->'
        rf"|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|(?P<word>{pattern_of(terms)})",
        re.DOTALL,
    )


def with_links(html: str) -> tuple[str, list[Term]]:
    """The page with a link at the first use of each term, and the terms to explain, by the alphabet.

    What stands in `<details class="q-term">` is explained there already.
    """
    likely = likely_in(html)
    used: set[str] = set()
    linked: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        if match["whole"]:
            used.update(term.key for term in terms_in(_UNREAD.sub(" ", match["whole"])))
        if not match["word"] or (key := term_of(match["word"]).key) in linked:
            return match[0]
        used.add(key)
        linked.add(key)
        return f'<a class="q-termlink" href="#begriff-{key}">{match[0]}</a>'

    text = _parts(likely).sub(replace, html) if likely else html
    return text, [term for term in likely if term.key in used]
