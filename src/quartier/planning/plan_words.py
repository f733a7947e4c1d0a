"""German words for the parts of a plan, shared by the command line, the documents and the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from quartier.matching.wording import german_date, listed
from quartier.model.answers import Aim, Arithmetic, Grant, ObjectiveName, Plan, SourceNote
from quartier.model.money import CENTS_PER_EURO, german_euros
from quartier.model.pays import Level
from quartier.model.project import Project

OBJECTIVE_WORDS: dict[ObjectiveName, str] = {
    "least_own_funds": "wenig eigenes Geld",
    "fewest_applications": "wenige Anträge",
    "safest": "sicher",
    "lasting": "dauerhaft",
}

THIRD_PARTY_WORDS = {
    "donations": "Spenden",
    "sponsoring": "Sponsoring",
    "income": "Einnahmen",
    "membership_fees": "Mitgliedsbeiträge",
    "shares": "Anteile",
    "loan": "Darlehen",
    "private": "Private Mittel",
    "foundation": "Stiftungsmittel",
    "public": "Öffentliches Geld",
}
LEVEL_WORDS = {
    Level.EU: "der EU",
    Level.FEDERAL: "des Bundes",
    Level.STATE: "des Landes",
    Level.COUNTY: "des Landkreises",
    Level.MUNICIPAL: "der Gemeinde",
    Level.CARE_FUND: "der Pflegekassen",
    Level.HEALTH_FUND: "der Krankenkassen",
    Level.CHURCH: "der Kirche",
}


def third_party_names(project: Project, parties: Mapping[str, str]) -> dict[str, str]:
    """What people call other people's money, by id: `Spenden für Bürgerverein`.

    Where two would be called the same, the id tells them apart.
    """
    words: dict[str, str] = {}
    for money in project.third_party:
        given = f"Geld {LEVEL_WORDS[money.level]}" if money.level in LEVEL_WORDS else THIRD_PARTY_WORDS[money.kind]
        words[money.id] = f"{given} für {parties[project.party_of(money.party)]}"
    often = {word for word, number in Counter(words.values()).items() if number > 1}
    return {name: f"{word} – {name}" if word in often else word for name, word in words.items()}


def apply_words(grant: Grant) -> str:
    """When to apply: one sentence each for a deadline, for any time, and for nobody knows."""
    if grant.apply_by is not None:
        later = grant.last_chance if grant.last_chance != grant.apply_by else None
        last = f", spätestens in der Runde bis {german_date(later)}" if later else ""
        return f"Antrag bis {german_date(grant.apply_by)}{last}."
    if grant.intake == "rolling":
        return "Anträge sind jederzeit möglich."
    past = grant.last_known_deadline
    ended = f" Die letzte bekannte Runde endete am {german_date(past)}." if past else ""
    whom = f"bei {grant.authority} erfragen" if grant.authority else "erfragen"
    return f"Der nächste Antragstermin ist nicht bekannt, bitte {whom}. Gerechnet ist mit einem Antrag jetzt.{ended}"


def running_words(after: Mapping[int, int]) -> str:
    """One sentence on what the project costs when the grants have ended."""
    years = listed([str(year) for year in after], "und")
    costs = {german_euros(cents) for cents in after.values()}
    if len(costs) == 1:
        each = "je " if len(after) > 1 else ""
        begin = f"{years} kostet der Betrieb {each}{costs.pop()}"
    else:
        begin = f"Der Betrieb kostet {listed([f'{german_euros(c)} ({year})' for year, c in after.items()], 'und')}"
    return f"{begin}, und die Zuschüsse sind zu Ende. Wer zahlt dann?"


def goal_words(objectives: Iterable[ObjectiveName]) -> str:
    """`wenig eigenes Geld, dauerhaft`."""
    return ", ".join(OBJECTIVE_WORDS[name] for name in objectives)


def standing(plan: Plan) -> str:
    """Whether the plan is proven to be the best, and whether it rests on something nobody knows yet."""
    proof = "bewiesen" if plan.status == "optimal" else "nicht bewiesen"
    return f"{proof}, bedingt" if plan.conditional else proof


AIM_WORDS: dict[Aim, str] = {
    "gap": "weniger ungedeckte Kosten",
    "own": "weniger eigenes Geld",
    "third_party": "mehr Geld Dritter",
    "last_resort": "weniger nachrangiges Geld",
    "reduced": "weniger Geld von Programmen, die sich selbst kürzen",
    "applications": "weniger Anträge",
    "certainty": "weniger oder sicherere Anträge",
    "after": "weniger Kosten nach der Förderung",
    "months": "eine längere Förderung ohne Lücke",
    "order": "eine andere Reihenfolge unter gleich guten Plänen",
    "rounding": "günstigeres Runden auf volle Schritte der Geldgeber",
}
"""What could still be better where an aim is not proven."""


def proof_words(plan: Plan) -> str:
    """What of the plan is not proven; nothing where all is."""
    open_aims = listed([AIM_WORDS[aim] for aim in plan.unproven], "oder")
    if not plan.unproven:
        return ""
    if plan.status == "optimal":
        return f"Der Plan ist als bester bewiesen. Nicht zu Ende gesucht ist nur: {open_aims}."
    most = f" Es können höchstens {german_euros(plan.gap)} sein." if plan.gap is not None else ""
    return f"Nicht bewiesen: Vielleicht ginge {open_aims}.{most}"


def advance_words(by_year: Mapping[int, int], name: str) -> str:
    """One sentence on what a party must advance until reimbursed grants are paid."""
    years = listed([f"{german_euros(cents)} ({year})" for year, cents in by_year.items() if cents], "und")
    return f"{name} muss vorstrecken, bis nachträglich gezahlte Zuschüsse eingehen: {years}."


def source_words(source: SourceNote) -> str:
    """`Richtlinie, Stand 2025`."""
    known = source.as_of not in {None, "unknown"}
    return f"{source.title}, Stand {source.as_of if known else 'nicht bekannt'}"


def grouped_cautions(plan: Plan) -> dict[str, list[str]]:
    """The texts of a plan's warnings, each once, with the programmes they are about."""
    found: dict[str, list[str]] = {}
    for caution in plan.warnings:
        subjects = found.setdefault(caution.text, [])
        if caution.subject and caution.subject not in subjects:
            subjects.append(caution.subject)
    return found


def result_words(arithmetic: Arithmetic, *, mark: str = "") -> str:
    """What the tightest limit of a grant allows, and rounding. `mark` stands behind the limit."""
    steps = "Euro" if arithmetic.step == CENTS_PER_EURO else german_euros(arithmetic.step)
    if arithmetic.allowed is None:
        return (
            "Keine dieser Grenzen entscheidet allein. Entweder lassen die Regeln anderer Zuschüsse nicht mehr zu, "
            "oder mehr würde nichts sparen."
        )
    amount = german_euros(arithmetic.amount)
    if arithmetic.allowed == arithmetic.amount:
        return f"Erlaubt sind {amount}{mark}; abzurunden ist nichts."
    return f"Erlaubt sind {german_euros(arithmetic.allowed)}{mark}, abgerundet auf volle {steps}: {amount}."
