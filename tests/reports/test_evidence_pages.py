"""Evidence through its pages: handed in, handed out, restricted, let go; and what goes wrong (D32)."""

import gc
import io
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from tests.browser import Browser, Page
from tests.evidence.samples import PDF, taken_outside
from tests.reports.scene import WHOLE
from tests.reports.test_report_pages import Desk, begun, desk, where
from tracker.core.errors import RuleBroken
from tracker.evidence import keeping, tasks
from tracker.evidence.models import EvidenceItem
from tracker.evidence.states import Access, LinkFinding, LinkState
from tracker.evidence.storage import EvidenceStore
from tracker.extensions import db, unit_of_work

__all__ = ["desk"]


# Of a request that is not whole, Werkzeug leaves what has arrived to the garbage collector.
left_to_the_collector = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@dataclass(frozen=True)
class Writing:
    """A report that the ministry writes."""

    desk: Desk
    form: str

    @property
    def page(self) -> str:
        """The address of the report."""
        return self.form.removesuffix("/edit")

    def upload(self, content: bytes, name: str, **said: str) -> Page:
        """Send a file with what is said of it."""
        file = (io.BytesIO(content), name)
        return self.desk.ministry.submit(f"{self.page}/evidence/add-file", {"file": file, **said})

    def link(self, address: str, **said: str) -> Page:
        """Add a link with what is said of it."""
        return self.desk.ministry.submit(f"{self.page}/evidence/add-link", {"link": address, **said})

    def hand_in(self, **said: str) -> Page:
        """Hand the report in."""
        return self.desk.ministry.submit(self.form, {**WHOLE, **said, "then": "hand-in"})

    def verify(self) -> None:
        """The secretariat verifies it."""
        self.desk.staff.submit(f"{self.page}/verify")


@pytest.fixture
def writing(desk: Desk) -> Writing:
    return Writing(desk, begun(desk))


def items() -> list[EvidenceItem]:
    """What is kept, as it is stored now."""
    db.session.rollback()
    return list(db.session.scalars(db.select(EvidenceItem).order_by(EvidenceItem.id)))


def kept_files(app: Flask) -> set[str]:
    """The hashes of all files in the store."""
    with app.app_context():
        store = keeping.store()
        return {path.rpartition("/")[2] for path in store.files.find(store.root)}


def test_a_file_is_shown_to_all_once_the_report_is_verified(writing: Writing, visitor: Browser) -> None:
    said = {"title": "Rekap pengaduan", "place": "K01/1", "issued_by": "KemenPAN-RB", "number": "B/12/2022"}
    assert where(writing.upload(PDF, "rekap.pdf", **said)) == writing.form
    assert "Rekap pengaduan" in writing.desk.ministry.get(writing.form).text
    (item,) = items()
    file = f"/evidence/{item.id}/file"
    assert writing.desk.ministry.get(file).response.data == PDF
    visitor.get(file, status=404)
    writing.desk.pattiro.get(f"/evidence/{item.id}", status=404)
    writing.hand_in()
    visitor.get(f"/evidence/{item.id}", status=404)
    writing.verify()
    page = visitor.get(writing.page)
    assert "Rekap pengaduan" in page.text
    assert "untuk K01/1" in page.text
    about = visitor.get(f"/evidence/{item.id}").text
    assert "B/12/2022" in about
    assert str(item.sha256) in about


def test_a_file_is_sent_to_be_saved_and_never_to_be_run(writing: Writing) -> None:
    writing.upload(PDF, "rekap.pdf")
    (item,) = items()
    response = writing.desk.ministry.get(f"/evidence/{item.id}/file").response
    assert response.headers["Content-Disposition"] == "attachment; filename=rekap.pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Content-Length"] == str(len(PDF))
    assert "private" in response.headers["Cache-Control"]
    again = {"If-None-Match": response.headers["ETag"]}
    assert writing.desk.ministry.get(f"/evidence/{item.id}/file", status=304, headers=again).status == 304


def test_what_is_restricted_is_named_with_its_reason_and_opened_to_its_own_side_only(
    writing: Writing, visitor: Browser
) -> None:
    refused = writing.upload(PDF, "daftar.pdf", access="restricted")
    assert "Tulis alasan" in refused.text
    assert items() == []
    writing.upload(PDF, "daftar.pdf", access="restricted", reason="Berisi nama pelapor.")
    writing.hand_in()
    writing.verify()
    (item,) = items()
    assert "Berisi nama pelapor." in visitor.get(writing.page).text
    assert "Berisi nama pelapor." in visitor.get(f"/evidence/{item.id}").text
    for outsider in (visitor, writing.desk.pattiro):
        outsider.get(f"/evidence/{item.id}/file", status=404)
    for insider in (writing.desk.ministry, writing.desk.staff):
        assert insider.get(f"/evidence/{item.id}/file").response.data == PDF


