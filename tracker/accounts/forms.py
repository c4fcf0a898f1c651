"""The shape of what is entered about organisations, units, people and users."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.accounts.states import OrganisationKind, Role
from tracker.web.fields import DateField, EnumChoice, IdChoice, Secret, ShortText, Tick
from tracker.web.forms import BaseForm, FilterForm

_CODE_LENGTH = 40
_EMAIL_LENGTH = 254


class OrganisationFilterForm(FilterForm):
    """What the list of organisations is narrowed by."""

    text = ShortText(_l("Cari nama atau kode"), required=False)
    kind = EnumChoice(_l("Jenis"), OrganisationKind, required=False, blank=_l("Semua jenis"))


class NameForm(BaseForm):
    """A name an organisation bears from a day on."""

    short_name = ShortText(
        _l("Nama singkat"), description=_l("Seperti tertulis di matriks, misalnya KemenPAN-RB.")
    )
    name_ind = ShortText(_l("Nama lengkap"))
    name_eng = ShortText(_l("Nama lengkap dalam bahasa Inggris"), required=False)
    valid_from = DateField(_l("Berlaku mulai"), description=_l("Misalnya 23 Oktober 2019."))


class OrganisationForm(BaseForm):
    """An organisation with its present name."""

    code = ShortText(
        _l("Kode"),
        limit=_CODE_LENGTH,
        description=_l("Dipakai dalam perintah dan nama berkas: huruf besar, angka, dan . _ / -"),
    )
    kind = EnumChoice(_l("Jenis"), OrganisationKind)
    short_name = ShortText(
        _l("Nama singkat"), description=_l("Seperti tertulis di matriks, misalnya KemenPAN-RB.")
    )
    name_ind = ShortText(_l("Nama lengkap"))
    name_eng = ShortText(_l("Nama lengkap dalam bahasa Inggris"), required=False)


class NewOrganisationForm(OrganisationForm):
    """The same, and since when the name is in force."""

    valid_from = DateField(_l("Nama ini berlaku mulai"), required=False)


class UnitForm(BaseForm):
    """A unit; the full name may follow later (D20)."""

    short_name = ShortText(
        _l("Nama atau akronim"), description=_l("Seperti disebut dalam rapat, misalnya Biro MKOK.")
    )
    name_ind = ShortText(
        _l("Nama lengkap"),
        required=False,
        description=_l("Kosongkan bila belum diketahui; unit lalu masuk daftar akronim yang belum jelas."),
    )
    name_eng = ShortText(_l("Nama lengkap dalam bahasa Inggris"), required=False)


class PersonForm(BaseForm):
    """Somebody who speaks or is named."""

    honorific = ShortText(_l("Sapaan"), required=False, description=_l("Misalnya Bapak, Ibu."))
    name = ShortText(_l("Nama"))
    position = ShortText(_l("Jabatan"), required=False)
    is_name_released = Tick(
        _l("Nama boleh dilihat umum"),
        description=_l("Tanpa ini, nama hanya terlihat oleh orang yang masuk."),
    )


class RoleForm(BaseForm):
    """What a user came for, and for which organisation."""

    role = EnumChoice(_l("Peran"), Role)
    organisation_id = IdChoice(
        _l("Organisasi"), required=False, description=_l("Wajib untuk peran Kementerian/Lembaga dan OMS.")
    )


def _languages() -> list[SelectChoice]:
    return [SelectChoice("id", "Bahasa Indonesia"), SelectChoice("en", "English")]


class UserForm(RoleForm):
    """A new account."""

    email = ShortText(
        _l("Alamat surel"), limit=_EMAIL_LENGTH, render_kw={"type": "email", "autocomplete": "off"}
    )
    name = ShortText(_l("Nama"))
    language = SelectField(_l("Bahasa"), choices=_languages)
    password = Secret(
        _l("Kata sandi pertama"),
        description=_l("Paling sedikit 12 karakter. Sampaikan langsung; pemilik akun dapat menggantinya."),
        render_kw={"autocomplete": "new-password"},
    )


class AccountForm(BaseForm):
    """One's own name and language."""

    name = ShortText(_l("Nama"), render_kw={"autocomplete": "name"})
    language = SelectField(_l("Bahasa"), choices=_languages)


class PasswordForm(BaseForm):
    """A new password, given the present one."""

    present = Secret(_l("Kata sandi sekarang"), render_kw={"autocomplete": "current-password"})
    password = Secret(
        _l("Kata sandi baru"),
        description=_l("Paling sedikit 12 karakter; beberapa kata berurutan mudah diingat."),
        render_kw={"autocomplete": "new-password"},
    )
