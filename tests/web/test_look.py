"""The look keeps its promises: contrast, marks beside colours, light pages, forms that explain themselves."""

import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, get_template_attribute, render_template_string
from fontTools.ttLib import TTFont
from lxml import html
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from tests.browser import Browser
from tracker.accounts.states import Role
from tracker.config import ROOT
from tracker.core.errors import RuleBroken, StaleEdit
from tracker.web import filters, labels
from tracker.web.assets import build_fonts
from tracker.web.fields import EnumChoices, LongText, NumberField, ShortText, Tick
from tracker.web.forms import BaseForm
from tracker.web.pagination import Pagination, page_address, page_of

SHEET = (ROOT / "tracker/static/css/app.css").read_text()
FIRST_PAGE_BYTES = 120_000
FIRST_PAGE_REQUESTS = 8
FONT_BYTES = 60_000
MEANINGS = ("agreed", "contested", "returned", "dropped", "info")


def tokens_of(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK = (tokens_of(block) for block in re.findall(r":root \{\s+color-scheme:[^}]*\}", SHEET)[:2])


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "muted", "accent", *MEANINGS) for ground in ("paper", "surface")),
    *((meaning, f"{meaning}-soft") for meaning in MEANINGS),
    *(("ink", f"{meaning}-soft") for meaning in MEANINGS),
    ("accent", "accent-soft"),
    ("muted", "accent-soft"),
    ("ink", "accent-soft"),
    ("on-accent", "accent"),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(tokens: dict[str, str], text: str, ground: str) -> None:
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("line", ["edge", "focus"])
def test_the_outlines_of_controls_can_be_seen(tokens: dict[str, str], line: str) -> None:
    assert min(contrast(tokens[line], tokens["paper"]), contrast(tokens[line], tokens["surface"])) >= 3


def test_both_modes_have_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_every_tone_of_a_state_has_its_colours() -> None:
    tones = {meaning.tone for meaning in labels.MEANINGS.values()}
    assert tones == set(re.findall(r"\.tone-([a-z]+) \{", SHEET))


def test_states_of_the_same_colour_and_kind_still_differ_by_their_mark() -> None:
    talks = ["agreed", "contested", "dropped", "drop_proposed", "not_single", "proposed", "empty"]
    looks = {labels.MEANINGS[state] for state in talks}
    assert len(looks) == len(talks)
    assert labels.MEANINGS["agreed"].mark != labels.MEANINGS["contested"].mark


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build_fonts(tmp_path_factory.mktemp("fonts"))


def test_the_web_fonts_are_small_and_named_as_the_style_sheet_expects(fonts: list[Path]) -> None:
    assert sum(font.stat().st_size for font in fonts) <= FONT_BYTES
    assert {font.name for font in fonts} == set(re.findall(r"fonts/([a-z0-9-]+\.woff2)", SHEET))


def test_fonts_are_made_the_same_every_time(fonts: list[Path], tmp_path: Path) -> None:
    assert [font.read_bytes() for font in build_fonts(tmp_path)] == [font.read_bytes() for font in fonts]


def test_every_mark_is_in_a_font_we_serve(fonts: list[Path]) -> None:
    drawn = {chr(code) for font in fonts for code in TTFont(font).getBestCmap()}
    assert {meaning.mark for meaning in labels.MEANINGS.values()} <= drawn


def test_an_error_page_is_a_whole_page_that_says_what_to_do(visitor: Browser) -> None:
    page = visitor.get("/nowhere", status=404)
    assert (
        page.find("h1").text_content()
        == "Halaman atau data ini tidak ada, atau Anda tidak berhak melihatnya."
    )
    assert page.find("html").get("lang") == "id"
    assert page.find("a.skip-link").get("href") == "#" + page.find("main").get("id")


def test_the_first_page_is_light(visitor: Browser, fonts: list[Path]) -> None:
    page = visitor.get("/nowhere", status=404)
    addresses = [part.get("href") or part.get("src") for part in page.all("link, script")]
    texts = [page.response.data, *(download(visitor, address) for address in addresses)]
    assert len(texts) + len(fonts) <= FIRST_PAGE_REQUESTS
    compressed = sum(len(zlib.compress(text)) for text in texts)
    assert compressed + sum(font.stat().st_size for font in fonts) <= FIRST_PAGE_BYTES


