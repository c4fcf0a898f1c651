"""A plan in which every list of the desk has something, and something that nearly belongs there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from tests.factories import SECRETARY, make_commitment, make_indicator, make_organisation
from tests.reports.scene import AFTER_TW1, Reporting, make_reporting
from tests.targets.scene import Scene
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.plans.models import Commitment, CommitmentParty, Plan
from tracker.plans.states import Involvement
from tracker.reports import evidence_services, report_services, services, verification_services
from tracker.reports.evidence_services import Caption
from tracker.reports.report_models import Report, ReportVersion
from tracker.reports.states import ExceptionKind
from tracker.targets import services as targets
from tracker.targets.models import Position
from tracker.targets.states import DropReason

# The first quarter of 2022 was due on the 15th of April, and its form is locked after the 30th.
LATE = datetime(2022, 4, 22, 3, tzinfo=UTC)
QUARTER = "2022-TW1"


@dataclass
class DeskScene:
    """The plan, and what was reported on each of its commitments by its code."""

    quarter: Reporting
    reports: dict[str, Report] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.quarter.talks.indicator.commitment.plan

    @property
    def talks(self) -> Scene:
        """Who takes part."""
        return self.quarter.talks

    def commitment(self, code: str) -> Commitment:
        """A commitment with one indicator, led by a ministry of its own and proposed by Pattiro."""
        made = make_commitment(self.plan, lead=make_organisation(f"K/L {code}"), code=code)
        made.parties.append(
            CommitmentParty(organisation=self.talks.pattiro, involvement=Involvement.PROPOSER)
        )
        make_indicator(made)
        return made

    def hand_in(self, commitment: Commitment, *, shows: bool = True, **said: str) -> ReportVersion:
        """The report of the lead, with evidence unless said otherwise."""
        version = self._said(commitment, commitment.lead, said, shows=shows)
        self.reports[commitment.code] = version.report
        return version

    def account(self, commitment: Commitment, **said: str) -> ReportVersion:
        """What Pattiro says of the same quarter, with evidence."""
        return self._said(commitment, self.talks.pattiro, said, shows=True)

    def begin(self, commitment: Commitment, organisation: Organisation | None = None) -> ReportVersion:
        """A report that nobody has handed in yet, the lead's unless said otherwise."""
        period = self.quarter.periods[QUARTER]
        return report_services.begin_report(
            SECRETARY, commitment, period, organisation or commitment.lead
        ).newest

    def _said(
        self, commitment: Commitment, organisation: Organisation, said: Mapping[str, str], *, shows: bool
    ) -> ReportVersion:
        version = self.begin(commitment, organisation)
        if shows:
            link = f"https://contoh.go.id/{commitment.code}/{organisation.id}"
            evidence_services.add_link(SECRETARY, version, link=link, caption=Caption())
        self.submit(version, _draft(commitment, **said))
        return version

    def submit(self, version: ReportVersion, fields: Mapping[str, str] = {}) -> None:
        """Hand in what was written, with these fields written over it."""
        before = version.saves[-1] if version.saves else None
        kept = {**(before.fields if before else {}), **fields}
        save = report_services.save_draft(SECRETARY, version, kept, seen=before.number if before else 0)
        report_services.submit(SECRETARY, version, seen=save.number)

    def send_back(self, version: ReportVersion) -> None:
        """Return it to its reporter."""
        verification_services.return_report(
            self.quarter.staff, version, note="Lengkapi.", notes={}, fields=()
        )

    def verify(self, version: ReportVersion) -> None:
        """Verify it as it was reported."""
        verification_services.verify_as_reported(self.quarter.staff, version)


def _draft(
    commitment: Commitment, *, completion: str = "limited", part: str = "46", whole: str = "100"
) -> dict[str, str]:
    """What a report says: "" for no figure at all."""
    key = commitment.indicators[0].key
    figure = {f"{key}.statement": "figure", f"{key}.numerator": part, f"{key}.denominator": whole}
    return {"narrative": "Berjalan.", "completion": completion, **(figure if part else {})}


