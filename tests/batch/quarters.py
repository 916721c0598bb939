"""Made-up decks of a company, quarter by quarter: each prints four quarters, three of which the deck before has too."""

from pathlib import Path

LABELS = tuple(f"{part}Q{year}" for year in range(30, 42) for part in (1, 2, 3, 4))
SIZE = 4


def amounts(row: int, count: int) -> list[int]:
    """Growing amounts of four digits that differ from row to row."""
    return [1_432 + 1_311 * row + (37 + 11 * row) * at + (at * at * (3 + row)) % 29 for at in range(count)]


def deck(at: int, *, cover: str = "", site: str = "", shift: int = 0) -> str:
    """The deck whose last quarter is the `at`-th label."""
    labels = LABELS[at - SIZE + 1 : at + 1]
    goods, services = ([value + shift for value in amounts(row, at + 1)][-SIZE:] for row in (0, 1))
    rows = {
        "Goods": goods,
        "Services": services,
        "Total Revenues": [sum(pair) for pair in zip(goods, services, strict=True)],
    }
    table = [f"{name} {' '.join(f'{value:,}' for value in values)}" for name, values in rows.items()]
    head = ["Revenues by Service", "Unit: JPY million", " ".join(labels), *table]
    year = 2000 + int(labels[-1][2:])
    calendar = f"{labels[-1]} results\n(Results for the quarter; fiscal year {year} begins in April {year})\n"
    return f"{cover}\n\n{labels[-1]}\n\f" + "\n".join(head) + f"\n\f{calendar}\f{site}\n"


def write(folder: Path, decks: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in decks.items():
        (folder / name).write_text(text, "utf-8")
