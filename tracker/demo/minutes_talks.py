"""Every position of the meeting, quoted from its clause: who spoke and for which unit stands there."""

from tracker.accounts.actors import Actor
from tracker.core.numbers import read_number
from tracker.demo.minutes_meeting import MEETING_DAY, Room
from tracker.plans.definition_services import suggest_definition
from tracker.plans.models import Indicator
from tracker.plans.states import RegulationStage, YesNo
from tracker.targets import services as targets
from tracker.targets.entries import Wording
from tracker.targets.states import DropReason

YEAR = 2022
NO_YEAR = "Butir II.2.e tidak menyebut tahun; dicatat pada akhir masa rencana."
PROPOSALS = (
    ("target tingkat penyelesaian minimal 80% dari jumlah pengaduan pada tahun 2022", "minimal 80%", None,
     "Mengikuti road map pengelolaan pengaduan, yang menargetkan tingkat penyelesaian 80% pada 2022 (II.2.d)."),
    ("target 60% instansi yang terhubung berkinerja baik pada tahun 2022", "60%", None,
     "Baru sekitar 122 instansi (19%) yang berkinerja baik; jika dibiarkan, kepercayaan masyarakat menurun (II.2.a)."),
    ("target 100% instansi pemerintah yang terhubung pada tahun 2022", "100%", None,
     "Pengaduan nasional dan daerah hendaknya masuk melalui satu sistem (II.2.e)."),
    ("terbukanya rekapitulasi laporan data dan informasi", None, YesNo.YES.value,
     f"Rekapitulasi pengaduan perlu terbuka bagi publik. {NO_YEAR}"),
    ("terbitnya PermenPAN-RB", None, RegulationStage.ENACTMENT.value,
     f"Pengelola pengaduan perlu berkualifikasi dan termotivasi melalui merit system (II.2.c). {NO_YEAR}"),
    ("terbitnya PermenPAN-RB", None, RegulationStage.ENACTMENT.value,
     f"Road map 2020–2024 menjadi dasar pengelolaan pengaduan (II.2.d). {NO_YEAR}"),
)  # fmt: skip
GRADUAL = "Kenaikan menuju {goal} akan bertahap hingga tahun 2024, sehingga tidak bisa langsung pada 2022."


def _quoted(room: Room, label: str, as_written: str, reason: str) -> Wording:
    clause = room.clauses[label]
    assert clause.organisation is not None  # the clauses quoted here all name whom they speak for
    return {
        "as_written": as_written,
        "organisation": clause.organisation,
        "unit": clause.unit,
        "person": clause.speaker,
        "reason": reason,
        "clause": clause,
        "taken_on": MEETING_DAY,
    }


def propose(actor: Actor, indicators: list[Indicator], room: Room) -> None:
    """What Pattiro proposed for each indicator (II.2.e)."""
    for indicator, (as_written, number, level, reason) in zip(indicators, PROPOSALS, strict=True):
        reading = read_number(number) if number else None
        words = _quoted(room, "II.2.e", as_written, reason)
        targets.propose_target(actor, indicator, year=YEAR, reading=reading, level=level, **words)


def answer(actor: Actor, indicators: list[Indicator], room: Room) -> None:
    """What KemenPAN-RB answered, indicator by indicator."""
    followed_up, performing, connected, open_data, position, road_map = indicators
    _counter_gradually(actor, followed_up, room, "45%", goal="80%")
    _counter_gradually(actor, performing, room, "30%", goal="60%")
    _answer_in_three_voices(actor, connected, room)
    _narrow_to_a_menu(actor, open_data, room)
    _note_a_plan(actor, position, room)
    _propose_to_drop_what_is_done(actor, road_map, room)


def _counter_gradually(actor: Actor, indicator: Indicator, room: Room, number: str, *, goal: str) -> None:
    words = _quoted(room, "II.6.b", f"{number} di akhir tahun 2022", GRADUAL.format(goal=goal))
    targets.counter_target(actor, indicator, year=YEAR, reading=read_number(number), **words)


def _answer_in_three_voices(actor: Actor, indicator: Indicator, room: Room) -> None:
    """One ministry, three positions (D12), and a new name that nobody decided on (D13)."""
    _say_it_is_done(actor, indicator, room)
    _propose_to_drop_a_duplicate(actor, indicator, room)
    _ask_for_quality(actor, indicator, room)
    suggest_definition(
        actor,
        indicator,
        name_ind="Keterhubungan SP4N-LAPOR! nasional dan daerah",
        name_eng="Connectedness of SP4N-LAPOR!, national and local",
        reason="Nama ini dipakai dalam rapat tanpa keputusan; terhubung dan terintegrasi bermakna berbeda (II.5.d).",
        clause=room.clauses["II.6.d"],
    )


def _say_it_is_done(actor: Actor, indicator: Indicator, room: Room) -> None:
    reason = "KemenPAN-RB sudah terintegrasi dengan lebih dari 623 K/L, sehingga capaian sudah 100%."
    words = _quoted(room, "II.5.f", "sudah 100%, terintegrasi dengan lebih dari 623 KL", reason)
    share, whole = read_number("100%"), read_number("lebih dari 623")
    targets.counter_target(actor, indicator, year=YEAR, reading=share, denominator=whole, **words)


def _propose_to_drop_a_duplicate(actor: Actor, indicator: Indicator, room: Room) -> None:
    reason = "Stranas PK sudah memberikan pengawasan yang cukup ketat."
    words = _quoted(room, "II.6.d", "dapat dihapus agar tidak menjadi repetitif", reason)
    targets.propose_drop(actor, indicator, drop_reason=DropReason.DUPLICATE, **words)


def _ask_for_quality(actor: Actor, indicator: Indicator, room: Room) -> None:
    reason = (
        "Kualitas dinilai dari organisasi, pengelola, dan tindak lanjut pengaduan; SK dapat menjadi bukti."
    )
    written = "dapat tetap dimasukkan, tapi melihat dari segi kualitas keterhubungan"
    targets.propose_rewording(actor, indicator, **_quoted(room, "II.7.a", written, reason))


def _narrow_to_a_menu(actor: Actor, indicator: Indicator, room: Room) -> None:
    reason = "Rekapitulasi bisa dibuat sebagai satu sub menu dalam website yang sudah ada."
    words = _quoted(room, "II.6.c", "satu sub menu dalam website yang sudah ada", reason)
    targets.propose_rewording(actor, indicator, **words)


def _note_a_plan(actor: Actor, indicator: Indicator, room: Room) -> None:
    reason = "Rencana pembentukan Jabfung memang ada; tahunnya belum dipastikan."
    words = _quoted(room, "II.4.c", "memang ada rencana pembentukan Jabatan Fungsional", reason)
    targets.remark(actor, indicator, **words)


def _propose_to_drop_what_is_done(actor: Actor, indicator: Indicator, room: Room) -> None:
    words = _quoted(room, "II.4.a", "dapat dihapus", "Road map sudah selesai.")
    targets.propose_drop(actor, indicator, drop_reason=DropReason.ACHIEVED, **words)