def make_desk() -> DeskScene:
    """The whole scene, told between two moments: reported in time, looked at a week after the due day."""
    scene = DeskScene(make_reporting())
    with clock.fixed_at(AFTER_TW1):
        _wait_for_the_secretariat(scene)
        _wait_for_their_reporters(scene)
        _deny(scene)
        _lack(scene)
    return scene


def _wait_for_the_secretariat(scene: DeskScene) -> None:
    """V1 is handed in, V2 being verified; V3 is verified, V4 a draft, and V5 was taken back."""
    versions = {code: scene.hand_in(scene.commitment(code)) for code in ("V1", "V2", "V3", "V5")}
    verification_services.begin_verification(scene.quarter.staff, versions["V2"])
    scene.verify(versions["V3"])
    scene.begin(scene.commitment("V4"))
    report_services.withdraw(SECRETARY, versions["V5"])


def _wait_for_their_reporters(scene: DeskScene) -> None:
    """R1 is returned; R2 was handed in again and taken back; R3 was handed in again."""
    versions = {code: scene.hand_in(scene.commitment(code), shows=False) for code in ("R1", "R2")}
    versions["R3"] = scene.hand_in(scene.commitment("R3"))
    for version in versions.values():
        scene.send_back(version)
    for code in ("R2", "R3"):
        scene.submit(versions[code])
    report_services.withdraw(SECRETARY, versions["R2"])


def _deny(scene: DeskScene) -> None:
    """D1 is denied by its completion, D2 by a figure; D3 is agreed with, D4 by silence, D5 by what was
    returned for its form.
    """
    accounts = {
        "D1": {"completion": "not_started", "part": ""},
        "D2": {"part": "45"},
        "D3": {"part": "23", "whole": "50"},
        "D4": {"part": ""},
        "D5": {"completion": "not_started"},
    }
    for code, said in accounts.items():
        commitment = scene.commitment(code)
        scene.verify(scene.hand_in(commitment))
        account = scene.account(commitment, **said)
        if code in {"D1", "D3"}:
            scene.verify(account)
        if code == "D5":
            scene.send_back(account)


def _lack(scene: DeskScene) -> None:
    """E1 shows no evidence, verified as it is. X1 is exempt from reporting. T1 is talked about."""
    scene.verify(scene.hand_in(scene.commitment("E1"), shows=False))
    exempt = scene.commitment("X1").lead
    for code, period in scene.quarter.periods.items():
        if code <= QUARTER:
            services.grant_exception(
                scene.quarter.staff,
                period,
                organisation=exempt,
                kind=ExceptionKind.EXEMPTION,
                until_on=LATE.date(),
                reason="Dilebur dengan kementerian lain.",
            )
    _talk(scene, scene.commitment("T1"))


def _talk(scene: DeskScene, commitment: Commitment) -> None:
    """1: 80 or 45 · 2: proposed only · 3: agreed for 2021 only · 4: nothing · 5: dropped · 6: drop proposed
    of what is agreed · 7: agreed for 2022.
    """
    talks = {
        number: replace(scene.talks, indicator=indicator)
        for number, indicator in enumerate(
            [commitment.indicators[0], *(make_indicator(commitment) for _ in range(6))], start=1
        )
    }
    talks[1].proposal()
    talks[1].counter()
    talks[2].proposal()
    talks[3].agreement(talks[3].proposal(year=2021))
    talks[5].agreement(_drop(talks[5]))
    talks[6].agreement(talks[6].proposal())
    _drop(talks[6])
    talks[7].agreement(talks[7].proposal(clause=None, source_text="Surat 12/2021"))


def _drop(scene: Scene) -> Position:
    return targets.propose_drop(
        SECRETARY, scene.indicator, drop_reason=DropReason.DUPLICATE, as_written="hapus", **scene.grounds()
    )