def download(visitor: Browser, address: str) -> bytes:
    # Not compressed on the way: Flask-Compress leaves the file open, which a test run does not forgive.
    with visitor.client.get(address, headers={"Accept-Encoding": "identity"}) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


class Demo(BaseForm):
    """A form with a field of each shape."""

    name = ShortText("Nama", description="Seperti pada surat.")
    share = NumberField("Bagian", decimals_usual=True, render_kw={"inputmode": "decimal"})
    note = LongText("Catatan", required=False)
    roles = EnumChoices("Peran", Role)
    kind = RadioField("Jenis", choices=[SelectChoice("a", "Angka"), SelectChoice("b", "Lain")])
    is_official = Tick("Resmi")


@pytest.fixture
def request_of(app: Flask) -> Iterator[Any]:
    """Opens a request in which macros can be rendered."""
    with app.test_request_context("/demo?state=open&page=2", method="POST"):
        yield app


def macro(file: str, name: str) -> Any:
    return get_template_attribute(f"components/{file}.html", name)


def parsed(text: object) -> Any:
    return html.fromstring(str(text))


def field(bound: Any, **options: Any) -> Any:
    return parsed(macro("forms", "field")(bound, **options))


def newest_of(bound: Any) -> str:
    return " ".join(field(bound).cssselect(".newest")[0].text_content().split())


def sent(**values: Any) -> Demo:
    form = Demo(meta={"csrf": False}, formdata=None)
    form.process(data=values)
    return form


def test_a_field_with_an_error_keeps_its_hint_and_ties_both_to_the_input(request_of: Flask) -> None:
    form = sent()
    form.refuse(RuleBroken("not_allowed", field="name"))
    box = field(form.name)
    ids = box.cssselect("input")[0].get("aria-describedby").split()
    words = [box.get_element_by_id(name).text_content() for name in ids]
    assert words[0] == "Seperti pada surat."
    assert "Anda tidak berhak melakukan ini." in words[1]
    assert box.cssselect("input")[0].get("aria-invalid") == "true"
    order = [element.get("id") or element.get("for") for element in box.cssselect("label, p, input")]
    assert order == ["name", "name-hint", "name-error", "name"]


def test_only_optional_fields_are_marked(request_of: Flask) -> None:
    form = sent()
    assert "boleh kosong" in field(form.note).text_content()
    assert "boleh kosong" not in field(form.name).text_content()
    assert "boleh kosong" not in field(form.is_official).text_content()


@pytest.mark.parametrize("name", ["roles", "kind"])
def test_choices_stand_in_a_fieldset_with_a_legend_and_a_label_each(request_of: Flask, name: str) -> None:
    box = field(getattr(sent(), name))
    options = {option.get("id") for option in box.cssselect("fieldset input")}
    assert box.cssselect("fieldset > legend")
    assert options == {label.get("for") for label in box.cssselect("fieldset label")}


def test_the_unit_stands_inside_the_end_of_the_field(request_of: Flask) -> None:
    box = field(sent().share, suffix="%")
    assert box.cssselect(".with-suffix > input + .suffix")[0].text_content() == "%"
    assert box.cssselect("input")[0].get("inputmode") == "decimal"


def test_the_summary_says_general_errors_first_and_links_to_each_field(request_of: Flask) -> None:
    form = sent()
    form.refuse(RuleBroken("not_allowed", field="name"))
    form.refuse(RuleBroken("not_found"))
    summary = parsed(macro("forms", "error_summary")(form))
    first, second = summary.cssselect("li")
    assert first.text_content().startswith("Halaman atau data")
    assert second.cssselect("a")[0].get("href") == "#name"
    assert summary.get("role") == "alert"


def test_a_form_without_errors_has_no_summary(request_of: Flask) -> None:
    assert str(macro("forms", "error_summary")(sent())).strip() == ""


