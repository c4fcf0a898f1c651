"""How figures of reports look where there is little room, in the language of the page."""

from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.core.bilingual import bilingual
from tracker.monitoring.progress_states import Look
from tracker.reports.asked import AskedIndicator
from tracker.reports.figure_rules import Measured
from tracker.reports.status_rules import ATTENTION_FROM, ON_TARGET_FROM
from tracker.targets.wording import level_word
from tracker.web.filters import language, number

_ONE_DECIMAL, _TWO_DECIMALS = Decimal("0.1"), Decimal("0.01")

_EXPLANATIONS = {
    Look.NO_PROGRESS: _l("dinyatakan dalam laporan"),
    Look.WITHOUT_TARGET: _l("belum ada target yang disepakati sebelum periode itu; yang tertulis angkanya"),
    Look.UNSCORED: _l("tingkat, atau target yang bukan angka; yang tertulis tingkat atau angkanya"),
    Look.AWAITED: _l("sudah diajukan; isinya terbuka sesudah diverifikasi"),
    Look.SENT_BACK: _l("laporannya diperbaiki oleh pelapor"),
    Look.NOT_REPORTED: _l("batas waktunya lewat, atau laporannya tidak menyebut indikator ini"),
    Look.EXCUSED: _l("untuk periode itu tidak wajib melapor"),
    Look.NOT_DUE: _l("sel kosong"),
    Look.DROPPED: _l("tidak dinilai sejak disepakati dihapus"),
}


def short_figure(asked: AskedIndicator, measured: Measured) -> str:
    """A figure without its formula: "46%", "1.200 pengaduan", "Penetapan"; else its aspects."""
    if measured.value is not None:
        return amount(asked, rounded(asked, measured))
    if measured.level:
        return level_word(asked.kind, measured.level)
    return ", ".join(f"{one.name}: {one.level}" for one in measured.aspects)


def amount(asked: AskedIndicator, value: Decimal) -> str:
    """A value as it is, with the indicator's unit."""
    if asked.is_percentage:
        return f"{number(value)}%"
    return f"{number(value)} {bilingual(asked, 'unit').in_language(language())}".strip()


def rounded(asked: AskedIndicator, measured: Measured) -> Decimal:
    """A value; when it was computed, rounded half up: percents to one decimal, ratios to two."""
    value = measured.value or Decimal(0)
    if measured.formula is None:
        return value
    return value.quantize(_ONE_DECIMAL if asked.is_percentage else _TWO_DECIMALS, ROUND_HALF_UP)


def explanation(look: Look) -> str:
    """What a mark of the heat map means besides its word."""
    if look in _EXPLANATIONS:
        return str(_EXPLANATIONS[look])
    most, least = number(ON_TARGET_FROM), number(ATTENTION_FROM)
    return {
        Look.ON_TRACK: str(_("capaian %(most)s%% atau lebih", most=most)),
        Look.ATTENTION: str(_("capaian dari %(least)s%% sampai di bawah %(most)s%%", least=least, most=most)),
        Look.OFF_TRACK: str(_("capaian di bawah %(least)s%%", least=least)),
    }[look]
