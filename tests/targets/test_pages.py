"""The pages of the negotiation, as people of each role see and use them."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.browser import Browser, Page
from tests.factories import SECRETARY, make_person
from tests.targets.scene import Scene, make_scene, set_baseline
from tracker.accounts.models import User
from tracker.accounts.states import Role
from tracker.core.numbers import read_number
from tracker.extensions import db
from tracker.plans import definition_services
from tracker.plans.states import IndicatorKind
from tracker.targets import services
from tracker.targets.models import OfficialMark, Position, PublishedSeries, SetAsideWarning
from tracker.targets.states import DropReason, PositionKind

Play = Callable[[Scene], object]


class Stage:
    """The scene stored, and a browser for every role."""

    def __init__(self, app: Flask, play: Play, kind: IndicatorKind, *, published: bool) -> None:
        self.app = app
        with app.app_context():
            scene = make_scene(kind, published=published)
            play(scene)
            db.session.commit()
            self.indicator = scene.indicator.id
            self.clause = scene.clause.id
            self.ministry, self.pattiro = scene.ministry.id, scene.pattiro.id
            self.bureau, self.septiana = scene.bureau.id, scene.septiana.id
            self.users = {role: user.id for role, user in scene.users.items()}
        self.page = f"/indicators/{self.indicator}"

    def visitor(self, role: Role | None = Role.SECRETARIAT) -> Browser:
        """The browser of somebody in a role, or of the public."""
        visitor = Browser(self.app)
        if role is None:
            return visitor
        with self.app.app_context():
            return visitor.sign_in(db.session.get_one(User, self.users[role]))

    def count(self, model: type[Any]) -> int:
        """How many rows there are."""
        with self.app.app_context():
            return db.session.scalar(sa.select(sa.func.count(model.id))) or 0

    def newest(self) -> Position:
        """The last entry of the ledger."""
        with self.app.app_context():
            chosen = sa.select(Position).order_by(Position.id.desc()).limit(1)
            return db.session.scalars(chosen).one()

    def warrant(self, **more: Any) -> dict[str, Any]:
        """Reason, source and day, as a form sends them."""
        return {"reason": "Naik bertahap.", "clause": self.clause, "taken_on": "21 September 2020", **more}

    def counter(self, **more: Any) -> dict[str, Any]:
        """The ministry's 45% as a form sends it."""
        said = {"kind": "counter", "year": "2022", "value": "45%", "organisation": self.ministry}
        return {**said, "unit": self.bureau, "person": self.septiana, **self.warrant(), **more}


@pytest.fixture
def stage(app: Flask) -> Callable[..., Stage]:
    """Set a stage: what has happened before, the kind of indicator, whether the plan is public."""

    def set_stage(
        play: Play = lambda scene: None,
        *,
        kind: IndicatorKind = IndicatorKind.PERCENTAGE,
        published: bool = True,
    ) -> Stage:
        return Stage(app, play, kind, published=published)

    return set_stage


SetStage = Callable[..., Stage]


def contested(scene: Scene) -> None:
    """80% against 45%, the latter spoken by Septiana."""
    scene.proposal()
    scene.counter("45%", person=scene.septiana)


def divided(scene: Scene) -> None:
    """One ministry that wants it dropped and reworded."""
    services.propose_drop(
        SECRETARY, scene.indicator, drop_reason=DropReason.DUPLICATE, as_written="hapus", **scene.grounds()
    )
    services.propose_rewording(SECRETARY, scene.indicator, as_written="kualitas", **scene.grounds())


def confirm(visitor: Browser, address: str, page: Page, *, status: int = 200) -> Page:
    """Send the form on a page once more as it stands."""
    fields: dict[str, Any] = {}
    for name, value in page.find("main form[method=post]").form_values():
        fields.setdefault(name, []).append(value)
    return visitor.post(address, fields, status=status)


