"""The tables of the printed report of a period."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from tracker.core.bilingual import Language, bilingual
from tracker.core.dates import format_datetime_wib
from tracker.matrix.plain_paper import Table
from tracker.monitoring.paper_content import Account, CommitmentPart, DutyLine, PaperContent, Said
from tracker.monitoring.paper_rules import Owing, Tally, tally
from tracker.monitoring.paper_states import UNPUNCTUAL
from tracker.monitoring.paper_wording import (
    NONE,
    aim_text,
    arrival_text,
    completion_text,
    day_text,
    figure_text,
    look_text,
    meaning_of,
    proof_identity,
    proof_text,
    rule_text,
    standing_of,
    state_text,
    status_text,
    tally_lines,
    way_text,
    worth_text,
)
from tracker.monitoring.progress_rules import tally as tally_of_looks
from tracker.monitoring.progress_states import Look
from tracker.reports.figure_rules import Figure
from tracker.reports.states import Voice
from tracker.web.labels import label


def tally_of(duties: Sequence[DutyLine]) -> Tally:
    """How the owed reports came."""
    return tally(Owing(one.arrival, one.state, one.was_returned) for one in duties)


def looks_of(content: PaperContent) -> dict[Look, int]:
    """How the indicators stand, one look for each agency that owes a report of it."""
    said = (each for one in content.commitments for part in one.indicators for each in part.said)
    return tally_of_looks(one.look for one in said if one.voice is Voice.GOVERNMENT)


def owing_table(content: PaperContent) -> Table:
    """How many reports each commitment owes, and how they came."""
    whole = tally_lines(tally_of(content.duties))
    lines = [[one.code, *_counted(one.duties)] for one in content.commitments]
    return Table(
        "owing",
        _("Laporan yang wajib"),
        [("row", _("Komitmen")), *(("number", name) for name, _number in whole)],
        [*lines, [_("Seluruhnya"), *_counted(content.duties)]] if lines else [],
        nothing=_("Rencana aksi ini belum memuat komitmen."),
    )


def _counted(duties: Sequence[DutyLine]) -> list[str]:
    return [str(number) for _name, number in tally_lines(tally_of(duties))]


def look_table(content: PaperContent) -> Table:
    """How many indicators stand how, with the rule for each."""
    return Table(
        "looks",
        _("Keadaan indikator"),
        [("look", _("Keadaan")), ("number", _("Jumlah")), ("rule", _("Artinya"))],
        [[look_text(look), str(number), meaning_of(look)] for look, number in looks_of(content).items()],
        nothing=_("Belum ada indikator."),
        note=" ".join(
            (rule_text(), _("Dihitung satu untuk setiap indikator dan lembaga yang wajib melapor."))
        ),
    )


def completion_table(content: PaperContent) -> Table:
    """How far each commitment is on OGP's scale, by each account: three values, never averaged (D27, D28)."""
    return Table(
        "completion",
        _("Tingkat penyelesaian komitmen"),
        [
            ("row", _("Komitmen")),
            ("organisation", _("Lembaga")),
            ("completion", _("Dilaporkan")),
            ("completion", _("Diverifikasi")),
            ("completion", _("Laporan OMS")),
        ],
        [line for one in content.commitments for line in _completions(one)],
        nothing=_("Rencana aksi ini belum memuat komitmen."),
    )


def _completions(commitment: CommitmentPart) -> Iterator[list[str]]:
    accounts = {one.organisation: one for one in commitment.accounts if one.voice is Voice.GOVERNMENT}
    society = [one for one in commitment.accounts if one.voice is Voice.SOCIETY]
    theirs = "\n".join(_society_words(one) for one in society) or NONE
    for organisation in dict.fromkeys((*(one.organisation for one in commitment.duties), *accounts)):
        yield [commitment.code, organisation, *_completion_cells(accounts.get(organisation)), theirs]


def _society_words(account: Account) -> str:
    return f"{account.organisation}: {completion_text(account.content.completion)}"


def _completion_cells(account: Account | None) -> list[str]:
    if account is None:
        return [NONE, NONE]
    verified = account.verified.completion if account.verified else None
    return [completion_text(account.reported.completion), completion_text(verified)]


def unpunctual_table(content: PaperContent, language: Language) -> Table:
    """Every report that is late or has not come, with the days."""
    return Table(
        "unpunctual",
        "",
        [("row", _("Komitmen")), *_duty_columns()],
        [
            [one.commitment, *_duty_cells(one, language)]
            for one in content.duties
            if one.arrival in UNPUNCTUAL
        ],
        nothing=_("Tidak ada laporan yang terlambat atau belum masuk."),
    )