def test_what_was_published_by_mistake_is_restricted_at_once(writing: Writing, visitor: Browser) -> None:
    writing.upload(PDF, "daftar.pdf")
    writing.hand_in()
    writing.verify()
    (item,) = items()
    assert visitor.get(f"/evidence/{item.id}/file").response.data == PDF
    change = {"access": "restricted", "reason": "Berisi nomor telepon."}
    writing.desk.pattiro.get(f"/evidence/{item.id}/access", status=403)
    assert (
        where(writing.desk.ministry.submit(f"/evidence/{item.id}/access", change)) == f"/evidence/{item.id}"
    )
    visitor.get(f"/evidence/{item.id}/file", status=404)
    assert items()[0].access is Access.RESTRICTED


def test_done_needs_evidence_that_everybody_can_open(writing: Writing) -> None:
    done = {"completion": "complete", "K01/T1.state": "done", "K01/T1.on": "31 Maret 2022"}
    assert "data dukung" in writing.hand_in(**done).find(".error-summary").text_content()
    writing.upload(PDF, "rekap.pdf")
    assert where(writing.hand_in(**done)) == writing.page


def test_others_see_a_picture_without_the_place_where_it_was_taken(
    writing: Writing, visitor: Browser, app: Flask
) -> None:
    original = taken_outside()
    writing.upload(original, "foto.jpg")
    writing.hand_in()
    writing.verify()
    (item,) = items()
    visitor.get(f"/evidence/{item.id}/file", status=404)
    visitor.get(f"/evidence/{item.id}/preview", status=404)
    with app.app_context():
        keeping.make_copies(item.id)
    public = visitor.get(f"/evidence/{item.id}/file").response.data
    assert not Image.open(io.BytesIO(public)).getexif()
    assert b"Telepon" not in public
    small = visitor.get(f"/evidence/{item.id}/preview").response
    assert small.mimetype == "image/jpeg"
    assert small.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert writing.desk.staff.get(f"/evidence/{item.id}/file").response.data == original


def test_the_same_file_is_kept_once(writing: Writing, app: Flask) -> None:
    writing.upload(PDF, "rekap.pdf", title="Rekap")
    again = writing.upload(PDF, "salinan.pdf", title="Salinan")
    assert "sudah terlampir" in again.text
    assert again.find("[name=title]").get("value") == "Salinan"
    assert [one.title for one in items()] == ["Rekap"]
    assert len(kept_files(app)) == 1


def test_the_same_file_in_a_second_report_is_the_same_evidence(writing: Writing) -> None:
    writing.upload(PDF, "rekap.pdf", title="Rekap")
    writing.hand_in()
    writing.verify()
    writing.desk.ministry.submit(f"{writing.page}/correct", {"reason": "Salah hitung."})
    (item,) = items()
    assert where(writing.desk.ministry.submit(f"{writing.page}/evidence/{item.id}/remove")) == writing.form
    assert "keterangannya yang dulu dipakai" in writing.upload(PDF, "salinan.pdf").text
    assert [one.id for one in items()] == [item.id]


