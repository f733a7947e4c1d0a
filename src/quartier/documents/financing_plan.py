"""The plan of costs and financing (Kosten- und Finanzierungsplan) as a workbook with live formulas.

The sheet `Einzelbeträge` holds who pays what of which item in which year; all other sheets sum it up, so that a
changed amount shows everywhere, and each says in `Deckung` whether costs and financing still agree to the cent.
"""

from __future__ import annotations

from quartier.documents.dossier import NO_ADVICE, Dossier
from quartier.documents.financing_after import add_after, add_sources
from quartier.documents.financing_cash import add_cash
from quartier.documents.financing_layout import FIRST, HEAD, Layout
from quartier.documents.ledger import Kind, ledger_of
from quartier.documents.workbook import Book
from quartier.matching.wording import german_date
from quartier.planning.plan_words import goal_words, standing

SUBJECT = "Kosten- und Finanzierungsplan"
HOW_TO_READ = (
    "Was Sie ändern können: die Beträge im Blatt „Einzelbeträge“ und die Kosten im Blatt „Kosten“. Alles andere "
    "rechnet mit. „Deckung“ heißt: Kosten weniger Finanzierung; nur bei 0,00 € ist der Plan ausgeglichen."
)


def financing_plan_xlsx(dossier: Dossier) -> bytes:
    """The workbook: overview, costs, financing, by year, by cost item, cash, after the funding, sources, entries."""
    book = Book(dossier, SUBJECT)
    layout = Layout(dossier, ledger_of(dossier))
    _add_overview(book, layout)
    _add_costs(book, layout)
    _add_financing(book, layout)
    _add_years(book, layout)
    _add_items(book, layout)
    add_cash(book, layout)
    add_after(book, layout)
    add_sources(book, layout)
    _add_entries(book, layout)
    return book.content()


def _add_overview(book: Book, layout: Layout) -> None:
    dossier, ledger = layout.dossier, layout.ledger
    sheet = book.sheet("Übersicht", (46, 20, 46), title=SUBJECT)
    facts = (
        ("Zeitraum", dossier.period_words),
        (
            "Ziel des Plans",
            f"{goal_words(dossier.plan.objectives or (dossier.plan.objective,))} ({standing(dossier.plan)})",
        ),
        ("Berechnet für den", german_date(dossier.as_of)),
        ("Katalog der Programme", dossier.digest),
    )
    for row, (name, value) in enumerate(facts, start=HEAD):
        sheet.text(row, 0, name)
        sheet.text(row, 1, value, "plain")
    row = HEAD + len(facts) + 1
    sheet.head(row, ("Zusammen", "Betrag"))
    sheet.text(row + 1, 0, "Kosten")
    sheet.formula(row + 1, 1, f"={layout.cost_total()}", ledger.cost())
    kinds = [kind for kind in Kind if ledger.of_kind(kind)]
    for line, kind in enumerate(kinds, start=row + 2):
        sheet.text(line, 0, kind.value)
        sheet.formula(line, 1, f"=SUM({layout.kind_totals(kind)})", ledger.paid(kind))
    end = row + 2 + len(kinds)
    sheet.text(end, 0, "Finanzierung zusammen", "sum_text")
    sheet.sum_over(end, 1, (row + 2, 1), (end - 1, 1))
    sheet.text(end + 1, 0, "Deckung (Kosten − Finanzierung)", "check_text")
    sheet.balance(end + 1, 1, (row + 1, 1), (end, 1))
    gap = ledger.paid(Kind.GAP)
    if gap:
        sheet.text(end + 1, 2, "Ausgeglichen nur mit dem, was noch fehlt.", "check_text")
    sheet.wide(end + 3, HOW_TO_READ)
    sheet.wide(end + 4, NO_ADVICE)


def _add_costs(book: Book, layout: Layout) -> None:
    """The costs as the plan counts them, item by item and year by year."""
    ledger, years = layout.ledger, layout.ledger.years
    sheet = book.sheet("Kosten", (6, 38, 26, 26, *(14 for _ in years), 15))
    sheet.head(HEAD, ("Nr.", "Kostenposten", "Art", "Wer bezahlt", *years, "zusammen"), words=4)
    sheet.keep(HEAD, 2)
    for row, item in enumerate(ledger.items, start=FIRST):
        for column, text in enumerate((layout.item_key(item), *layout.item_words(item))):
            sheet.text(row, column, text)
        for column, year in enumerate(years, start=4):
            sheet.money(row, column, ledger.cost(item, year), "input")
        sheet.sum_over(row, 4 + len(years), (row, 4), (row, 3 + len(years)), "money")
    end = layout.cost_sum_row
    sheet.sum_words(end, ("", "Kosten zusammen", "", ""))
    sheet.sum_rows(end, range(4, 5 + len(years)), FIRST, end - 1)
    sheet.wide(end + 2, "Kosten mit Umsatzsteuer, soweit der Träger sie nicht als Vorsteuer zurückbekommt.")