def errors(page: Page) -> list[str]:
    """The words beside the fields."""
    return [" ".join(element.text_content().split()) for element in page.all("p.error")]


def test_everybody_reads_the_negotiation_newest_first_with_its_clauses(stage: SetStage) -> None:
    page = stage(contested).visitor(None)

    shown = page.get("/indicators/1")

    sentences = [element.text_content() for element in shown.all(".entry-sentence")]
    assert sentences == [
        "Biro MKOK (KemenPAN-RB) mengajukan usulan balik 45% untuk akhir 2022",
        "Pattiro mengusulkan ≥ 80% untuk akhir 2022",
    ]
    assert "NOTULA-1, butir II.6.b" in shown.text
    assert "−35 poin" in shown.text
    assert "belum disepakati" in shown.find(".page-state").text_content()
    assert not shown.all("main form")


def test_names_and_the_way_to_the_minutes_are_for_those_signed_in(stage: SetStage) -> None:
    set_up = stage(contested)

    public, signed_in = set_up.visitor(None).get(set_up.page), set_up.visitor(Role.CSO).get(set_up.page)

    assert "Septiana" not in public.text
    assert not public.all("a[href^='/minutes']")
    assert "Disampaikan oleh Septiana" in signed_in.text
    assert signed_in.find("a[href='/minutes/NOTULA-1#butir-II-6-b']") is not None


def test_a_released_name_is_public(stage: SetStage) -> None:
    def play(scene: Scene) -> None:
        speaker = make_person(scene.ministry, "Menteri")
        speaker.is_name_released = True
        scene.counter(person=speaker)

    set_up = stage(play)
    assert "Disampaikan oleh Menteri" in set_up.visitor(None).get(set_up.page).text


def test_an_unpublished_indicator_is_not_found_by_the_public(stage: SetStage) -> None:
    set_up = stage(contested, published=False)

    set_up.visitor(None).get(set_up.page, status=404)
    set_up.visitor(Role.MINISTRY).get(set_up.page)
    set_up.visitor().get("/indicators/99", status=404)


def test_an_indicator_nobody_spoke_about_says_what_will_stand_there(stage: SetStage) -> None:
    set_up = stage()

    shown = set_up.visitor(None).get(set_up.page)

    assert "Belum ada posisi" in shown.text
    assert "belum diisi" in shown.find(".page-state").text_content()
    assert not shown.all("svg[role=img]")


def test_the_chart_draws_each_partys_numbers_and_the_road_map(stage: SetStage) -> None:
    def play(scene: Scene) -> None:
        contested(scene)
        set_baseline(scene.indicator, "19", denominator="642")
        services.publish_series(
            SECRETARY,
            scene.indicator.commitment,
            indicator=scene.indicator,
            name_ind="Road map",
            unit_ind="persen",
            points=[(2020, read_number("60%"), "60%"), (2022, read_number("80%"), "80%")],
            clause=scene.clause,
        )

    set_up = stage(play)
    shown = set_up.visitor(None).get(set_up.page)
    headings = [element.text_content() for element in shown.all(".chart th[scope=col]")]

    assert headings == [
        "Tahun",
        "Data dasar",
        "Road map",
        "Usulan Pattiro",
        "Usulan balik Biro MKOK (KemenPAN-RB)",
    ]
    assert "tertinggal dari 60% yang sudah ditetapkan untuk 2020 dalam “Road map”" in shown.text


def test_a_baseline_says_what_is_missing_and_is_not_drawn_without_its_year(stage: SetStage) -> None:
    def play(scene: Scene) -> None:
        contested(scene)
        set_baseline(scene.indicator, "19")
        assert scene.indicator.baseline is not None
        scene.indicator.baseline.year = None

    set_up = stage(play)
    shown = set_up.visitor(None).get(set_up.page)

    assert "penyebutnya antara 626 dan 659" in shown.text
    assert "Pembilang 122, penyebut belum diisi" in shown.text
    assert "tidak bertahun, jadi tidak digambar" in shown.text