def duty_table(commitment: CommitmentPart, language: Language) -> Table:
    """Who owes a report of a commitment, and how it came."""
    return Table(
        "duties",
        "",
        _duty_columns(),
        [_duty_cells(one, language) for one in commitment.duties],
        nothing=_("Tidak ada lembaga yang wajib melapor."),
    )


def _duty_columns() -> list[tuple[str, str]]:
    return [
        ("organisation", _("Lembaga")),
        ("part", _("Sebagai")),
        ("day", _("Batas waktu")),
        ("moment", _("Masuk pada")),
        ("arrival", _("Waktu")),
        ("state", _("Keadaan laporan")),
    ]


def _duty_cells(duty: DutyLine, language: Language) -> list[str]:
    handed_in = duty.handed_in_at
    return [
        duty.organisation,
        label(duty.part),
        day_text(duty.due_on, language),
        format_datetime_wib(handed_in, locale=language) if handed_in else NONE,
        arrival_text(duty),
        state_text(duty),
    ]


def said_table(said: Sequence[Said], language: Language) -> Table:
    """What is said of an indicator, account by account, against its three targets (D27, D29)."""
    return Table(
        "said",
        "",
        [
            ("organisation", _("Menurut")),
            ("figure", _("Capaian")),
            ("aim", _("Usulan awal")),
            ("aim", _("Disepakati pada awal periode")),
            ("aim", _("Terbaru saat dinilai")),
            ("look", _("Keadaan")),
        ],
        [line for one in said for line in _said_lines(one, language)],
        nothing=_("Belum ada laporan."),
    )


def _said_lines(said: Said, language: Language) -> Iterator[list[str]]:
    """A line for what was reported and one for what was verified, or one for both where they agree."""
    if said.figure is None:
        yield [_holder(said), NONE, *_aims(said), look_text(said.look)]
        return
    if said.verified is None or said.is_confirmed:
        is_verified = said.verified is not None
        yield _said_line(said, said.figure, standing_of(said.voice, is_verified=is_verified), language)
        return
    if said.reported:
        *cells, _look = _said_line(said, said.reported, _("dilaporkan"), language)
        yield [*cells, ""]
    yield _said_line(said, said.verified, _("diverifikasi"), language)


def _said_line(said: Said, figure: Figure, words: str, language: Language) -> list[str]:
    worth = said.asked.achieved(figure)
    at_start = (worth_text(said.asked, worth.at_start, language), way_text(worth.at_start, language))
    return [
        _holder(said),
        f"{figure_text(said.asked, figure, language)}\n{words}",
        worth_text(said.asked, worth.original, language),
        "\n".join(text for text in at_start if text),
        worth_text(said.asked, worth.latest, language),
        look_text(said.look) if said.voice is Voice.GOVERNMENT else "",
    ]


def _holder(said: Said) -> str:
    if said.voice is Voice.GOVERNMENT:
        return said.organisation
    return str(_("%(organisation)s (OMS)", organisation=said.organisation))


def _aims(said: Said) -> list[str]:
    aims = said.asked.aims
    return [aim_text(said.asked, one) for one in (aims.original, aims.at_start, aims.latest)]


def milestone_table(commitment: CommitmentPart, language: Language) -> Table:
    """How far the milestones are, by each account."""
    return Table(
        "milestones",
        "",
        [
            ("row", _("Tonggak")),
            ("words", _("Uraian")),
            ("day", _("Tenggat")),
            ("organisation", _("Menurut")),
            ("state", _("Keadaan")),
        ],
        [
            [
                one.asked.key,
                bilingual(one.asked, "text").in_language(language),
                day_text(one.asked.due_on, language) or one.asked.due_text or NONE,
                one.organisation,
                _verified_or_not(status_text(one.status, language), one.is_verified),
            ]
            for one in commitment.milestones
        ],
        nothing=_("Belum ada laporan tentang tonggak capaian."),
    )


def _verified_or_not(words: str, is_verified: bool) -> str:
    return words if is_verified else "\n".join((words, _("belum diverifikasi")))


def proof_table(account: Account, language: Language) -> Table:
    """The evidence of an account (D32)."""
    return Table(
        "proofs",
        "",
        [
            ("proof", _("Data dukung")),
            ("place", _("Untuk")),
            ("identity", _("Alamat atau sidik jari berkas")),
        ],
        [
            [proof_text(one, language), one.place or _("seluruhnya"), proof_identity(one)]
            for one in account.proofs
        ],
        nothing=_("Tidak ada data dukung terlampir."),
    )
