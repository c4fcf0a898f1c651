"""The words of this feature: enum members, error codes, sentences of the time line, and what warnings say."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.core.quantities import format_number
from tracker.targets.states import (
    DropReason,
    PlausibilityRule,
    PositionKind,
    Saying,
    Stance,
    TalkStatus,
)
from tracker.web.filters import language
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        PositionKind.INITIAL: _l("angka awal"),
        PositionKind.PROPOSAL: _l("usulan"),
        PositionKind.COUNTER: _l("usulan balik"),
        PositionKind.AGREED: _l("kesepakatan"),
        PositionKind.WITHDRAWN: _l("penarikan"),
    },
    {
        Stance.VALUE: _l("angka atau tingkat untuk satu tahun"),
        Stance.RETAIN: _l("tetap dimasukkan"),
        Stance.REWORD: _l("ubah redaksi"),
        Stance.DROP: _l("hapus"),
        Stance.REMARK: _l("catatan"),
    },
    {
        DropReason.ACHIEVED: _l("sudah tercapai"),
        DropReason.DUPLICATE: _l("duplikat pemantauan lain"),
        DropReason.OUTSIDE_AUTHORITY: _l("di luar kewenangan"),
        DropReason.MERGED: _l("digabung dengan indikator lain"),
        DropReason.OTHER: _l("alasan lain"),
    },
    {
        TalkStatus.DROPPED: _l("dihapus"),
        TalkStatus.NOT_SINGLE: _l("posisi K/L belum tunggal"),
        TalkStatus.DROP_PROPOSED: _l("diusulkan dihapus"),
        TalkStatus.CONTESTED: _l("belum disepakati"),
        TalkStatus.PROPOSED: _l("diusulkan"),
        TalkStatus.AGREED: _l("disepakati"),
        TalkStatus.EMPTY: _l("belum diisi"),
    },
    {
        PlausibilityRule.BELOW_BASELINE: _l("tertinggal dari data dasar"),
        PlausibilityRule.BELOW_PUBLISHED: _l("tertinggal dari angka yang sudah terbit"),
        PlausibilityRule.NOT_MONOTONIC: _l("mundur dari tahun sebelumnya"),
        PlausibilityRule.OVER_HUNDRED: _l("melebihi 100%"),
        PlausibilityRule.PERCENT_MISMATCH: _l("pembilang dan penyebut tidak cocok dengan persennya"),
        PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR: _l("data dasar tanpa penyebut"),
        PlausibilityRule.OPEN_DENOMINATOR: _l("penyebut tidak pasti"),
        PlausibilityRule.BROKEN_DOUBLING: _l("deret kelipatan dua terputus"),
        PlausibilityRule.NAME_AND_AIM_DIFFER: _l("nama dan yang diukur berbeda arti"),
    },
)

SENTENCES: dict[Saying, Any] = {
    Saying.VALUE_PROPOSED: _l("%(party)s mengusulkan %(amount)s untuk %(point)s"),
    Saying.VALUE_COUNTERED: _l("%(party)s mengajukan usulan balik %(amount)s untuk %(point)s"),
    Saying.VALUE_AGREED: _l("Disepakati %(amount)s untuk %(point)s, menurut posisi %(party)s"),
    Saying.RETAIN_ASKED: _l("%(party)s meminta agar indikator tetap dimasukkan"),
    Saying.RETAIN_AGREED: _l("Disepakati bahwa indikator tetap dimasukkan, menurut posisi %(party)s"),
    Saying.REWORDING_PROPOSED: _l("%(party)s mengusulkan perubahan redaksi: “%(as_written)s”"),
    Saying.REWORDING_AGREED: _l("Disepakati perubahan redaksi menurut posisi %(party)s: “%(as_written)s”"),
    Saying.DROP_PROPOSED: _l("%(party)s mengusulkan agar indikator dihapus: %(drop_reason)s"),
    Saying.DROP_AGREED: _l("Disepakati bahwa indikator dihapus: %(drop_reason)s (usulan %(party)s)"),
    Saying.REMARKED: _l("%(party)s mencatat: “%(as_written)s”"),
    Saying.WITHDRAWN: _l("%(party)s menarik posisinya: “%(as_written)s”"),
    Saying.AGREEMENT_CANCELLED: _l("Kesepakatan dibatalkan: “%(as_written)s”"),
}

WORDS: dict[str, Any] = {
    "reason_missing": _l("Tulis alasannya: setiap posisi dan keputusan disimpan bersama alasannya."),
    "source_missing": _l(
        "Pilih butir notula atau tulis sumber lain. Bila memang tidak ada, nyatakan tanpa sumber."
    ),
    "wording_missing": _l("Tulis kata-kata aslinya."),
    "value_missing": _l("Isi nilai yang diminta."),
    "value_not_a_number": _l("Indikator ini diukur dengan angka. Tulis angkanya."),
    "value_negative": _l("Nilai tidak boleh kurang dari nol."),
    "unit_is_not_percent": _l("Indikator ini berupa persentase. Tulis persennya, misalnya 45%%."),
    "unit_is_percent": _l("Satuan indikator ini bukan persen. Tulis angkanya tanpa tanda persen."),
    "level_unknown": _l("Pilih salah satu tingkat dari daftar."),
    "denominator_without_percentage": _l(
        "Penyebut hanya ada pada indikator persentase. Kosongkan isian ini."
    ),
    "year_missing": _l("Tulis tahun target."),
    "target_year_out_of_range": _l("Tulis tahun antara %(first)s dan %(last)s."),
    "taken_in_the_future": _l("Tanggal ini belum tiba. Tulis tanggal posisi itu disampaikan."),
    "drop_reason_missing": _l("Pilih sebab penghapusan; isian ini hanya untuk usulan penghapusan."),
    "replaces_something_else": _l(
        "Yang diganti harus posisi organisasi, unit kerja, dan pokok yang sama. "
        "Tarik posisi lama, atau kosongkan isian ini."
    ),
    "position_no_longer_stands": _l("Posisi ini sudah ditarik atau diganti."),
    "agreed_rewording_stays": _l(
        "Redaksi yang sudah berlaku tidak ditarik. Usulkan redaksi baru bila perlu diubah lagi."
    ),
    "indicator_dropped": _l(
        "Indikator ini sudah disepakati untuk dihapus. Batalkan kesepakatan itu lebih dahulu."
    ),
    "positions_not_single": _l(
        "Belum dapat disepakati: posisi K/L belum tunggal. Tandai dahulu posisi yang resmi."
    ),
    "nothing_to_agree": _l(
        "Tidak ada yang dapat disepakati dari posisi ini: sudah ditarik, diganti, atau bukan usulan."
    ),
    "already_agreed": _l("Posisi ini sudah disepakati."),
    "rewording_not_spelt_out": _l("Tulis rumusan lengkap yang disepakati."),
    "warning_already_set_aside": _l("Peringatan ini sudah disisihkan."),
    "position_not_yet_seen": _l("Periksa dahulu bagaimana posisi ini terbaca."),
    "series_name_missing": _l("Tulis nama deret, misalnya nama peta jalannya."),
    "series_empty": _l("Tulis setidaknya satu tahun dengan angkanya."),
    "series_year_twice": _l("Setiap tahun hanya boleh ditulis sekali."),
    "series_line_not_understood": _l(
        "Baris “%(line)s” tidak terbaca. Tulis tahun, titik dua, lalu nilainya, misalnya 2020: 227.995."
    ),
    "too_many_years": _l("Paling banyak %(limit)s tahun dalam satu deret."),
}

_EXPLANATIONS: dict[PlausibilityRule, Any] = {
    PlausibilityRule.BELOW_BASELINE: _l(
        "Angka %(party)s untuk %(year)s, %(value)s, tertinggal dari data dasar %(baseline)s."
    ),
    PlausibilityRule.BELOW_PUBLISHED: _l(
        "Angka %(party)s untuk %(year)s, %(value)s, tertinggal dari %(published)s "
        "yang sudah ditetapkan untuk %(published_year)s dalam “%(series)s”."
    ),
    PlausibilityRule.NOT_MONOTONIC: _l(
        "Angka %(party)s mundur: %(earlier)s untuk %(earlier_year)s, lalu %(value)s untuk %(year)s."
    ),
    PlausibilityRule.OVER_HUNDRED: _l(
        "Angka %(party)s untuk %(year)s, %(value)s, melebihi 100%%, "
        "padahal bagian tidak dapat melebihi keseluruhan."
    ),
    PlausibilityRule.PERCENT_MISMATCH: _l(
        "%(numerator)s dari %(denominator)s adalah %(computed)s, bukan %(value)s seperti yang tertulis."
    ),
    PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR: _l(
        "Data dasar %(value)s tidak menyebut penyebutnya. Dengan pembilang %(numerator)s, "
        "persentase itu cocok bila penyebutnya antara %(lowest)s dan %(highest)s."
    ),
    PlausibilityRule.OPEN_DENOMINATOR: _l(
        "Angka %(party)s untuk %(year)s, %(value)s, dihitung dari %(denominator)s: "
        "jumlah pastinya tidak disebut, sehingga persentasenya tidak dapat diperiksa."
    ),
    PlausibilityRule.BROKEN_DOUBLING: _l(
        "Deret “%(series)s” (%(levels)s) berlipat dua setiap tahun, kecuali pada %(value)s untuk %(year)s. "
        "Yang akan cocok: %(fitting)s."
    ),
    PlausibilityRule.NAME_AND_AIM_DIFFER: _l(
        "Nama indikator menyebut “%(named)s”, tetapi targetnya mengukur “%(aimed)s”. Keduanya berbeda arti."
    ),
}
_WITHOUT_PARTS = _l("Data dasar %(value)s tidak menyebut dari berapa persentase itu dihitung.")
_BASELINE_OVER_HUNDRED = _l(
    "Data dasar %(value)s melebihi 100%%, padahal bagian tidak dapat melebihi keseluruhan."
)
_AGREED_PARTY = _l("yang disepakati")

# What stays as it is; every other param is figures, in the notation of `plausibility`.
_NO_FIGURES = frozenset(
    {"party", "series", "series_eng", "named", "aimed", "year", "published_year", "earlier_year"}
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def explain(rule: PlausibilityRule, params: Iterable[tuple[str, str]]) -> str:
    """A warning in a sentence: what stands there, what speaks against it, what would fit (D9)."""
    known = {name: _shown(name, text) for name, text in params}
    if language() == "en" and "series_eng" in known:
        known["series"] = known["series_eng"]
    if rule is PlausibilityRule.BASELINE_WITHOUT_DENOMINATOR and "lowest" not in known:
        return str(_WITHOUT_PARTS) % known
    if rule is PlausibilityRule.OVER_HUNDRED and "party" not in known:
        return str(_BASELINE_OVER_HUNDRED) % known
    return str(_EXPLANATIONS[rule]) % known


def _shown(name: str, text: str) -> str:
    if name in _NO_FIGURES:
        return str(_AGREED_PARTY) if name == "party" and not text else text
    return _FIGURE.sub(lambda figure: format_number(Decimal(figure[0]), locale=language()), text)
