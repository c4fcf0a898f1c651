"""The words of this feature: enum members and error codes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.accounts.states import OrganisationKind, Role
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        OrganisationKind.SECRETARIAT: _l("Sekretariat"),
        OrganisationKind.MINISTRY: _l("Kementerian/Lembaga"),
        OrganisationKind.CSO: _l("Organisasi masyarakat sipil (OMS)"),
        OrganisationKind.LOCAL_GOVERNMENT: _l("Pemerintah daerah"),
        OrganisationKind.DEVELOPMENT_PARTNER: _l("Mitra pembangunan"),
    },
    {
        Role.ADMINISTRATOR: _l("Administrator"),
        Role.SECRETARIAT: _l("Sekretariat"),
        Role.MINISTRY: _l("Kementerian/Lembaga"),
        Role.CSO: _l("Organisasi masyarakat sipil (OMS)"),
    },
)

WORDS: dict[str, Any] = {
    "name_needs_first_day": _l(
        "Tulis mulai kapan nama baru ini berlaku; nama sebelumnya berakhir sehari sebelumnya."
    ),
    "name_overlaps": _l("Nama sebelumnya masih berlaku pada %(day)s. Pilih tanggal sesudahnya."),
    "organisation_code_shape": _l(
        "Kode “%(code)s” tidak dapat dipakai. "
        "Gunakan huruf besar tanpa aksen, angka, dan tanda . _ / - di tengah, misalnya KEMENPAN-RB."
    ),
    "organisation_code_taken": _l("Kode %(code)s sudah dipakai organisasi lain. Pilih kode lain."),
    "unit_known": _l("Unit %(name)s sudah ada di organisasi ini. Ubah yang sudah ada, atau beri nama lain."),
    "password_too_short": _l(
        "Kata sandi paling sedikit %(limit)s karakter. Beberapa kata berurutan mudah diingat."
    ),
    "password_too_long": _l("Kata sandi paling banyak %(limit)s karakter."),
    "password_monotonous": _l(
        "Kata sandi ini terlalu mudah ditebak. Pakai paling sedikit %(limit)s karakter berbeda."
    ),
    "password_names_person": _l("Kata sandi tidak boleh memuat nama atau alamat surel pemiliknya."),
    "password_wrong": _l("Ini bukan kata sandi Anda sekarang. Ketik ulang."),
    "role_needs_government": _l("Pengguna K/L harus punya organisasi pemerintah. Pilih organisasinya."),
    "role_needs_cso": _l("Pengguna OMS harus punya organisasi masyarakat sipil. Pilih organisasinya."),
    "own_account_kept": _l(
        "Anda tidak dapat melakukan ini pada akun Anda sendiri. Minta administrator lain."
    ),
    "last_administrator": _l(
        "Ini administrator terakhir yang aktif. Jadikan orang lain administrator lebih dahulu."
    ),
    "email_taken": _l("Alamat surel ini sudah punya akun."),
    "email_not_understood": _l("Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id."),
    "language_unknown": _l("Pilih bahasa Indonesia atau Inggris."),
}
