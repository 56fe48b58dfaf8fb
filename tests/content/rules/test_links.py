"""Links that lead nowhere, told without the network; and offers that nobody can apply to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndicate.site import ContentRules
from tests.content.rules.cases import SITE, case, found

DEAD = [
    "[apply]()",
    "[apply](#)",
    "[write](mailto:)",
    "[write](mailto:?subject=Job)",
    "[write](mailto:jobs@example.com)",
    "[apply](http://localhost:4000/jobs/)",
    "[apply](http://127.0.0.1/jobs/)",
    "[apply](https://192.168.1.20/form)",
    "[apply](http://nas.local/form)",
    "See http://localhost:8000/ for more.",
    "<http://localhost:1313/>",
    '<a href="http://localhost:1313/">apply</a>',
    "[apply](https://example.com/apply)",
    "[apply](https://www.example.org)",
    "[apply](https://your-domain.com/apply)",
    "[apply](https://votre-site.fr/)",
    "[apply](https://)",
    "[apply](htp://aubepine.coop/apply)",
    "[apply](https;//aubepine.coop/apply)",
    "[profile](#profil-recherche)",
    "[fiche](fiche-de-poste.pdf)",
    "[fiche](/documents/fiche.pdf)",
    "![logo](../images/logo.png)",
    '<img src="logo.png">',
    "[other](other-offer.md)",
]
ALIVE = [
    "[apply](https://aubepine.coop/apply)",
    "[apply](https://jobs.aubepine.coop/form)",
    "[apply](//aubepine.coop/apply)",
    "[write](mailto:jobs@aubepine.coop)",
    "[write](mailto:jobs@aubepine.coop?subject=Job)",
    "[call](tel:+33123456789)",
    "[about](/about/)",
    "[about](../about)",
    "[about](/about.html)",
    "[write](jobs@aubepine.coop)",
    "[us](www.aubepine.coop/fiche.pdf)",
    "[you](#you)",
    "[the team](#the-team)",
    "[x](#here)",
    "[fiche](there.pdf)",
    "[fiche](/files/there.pdf)",
    "[fiche](files/there.pdf#page=2)",
    "![logo](<there.png>)",
    "[apply]({{ site.apply }})",
    "[apply]({% link apply.md %})",
    "<!-- [apply](http://localhost/) -->",
    "Run `curl http://localhost:8000/` first.",
    "```\n[x](http://localhost)\n```",
    "a [box] (not a link)",
    "- [ ] a task",
    "f(x)[0]( y ) is code in words",
    "https://localhost.example-company.eu/jobs",
    "https://notexample.com/jobs",
]
FRAME = '## You\n\n## The team\n\n<a id="here"></a>\n\n'


@pytest.fixture
def site(tmp_path):
    for name in ("content/there.pdf", "content/there.png", "static/files/there.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"-")
    return replace(SITE, root=tmp_path)


@pytest.mark.parametrize("line", DEAD)
def test_a_link_that_leads_nowhere_is_told_in_its_line(site, line):
    [problem] = found("dead-link", case(f"{FRAME}{line}\n", site=site), site=site)
    assert problem.line == 10
    assert problem.hint


@pytest.mark.parametrize("line", ALIVE)
def test_a_link_that_may_lead_somewhere_is_not(site, line):
    assert found("dead-link", case(f"{FRAME}{line}\n", site=site), site=site) == []


def test_where_to_apply_is_looked_at(site):
    offer = case(apply_url="http://localhost:3000/apply", site=site)
    [problem] = found("dead-link", offer, site=site)
    assert problem.field == "apply_url"
    [problem] = found("dead-link", case(apply_email="jobs@example.com", site=site), site=site)
    assert problem.field == "apply_email"


def test_a_site_that_is_an_example_links_to_itself(site):
    site = replace(site, url="https://jobs.example.org/")
    offer = case("[apply](https://www.example.org/apply)", site=site)
    assert found("dead-link", offer, site=site) == []


def test_files_of_another_site_are_not_looked_for(site):
    site = replace(site, content=ContentRules(base_url="https://aubepine.coop/"))
    assert found("dead-link", case("[fiche](fiche.pdf)", site=site), site=site) == []


def test_a_source_is_no_page(site):
    (site.root / "content" / "other-offer.md").write_text("-")
    [problem] = found("dead-link", case("[o](other-offer.md)", site=site), site=site)
    assert "source of a page" in problem.message


@pytest.mark.parametrize(
    "body",
    ["A fine job.", "", "Bring 12 cakes.", "You have 3 years of experience, from 2020 to 2026."],
)
def test_an_offer_without_any_way_to_apply_is_told(body):
    [problem] = found("no-way-to-apply", case(body))
    assert problem.hint.startswith("apply: ")


@pytest.mark.parametrize(
    "body",
    [
        "Write to jobs@aubepine.coop.",
        "Write to jobs [at] aubepine.coop.",
        "Apply [here](https://aubepine.coop/).",
        "Apply [here][1].",
        "https://aubepine.coop/",
        "www.aubepine.coop",
        '<a href="/apply">Apply</a>',
        "Tél. 03 20 12 34 56",
        "Candidature par courrier à la mairie.",
        "Drop by and say hello.",
        "{{ page.apply }}",
        "Présentez-vous à France Travail.",
    ],
)
def test_any_way_is_enough(body):
    assert found("no-way-to-apply", case(body)) == []


def test_a_way_in_the_front_matter_is_enough():
    assert found("no-way-to-apply", case(apply_email="jobs@aubepine.coop")) == []
    assert found("no-way-to-apply", case(apply_url="https://aubepine.coop/")) == []
