"""Invented evidence: small tables, pictures and papers, and links that are never looked at from here."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO

import pikepdf
from PIL import Image, ImageDraw

from tracker.accounts.actors import Actor
from tracker.core.dates import format_date
from tracker.evidence import keeping
from tracker.evidence.admission import admit
from tracker.evidence.states import Access, LinkFinding
from tracker.reports import evidence_services
from tracker.reports.evidence_services import Caption
from tracker.reports.report_models import Report, ReportVersion

# What the leads show, one letter for each commitment, one line for each quarter, as in `report_stories`.
SHOWN = (
    "cdp.dlccdl.cp.dccl.p",
    "dcc..pd.lcc.dp.lcd.c",
    "clcdld.dpxc.cdlbcpcd",
    "c.pxdl.c.dlc..pc.d.c",
)
# What the supporters show, over and over.
SHOWN_BY_SUPPORTERS = "d..c."
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember")  # fmt: skip
_REGIONS = ("Kota Contoh", "Kabupaten Contoh Utara", "Kabupaten Contoh Selatan", "Kota Contoh Baru")
_PERSONAL = "Memuat nama dan alamat warga yang mengadu."
# The domain is kept for examples: it is nobody's, and answers.
_ADDRESS = "https://example.org/"


@dataclass(frozen=True)
class _File:
    """A file that is shown: its name, what it is called, and how its content is made."""

    name: str
    title: str
    make: Callable[[Report], bytes]


def show(actor: Actor, version: ReportVersion, letter: str) -> None:
    """Add the evidence of this letter to a report."""
    if letter in _LINKS:
        _show_link(actor, version, letter)
    elif letter in _FILES:
        _show_file(actor, version, letter)


def _show_file(actor: Actor, version: ReportVersion, letter: str) -> None:
    report, made = version.report, _FILES[letter]
    content = BytesIO(made.make(report))
    name = f"{report.commitment.code}-{report.period.code}-{made.name}".lower()
    admitted = admit(content, name)
    caption = Caption(
        title=f"{made.title} {report.period.code}",
        place=report.commitment.indicators[0].key if letter == "c" else "",
        issued_by=report.organisation.short_name,
        number=f"{version.id}/CTH/{report.period.ends_on.year}" if letter == "d" else "",
        dated=report.period.ends_on,
        access=Access.RESTRICTED if letter == "x" else Access.PUBLIC,
        reason=_PERSONAL if letter == "x" else "",
    )
    kept = keeping.store().put(content)
    evidence_services.add_file(actor, version, admitted, sha256=kept.sha256, caption=caption)


def _show_link(actor: Actor, version: ReportVersion, letter: str) -> None:
    path, title, found = _LINKS[letter]
    report = version.report
    code = f"{report.commitment.code}-{report.period.code}".lower()
    added = evidence_services.add_link(
        actor, version, link=f"{_ADDRESS}{path}{code}", caption=Caption(title=f"{title} {report.period.code}")
    )
    keeping.note_finding(added.item, found)


def _table(report: Report) -> bytes:
    """Requests by region and month, as a service's own system gives them."""
    text = StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(["Bulan", "Wilayah", "Masuk", "Selesai"])
    seed = report.commitment.position
    for month in range(report.period.starts_on.month, report.period.ends_on.month + 1):
        for place, region in enumerate(_REGIONS):
            received = 240 + seed * 9 + month * 7 - place * 31
            rows.writerow([_MONTHS[month - 1], region, received, received * (58 + month + place) // 100])
    return text.getvalue().encode("utf-8-sig")


def _picture(report: Report) -> bytes:
    """A chart of what was finished in each region, as somebody takes it from a screen."""
    picture = Image.new("RGB", (960, 540), "#fbfaf7")
    draw = ImageDraw.Draw(picture)
    draw.text(
        (40, 28),
        f"{report.commitment.code} {report.period.code}: selesai per wilayah (%)",
        "#1d232b",
        font_size=28,
    )
    for place, region in enumerate(_REGIONS):
        share = 52 + (report.commitment.position * 7 + place * 11) % 40
        top = 110 + place * 100
        draw.text((40, top), f"{region}: {share}%", "#1d232b", font_size=22)
        draw.rectangle((40, top + 34, 40 + share * 8, top + 62), "#0b5563")
    content = BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def _paper(report: Report) -> bytes:
    """The record of a coordination meeting, on one page."""
    lines = (
        "BERITA ACARA RAPAT KOORDINASI (CONTOH)",
        f"{report.organisation.short_name}, {format_date(report.period.ends_on, locale='id')}",
        "",
        f"Komitmen {report.commitment.code}, periode {report.period.code}",
        "1. Data capaian triwulan diperiksa bersama dan disepakati.",
        "2. Daerah yang belum melapor dihubungi paling lambat dua minggu lagi.",
        "3. Hasil rapat ini terbuka untuk umum.",
    )
    paper = pikepdf.new()
    page = paper.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=paper.make_indirect(font)))
    written = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    page.Contents = paper.make_stream(f"BT /F1 13 Tf 22 TL 70 760 Td {written}ET".encode("cp1252"))
    content = BytesIO()
    paper.save(content, deterministic_id=True)
    return content.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


_FILES = {
    "c": _File("rekap.csv", "Rekap layanan", _table),
    "p": _File("grafik.png", "Grafik penyelesaian per wilayah", _picture),
    "d": _File("berita-acara.pdf", "Berita acara rapat koordinasi", _paper),
    "x": _File("daftar-pengadu.csv", "Daftar pengadu", _table),
}
_LINKS = {
    "l": ("?dokumen=", "Laman pengumuman hasil", LinkFinding.ANSWERS),
    "b": ("arsip/", "Siaran pers kegiatan", LinkFinding.GONE),
}