def test_a_position_is_shown_as_it_was_read_before_it_is_kept(stage: SetStage) -> None:
    set_up = stage(lambda scene: scene.proposal())
    visitor, address = set_up.visitor(), f"{set_up.page}/positions/new"

    first = visitor.submit(address, set_up.counter(value="minimal 45,5%"))

    assert set_up.count(Position) == 1
    assert "≥ 45,5% — minimal empat puluh lima koma lima persen" in first.text

    done = confirm(visitor, address, first)

    assert set_up.count(Position) == 2
    assert "Tercatat: Biro MKOK (KemenPAN-RB) mengajukan usulan balik ≥ 45,5% untuk akhir 2022." in done.text
    kept = set_up.newest()
    assert (kept.as_written, kept.unit_id, kept.person_id) == (
        "minimal 45,5%",
        set_up.bureau,
        set_up.septiana,
    )


def test_the_first_look_also_tells_which_warnings_a_position_will_raise(stage: SetStage) -> None:
    set_up = stage(lambda scene: set_baseline(scene.indicator, "19", denominator="642"))
    address = f"{set_up.page}/positions/new"

    shown = set_up.visitor().submit(address, set_up.counter(value="10%"))

    assert "tertinggal dari data dasar 19%" in shown.find(".notice-info").text_content()


def test_changing_the_number_after_the_first_look_asks_again(stage: SetStage) -> None:
    set_up = stage()
    visitor, address = set_up.visitor(), f"{set_up.page}/positions/new"
    first = visitor.submit(address, set_up.counter(value="45%"))
    fields = dict(first.find("main form[method=post]").form_values())

    again = visitor.post(address, {**fields, "value": "54%"})

    assert "54%" in again.find(".notice-info").text_content()
    assert set_up.count(Position) == 0


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a number that reads two ways": ({"value": "45.500"}, "Dapat dibaca"),
    "no number": ({"value": "banyak"}, "tidak terbaca sebagai angka"),
    "a formula": ({"value": "=cmd|' /C calc'!A0"}, "tidak terbaca sebagai angka"),
    "an emoji": ({"value": "45% 🎉"}, "tidak terbaca sebagai angka"),
    "nothing": ({"value": ""}, "wajib diisi"),
    "less than nothing": ({"value": "-5%"}, "tidak boleh kurang dari nol"),
    "another unit": ({"value": "45 instansi"}, "berupa persentase"),
    "no year": ({"year": "dua ribu"}, "tidak terbaca sebagai tahun"),
    "a year before the plan": ({"year": "2015"}, "Tulis tahun antara"),
    "no date": ({"taken_on": "kemarin"}, "tidak terbaca sebagai tanggal"),
    "a date that does not exist": ({"taken_on": "31 Februari 2020"}, "tidak ada"),
    "a day to come": ({"taken_on": "1 Januari 2199"}, "belum tiba"),
    "no reason": ({"reason": " "}, "wajib diisi"),
    "a reason too long": ({"reason": "x" * 10_001}, "10001 karakter"),
    "no source": ({"clause": ""}, "Pilih butir notula"),
    "a source too long": ({"source_text": "x" * 301}, "301 karakter"),
    "a clause that does not exist": ({"clause": "999"}, "tidak ada"),
    "no organisation": ({"organisation": ""}, "wajib diisi"),
    "an organisation that does not exist": ({"organisation": "999"}, "tidak ada"),
    "a unit that does not exist": ({"unit": "999"}, "tidak ada"),
    "another organisation's unit": ({"organisation": "2"}, "bukan bagian dari instansi"),
    "a kind nobody can take": ({"kind": "agreed"}, "tidak ada"),
    "a denominator of nothing": ({"denominator": "0"}, "lebih besar dari nol"),
}


