"""From error codes to words and pages. Each feature hands over the words for its own codes in `create_app`."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tracker.core.errors import DomainError, NotAllowed, NotFound

_WORDS: dict[str, Any] = {
    "not_found": _l("Halaman atau data ini tidak ada, atau Anda tidak berhak melihatnya."),
    "not_allowed": _l("Anda tidak berhak melakukan ini."),
    "stale_edit": _l(
        "Orang lain menyimpan perubahan sejak formulir ini dibuka. Bandingkan kedua isian di bawah, lalu simpan lagi."
    ),
    "text_too_long": _l("Teks ini %(length)s karakter; paling panjang %(limit)s."),
}


def add_words(words: Mapping[str, Any]) -> None:
    """Take over a feature's table: code → lazy text with %(name)s places for the error's params."""
    _WORDS.update(words)


def words_for(error: DomainError) -> str:
    """What to tell the person: what is wrong and what would be right."""
    text = str(_WORDS[error.code])
    return text % error.params if error.params else text


def answer_errors(app: Flask) -> None:
    """Give every error a page in the reader's language."""
    app.register_error_handler(NotFound, lambda error: _page(404, error))
    app.register_error_handler(NotAllowed, lambda error: _page(403, error))
    app.register_error_handler(DomainError, lambda error: _page(422, error))
    app.register_error_handler(HTTPException, _http_error)


def _page(status: int, error: DomainError) -> ResponseReturnValue:
    return render_template("errors/error.html", status=status, message=words_for(error)), status


_HTTP_WORDS: dict[int, Any] = {
    400: _l("Permintaan ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi."),
    404: _WORDS["not_found"],
    405: _l("Cara ini tidak dikenal di alamat ini. Kembali ke halaman sebelumnya."),
    413: _l("Kiriman ini terlalu besar."),
    429: _l("Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi."),
    500: _l("Ada kesalahan pada kami. Yang sudah tersimpan tetap aman; coba lagi sebentar lagi."),
}
_FORM_EXPIRED = _l("Formulir ini kedaluwarsa. Kembali, muat ulang halamannya, lalu kirim lagi; isian Anda masih di sana.")


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    words = _FORM_EXPIRED if isinstance(error, CSRFError) else _HTTP_WORDS.get(status, _HTTP_WORDS[400])
    return render_template("errors/error.html", status=status, message=words), status
