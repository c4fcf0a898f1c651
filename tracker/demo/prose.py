"""Invented sentences of any length, the same for the same number."""

_SENTENCES = (
    "Layanan ini dipakai warga di kota dan di desa",
    "Data dibuka dalam bentuk yang dapat diolah kembali",
    "Setiap pengaduan mendapat nomor dan jawaban tertulis",
    "Unit kerja menyusun laporan bersama organisasi masyarakat sipil",
    "Hasil pemantauan diumumkan dua kali dalam setahun",
    "Petugas dilatih sebelum sistem mulai dijalankan",
    "Anggaran disesuaikan dengan kemampuan tiap daerah",
    "Perubahan rencana dicatat berikut alasannya",
    "Ukuran keberhasilan disepakati pada awal tahun",
    "Masukan warga ditanggapi paling lambat empat belas hari",
    "Pedoman teknis disusun bersama calon penggunanya",
)


def paragraph(seed: int, length: int) -> str:
    """About `length` characters of plain Indonesian, ending with a full stop."""
    sentences: list[str] = []
    size = step = 0
    while size < length:
        sentence = _SENTENCES[(seed * 7 + step * (1 + seed % 3)) % len(_SENTENCES)]
        sentences.append(sentence)
        size += len(sentence) + 2
        step += 1
    return ". ".join(sentences)[: max(length - 1, 1)].rstrip(" .") + "."
