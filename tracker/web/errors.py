"""From error codes to words and pages. Each feature hands over its own codes' words in `create_app`."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tracker.core.dates import format_date
from tracker.core.errors import DomainError, NotAllowed, NotFound
from tracker.core.quantities import Reading, format_number, format_one_way, format_reading
from tracker.web.filters import language
from tracker.web.labels import label

_WORDS: dict[str, Any] = {
    "not_found": _l("Halaman atau data ini tidak ada, atau Anda tidak berhak melihatnya."),
    "not_allowed": _l("Anda tidak berhak melakukan ini."),
    "stale_edit": _l(
        "Orang lain menyimpan perubahan sejak formulir ini dibuka. Isian Anda masih di sini: "
        "bandingkan dengan yang tersimpan sekarang, lalu simpan lagi."
    ),
    "stored_meanwhile": _l(
        "Orang lain baru saja menyimpan data dengan nama atau kode yang sama. "
        "Isian Anda masih di sini: ubah nama atau kodenya, lalu simpan lagi."
    ),
    "text_too_long": _l("Teks ini %(length)s karakter; paling panjang %(limit)s."),
    "number_blank": _l("Tulis sebuah angka."),
    "number_too_long": _l("Isian ini %(length)s karakter; untuk angka paling panjang %(limit)s."),
    "number_too_big": _l(
        "Angka ini terlalu panjang: %(digits)s digit. "
        "Tulis dengan satuan yang lebih besar, misalnya 1,5 juta."
    ),
    "number_not_understood": _l(
        "“%(part)s” tidak terbaca sebagai angka. Tulis misalnya 227.995, 18,68%% atau minimal 80%%."
    ),
    "number_grouping_broken": _l(
        "Titik dan koma pada “%(part)s” tidak terbaca. "
        "Titik memisahkan ribuan dan koma memisahkan desimal, misalnya 1.234.567,8."
    ),
    "number_ambiguous": _l(
        "Dapat dibaca %(first)s atau %(second)s. Tulis %(write_first)s atau %(write_second)s."
    ),
    "number_words_disagree": _l(
        "Angkanya terbaca %(digits)s, tetapi kata-katanya berarti %(words)s. Samakan keduanya."
    ),
    "date_blank": _l("Tulis sebuah tanggal, misalnya 21 September 2020."),
    "date_too_long": _l("Isian ini %(length)s karakter; untuk tanggal paling panjang %(limit)s."),
    "date_not_understood": _l(
        "“%(part)s” tidak terbaca sebagai tanggal. Tulis misalnya 21 September 2020 atau 21/9/2020."
    ),
    "date_impossible": _l(
        "Tanggal %(day)s-%(month)s-%(year)s tidak ada, atau tahunnya di luar 1900 sampai 2199. "
        "Tulis tanggal yang ada dalam kalender."
    ),
    "days_not_understood": _l("“%(part)s” tidak terbaca sebagai jumlah hari. Tulis angka dari 0 sampai 999."),
    "year_not_understood": _l("“%(part)s” tidak terbaca sebagai tahun. Tulis empat angka, misalnya 2022."),
}

_LONGEST_ECHO = 80


def add_words(words: Mapping[str, Any]) -> None:
    """Take over a feature's table: code → lazy text with %(name)s places for the error's params."""
    _WORDS.update(words)


def words_for(error: DomainError) -> str:
    """What to tell the person: what is wrong and what would be right."""
    return str(_WORDS[error.code]) % _spoken_params(error.params)


def _spoken_params(params: Mapping[str, object]) -> dict[str, str]:
    spoken = {name: _spoken(value) for name, value in params.items()}
    candidates = params.get("candidates")
    return spoken | _spoken_candidates(candidates) if isinstance(candidates, tuple) else spoken


def _spoken(value: object) -> str:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    text = str(value)
    return text if len(text) <= _LONGEST_ECHO else text[:_LONGEST_ECHO] + "…"


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Enum, label),
    (Decimal, lambda value: format_number(value, locale=language())),
    (Reading, lambda reading: format_reading(reading, locale=language())),
    (date, lambda on: format_date(on, locale=language())),
)


def _spoken_candidates(readings: Iterable[Reading]) -> dict[str, str]:
    """Two readings of one text, and for each a spelling that reads one way only, in Indonesian marks."""
    first, second = readings
    return {
        "first": _spoken(first),
        "second": _spoken(second),
        "write_first": format_one_way(first.value),
        "write_second": format_one_way(second.value),
    }


def answer_errors(app: Flask) -> None:
    """Give every error a page in the reader's language."""
    app.register_error_handler(NotFound, lambda error: _page(404, error))
    app.register_error_handler(NotAllowed, lambda error: _page(403, error))
    app.register_error_handler(DomainError, lambda error: _page(422, error))
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http_error)


def _page(status: int, error: DomainError) -> ResponseReturnValue:
    return render_template("errors/error.html", status=status, message=words_for(error)), status


_HTTP_WORDS: dict[int, Any] = {
    400: _l("Permintaan ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi."),
    403: _WORDS["not_allowed"],
    404: _WORDS["not_found"],
    405: _l("Cara ini tidak dikenal di alamat ini. Kembali ke halaman sebelumnya."),
    413: _l("Kiriman ini terlalu besar. Kembali, lalu kirim isian atau berkas yang lebih kecil."),
    429: _l("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    500: _l("Ada kesalahan pada kami. Yang sudah tersimpan tetap aman; coba lagi sebentar lagi."),
}


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    words = _HTTP_WORDS.get(status, _HTTP_WORDS[400])
    return render_template("errors/error.html", status=status, message=words), status


def _form_expired(_error: CSRFError) -> ResponseReturnValue:
    """The form's token is not this session's: say so, and give back what was typed for copying."""
    return render_template("errors/form_expired.html", typed=_typed_texts()), 400


def _typed_texts() -> list[str]:
    """What the person wrote; passwords are not repeated, and choices are quickly made again."""
    return [
        text
        for name, texts in request.form.lists()
        if "password" not in name and name not in {"csrf_token", "revision", "next"}
        for text in texts
        if text.strip()
    ]
