"""What an edit costs does not grow with the number of offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate import project
from syndicate.memory import Memory
from syndicate.project.crew import Crew
from syndicate.project.desk import Desk
from syndicate.project.intake import take_in
from syndicate.project.looking import look_at
from syndicate.project.outcome import outcome
from tests.project.building import NOW, put

if TYPE_CHECKING:
    from syndicate.site import Site


def steps_of_an_edit(site: Site, number: int) -> tuple[int, int]:
    """How many steps SQLite takes with so many offers to take an edit in, and to count all."""
    for one in range(number):
        put(site, f"{one}.md", f"Developer {one}", closes=f"2026-{3 + one % 9:02}-20")
    project.build(site, NOW, jobs=1)
    edited = put(site, "7.md", "Writer")
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    with Memory(site.state_dir) as memory:
        memory.database.connection.set_progress_handler(count, 1)
        desk = Desk(site, NOW, memory.database)
        looks = look_at(desk, {edited})
        assert looks is not None
        with Crew(desk, Desk, (site, NOW), 1) as crew:
            assert take_in(crew, desk, looks, None)
        taken_in = steps
        assert outcome(memory.database, anew=True).offers == {"open": number}
        return taken_in, steps - taken_in


@pytest.mark.slow
def test_an_edit_among_ten_times_as_many_offers_asks_no_more_of_the_memory(site: Site) -> None:
    few, few_counted = steps_of_an_edit(site, 20)
    many, many_counted = steps_of_an_edit(site, 200)
    assert many < few + 50
    assert many_counted < few_counted + 180 * 12  # an index is counted through, and no offer
