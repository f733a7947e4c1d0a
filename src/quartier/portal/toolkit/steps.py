"""The steps of a description in their order: what each is called, which sections it changes, which form it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.catalogue.problems import BadInputError, Problem
from quartier.portal.projects.services import StoredProject, inputs
from quartier.portal.toolkit.forms import AfterForm, PlaceForm, WhatForm, WhenForm
from quartier.portal.toolkit.money import MoneyStep
from quartier.portal.toolkit.tables import CostStep, WhoStep


class StepForms(Protocol):
    """What a step shows: one form or several tables."""

    def is_valid(self) -> bool:
        """Whether it can be kept."""

    def values(self) -> dict[str, object]:
        """The sections with their new values."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `sections` are those of the project file it changes; `needs` must be there before it makes sense."""

    slug: str
    title: Promise
    lead: Promise
    sections: tuple[str, ...]
    form: Callable[..., StepForms]
    needs: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The template of the step."""
        return f"toolkit/steps/{self.slug}.html"

    def filled(self, project: StoredProject) -> bool:
        """Whether the step says anything yet."""
        return any(project.data.get(section) for section in self.sections)


STEPS = (
    Step("ort", _("Wo?"), _("In welcher Stadt oder Gemeinde ist Ihr Vorhaben?"), ("place",), PlaceForm),
    Step(
        "was",
        _("Was?"),
        _("Geben Sie dem Vorhaben einen Namen und sagen Sie, worum es geht."),
        ("title", "topics", "words"),
        WhatForm,
    ),
    Step(
        "wer",
        _("Wer?"),
        _("Wer macht mit und könnte Anträge stellen? Je mehr Partner, desto mehr Programme kommen in Frage."),
        ("parties",),
        WhoStep,
    ),
    Step("wann", _("Wann?"), _("Von wann bis wann entstehen Kosten?"), ("period",), WhenForm),
    Step(
        "kosten",
        _("Was kostet es?"),
        _("Eine grobe Schätzung genügt für den Anfang. Sie können sie jederzeit genauer machen."),
        ("costs",),
        CostStep,
        ("period", "parties"),
    ),
    Step(
        "mittel",
        _("Welches Geld ist da?"),
        _("Was können Sie selbst geben, was kommt von anderen? Wer nichts einträgt, setzt keine Grenze."),
        ("own_funds", "third_party", "in_kind", "granted", "aid_received"),
        MoneyStep,
        ("period", "parties"),
    ),
    Step(
        "danach",
        _("Was kommt danach?"),
        _("Was kostet es jedes Jahr, wenn die Förderung zu Ende ist? Der Rat wird danach fragen."),
        ("running_costs_after",),
        AfterForm,
        ("period",),
    ),
)
BY_SLUG: Mapping[str, Step] = {step.slug: step for step in STEPS}


def after(step: Step) -> Step | None:
    """The step that follows."""
    position = STEPS.index(step)
    return STEPS[position + 1] if position + 1 < len(STEPS) else None


def before(step: Step) -> Step | None:
    """The step before."""
    position = STEPS.index(step)
    return STEPS[position - 1] if position else None


@dataclass(frozen=True, slots=True)
class State:
    """How far a step is: said anything, what is wrong with it."""

    step: Step
    filled: bool
    problems: tuple[Problem, ...]


def states(project: StoredProject) -> tuple[list[State], list[Problem]]:
    """Every step with what is wrong in it, and the problems that belong to no step."""
    problems = list(problems_of(project))
    found = [State(step, step.filled(project), tuple(_of(step, problems))) for step in STEPS]
    told = {problem for state in found for problem in state.problems}
    return found, [problem for problem in problems if problem not in told]


def problems_of(project: StoredProject) -> Iterable[Problem]:
    """What keeps the project from being matched; an empty project has no problem yet, only empty steps."""
    if not project.data.get("parties"):
        return []
    try:
        inputs(project)
    except BadInputError as error:
        return error.problems
    return []


def _of(step: Step, problems: Iterable[Problem]) -> Iterable[Problem]:
    return [problem for problem in problems if problem.field.split(".")[0] in step.sections]


def missing(step: Step, project: StoredProject) -> list[Step]:
    """The steps that must be done before this one."""
    return [other for other in STEPS for need in step.needs if need in other.sections and not project.data.get(need)]


def shown(value: Any) -> str:  # noqa: ANN401 - any section
    """A section as text that people can compare, for two who changed the same."""
    import yaml  # noqa: PLC0415 - only where two people met

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False) if value else ""
