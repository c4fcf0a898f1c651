"""Several reports verified at once: those in which nothing is odd, and only while they wait."""

from tests.browser import Browser
from tests.evidence.samples import PDF
from tests.reports.test_evidence_pages import Writing, writing
from tests.reports.test_report_pages import Desk, desk, handed_in

__all__ = ["desk", "writing"]
TOGETHER = "/reports/verify-together"


def test_a_report_in_which_nothing_is_odd_is_verified_with_a_tick(writing: Writing, visitor: Browser) -> None:
    writing.upload(PDF, "rekap.pdf")
    writing.hand_in(**{"K01/1.numerator": "295", "K01/1.denominator": "642"})
    staff = writing.desk.staff
    box = staff.get(TOGETHER).find("main [name=reports]")
    assert "Pilih sedikitnya satu laporan" in staff.submit(TOGETHER).text
    assert "46%" in staff.get(TOGETHER).text
    staff.submit(TOGETHER, {"reports": box.get("value")})
    assert "46%" in visitor.get(writing.page).text
    assert "Tidak ada yang dapat diverifikasi sekaligus" in staff.get(TOGETHER).text


def test_a_report_with_something_odd_is_verified_alone_and_says_why(desk: Desk, visitor: Browser) -> None:
    page = handed_in(desk)
    together = desk.staff.get(TOGETHER)
    assert not together.all("main [name=reports]")
    assert "Kemajuan dilaporkan tanpa data dukung" in together.text
    assert "Kemajuan dilaporkan tanpa data dukung" in desk.staff.get(f"{page}/verify").text
    number = page.rpartition("/")[2]
    token = together.find("[name=csrf_token]").get("value")
    refused = desk.staff.post(TOGETHER, {"reports": number, "csrf_token": token})
    assert "pilihan" in refused.text.lower()
    visitor.get(page, status=404)


def test_who_reports_sees_what_is_odd_before_handing_in(writing: Writing) -> None:
    writing.desk.ministry.submit(
        writing.form, {"K01/1.statement": "figure", "K01/1.numerator": "90", "K01/1.denominator": "100"}
    )
    odd = writing.desk.ministry.get(writing.form).find("section.odd").text_content()
    assert "200% dari target" in odd


def test_others_do_not_verify_together(desk: Desk, visitor: Browser) -> None:
    desk.ministry.get(TOGETHER, status=403)
    assert "Masuk" in visitor.get(TOGETHER).text