@pytest.mark.parametrize(("change", "words"), WRONG.values(), ids=WRONG)
def test_bad_input_is_answered_at_the_field_and_nothing_is_kept(
    stage: SetStage, change: dict[str, Any], words: str
) -> None:
    set_up = stage()
    sent = set_up.counter(**change)

    shown = set_up.visitor().submit(f"{set_up.page}/positions/new", sent)

    assert [text for text in errors(shown) if words in text], errors(shown)
    assert set_up.count(Position) == 0
    assert shown.find("#reason").text.lstrip("\n") == sent["reason"].strip()
    assert shown.find("#value").get("value") == sent["value"]


def test_direction_marks_do_not_reach_the_ledger(stage: SetStage) -> None:
    set_up = stage()
    visitor, address = set_up.visitor(), f"{set_up.page}/positions/new"
    sent = set_up.counter(reason="Naik\u202e bertahap \u2066=1+1", as_written="\u202e45%")

    confirm(visitor, address, visitor.submit(address, sent))

    kept = set_up.newest()
    assert (kept.reason, kept.as_written) == ("Naik bertahap =1+1", "45%")


def test_a_position_without_a_source_is_kept_when_that_is_stated(stage: SetStage) -> None:
    set_up = stage()
    visitor, address = set_up.visitor(), f"{set_up.page}/positions/new"

    done = confirm(visitor, address, visitor.submit(address, set_up.counter(clause="", without_source="y")))

    assert "1 catatan tanpa sumber" in done.text


def test_a_cell_of_the_matrix_fills_in_year_and_kind_and_is_come_back_to(stage: SetStage) -> None:
    set_up = stage()
    visitor = set_up.visitor()
    address = f"{set_up.page}/positions/new?year=2022&kind=proposal&next=/organisations"
    opened = visitor.get(address)
    assert opened.find("#year").get("value") == "2022"
    assert opened.find("#kind option[selected]").get("value") == "proposal"

    done = confirm(visitor, address, visitor.submit(address, set_up.counter()))

    assert done.response.request.path == "/organisations"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\example.org"])
def test_nobody_is_sent_to_another_site(stage: SetStage, elsewhere: str) -> None:
    set_up = stage()
    opened = set_up.visitor().get(f"{set_up.page}/positions/new?next={elsewhere}")
    assert opened.find("a.cancel").get("href") == set_up.page


def test_a_ministry_speaks_for_itself_only(stage: SetStage) -> None:
    set_up = stage()
    visitor, address = set_up.visitor(Role.MINISTRY), f"{set_up.page}/positions/new"
    opened = visitor.get(address)
    offered = [option.get("value") for option in opened.all("#organisation option")]
    assert offered == ["", str(set_up.ministry)]

    refused = visitor.submit(address, set_up.counter(organisation=set_up.pattiro))
    assert errors(refused)
    confirm(visitor, address, visitor.submit(address, set_up.counter()))

    assert set_up.count(Position) == 1


LEVELS = [
    (IndicatorKind.YES_NO, {"level": "yes"}, "Ya", "ya"),
    (IndicatorKind.REGULATION, {"level": "enactment", "as_written": "ditetapkan"}, "ditetapkan", "penetapan"),
    (IndicatorKind.QUALITY, {"level": "baik"}, "baik", "baik"),
]


@pytest.mark.parametrize(("kind", "said", "as_written", "shown"), LEVELS)
def test_levels_are_chosen_for_indicators_without_numbers(
    stage: SetStage, kind: IndicatorKind, said: dict[str, str], as_written: str, shown: str
) -> None:
    set_up = stage(kind=kind)
    visitor, address = set_up.visitor(), f"{set_up.page}/positions/new"
    sent = {name: value for name, value in set_up.counter().items() if name != "value"}

    done = confirm(visitor, address, visitor.submit(address, {**sent, **said}))

    assert set_up.newest().as_written == as_written
    assert f"mengajukan usulan balik {shown} untuk akhir 2022" in done.text