def test_a_stale_edit_shows_what_is_stored_beside_what_was_typed(request_of: Flask) -> None:
    form = sent(name="Biro MKOK", roles=["cso"], is_official=False)
    form.refuse(StaleEdit({"name": "Biro Hukum", "roles": ["ministry"], "is_official": True}, 4))
    assert "Tersimpan sekarang: Biro Hukum" in " ".join(field(form.name).text_content().split())
    assert "Tersimpan sekarang: " + labels.label(Role.MINISTRY) in " ".join(
        field(form.roles).text_content().split()
    )
    assert "Tersimpan sekarang: ya" in " ".join(field(form.is_official).text_content().split())
    assert form.name.data == "Biro MKOK"


def test_a_form_frame_carries_its_token_and_the_revision_that_was_seen(request_of: Flask) -> None:
    form = sent(revision="7")
    page = parsed(
        render_template_string(
            '{% from "components/forms.html" import form_frame %}'
            '{% call form_frame(form, cancel="/back") %}isi{% endcall %}',
            form=form,
        )
    )
    assert page.cssselect("input[name=csrf_token]")[0].get("value")
    assert page.cssselect("input[name=revision]")[0].get("value") == "7"
    assert page.cssselect("a.cancel")[0].get("href") == "/back"


def test_a_wide_table_scrolls_by_itself_and_names_its_columns(request_of: Flask) -> None:
    frame = parsed(
        render_template_string(
            '{% from "components/tables.html" import table %}'
            '{% call table("Tonggak", ["No", "Nama", ""]) %}<tr><td>1</td></tr>{% endcall %}'
        )
    )
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == ("region", "0", "Tonggak")
    assert [cell.get("scope") for cell in frame.cssselect("thead th")] == ["col"] * 3
    assert all(cell.text_content().strip() for cell in frame.cssselect("thead th"))


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 B"), (475, "475 B"), (1000, "1 kB"), (2449, "2,4 kB"), (18_600, "19 kB"), (18_000_000, "18 MB")],
)
def test_the_size_of_a_file_is_said_in_indonesian_marks(request_of: Flask, count: int, said: str) -> None:
    assert filters.file_size(count) == said


def test_a_computed_number_has_two_decimals_at_most(request_of: Flask) -> None:
    said = [filters.rounded(Decimal(value)) for value in ("47.07547169811320754716", "1548", "0.005")]
    assert said == ["47,08", "1.548", "0,01"]


def test_a_fact_that_is_not_known_says_so(request_of: Flask) -> None:
    facts = str(macro("tables", "facts")([("Penyebut", None), ("Nilai", 0)]))
    assert facts.count("belum diisi") == 1
    assert "<dd>0</dd>" in facts


def test_pages_offer_first_last_and_neighbours() -> None:
    assert list(Pagination(5, 50, 500).iter_pages()) == [1, None, 4, 5, 6, None, 10]
    assert list(Pagination(1, 50, 90).iter_pages()) == [1, 2]


def test_a_page_beyond_the_end_is_the_last_one(request_of: Flask) -> None:
    assert page_of(60).page == 2
    assert page_of(10).page == 1
    assert (page_of(60).offset, page_of(60).first, page_of(60).last) == (50, 51, 60)


def test_turning_the_page_keeps_the_filter(app: Flask) -> None:
    with app.test_request_context("/sign-in?state=open&page=2"):
        assert sorted(page_address(3).partition("?")[2].split("&")) == ["page=3", "state=open"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("minimal 80%", "≥ 80% — minimal delapan puluh persen"),
        ("227.995", "227.995 — dua ratus dua puluh tujuh ribu sembilan ratus sembilan puluh lima"),
    ],
)
def test_a_number_is_said_back_as_it_was_understood(visitor: Browser, typed: str, said: str) -> None:
    answer = visitor.client.get("/readings", query_string={"text": typed})
    assert answer.get_json() == {"echo": said}


def test_a_number_that_reads_two_ways_is_asked_about(visitor: Browser) -> None:
    answer = visitor.client.get("/readings", query_string={"text": "1.234", "decimals": "1"})
    assert "1.234" in answer.get_json()["echo"]
    assert "1,234" in answer.get_json()["echo"]
