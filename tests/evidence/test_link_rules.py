"""Links lead to the public web and carry no secret; their text alone decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import RuleBroken
from tracker.evidence.link_rules import LONGEST_LINK, read_link


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (" https://jdih.kemenkeu.go.id/2018/95 ", "https://jdih.kemenkeu.go.id/2018/95"),
        ("HTTP://Lapor.GO.ID:8080/a?b=c%20d#e", "http://lapor.go.id:8080/a?b=c%20d#e"),
        ("https://lapor.go.id.", "https://lapor.go.id"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("https://ｌapor。go.id/", "https://lapor.go.id/"),
        ("https://93.184.216.34/x", "https://93.184.216.34/x"),
        ("https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x"),
        ("https://lapor.go.id/surat@ombudsman", "https://lapor.go.id/surat@ombudsman"),
    ],
)
def test_an_address_of_the_web_is_read(written: str, read: str) -> None:
    assert read_link(written) == read


REFUSED = {
    "evidence_link_missing": ["", "  \u200b "],
    "evidence_link_too_long": ["https://lapor.go.id/" + "a" * LONGEST_LINK],
    "evidence_link_not_web": [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://lapor.go.id/x",
        "lapor.go.id",
        "//lapor.go.id/x",
        "mailto:a@lapor.go.id",
        "lihat lampiran",
    ],
    "evidence_link_has_password": ["https://sari:rahasia@lapor.go.id/", "https://lapor.go.id@evil.example/"],
    "evidence_link_not_public": [
        "http://localhost/x",
        "http://localhost:5000",
        "http://tracker",
        "http://db.internal/x",
        "http://printer.LOCAL./x",
        "http://127.0.0.1/x",
        "http://127.1/x",
        "http://2130706433/x",
        "http://0x7f.0.0.1/x",
        "http://0177.0.0.1/x",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://10.1.2.3/x",
        "http://192.168.1.1/x",
        "http://172.16.0.9/x",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
    ],
    "evidence_link_not_understood": [
        "https://",
        "https:///x",
        "https://lapor.go.id:99999/",
        "https://lapor.go.id:0/",
        "https://[lapor/",
        "https://lapor go.id/",
        "https://lapor.go.id/a b",
        "https://lapor.go.id/\nx",
        "https://lapor.go.id\\@evil.example/",
        "https://-lapor.go.id/",
        "https://lapor..go.id/",
        "https://%6capor.go.id/",
        'https://lapor.go.id/"onclick=x',
        f"https://{'a' * 64}.go.id/",
        "https://" + "a." * 130 + "id/",
    ],
}


@pytest.mark.parametrize(
    ("code", "written"), [(code, written) for code, links in REFUSED.items() for written in links]
)
def test_any_other_link_is_refused(code: str, written: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_link(written)
    assert (refusal.value.code, refusal.value.field) == (code, "link")


def read_or_refused(written: str) -> str:
    """The link as it is read, or the code it is refused with."""
    try:
        return read_link(written)
    except RuleBroken as refusal:
        return refusal.code


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=80),
    st.sampled_from(["", "https://", "http://a.id"]),
)
def test_no_text_does_anything_but_be_read_or_refused(text: str, start: str) -> None:
    made = read_or_refused(start + text)
    assert made.startswith(("https://", "http://", "evidence_link_"))
    assert made.startswith("evidence") or read_link(made) == made
