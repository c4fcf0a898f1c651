"""What the invented reports say in words: what was done, with whom, what stood in the way, what comes next."""

from tracker.reports.states import ObstacleCategory

# By topic of the plan, one for each quarter of a year.
_DONE = (
    (
        "Admin penghubung di 34 pemerintah daerah dilatih memilah pengaduan dan memberi nomor sejak hari "
        "pertama; 21 daerah sudah memakai formulir yang sama.",
        "Rapat rekonsiliasi dengan 12 kabupaten menutup 640 pengaduan lama yang belum berstatus. Sisanya "
        "menunggu jawaban unit teknis di daerah.",
        "Papan pemantauan pengaduan mulai dipakai kepala dinas setiap Senin. Waktu jawab pertama turun dari "
        "sembilan menjadi enam hari kerja.",
        "Survei kepuasan pelapor dijalankan di 18 kota. Keluhan terbanyak adalah jawaban yang tidak menyebut "
        "tindakan, dan itu menjadi bahan pelatihan berikutnya.",
    ),
    (
        "Templat anggaran desa dalam bentuk tabel terbuka dibagikan kepada 1.150 desa percontohan beserta "
        "panduan pengisiannya.",
        "Pendamping desa memeriksa kelengkapan APBDes yang diunggah; 214 desa diminta memperbaiki kolom sumber "
        "dana.",
        "Portal anggaran desa kini menampilkan perbandingan rencana dan realisasi. Halaman paling banyak dibuka "
        "dari telepon genggam.",
        "Musyawarah desa di delapan kecamatan membahas data anggaran yang sudah dibuka, dengan berita acara "
        "yang diunggah sebagai data dukung.",
    ),
    (
        "Kamus data pengadaan disesuaikan dengan standar kontrak terbuka, dan 46 isian wajib disepakati "
        "bersama pengelola sistem.",
        "Data kontrak tahun berjalan diterbitkan tiap bulan. Pengujian menemukan tanggal selesai yang kosong "
        "pada 7% kontrak.",
        "Antarmuka data untuk pihak luar dibuka secara terbatas bagi tiga kampus dan satu media untuk diuji.",
        "Perbaikan mutu data dilakukan bersama 60 unit pengadaan; kontrak tanpa tanggal selesai tinggal 2%.",
    ),
    (
        "Dua rancangan peraturan dibuka untuk masukan publik selama tiga puluh hari; 312 masukan diterima dan "
        "dikelompokkan menurut pasal.",
        "Matriks tanggapan atas masukan publik diumumkan. Sepertiga masukan diterima seluruhnya atau sebagian.",
        "Pedoman konsultasi publik diuji pada tiga rancangan peraturan daerah bersama biro hukum provinsi.",
        "Bahasa isyarat dan ringkasan mudah dibaca disediakan pada dua konsultasi publik terakhir.",
    ),
    (
        "Audit aksesibilitas terhadap 40 laman layanan selesai; separuhnya belum dapat dipakai dengan pembaca "
        "layar.",
        "Perbaikan kontras, teks alternatif, dan urutan fokus dikerjakan pada 22 laman yang paling banyak dibuka.",
        "Petugas loket di 15 kota mengikuti pelatihan melayani warga tuli dan warga dengan disabilitas netra.",
        "Uji pakai bersama organisasi penyandang disabilitas menghasilkan 58 catatan; 41 sudah ditindaklanjuti.",
    ),
    (
        "Data penerima bantuan di enam kabupaten dicocokkan dengan data kependudukan; 3.900 baris ganda "
        "ditandai untuk diperiksa.",
        "Kanal sanggah dibuka di kantor kecamatan. Warga mengajukan 1.270 sanggahan, 830 di antaranya selesai "
        "diperiksa.",
        "Hasil pemeriksaan sanggahan diumumkan di papan desa tanpa menyebut nama penerima.",
        "Pemantauan penyaluran dilakukan bersama relawan di 44 titik, dan temuannya dibahas pada rapat bulanan.",
    ),
    (
        "Data mutu udara dari 52 stasiun diterbitkan setiap jam, lengkap dengan keterangan alat yang sedang "
        "rusak.",
        "Izin lingkungan yang terbit sejak 2022 dipindai dan diberi lokasi; 68% sudah dapat dicari di peta.",
        "Panduan membaca data mutu air disusun bersama kampus dan dibagikan kepada sekolah di tiga daerah "
        "aliran sungai.",
        "Dua stasiun yang lama mati dipasang kembali. Rangkaian datanya diberi tanda agar tidak dibaca sebagai "
        "penurunan.",
    ),
    (
        "Jadwal dokter dan persediaan obat dasar dibuka oleh 210 puskesmas melalui laman yang sama.",
        "Puskesmas yang datanya tidak diperbarui selama dua minggu dihubungi satu per satu; 31 di antaranya "
        "kekurangan petugas.",
        "Papan informasi layanan dipasang di ruang tunggu 95 puskesmas bagi warga yang tidak memakai internet.",
        "Dinas kesehatan menanggapi 76% keluhan layanan dalam batas empat belas hari.",
    ),
    (
        "Pemilik manfaat dari 8.400 badan usaha dicocokkan dengan data pajak; perbedaan dikirim kembali untuk "
        "diperbaiki.",
        "Layanan pencarian pemilik manfaat dibuka bagi jurnalis terdaftar dan lembaga penegak hukum.",
        "Notaris di lima provinsi mengikuti pelatihan pengisian; kesalahan isian turun menjadi 11%.",
        "Peringatan otomatis bagi badan usaha yang belum melapor mulai dikirim setiap awal bulan.",
    ),
    (
        "Pos bantuan hukum dibuka di 14 kabupaten; 920 warga berkonsultasi, dan perkara tanah paling banyak "
        "ditanyakan.",
        "Paralegal desa angkatan kedua selesai dilatih. Kehadiran perempuan mencapai 47% dari peserta.",
        "Daftar pemberi bantuan hukum beserta kuotanya diumumkan dan diperbarui tiap pekan.",
        "Waktu tunggu pendampingan di pengadilan turun menjadi sebelas hari setelah jadwal piket dibagi ulang.",
    ),
)
_TOGETHER = (
    "Pelaksanaannya dibahas dalam forum bersama organisasi masyarakat sipil, dan catatan rapatnya terlampir.",
    "Angka dihitung dari sistem layanan dan diperiksa silang dengan laporan unit kerja.",
    "Pemerintah daerah ikut menyusun daftar kegiatan agar tidak bertumpang tindih dengan program yang berjalan.",
    "Unit pengawasan internal memeriksa contoh data secara acak sebelum laporan ini diajukan.",
    "Masukan dari pertemuan triwulan lalu sudah ditanggapi satu per satu.",
    "Data bulan terakhir masih sementara dan akan dimutakhirkan pada laporan berikutnya.",
    "Kegiatan ini memakai anggaran berjalan tanpa tambahan.",
)
_NEXT = (
    "Triwulan berikut diarahkan ke daerah yang belum terjangkau.",
    "Langkah berikutnya adalah menuangkan kesepakatan ini ke dalam petunjuk teknis.",
    "Hasilnya akan disampaikan dalam pertemuan terbuka pada akhir semester.",
    "Fokus selanjutnya adalah mutu data, bukan lagi jumlahnya.",
    "Perluasan menunggu pengesahan anggaran perubahan.",
    "Percontohan dilanjutkan enam bulan lagi sebelum diterapkan di semua daerah.",
)
_SUPPORTED = (
    "Sebagai pendukung, kami menyediakan data acuan dan dua orang pendamping teknis.",
    "Dukungan triwulan ini berupa penyelarasan jadwal dan pembagian data antarsistem.",
    "Kami meneruskan temuan dari lapangan kepada penanggung jawab setiap bulan.",
    "Peran kami pada triwulan ini adalah memfasilitasi rapat koordinasi di tiga provinsi.",
    "Kami menyiapkan server bersama dan pelatihan bagi pengelola data.",
)
_DOUBTS = (
    "Kami mendatangi delapan kelurahan. Layanannya ada, tetapi petugas di lima kelurahan belum tahu prosedur "
    "barunya.",
    "Data yang diumumkan dapat diunduh, tetapi berkas bulan terakhir tidak terbuka ketika kami periksa dua kali.",
    "Angka dalam laporan K/L memasukkan layanan yang kami temukan sudah tutup sejak awal tahun.",
    "Kegiatan di kota berjalan, tetapi di tiga desa dampingan kami belum ada yang berubah.",
)
_ASSENTS = (
    "Warga yang kami wawancarai menerima jawaban tertulis lebih cepat daripada tahun lalu, sesuai laporan K/L.",
    "Angka K/L sama dengan hitungan kami. Tanggapan tertulis atas masukan kami diterima sesudah 26 hari.",
)
OBSTACLES = (
    (
        ObstacleCategory.STAFF,
        "Petugas yang sudah dilatih dipindahkan ke unit lain sebelum triwulan berakhir.",
    ),
    (
        ObstacleCategory.BUDGET,
        "Pagu perjalanan dinas dipotong, sehingga pendampingan dilakukan secara daring.",
    ),
    (ObstacleCategory.COORDINATION, "Empat daerah belum menunjuk penanggung jawab data."),
    (ObstacleCategory.REGULATION, "Dasar hukum pertukaran data antarinstansi masih menunggu harmonisasi."),
    (
        ObstacleCategory.TECHNICAL,
        "Sistem lama tidak mencatat tanggal selesai, jadi sebagian diisi dengan tangan.",
    ),
    (ObstacleCategory.DATA, "Kode wilayah pada dua sumber data tidak sama dan harus dipetakan ulang."),
)
PLANS = (
    ("Melatih pengganti dan menyusun panduan singkat untuk petugas baru.", "Biro Sumber Daya Manusia"),
    ("Mengusulkan anggaran pendampingan dalam perubahan tahun berjalan.", "Biro Perencanaan"),
    ("Menyurati daerah yang belum menunjuk penanggung jawab data.", "Sekretariat Tim Pelaksana"),
    ("Membahas rancangan perjanjian pertukaran data dengan biro hukum.", "Biro Hukum"),
    ("Menambah isian tanggal selesai pada sistem layanan.", "Pusat Data dan Informasi"),
    ("Menerbitkan tabel padanan kode wilayah.", "Pusat Data dan Informasi"),
)
OVERSTATED = "Jumlah ini lebih besar daripada rekap terlampir. Samakan, atau jelaskan selisihnya."
TOO_SHORT = "Sebutkan daerah dan waktunya, agar pembaca tahu apa yang sudah berubah."
RETURNED = "Terima kasih. Dua hal perlu diperbaiki sebelum laporan ini dapat diverifikasi."
NOT_SAID_WHEN = "Sebutkan kapan dan di mana kunjungannya dilakukan; isinya sendiri tidak kami nilai."
COUNTED_TWICE = "Lampiran memuat layanan yang terhitung dua kali; angka verifikasi tidak menghitungnya ulang."
CORRECTED = "Data dua kabupaten masuk sesudah laporan diverifikasi."
SHORT = "Kegiatan berjalan sesuai jadwal."


def narrative(number: int, quarter: int) -> str:
    """What the lead of a commitment tells of a quarter: of its topic, in two paragraphs."""
    done = _DONE[number % len(_DONE)]
    said = done[(quarter + number // len(_DONE)) % len(done)]
    together = _TOGETHER[(number + quarter) % len(_TOGETHER)]
    return f"{said} {together}\n\n{_NEXT[(number * 2 + quarter) % len(_NEXT)]}"


def support(number: int, quarter: int) -> str:
    """What a supporting agency tells of it."""
    return f"{_SUPPORTED[(number + quarter) % len(_SUPPORTED)]} {_TOGETHER[(number + 3) % len(_TOGETHER)]}"


def doubt(number: int, quarter: int) -> str:
    """What civil society tells of it where it found less."""
    return _DOUBTS[(number + quarter) % len(_DOUBTS)]


def assent(number: int, quarter: int) -> str:
    """What it tells where it found the same."""
    return _ASSENTS[(number + quarter) % len(_ASSENTS)]
