"""What forms say when the shape of an input is wrong."""

from typing import Any

from flask_babel import lazy_gettext as _l

NOT_A_CHOICE = _l("Pilihan ini tidak ada. Pilih salah satu dari daftar.")
NOT_CHOICES = _l("Ada pilihan yang tidak dikenal. Pilih dari daftar.")
MISSING = _l("Isian ini wajib diisi.")
_EXPIRED = _l("Formulir ini kedaluwarsa. Kirim sekali lagi.")

# The messages WTForms makes by itself that a field of ours can still let through.
BUILT_IN: dict[str, Any] = {
    "This field is required.": MISSING,
    "Not a valid choice.": NOT_A_CHOICE,
    "Invalid Choice: could not coerce.": NOT_A_CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": NOT_CHOICES,
    "'%(value)s' is not a valid choice for this field.": NOT_CHOICES,
    "'%(value)s' are not valid choices for this field.": NOT_CHOICES,
    "Field must be equal to %(other_name)s.": _l("Kedua isian ini harus sama."),
    "Invalid input.": _l("Isian ini tidak dikenal bentuknya."),
    "Invalid email address.": _l("Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id."),
    "Invalid URL.": _l("Tulis alamat yang lengkap, misalnya https://www.opengovindonesia.org."),
    "File does not have an approved extension.": _l("Jenis berkas ini tidak diterima."),
    "File does not have an approved extension: {extensions}": _l("Jenis berkas ini tidak diterima."),
    "Invalid CSRF Token.": _EXPIRED,
    "CSRF token missing.": _EXPIRED,
    "CSRF failed.": _EXPIRED,
    "CSRF token expired.": _EXPIRED,
}


class HouseWords:
    """WTForms' own messages in the words of our catalogues."""

    def gettext(self, message: str) -> str:
        """The message in the language of the request."""
        return str(BUILT_IN.get(message, message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The same for one or several."""
        return self.gettext(singular if number == 1 else plural)
