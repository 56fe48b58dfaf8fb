"""Pages: what an offer's page, a closed page and the list of offers hold."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import extruct
import html5lib
import pytest
from hypothesis import given
from lxml import html

from syndicate.jobposting import Verdict, is_valid, job_posting, judge
from syndicate.offer import Location, Offer, Organization, Pay, Status
from syndicate.renderings.artefact import Catalogue
from syndicate.renderings.page import LONGEST_TITLE, page_title, shortened
from syndicate.renderings.pages import PageWriter, pages
from syndicate.renderings.signature import signed
from tests.jobpostings import COMPANY, SITE, an_offer
from tests.renderings.shapes import offers

if TYPE_CHECKING:
    from syndicate.site import Site

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 5, 20, 9, 0, tzinfo=PARIS)


def build(*offers: Offer, site: Site = SITE, now: datetime = NOW) -> dict[str, str]:
    """The pages of *offers* by their paths."""
    of = {status: tuple(o for o in offers if o.status is status) for status in Status}
    made = list(pages(Catalogue(site, now, of[Status.OPEN], of[Status.CLOSED])))
    assert len({artefact.path for artefact in made}) == len(made)
    return {artefact.path: artefact.data.decode() for artefact in made}


def page_of(offer: Offer, site: Site = SITE) -> html.HtmlElement:
    return tree(source_of(offer, site))


def source_of(offer: Offer, site: Site = SITE) -> str:
    made = build(offer, site=site)
    return next(text for path, text in made.items() if path not in {"index.html", "style.css"})


def tree(source: str) -> html.HtmlElement:
    """The page as a tree, once a strict parser has found no fault in it."""
    html5lib.HTMLParser(strict=True).parse(source)
    return html.document_fromstring(source)


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def hrefs(page: html.HtmlElement, path: str) -> list[str]:
    return [str(link.get("href")) for link in page.xpath(path)]


def json_ld(source: str) -> list[dict[str, Any]]:
    return extruct.extract(source, syntaxes=["json-ld"])["json-ld"]


CLOSED = {"status": Status.CLOSED, "closes": date(2026, 4, 30)}
CLOSED_AT = datetime(2026, 5, 1, tzinfo=PARIS)


# -- where pages lie --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org/jobs/stage/", "jobs/stage/index.html"),
        ("https://example.org/jobs/stage", "jobs/stage/index.html"),
        ("https://example.org/jobs/stage.html", "jobs/stage.html"),
        ("https://example.org/emploi/d%C3%A9veloppeur/", "emploi/développeur/index.html"),
    ],
)
def test_a_page_lies_where_a_server_looks_for_its_address(url: str, path: str) -> None:
    assert set(build(an_offer(url=url))) == {path, "index.html", "style.css"}


def test_an_offer_whose_address_lies_elsewhere_has_no_page_and_is_listed() -> None:
    made = build(an_offer(url="https://elsewhere.example/jobs/1/"))
    assert set(made) == {"index.html", "style.css"}
    assert "https://elsewhere.example/jobs/1/" in hrefs(tree(made["index.html"]), "//li//a")


def test_without_pages_nothing_is_written() -> None:
    site = replace(SITE, feeds=replace(SITE.feeds, pages=False))
    assert build(an_offer(), site=site) == {}


def test_every_file_carries_our_mark() -> None:
    made = build(an_offer(), an_offer(id="b", url="https://example.org/jobs/b/", **CLOSED))
    assert len(made) == 4
    for path, text in made.items():
        assert signed(path, text.encode())


def test_links_to_our_own_files_lead_there() -> None:
    made = build(an_offer())
    page = tree(made["jobs/charge-projets/index.html"])
    assert hrefs(page, "//nav//a") == ["../../"]
    assert hrefs(page, "//link[@rel='stylesheet']")[0].startswith("../../style.css?v=")
    assert hrefs(tree(made["index.html"]), "//li/p/a") == ["./jobs/charge-projets/"]


# -- the page of an open offer ----------------------------------------------------------------


def test_the_page_has_one_heading_of_the_first_rank_and_none_is_skipped() -> None:
    page = page_of(an_offer(body="<h2>A</h2>\n<h3>B</h3>\n<p>Texte</p>\n"))
    ranks = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))


def test_search_engines_read_the_very_document() -> None:
    offer = an_offer()
    assert json_ld(source_of(offer)) == [job_posting(offer, SITE)]


@given(offer=offers())
def test_a_verdict_that_is_known_changes_no_page(offer: Offer) -> None:
    writer = PageWriter(SITE, {})
    assert list(writer.open_page(offer, judge(offer, SITE))) == list(writer.open_page(offer))


@pytest.mark.parametrize("valid", [True, False])
def test_a_verdict_that_is_handed_in_is_the_one_that_counts(*, valid: bool) -> None:
    document = job_posting(an_offer(), SITE)
    (page,) = PageWriter(SITE, {}).open_page(an_offer(), Verdict(document, valid))
    assert json_ld(page.data.decode()) == ([document] if valid else [])


def test_an_offer_without_a_valid_posting_has_a_page_without_one() -> None:
    offer = an_offer(locations=())
    assert not is_valid(job_posting(offer, SITE))
    source = source_of(offer)
    assert json_ld(source) == []
    assert "<script" not in source
    assert words_of(tree(source).find(".//h1")) == offer.title


def test_what_the_posting_states_can_be_read_on_the_page() -> None:
    offer = an_offer(
        pay=Pay(Decimal(30000), Decimal(36000), "EUR", "year"),
        closes=date(2026, 6, 30),
        requisition_id="R-7",
        openings=3,
        education="bachelor_degree",
        experience=24,
        skills=("SQL",),
        duration_months=Decimal(6),
        start="2026-09-01",
    )
    page = page_of(offer)
    shown = words_of(page.find(".//main")).replace("\u202f", " ").replace("\u00a0", " ")
    for text in (
        offer.title,
        "Example Coop",
        "1 rue Exemple, 75019 Paris, France",
        "CDI",
        "Temps plein",
        "30 000 – 36 000 € par an",
        "R-7",
        "2 ans",
        "Bac +3",
        "SQL",
        "6 mois",
        "Préparer les ateliers",
    ):
        assert text in shown
    dates = {element.get("datetime") for element in page.xpath("//time")}
    assert dates == {"2026-05-04", "2026-06-30", "2026-09-01"}
    assert hrefs(page, "//p[@class='employer']/a") == [COMPANY.url]
    assert page.xpath("//img/@src") == [COMPANY.logo]


def test_a_title_for_boards_is_shown_as_well() -> None:
    assert "Chef de projet" in words_of(page_of(an_offer(board_title="Chef de projet")))


def test_a_title_for_boards_that_is_a_part_of_the_title_is_not_repeated() -> None:
    offer = an_offer(title="Développeur Ruby, stage 6 mois", board_title="Développeur Ruby")
    assert not page_of(offer).xpath("//p[@class='board-title']")


def test_an_offer_without_a_number_of_its_own_shows_the_id_it_has_in_the_posting() -> None:
    offer = an_offer()
    document: Any = job_posting(offer, SITE)
    assert document["identifier"]["value"] in words_of(page_of(offer).find(".//article/footer"))


def test_an_employer_that_stays_unnamed_is_not_linked_to() -> None:
    hidden = Organization("Confidentiel", "https://secret.example/", "https://secret.example/l.png")
    assert "secret.example" not in source_of(an_offer(organization=hidden))


def test_the_page_speaks_the_offers_language() -> None:
    page = page_of(an_offer(language="de"))
    assert page.get("lang") == "de"
    assert words_of(page.get_element_by_id("how-to-apply")).startswith("So bewerben Sie sich")


def test_words_in_another_language_than_the_page_say_so() -> None:
    page = page_of(an_offer(language="it"))
    assert page.get("lang") == "it"
    assert page.get_element_by_id("how-to-apply").get("lang") == "fr"
    assert page.find(".//h1").get("lang") is None


def test_a_page_written_from_right_to_left_says_so() -> None:
    page = page_of(an_offer(language="ar"))
    assert page.get("dir") == "rtl"
    assert page.get_element_by_id("how-to-apply").get("dir") == "ltr"


def test_the_feeds_are_announced_preferred_first() -> None:
    for source in build(an_offer()).values():
        if source.startswith("<!DOCTYPE"):
            links = tree(source).xpath("//link[@rel='alternate'][@type]")
            assert [(link.get("type"), link.get("href")) for link in links] == [
                ("application/atom+xml", "https://example.org/atom.xml"),
                ("application/rss+xml", "https://example.org/rss.xml"),
                ("application/feed+json", "https://example.org/feed.json"),
            ]


def test_the_page_names_its_address_and_its_summary() -> None:
    page = page_of(an_offer(summary="Un poste\nà Paris."))
    assert hrefs(page, "//link[@rel='canonical']") == ["https://example.org/jobs/charge-projets/"]
    assert page.xpath("//meta[@name='description']/@content") == ["Un poste à Paris."]
    assert page.xpath("//meta[@property='og:title']/@content") == ["Chargé·e de projets junior"]


# -- applying ---------------------------------------------------------------------------------


def apply_links(offer: Offer) -> list[str]:
    return hrefs(page_of(offer), "//section[@id='how-to-apply']//a")


def test_one_may_apply_by_mail_with_a_subject() -> None:
    assert apply_links(an_offer(title="Chef & Co", apply_email="a+b@coop.example.org")) == [
        "mailto:a%2Bb@coop.example.org?subject=Candidature%C2%A0%3A%20Chef%20%26%20Co"
    ]


def test_one_may_apply_online_and_by_mail() -> None:
    links = apply_links(an_offer(apply_url="https://coop.example.org/postuler?x=1&y=2"))
    assert links[0] == "https://coop.example.org/postuler?x=1&y=2"
    assert links[1].startswith("mailto:emploi@coop.example.org?subject=")


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"apply_url": "javascript:alert(1)"},
        {"apply_url": "data:text/html,<script>alert(1)</script>"},
        {"apply_email": "no mail address"},
        {"apply_email": "a@b.example\nBcc: c@d.example"},
    ],
)
def test_without_a_way_to_apply_the_page_points_to_the_text_and_the_employer(
    stated: dict[str, Any],
) -> None:
    offer = an_offer(**{"apply_email": None, "apply_url": None} | stated)
    section = page_of(offer).get_element_by_id("how-to-apply")
    assert "Le texte de l’offre dit comment postuler." in words_of(section)
    assert apply_links(offer) == [COMPANY.url]


def test_without_an_employers_address_the_page_points_to_the_text() -> None:
    offer = an_offer(apply_email=None, organization=Organization("Example Coop"))
    assert apply_links(offer) == []


# -- translations -----------------------------------------------------------------------------


def translated(language: str, **facts: Any) -> Offer:
    return an_offer(
        id=language,
        language=language,
        url=f"https://example.org/jobs/{language}/",
        translation_key="stage",
        **facts,
    )


def test_translations_name_each_other_and_themselves() -> None:
    made = build(translated("fr"), translated("en"))
    for language, other, name in (("fr", "en", "English"), ("en", "fr", "Français")):
        page = tree(made[f"jobs/{language}/index.html"])
        assert [
            (link.get("hreflang"), link.get("href")) for link in page.xpath("//link[@hreflang]")
        ] == [("en", "https://example.org/jobs/en/"), ("fr", "https://example.org/jobs/fr/")]
        (seen,) = page.xpath("//p[@class='translations']/a")
        assert (seen.get("href"), words_of(seen)) == (f"../../jobs/{other}/", name)


def test_a_translation_that_is_closed_or_alone_is_not_named() -> None:
    made = build(translated("fr"), translated("en", **CLOSED))
    assert "hreflang" not in made["jobs/fr/index.html"]


def test_a_second_offer_in_one_language_is_no_translation() -> None:
    second = translated("fr")
    second = replace(second, id="fr-2", url="https://example.org/jobs/fr-2/")
    made = build(translated("fr"), translated("en"), second)
    assert "hreflang" not in made["jobs/fr-2/index.html"]
    assert "fr-2" not in made["jobs/en/index.html"]


# -- closed offers ----------------------------------------------------------------------------


def test_a_closed_page_says_so_and_leads_to_the_open_offers() -> None:
    source = source_of(an_offer(**CLOSED, closes_at=CLOSED_AT))
    page = tree(source)
    assert "Cette offre est close." in words_of(page)
    assert "Close le 30 avril 2026." in words_of(page)
    assert hrefs(page, "//main//a") == ["../../"]


def test_a_closed_page_has_no_posting_no_text_no_way_to_apply_and_is_not_indexed() -> None:
    offer = an_offer(**CLOSED, closes_at=CLOSED_AT, date_posted=date(2026, 4, 1))
    assert is_valid(job_posting(offer, SITE))
    source = source_of(offer)
    assert json_ld(source) == []
    for absent in ("JobPosting", "<script", "mailto:", "Préparer les ateliers"):
        assert absent not in source
    assert tree(source).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_an_open_page_may_be_indexed() -> None:
    assert "noindex" not in source_of(an_offer())


def test_an_offer_closed_before_its_deadline_does_not_say_that_the_deadline_closed_it() -> None:
    offer = an_offer(
        status=Status.CLOSED, closes=date(2026, 6, 30), closes_at=datetime(2026, 7, 1, tzinfo=PARIS)
    )
    assert "<time" not in source_of(offer)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This offer is closed."),
        ("de", "Diese Ausschreibung ist geschlossen."),
        ("es", "Esta oferta está cerrada."),
        ("nl", "Deze vacature is gesloten."),
    ],
)
def test_a_closed_page_speaks_the_offers_language(language: str, said: str) -> None:
    assert said in words_of(page_of(an_offer(language=language, **CLOSED)))


# -- the list ---------------------------------------------------------------------------------


def many(count: int) -> list[Offer]:
    return [
        an_offer(
            id=f"o{number}",
            url=f"https://example.org/jobs/o{number}/",
            date_posted=date(2026, 5, 20) - timedelta(days=number),
        )
        for number in range(count)
    ]


def test_the_list_without_offers_says_so() -> None:
    page = tree(build()["index.html"])
    assert "Aucune offre n’est ouverte en ce moment." in words_of(page)
    assert page.xpath("//li/p") == []


def test_the_list_has_the_open_offers_alone_in_their_order() -> None:
    offers = many(3)
    made = build(*offers, an_offer(id="gone", url="https://example.org/jobs/gone/", **CLOSED))
    page = tree(made["index.html"])
    assert hrefs(page, "//li/p/a") == ["./jobs/o0/", "./jobs/o1/", "./jobs/o2/"]
    assert "3 offres à pourvoir" in words_of(page)
    assert page.xpath("//h2") == []


def test_a_long_list_is_grouped_by_month() -> None:
    made = build(*many(70), an_offer(id="x", url="https://example.org/jobs/x/", date_posted=None))
    page = tree(made["index.html"])
    titles = [words_of(heading) for heading in page.xpath("//section/h2")]
    assert titles == ["Mai 2026", "Avril 2026", "Mars 2026", "Sans date"]
    assert len(page.xpath("//section//li")) == 71


def test_the_list_has_no_posting() -> None:
    assert json_ld(build(an_offer())["index.html"]) == []


def test_a_line_says_where_on_which_terms_and_until_when() -> None:
    cities = ("Lyon", "Lille", "Brest", "Nancy", "Lyon")
    offer = an_offer(
        locations=tuple(Location(city=city, country="FR") for city in cities),
        workplace="hybrid",
        closes=date(2026, 6, 30),
    )
    line = words_of(tree(build(offer)["index.html"]).find(".//li")).replace("\u00a0", " ")
    assert "Example Coop" in line
    assert "Lyon, Lille, Brest +1 · Hybride : télétravail partiel · CDI · Temps plein" in line
    assert line.endswith("Date limite 30 juin 2026")


def test_the_sites_own_name_is_not_repeated_in_the_list() -> None:
    site = replace(SITE, organization=COMPANY)
    assert "Example Coop" not in build(an_offer(), site=site)["index.html"]


def test_titles_in_another_language_than_the_list_say_so() -> None:
    page = tree(build(an_offer(language="en"), *many(1))["index.html"])
    assert [link.get("lang") for link in page.xpath("//li/p/a")] == ["en", None]


# -- titles -----------------------------------------------------------------------------------


def test_a_title_names_the_employer_where_there_is_room() -> None:
    assert page_title("Chef", "Coop") == "Chef – Coop"
    assert page_title("C" * 60, "Coopérative") == "C" * 60


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("un deux trois", "un deux trois"),
        ("un deux trois quatre", "un deux trois…"),
        ("un deux, trois quatre", "un deux, trois…"),
        ("un deux – – – quatre", "un deux…"),
        ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmn…"),
    ],
)
def test_a_long_title_is_cut_after_a_word(text: str, cut: str) -> None:
    limit = 13 if text == cut else 15
    assert shortened(text, limit) == cut
    assert len(shortened(text, limit)) <= limit


def test_no_page_has_a_title_that_is_too_long() -> None:
    long = "Chargé·e de projets, " * 9
    site = replace(SITE, title=long)
    made = build(
        an_offer(title=long),
        an_offer(title=long, id="b", url="https://example.org/b/", **CLOSED),
        site=site,
    )
    for path in ("jobs/charge-projets/index.html", "b/index.html", "index.html"):
        assert 0 < len(str(tree(made[path]).findtext(".//title"))) <= LONGEST_TITLE


# -- all pages --------------------------------------------------------------------------------


def test_pages_are_the_same_bytes_each_time() -> None:
    offers = (*many(2), translated("fr"), translated("en"), an_offer(**CLOSED))
    assert build(*offers) == build(*offers)


def test_the_clock_alone_changes_no_page() -> None:
    offers = (*many(2), an_offer(**CLOSED, closes_at=CLOSED_AT))
    assert build(*offers) == build(*offers, now=NOW + timedelta(days=400))


def test_pages_need_no_script_and_no_style_of_their_own() -> None:
    for path, source in build(an_offer(locations=()), *many(1)).items():
        if path.endswith(".html"):
            page = tree(source)
            assert all(s.get("type") == "application/ld+json" for s in page.xpath("//script"))
            assert page.xpath("//style|//*[@style]|//@onclick") == []


def test_no_line_ends_with_a_blank() -> None:
    for source in build(translated("fr"), translated("en", tags=("a", "b")), *many(40)).values():
        assert re.search(r"[ \t]$", source, re.MULTILINE) is None


def test_the_stylesheet_knows_dark_and_print_and_is_addressed_by_its_content() -> None:
    made = build(an_offer())
    assert "prefers-color-scheme: dark" in made["style.css"]
    assert "@media print" in made["style.css"]
    address = hrefs(tree(made["index.html"]), "//link[@rel='stylesheet']")[0]
    digest = hashlib.sha256(made["style.css"].encode()).hexdigest()
    assert address == f"style.css?v={digest[:8]}"