def test_a_count_keeps_its_unit_and_its_indonesian_reading(stage: SetStage) -> None:
    set_up = stage(kind=IndicatorKind.COUNT)
    visitor, address = set_up.visitor(), f"{set_up.page}/positions/new"

    first = visitor.submit(address, set_up.counter(value="227.995"))

    assert "dua ratus dua puluh tujuh ribu sembilan ratus sembilan puluh lima" in first.text


def test_what_is_said_about_the_indicator_as_a_whole(stage: SetStage) -> None:
    set_up = stage(lambda scene: scene.proposal())
    visitor, address = set_up.visitor(), f"{set_up.page}/statements/new"
    said = {"organisation": set_up.ministry, **set_up.warrant(), "as_written": "dapat dihapus"}

    missing = visitor.submit(address, {**said, "stance": "drop"})
    assert "Pilih sebab penghapusan" in " ".join(errors(missing))
    done = confirm(
        visitor, address, visitor.submit(address, {**said, "stance": "drop", "drop_reason": "achieved"})
    )

    assert "KemenPAN-RB mengusulkan agar indikator dihapus: sudah tercapai" in done.text
    assert "diusulkan dihapus" in done.find(".page-state").text_content()


def test_a_suggested_wording_is_chosen_and_adopted_by_agreeing(stage: SetStage) -> None:
    def play(scene: Scene) -> None:
        definition_services.suggest_definition(
            SECRETARY, scene.indicator, name_ind="Keterhubungan", reason="Istilah lain."
        )

    set_up = stage(play)
    visitor, address = set_up.visitor(), f"{set_up.page}/statements/new"
    said = {"organisation": set_up.ministry, **set_up.warrant(), "as_written": "keterhubungan"}
    confirm(visitor, address, visitor.submit(address, {**said, "stance": "reword", "definition": "2"}))

    done = visitor.submit(f"/positions/{set_up.newest().id}/agree", set_up.warrant())

    assert done.find("h1").text_content() == "Keterhubungan"
    assert "Nama lama" in done.text


def test_agreeing_says_what_will_happen_and_needs_its_own_reason(stage: SetStage) -> None:
    set_up = stage(contested)
    visitor = set_up.visitor()
    link = next(a for a in visitor.get(set_up.page).all("main a") if a.text_content().startswith("Sepakati"))

    opened = visitor.get(link.get("href"))
    assert "Angka yang disepakati untuk akhir 2022 menjadi 45%." in opened.text
    refused = visitor.submit(link.get("href"), {"reason": "", "clause": set_up.clause})
    assert errors(refused)
    done = visitor.submit(link.get("href"), set_up.warrant())

    assert "Disepakati 45% untuk akhir 2022, menurut posisi Biro MKOK (KemenPAN-RB)" in done.text
    assert "disepakati" in done.find(".page-state").text_content()
    assert set_up.newest().kind is PositionKind.AGREED


def test_only_the_secretariat_agrees(stage: SetStage) -> None:
    set_up = stage(contested)
    ministry = set_up.visitor(Role.MINISTRY)

    assert "Sepakati" not in ministry.get(set_up.page).text
    ministry.get("/positions/1/agree", status=403)
    ministry.get(f"{set_up.page}/agreements/new", status=403)
    assert "/sign-in" in set_up.visitor(None).get("/positions/1/agree").response.request.path


def test_a_divided_row_is_not_agreed_and_shows_the_way_out(stage: SetStage) -> None:
    set_up = stage(divided)
    visitor = set_up.visitor()
    shown = visitor.get(set_up.page)
    assert "Posisi KemenPAN-RB belum tunggal" in shown.text
    assert "Sepakati" not in shown.text
    assert "posisi K/L belum tunggal" in visitor.get("/positions/2/agree").find(".notice").text_content()
    refused = visitor.submit("/positions/2/agree", set_up.warrant())
    assert "posisi K/L belum tunggal" in refused.find(".error-summary").text_content()

    done = set_up.visitor(Role.MINISTRY).submit("/positions/1/mark-official", {"reason": "Menurut menteri."})

    assert set_up.count(OfficialMark) == 1
    assert "diusulkan dihapus" in done.find(".page-state").text_content()
    assert "Tidak berlaku lagi" in done.text


