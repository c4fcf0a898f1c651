"""What people call the fields of a report."""

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, Any] = {
    "statement": _l("Yang dinyatakan"),
    "numerator": _l("Pembilang"),
    "denominator": _l("Penyebut"),
    "value": _l("Jumlah"),
    "level": _l("Tahap atau tingkat"),
    "aspects": _l("Aspek"),
    "measured_on": _l("Keadaan pada tanggal"),
    "state": _l("Keadaan tonggak"),
    "on": _l("Tanggal selesai, atau perkiraannya"),
    "narrative": _l("Uraian kemajuan"),
    "completion": _l("Tingkat penyelesaian komitmen"),
    "category": _l("Kategori kendala"),
    "text": _l("Uraian"),
    "owner": _l("Pelaksana"),
    "due_on": _l("Batas waktu"),
    "reason": _l("Alasan, jika berbeda dari yang dilaporkan"),
}
HINTS: dict[str, Any] = {
    "aspects": _l("Satu aspek per baris, misalnya: Pengelola = baik."),
    "measured_on": _l("Kosongkan jika sama dengan hari terakhir periode."),
}
LISTS: dict[str, Any] = {"obstacles": _l("Kendala"), "follow_ups": _l("Rencana tindak lanjut")}


def place_words(name: str) -> str:
    """What people call a field, "RAN7-01/1 · Pembilang", or a place of a report, "RAN7-01/1"."""
    place, _dot, part = name.rpartition(".")
    return f"{group_words(place)} · {WORDS[part]}" if place else group_words(part)


def group_words(place: str) -> str:
    """What a group of fields is called: a key is its own name, "obstacles.0" is the first obstacle."""
    name, _dot, number = place.partition(".")
    return f"{LISTS[name]} {int(number) + 1}" if name in LISTS else str(WORDS.get(place, place))