def _add_financing(book: Book, layout: Layout) -> None:
    """Who pays how much in which year, and whether that covers the costs of each year."""
    ledger, years = layout.ledger, layout.ledger.years
    last = 4 + len(years)
    sheet = book.sheet("Finanzierung", (6, 44, 22, 24, *(14 for _ in years), 15, 9))
    sheet.head(HEAD, ("Nr.", "Quelle", "Art", "Für wen", *years, "zusammen", "Anteil"), words=4)
    sheet.keep(HEAD, 2)
    for row, source in enumerate(ledger.sources, start=FIRST):
        for column, text in enumerate((layout.source_key(source), *layout.source_words(source))):
            sheet.text(row, column, text)
        for column, year in enumerate(years, start=4):
            sheet.formula(row, column, layout.by_source_and_year(row, column), ledger.paid(source, year=year))
        sheet.sum_over(row, last, (row, 4), (row, last - 1), "money")
    end = layout.financing_sum_row
    sheet.sum_words(end, ("", "Finanzierung zusammen", "", ""))
    sheet.sum_rows(end, range(4, last + 1), FIRST, end - 1)
    for row in range(FIRST, end):
        sheet.share(row, last + 1, (row, last), (end, last))
    sheet.text(end + 1, 1, "Kosten")
    sheet.text(end + 2, 1, "Deckung (Kosten − Finanzierung)", "check_text")
    for column in range(4, last + 1):
        sheet.formula(end + 1, column, f"={layout.cost_sum(column)}", layout.cost_of_column(column))
        sheet.balance(end + 2, column, (end + 1, column), (end, column))


def _add_years(book: Book, layout: Layout) -> None:
    """One row for each budget year: costs, each kind of money, own money of each party."""
    ledger = layout.ledger
    columns = layout.year_columns()
    sheet = book.sheet("je Jahr", (12, 16, *(18 for _ in columns), 16, 14), title="Je Haushaltsjahr")
    sheet.head(HEAD, ("Jahr", "Kosten", *(title for title, _, _ in columns), "Finanzierung", "Deckung"))
    sheet.keep(HEAD, 1)
    last = 2 + len(columns)
    for position, year in enumerate(ledger.years):
        row, there = FIRST + position, 4 + position
        sheet.year(row, 0, year)
        sheet.formula(row, 1, f"={layout.cost_sum(there)}", ledger.cost(year=year))
        for column, (_, first, sources) in enumerate(columns, start=2):
            block = layout.financing_block(first, first + len(sources) - 1, there)
            sheet.formula(row, column, f"=SUM({block})", sum(ledger.paid(source, year=year) for source in sources))
        sheet.sum_over(row, last, (row, 2), (row, last - 1), "money")
        sheet.balance(row, last + 1, (row, 1), (row, last))
    end = FIRST + len(ledger.years)
    sheet.sum_words(end, ("zusammen",))
    sheet.sum_rows(end, range(1, last + 1), FIRST, end - 1)
    sheet.balance(end, last + 1, (end, 1), (end, last))


def _add_items(book: Book, layout: Layout) -> None:
    """The matrix: what each source pays of each cost item."""
    ledger, sources = layout.ledger, layout.ledger.sources
    name = "je Kostenposition"
    sheet = book.sheet(name, (6, 30, *(14 for _ in sources), 15, 15, 11), title="Je Kostenposition")
    sheet.head(HEAD, ("", "", *map(layout.source_key, sources), "", "", ""), words=2)
    titles = (layout.source_words(source)[0] for source in sources)
    sheet.head(HEAD + 1, ("Nr.", "Kostenposten", *titles, "Finanzierung", "Kosten", "Deckung"), words=2)
    sheet.keep(HEAD + 1, 2, rows=2)
    first, last = FIRST + 1, 2 + len(sources)
    for row, item in enumerate(ledger.items, start=first):
        sheet.text(row, 0, layout.item_key(item))
        sheet.text(row, 1, layout.item_words(item)[0])
        for column, source in enumerate(sources, start=2):
            sheet.formula(row, column, layout.by_item_and_source(row, column), ledger.paid(source, item))
        sheet.sum_over(row, last, (row, 2), (row, last - 1), "money")
        sheet.formula(row, last + 1, f"={layout.cost_item_total(row - first)}", ledger.cost(item))
        sheet.balance(row, last + 2, (row, last + 1), (row, last))
    end = first + len(ledger.items)
    sheet.sum_words(end, ("", "zusammen"))
    sheet.sum_rows(end, range(2, last + 2), first, end - 1)
    sheet.balance(end, last + 2, (end, last + 1), (end, last))


def _add_entries(book: Book, layout: Layout) -> None:
    """The amounts everything else is summed up from."""
    sheet = book.sheet("Einzelbeträge", (10, 36, 10, 10, 44, 16))
    sheet.head(HEAD, ("Posten Nr.", "Kostenposten", "Jahr", "Quelle Nr.", "Quelle", "Betrag"), words=5)
    sheet.keep(HEAD)
    for row, entry in enumerate(layout.ledger.entries, start=FIRST):
        sheet.text(row, 0, layout.item_key(entry.item))
        sheet.text(row, 1, layout.item_words(entry.item)[0])
        sheet.year(row, 2, entry.year)
        sheet.text(row, 3, layout.source_key(entry.source))
        sheet.text(row, 4, layout.source_words(entry.source)[0])
        sheet.money(row, 5, entry.amount, "input")
    end = FIRST + len(layout.ledger.entries)
    sheet.sum_words(end, ("", "zusammen", "", "", ""))
    sheet.sum_rows(end, (5,), FIRST, max(FIRST, end - 1))
