"""The real minutes, and a small paper of the same layout."""

from pathlib import Path

REAL = Path(__file__).with_name("notula-2020-09-21.txt")

SMALL = """
NOTULA

Rapat Penajaman Usulan

I. Pelaksanaan

Hari,
Tanggal

: Senin, 21 September 2020

Tempat : Jakarta

Peserta : 1. Tim Satu
2.
3. Tim Tiga dari
Bandung

II. Diskusi

1. Kepala menyampaikan hal
berikut:

a. Sejak tahun
2020. Di tahun itu dibahas SP4N-



LAPOR! bersama.

b. Selesai.

2. Tidak ada huruf.

III. Tindak Lanjut
"""