def test_a_rewording_is_agreed_in_words_that_become_the_definition(stage: SetStage) -> None:
    def play(scene: Scene) -> None:
        services.propose_rewording(SECRETARY, scene.indicator, as_written="sub menu", **scene.grounds())

    set_up = stage(play)
    visitor = set_up.visitor()
    unchanged = visitor.submit("/positions/1/agree", set_up.warrant())
    assert errors(unchanged)

    done = visitor.submit("/positions/1/agree", set_up.warrant(name_ind="Rekapitulasi sebagai sub menu"))

    assert done.find("h1").text_content() == "Rekapitulasi sebagai sub menu"


def test_a_value_between_the_two_can_be_agreed(stage: SetStage) -> None:
    set_up = stage(contested)
    visitor, address = set_up.visitor(), f"{set_up.page}/agreements/new"
    sent = {"year": "2022", "value": "60%", "organisation": set_up.ministry, **set_up.warrant()}

    done = confirm(visitor, address, visitor.submit(address, sent))

    assert "Disepakati 60% untuk akhir 2022" in done.text
    assert set_up.newest().refers_to_id is None


def test_withdrawing_says_what_will_happen_and_leaves_the_entry_readable(stage: SetStage) -> None:
    set_up = stage(contested)
    visitor = set_up.visitor(Role.MINISTRY)
    assert "tetap terbaca dalam riwayat" in visitor.get("/positions/2/withdraw").text

    done = visitor.submit("/positions/2/withdraw", set_up.warrant(reason="Keliru."))

    assert "Biro MKOK (KemenPAN-RB) menarik posisinya" in done.text
    assert len(done.all(".entry")) == 3
    visitor.get("/positions/1/withdraw", status=403)


def test_cancelling_an_agreement_is_told_as_such(stage: SetStage) -> None:
    set_up = stage(lambda scene: scene.agreement(scene.proposal()))

    done = set_up.visitor().submit("/positions/2/withdraw", set_up.warrant(reason="Belum final."))

    assert "Kesepakatan dibatalkan" in done.text
    assert "diusulkan" in done.find(".page-state").text_content()


def test_a_warning_is_set_aside_by_name_and_reason(stage: SetStage) -> None:
    set_up = stage(lambda scene: set_baseline(scene.indicator, "19"))
    visitor = set_up.visitor()
    link = visitor.get(set_up.page).find(".notice-warning a").get("href")
    assert errors(visitor.submit(link, {"reason": ""}))

    done = visitor.submit(link, {"reason": "Penyebut sedang ditanyakan."})

    assert set_up.count(SetAsideWarning) == 1
    assert not done.all(".notice-warning")
    assert "Penyebut sedang ditanyakan." in done.text
    with set_up.app.app_context():
        name = db.session.get_one(User, set_up.users[Role.SECRETARIAT]).name
    assert f"Disisihkan oleh {name}" in done.text
    assert name not in set_up.visitor(None).get(set_up.page).text
    again = visitor.submit(link, {"reason": "Lagi."})
    assert "sudah disisihkan" in again.text
    visitor.get(f"{set_up.page}/warnings/{'0' * 64}/set-aside", status=404)
    set_up.visitor(Role.MINISTRY).get(link, status=403)


