"""The words of this feature: kinds of file, who may see them, and what is wrong with one."""

from flask_babel import lazy_gettext as _l

from tracker.evidence.states import Access, FileKind, LinkFinding, LinkState
from tracker.web.labels import Tables

LABELS: Tables = (
    {
        FileKind.PDF: _l("PDF"),
        FileKind.JPEG: _l("gambar JPEG"),
        FileKind.PNG: _l("gambar PNG"),
        FileKind.WEBP: _l("gambar WebP"),
        FileKind.DOCX: _l("dokumen Word (.docx)"),
        FileKind.XLSX: _l("buku kerja Excel (.xlsx)"),
        FileKind.PPTX: _l("presentasi PowerPoint (.pptx)"),
        FileKind.ODT: _l("dokumen OpenDocument (.odt)"),
        FileKind.ODS: _l("lembar kerja OpenDocument (.ods)"),
        FileKind.ODP: _l("presentasi OpenDocument (.odp)"),
        FileKind.CSV: _l("tabel CSV"),
        FileKind.TEXT: _l("teks biasa (.txt)"),
    },
    {
        Access.PUBLIC: _l("terbuka untuk publik"),
        Access.RESTRICTED: _l("terbatas"),
    },
    {
        LinkState.UNCHECKED: _l("belum pasti"),
        LinkState.ALIVE: _l("dapat dibuka"),
        LinkState.DEAD: _l("tidak dapat dibuka"),
    },
    {
        LinkFinding.ANSWERS: _l("laman menjawab"),
        LinkFinding.GONE: _l("laman tidak ada di alamat itu"),
        LinkFinding.ASKS_SIGN_IN: _l("laman meminta masuk dengan akun"),
        LinkFinding.REFUSES_US: _l("laman menolak pemeriksa otomatis; buka sendiri untuk memastikan"),
        LinkFinding.SERVER_TROUBLE: _l("peladen laman sedang bermasalah"),
        LinkFinding.NO_ANSWER: _l("peladen tidak menjawab"),
        LinkFinding.NO_SUCH_HOST: _l("nama laman tidak dikenal"),
        LinkFinding.NOT_PUBLIC: _l("alamat atau pengalihannya menuju jaringan dalam"),
    },
)

WORDS = {
    "evidence_empty": _l("Berkas ini kosong. Pilih berkas yang berisi data dukung."),
    "evidence_too_large": _l("Berkas ini terlalu besar; %(kind)s paling besar %(limit)s MB."),
    "evidence_far_too_large": _l("Berkas ini terlalu besar; paling besar %(limit)s MB."),
    "evidence_too_many_files": _l(
        "Laporan ini sudah memiliki %(limit)s berkas data dukung, jumlah paling banyak. "
        "Hapus yang tidak diperlukan, lalu unggah lagi."
    ),
    "evidence_too_many_links": _l(
        "Laporan ini sudah memiliki %(limit)s tautan data dukung, jumlah paling banyak. "
        "Hapus yang tidak diperlukan, lalu tambahkan lagi."
    ),
    "evidence_restriction_unexplained": _l("Tulis alasan mengapa data dukung ini tidak dibuka untuk publik."),
    "evidence_dated_in_the_future": _l("Tanggal ini belum tiba. Tulis tanggal dokumen itu diterbitkan."),
    "evidence_link_missing": _l("Tulis alamat tautan, misalnya https://jdih.example.go.id/peraturan/95."),
    "evidence_link_too_long": _l("Tautan ini terlalu panjang; paling panjang %(limit)s karakter."),
    "evidence_link_not_web": _l("Tulis alamat lengkap yang diawali https:// atau http://."),
    "evidence_link_has_password": _l(
        "Tautan ini memuat nama pengguna atau kata sandi. Hapus bagian sebelum tanda @."
    ),
    "evidence_link_not_public": _l(
        "Tautan ini menuju jaringan dalam dan tidak terbuka bagi publik. "
        "Tulis alamat yang dapat dibuka semua orang, atau unggah berkasnya."
    ),
    "evidence_link_not_understood": _l(
        "Tautan ini tidak terbaca sebagai alamat web. Salin alamatnya dari peramban."
    ),
    "evidence_kind_unknown": _l(
        "Jenis berkas ini tidak dikenali. Unggah PDF, JPEG, PNG, WebP, docx, xlsx, pptx, odt, ods, odp, "
        "CSV atau teks biasa."
    ),
    "evidence_cut_off": _l("PDF ini terpotong di tengah jalan. Unggah sekali lagi berkas yang utuh."),
    "evidence_is_program": _l("Berkas ini program, bukan dokumen. Unggah dokumennya, misalnya sebagai PDF."),
    "evidence_is_script": _l(
        "Berkas ini berisi perintah program, bukan dokumen. Unggah dokumennya, misalnya sebagai PDF."
    ),
    "evidence_is_web_page": _l(
        "Berkas ini halaman web (HTML atau XML). Cetak halamannya ke PDF, atau berikan tautannya."
    ),
    "evidence_is_svg": _l("Berkas ini gambar SVG. Simpan sebagai PNG atau PDF, lalu unggah lagi."),
    "evidence_is_only_text": _l(
        "Isi berkas ini teks biasa, padahal namanya menyebut jenis lain. "
        "Simpan sebagai .txt atau .csv, atau unggah dokumen aslinya."
    ),
    "evidence_is_recording": _l(
        "Berkas ini rekaman suara atau video. Taruh di laman resmi, lalu berikan tautannya."
    ),
    "evidence_is_archive": _l("Berkas ini arsip, misalnya ZIP. Keluarkan isinya dan unggah satu per satu."),
    "evidence_is_other_picture": _l(
        "Jenis gambar ini tidak diterima. Simpan sebagai JPEG atau PNG, lalu unggah lagi."
    ),
    "evidence_is_old_office": _l(
        "Berkas ini berformat Office lama (.doc, .xls, .ppt) atau RTF. "
        "Simpan sebagai .docx, .xlsx, .pptx atau PDF, lalu unggah lagi."
    ),
    "evidence_is_locked": _l("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."),
    "evidence_has_macros": _l(
        "Berkas ini berisi makro. Simpan sebagai .docx, .xlsx, .pptx atau PDF biasa, lalu unggah lagi."
    ),
    "evidence_is_bomb": _l(
        "Isi berkas ini jauh lebih besar daripada ukurannya, jadi tidak dibuka. Simpan sebagai PDF, "
        "lalu unggah lagi."
    ),
    "evidence_zip_broken": _l("Berkas ini rusak atau terpotong. Buka, simpan lagi, lalu unggah yang utuh."),
    "evidence_picture_broken": _l(
        "Gambar ini rusak atau terpotong. Buka, simpan lagi sebagai JPEG atau PNG, lalu unggah yang utuh."
    ),
    "evidence_picture_too_many_pixels": _l(
        "Gambar ini terlalu besar; paling banyak %(limit)s juta piksel. Perkecil, lalu unggah lagi."
    ),
    "evidence_storage_full": _l(
        "Tempat penyimpanan data dukung penuh, jadi berkas ini belum tersimpan. "
        "Beri tahu Seknas OGI, lalu unggah lagi."
    ),
    "evidence_storage_unreachable": _l(
        "Tempat penyimpanan data dukung sedang tidak dapat dihubungi. Coba lagi beberapa menit lagi."
    ),
}
