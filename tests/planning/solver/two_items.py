"""A project with a building and a post, and programmes for one kind of cost."""

from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import costing, item

from quartier.model.edition import Edition

TWO = costing(item("haus", 10_000), item("stelle", 6_000, "personnel"))


def part(name: str, kind: str, rate: int = 50) -> Edition:
    return edition(name, block(rate=rate, base={"vat": "included", "kinds": [kind]}))