def test_what_was_never_handed_in_is_removed_with_its_file(
    writing: Writing, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.upload(PDF, "salah.pdf")
    (item,) = items()
    question = writing.desk.ministry.get(f"{writing.page}/evidence/{item.id}/remove")
    assert "salah.pdf" in question.text
    writing.desk.ministry.submit(f"{writing.page}/evidence/{item.id}/remove")
    assert items() == []
    with app.app_context():
        assert keeping.clear_store() == 0
        monkeypatch.setattr(keeping, "_UNNEEDED_AFTER", -keeping._UNNEEDED_AFTER)
        assert keeping.clear_store() == 1
    assert kept_files(app) == set()


def test_what_was_handed_in_stays_where_it_was_shown(writing: Writing) -> None:
    writing.upload(PDF, "rekap.pdf", title="Rekap")
    writing.hand_in()
    writing.desk.staff.submit(f"{writing.page}/return", {"general": "Mana sumbernya?"})
    (item,) = items()
    refused = writing.desk.ministry.submit(f"{writing.page}/evidence/{item.id}/edit", {"title": "Lain"})
    assert "sudah diajukan" in refused.text
    writing.desk.ministry.submit(f"{writing.page}/evidence/{item.id}/remove")
    assert "Rekap" not in writing.desk.ministry.get(writing.form).text
    assert "Rekap" in writing.desk.ministry.get(writing.page).text
    assert len(items()) == 1


def test_words_of_a_piece_of_evidence_are_changed_before_it_is_handed_in(writing: Writing) -> None:
    writing.upload(PDF, "rekap.pdf", title="Rekp")
    (item,) = items()
    edit = f"{writing.page}/evidence/{item.id}/edit"
    writing.desk.ministry.submit(edit, {"title": "Rekap", "place": "K01/T1", "dated": "1 April 2022"})
    assert "untuk K01/T1" in writing.desk.ministry.get(writing.form).text
    assert "Tanggal ini belum tiba" in writing.desk.ministry.submit(edit, {"dated": "1 Januari 2099"}).text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "kosong.pdf", "kosong"),
        (b"MZ" + bytes(200), "bukti.pdf", "program"),
        (b"<html><script>alert(1)</script></html>", "bukti.pdf", "halaman web"),
        (PDF[:40], "bukti.pdf", "terpotong"),
        (bytes(19 * 2**20), "bukti.pdf", "terlalu besar"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_what_was_typed_comes_back(
    writing: Writing, app: Flask, content: bytes, name: str, words: str
) -> None:
    refused = writing.upload(content, name, title="Rekap pengaduan")
    assert words in refused.find(".error-summary").text_content()
    assert refused.find("[name=title]").get("value") == "Rekap pengaduan"
    assert items() == []
    assert kept_files(app) == set()


@left_to_the_collector
def test_a_request_larger_than_any_file_is_refused_in_words(writing: Writing) -> None:
    file = (io.BytesIO(bytes(21 * 2**20)), "besar.pdf")
    address = f"{writing.page}/evidence/add-file"
    assert "terlalu besar" in writing.desk.ministry.submit(address, {"file": file}, status=413).text
    gc.collect()


def test_a_full_disk_is_told_and_nothing_is_half_written(
    writing: Writing, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: EvidenceStore, _source: Any) -> None:
        raise RuleBroken("evidence_storage_full", field="file")

    monkeypatch.setattr(EvidenceStore, "put", full)
    refused = writing.upload(PDF, "rekap.pdf", title="Rekap")
    assert "penuh" in refused.text
    assert refused.find("[name=title]").get("value") == "Rekap"
    assert items() == []


@left_to_the_collector
def test_an_upload_that_is_cut_leaves_nothing(writing: Writing, app: Flask) -> None:
    address = f"{writing.page}/evidence/add-file"
    whole = writing.desk.ministry.client.open  # the connection itself
    body = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n" + PDF[:20]
    answer = whole(
        address,
        method="POST",
        input_stream=io.BytesIO(body),
        content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": "500000"},
    )
    assert answer.status_code == 400
    gc.collect()
    assert items() == []
    assert kept_files(app) == set()


def test_a_script_is_told_where_to_go_on(writing: Writing) -> None:
    address = f"{writing.page}/evidence/add-file"
    page = writing.desk.ministry.get(address)
    assert "18 MB" in page.text
    token = page.find("[name=csrf_token]").get("value")
    answer = writing.desk.ministry.client.post(
        address,
        data={"file": (io.BytesIO(PDF), "a.pdf"), "access": "public", "csrf_token": token},
        headers={"Accept": "application/json, text/html;q=0.9"},
    )
    assert answer.json is not None
    assert answer.json["go"].startswith(writing.form)


def test_a_link_is_shown_with_what_was_found(
    writing: Writing, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "jaringan dalam" in writing.link("http://10.0.0.8/bukti").text
    writing.link("https://jdih.example.go.id/95", title="PermenPAN 95")
    assert "sudah terlampir" in writing.link("https://JDIH.example.go.id/95").text
    (item,) = items()
    monkeypatch.setattr(keeping, "look_at", lambda _session, _link: LinkFinding.GONE)
    with app.app_context():
        keeping.check_link(item.id)
    assert items()[0].link_state is LinkState.DEAD
    assert "tidak ada di alamat itu" in writing.desk.ministry.get(f"/evidence/{item.id}").text
    assert "PermenPAN 95" in writing.desk.staff.get("/evidence/dead-links").text
    writing.desk.ministry.get("/evidence/dead-links", status=403)
    done = {"completion": "complete", "K01/T1.state": "done", "K01/T1.on": "31 Maret 2022"}
    assert writing.hand_in(**done).all(".error-summary")


def test_a_new_link_is_looked_at_once(writing: Writing, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    writing.link("https://jdih.example.go.id/95")
    (item,) = items()
    looks: list[str] = []

    def look(_session: object, link: str) -> LinkFinding:
        looks.append(link)
        return LinkFinding.ANSWERS

    monkeypatch.setattr(keeping, "look_at", look)
    tasks.look_after.call_local(item.id)
    tasks.look_after.call_local(item.id)
    assert looks == ["https://jdih.example.go.id/95"]


def test_a_link_is_looked_at_again_when_somebody_asks(writing: Writing) -> None:
    writing.link("https://jdih.example.go.id/95")
    (item,) = items()
    with unit_of_work():
        item.link_state, item.link_note = LinkState.DEAD, LinkFinding.GONE.value
    writing.desk.ministry.post(f"/evidence/{item.id}/look-again", {})
    assert items()[0].link_state is LinkState.UNCHECKED
    assert items()[0].checked_at is None


def test_a_job_that_was_lost_is_taken_up(
    writing: Writing, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.upload(taken_outside(), "foto.jpg")
    writing.link("https://jdih.example.go.id/95")
    monkeypatch.setattr(keeping, "look_at", lambda _session, _link: LinkFinding.ANSWERS)
    with app.app_context():
        tasks.take_up_new_evidence()
    photo, link = items()
    assert photo.preview_sha256
    assert link.link_state is LinkState.ALIVE
