"""The live test: what is complete is tried, what is not is told."""

from __future__ import annotations

from typing import Any

from memory_drafts import edition_document

from quartier.portal.edition_form.form import in_plain_words
from quartier.portal.edition_form.probe import probe

KEY = "bw-quartiersimpulse--2025"
IN_BW = {"id": "a", "text": "Im Land.", "source": "x", "when": {"fact": "place.state", "is": "BW"}}


def document(*conditions: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a document, also wrong ones
    """A document with one block and these conditions for it."""
    block = {"id": "b", "name": "Baustein", "conditions": list(conditions), "pays": {"financing": "full"}}
    return {"blocks": [block], "intake": {"kind": "unknown"}, **more}


def test_all_blocks_of_a_whole_edition_are_tried() -> None:
    whole = edition_document(KEY)
    found = probe(whole)
    assert found.missing == []
    assert len(found.rows) == 7
    assert all(len(row.blocks) == len(whole["blocks"]) for row in found.rows)
    assert all(count.met + count.open + count.failed == 7 for count in found.counts)


def test_one_block_is_tried_alone() -> None:
    found = probe(edition_document(KEY), 1)
    assert {block.name for row in found.rows for block in row.blocks} == {"kommunaler Verbund, je Antrag"}


def test_deciding_reason_is_told() -> None:
    never = {**IN_BW, "when": {"fact": "place.state", "is": "HH"}}
    found = probe(document(never))
    assert {row.status for row in found.rows} == {"fails"}
    (sentence,) = found.rows[0].blocks[0].sentences
    assert sentence.startswith("Bundesland: verlangt „Hamburg“, angegeben „Baden-Württemberg“")


def test_closed_programmes_fit_nobody() -> None:
    closed = probe(document(IN_BW, intake={"kind": "closed"}))
    assert {row.status for row in closed.rows} == {"fails"}
    past = {"kind": "rounds", "rounds": [{"closes": "2001-01-01", "source": "x"}]}
    assert {row.status for row in probe(document(IN_BW, intake=past)).rows} == {"fits"}


def test_unfinished_conditions_are_left_out_and_told() -> None:
    half = {"text": "Halb fertig.", "when": {"fact": "place.state"}}
    strange = {"text": "Seltsam.", "when": {"fact": "place.population", "is": "viele"}}
    unknown = {"text": "Unbekannt.", "when": {"fact": "no_such_fact", "is": True}}
    found = probe(document(IN_BW, half, strange, unknown, None))
    assert [count.text for count in found.counts] == ["Im Land."]
    assert found.missing == [
        "„Halb fertig.“: Die Bedingung ist noch nicht vollständig.",
        "„Seltsam.“: Die Bedingung ist noch nicht vollständig.",
        "„Unbekannt.“: Die Bedingung ist noch nicht vollständig.",
        "„Bedingung 5“: Die Bedingung ist noch nicht vollständig.",
    ]


def test_nothing_to_try_says_so() -> None:
    assert probe({}).rows == []
    assert probe({"blocks": "?", "conditions": 3, "intake": []}).rows == []
    assert probe(document()).rows == []


def test_messages_of_checks_lose_what_only_files_need() -> None:
    form = "passt nicht zur erwarteten Form ^[a-z0-9]$"
    assert in_plain_words("darf nicht leer sein (angegeben: '')") == "darf nicht leer sein"
    assert in_plain_words(f"{form} (angegeben: '')") == "fehlt, muss aber angegeben werden"
    assert in_plain_words(f"{form} (angegeben: 'A B')") == "hat nicht die erwartete Form (angegeben: 'A B')"
    assert in_plain_words("gibt es nicht") == "gibt es nicht"