def test_a_series_is_pasted_year_by_year_and_can_be_taken_back(stage: SetStage) -> None:
    set_up = stage()
    visitor, address = set_up.visitor(), f"{set_up.page}/series"
    sent = {
        "name_ind": "Road map",
        "clause": set_up.clause,
        "points": "2020: 227.995\n2021: 454.790\n2022: 909.580",
    }

    done = visitor.submit(address, {**sent, "unit_ind": "pengaduan", "is_shared": "y"})

    assert "berlipat dua setiap tahun, kecuali pada 227.995 untuk 2020" in done.text
    removed = visitor.submit("/series/1/remove", {"reason": "Salah komitmen."})
    assert set_up.count(PublishedSeries) == 0
    assert removed.status == 200


LINES = {
    "no year": ("dua ribu: 5", "tidak terbaca"),
    "no number": ("2020: banyak", "tidak terbaca"),
    "a year twice": ("2020: 5%\n2020: 6%", "sekali"),
    "too many": ("\n".join(f"{year}: 5%" for year in range(2000, 2041)), "Paling banyak 40"),
    "nothing": (" ", "wajib diisi"),
}


@pytest.mark.parametrize(("points", "words"), LINES.values(), ids=LINES)
def test_lines_of_a_series_that_cannot_be_read(stage: SetStage, points: str, words: str) -> None:
    set_up = stage()
    sent = {"name_ind": "Road map", "clause": set_up.clause, "unit_ind": "persen", "points": points}

    shown = set_up.visitor().submit(f"{set_up.page}/series", sent)

    assert [text for text in errors(shown) if words in text]
    assert set_up.count(PublishedSeries) == 0


def test_stages_of_a_regulation_are_read_in_words(stage: SetStage) -> None:
    set_up = stage(kind=IndicatorKind.REGULATION)
    visitor, address = set_up.visitor(), f"{set_up.page}/series"
    sent = {"name_ind": "Road map", "source_text": "Buku", "unit_ind": "tahap"}

    assert errors(visitor.submit(address, {**sent, "points": "2021: selesai"}))
    visitor.submit(address, {**sent, "points": "2021: Penetapan"})

    with set_up.app.app_context():
        series = db.session.scalars(sa.select(PublishedSeries)).one()
        assert [(point.year, point.level) for point in series.points] == [(2021, "enactment")]


def test_the_minutes_tell_what_a_clause_led_to(stage: SetStage) -> None:
    set_up = stage(contested)

    shown = set_up.visitor().get("/minutes/NOTULA-1")

    outcomes = [" ".join(link.text_content().split()) for link in shown.all(".clause-outcomes a")]
    assert "K01/1: Biro MKOK (KemenPAN-RB) mengajukan usulan balik 45% untuk akhir 2022" in outcomes
    assert {link.get("href") for link in shown.all(".clause-outcomes a")} == {set_up.page}


@pytest.mark.parametrize(
    "address",
    [
        "/indicators/1/positions/new", "/indicators/1/statements/new", "/indicators/1/agreements/new",
        "/indicators/1/series", "/positions/1/agree", "/positions/1/withdraw", "/positions/1/mark-official",
    ],
)  # fmt: skip
def test_forms_are_not_for_the_public(stage: SetStage, address: str) -> None:
    set_up = stage(contested)
    assert set_up.visitor(None).get(address).response.request.path == "/sign-in"


@pytest.mark.parametrize("address", ["/positions/99/agree", "/positions/99/withdraw", "/series/99/remove"])
def test_what_does_not_exist_is_not_found(stage: SetStage, address: str) -> None:
    stage().visitor().get(address, status=404)


def test_the_page_of_a_long_talk_needs_no_more_statements_than_a_short_one(stage: SetStage) -> None:
    def talk(scene: Scene) -> None:
        for value in range(40, 60):
            scene.counter(f"{value}%", person=scene.septiana, year=2020 + value % 3)

    set_up = stage(talk)
    with set_up.app.app_context():
        engine = db.engine
    counted: list[str] = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    shown = set_up.visitor(None).get(set_up.page)

    assert len(shown.all(".entry")) == 20
    assert len([statement for statement in counted if statement.startswith("SELECT")]) <= 24
