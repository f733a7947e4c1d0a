"""What an edition may say: words of the vocabulary, comparisons that suit the fact, consistent intake."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.problems import BadInputError


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[participation]", "[partizipation]", "topics.0: „partizipation“ steht nicht im Vokabular"),
        ("confidence", "target_groups: [martians]\nconfidence", "target_groups.0: „martians“ steht nicht im Vokabular"),
        ("rate: 80}", "rate: 80, base: {kinds: [gold]}}", "blocks.0.pays.base.kinds.0: „gold“ steht nicht"),
        ("rate: 80}", "rate: 80, base: {except: [gold]}}", "blocks.0.pays.base.except.0: „gold“ steht nicht"),
        ("rate: 80}", "rate: 80, base: {measures: [gold]}}", "blocks.0.pays.base.measures.0: „gold“ steht nicht"),
        (
            "rate: 80}",
            "rate: 80, base: {caps: [{kind: gold, per: day, max: 5}]}}",
            "blocks.0.pays.base.caps.0: „gold“ steht nicht",
        ),
        ("rate: 80}", "rate: 80, own: {counts: [gold]}}", "blocks.0.pays.own.counts.0: „gold“ steht nicht"),
        (
            "{financing: proportional, rate: 80}",
            "{financing: unit_amount, unit: {fact: council_resolution, amount: 5}}",
            "blocks.0.pays.unit.fact: „council_resolution“ ist keine ganzzahlige Tatsache des Vokabulars",
        ),
        (
            "is: true",
            "at_least: 7",
            "conditions.0.when: „at_least“ passt nicht zu „council_resolution“ (boolean); möglich: is",
        ),
        ("is: true", "is: ja", "conditions.0.when: „council_resolution“: erwartet `true` oder `false`"),
        (
            "{fact: council_resolution, is: true}",
            "{any: [{fact: volunteers, at_least: 7}, {not: {fact: volunteers, below: -1}}]}",
            "conditions.0.when.any.1.not: „volunteers“: darf nicht negativ sein",
        ),
        (
            "{fact: council_resolution, is: true}",
            "{fact: applicant.type, in: [municipality, martian]}",
            "conditions.0.when: „applicant.type“: „martian“ gehört nicht zu den möglichen Werten",
        ),
        (
            "{fact: council_resolution, is: true}",
            "{fact: project.start, after: Frühling}",
            "conditions.0.when: „project.start“: erwartet ein Datum in der Form 2026-08-14",
        ),
        (
            "rate: 80}",
            "rates: [{rate: 45, when: {fact: timber, is: true}}, {rate: 40}]}",
            "blocks.0.pays.rates.0.when: die Tatsache „timber“ steht nicht im Vokabular",
        ),
        (
            "rate: 80}",
            "rate: 80, amount: [{max: 5, when: {fact: timber, is: true}}]}",
            "blocks.0.pays.amount.0.when: die Tatsache „timber“ steht nicht im Vokabular",
        ),
        (
            "{kind: rolling}",
            "{kind: rolling, rounds: [{closes: 2026-01-01, source: call}]}",
            "intake.rounds: Runden passen nur zu `kind: rounds`",
        ),
        (
            "{kind: rolling}",
            '{kind: rolling, yearly: [{closes: "09-30", source: call}]}',
            "intake.yearly: jährliche Stichtage passen nur zu `kind: yearly`",
        ),
        ("{kind: rolling}", "{kind: yearly}", "intake: `kind: yearly` braucht `yearly` mit mindestens einem Stichtag"),
    ],
)
def test_each_mistake_with_its_place(
    tmp_path: Path, add: Callable[..., Path], old: str, new: str, complaint: str
) -> None:
    path = add("impulse", (old, new))

    with pytest.raises(BadInputError) as caught:
        load_catalogue(tmp_path / "catalogue")
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{path}:{problem.line}: {complaint}")
