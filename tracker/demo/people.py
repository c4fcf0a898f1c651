"""The organisations and people of the demo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.accounts import queries
from tracker.accounts import services as accounts
from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.accounts.states import OrganisationKind, Role

PASSWORD = "rencana-aksi-terbuka"

ORGANISATIONS = (
    ("SEKNAS-OGI", OrganisationKind.SECRETARIAT, "Seknas OGI", "Sekretariat Nasional Open Government Indonesia",
     "National Secretariat of Open Government Indonesia"),
    ("KEMENPAN-RB", OrganisationKind.MINISTRY, "KemenPAN-RB",
     "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
     "Ministry of Administrative and Bureaucratic Reform"),
    ("BAPPENAS", OrganisationKind.MINISTRY, "Bappenas",
     "Kementerian Perencanaan Pembangunan Nasional/Badan Perencanaan Pembangunan Nasional",
     "Ministry of National Development Planning"),
    ("KOMINFO", OrganisationKind.MINISTRY, "Kominfo", "Kementerian Komunikasi dan Informatika",
     "Ministry of Communication and Informatics"),
    ("KSP", OrganisationKind.MINISTRY, "KSP", "Kantor Staf Presiden", "Executive Office of the President"),
    ("ORI", OrganisationKind.MINISTRY, "Ombudsman RI", "Ombudsman Republik Indonesia",
     "Ombudsman of the Republic of Indonesia"),
    ("PATTIRO", OrganisationKind.CSO, "Pattiro", "Pusat Telaah dan Informasi Regional",
     "Centre for Regional Information and Studies"),
    ("PERLUDEM", OrganisationKind.CSO, "Perludem", "Perkumpulan untuk Pemilu dan Demokrasi",
     "Association for Elections and Democracy"),
    ("UNDP", OrganisationKind.DEVELOPMENT_PARTNER, "UNDP", "Program Pembangunan Perserikatan Bangsa-Bangsa",
     "United Nations Development Programme"),
)  # fmt: skip


@dataclass(frozen=True)
class DemoUser:
    """Somebody to sign in as."""

    email: str
    name: str
    role: Role
    organisation: str


USERS = (
    DemoUser("admin@demo.example", "Admin Demo", Role.ADMINISTRATOR, "SEKNAS-OGI"),
    DemoUser("seknas@demo.example", "Staf Seknas Demo", Role.SECRETARIAT, "SEKNAS-OGI"),
    DemoUser("kl@demo.example", "Pelapor K/L Demo", Role.MINISTRY, "KEMENPAN-RB"),
    DemoUser("oms@demo.example", "Pendamping OMS Demo", Role.CSO, "PATTIRO"),
)
# They write the reports of the invented plan; the first of either role is told to whoever starts the demo.
REPORTERS = (
    DemoUser("layanan@demo.example", "Ratna Contoh", Role.MINISTRY, "CONTOH-KL-1"),
    DemoUser("data@demo.example", "Bagus Contoh", Role.MINISTRY, "CONTOH-KL-2"),
    DemoUser("anggaran@demo.example", "Dewi Contoh", Role.MINISTRY, "CONTOH-KL-3"),
    DemoUser("wilayah@demo.example", "Tomi Contoh", Role.MINISTRY, "CONTOH-KL-4"),
    DemoUser("warga@demo.example", "Laras Contoh", Role.CSO, "CONTOH-OMS-1"),
    DemoUser("transparansi@demo.example", "Hasan Contoh", Role.CSO, "CONTOH-OMS-2"),
    DemoUser("desa@demo.example", "Mira Contoh", Role.CSO, "CONTOH-OMS-3"),
)


@dataclass(frozen=True)
class Introduced:
    """An account told to whoever starts the demo, and what it finds there."""

    user: DemoUser
    finds: str


INTRODUCED = (
    Introduced(USERS[0], "akun dan jejak audit"),
    Introduced(USERS[1], "matriks, putaran, verifikasi laporan"),
    Introduced(REPORTERS[0], "laporan yang harus ditulis dan diperbaiki"),
    Introduced(USERS[2], "KemenPAN-RB, komitmen RAN OGI 2020–2022"),
    Introduced(REPORTERS[4], "laporan OMS di samping laporan K/L"),
    Introduced(USERS[3], "Pattiro, pengusul komitmen RAN OGI 2020–2022"),
)


def seed_organisations(actor: Actor) -> dict[str, Organisation]:
    """The organisations of the minutes, by code."""
    return {
        code: accounts.create_organisation(
            actor, code=code, kind=kind, short_name=short_name, name_ind=name_ind, name_eng=name_eng
        )
        for code, kind, short_name, name_ind, name_eng in ORGANISATIONS
    }


def seed_users(
    actor: Actor, organisations: Mapping[str, Organisation], wanted: Iterable[DemoUser] = USERS
) -> None:
    """Accounts in these organisations, by code, all with the demo's password."""
    for user in wanted:
        accounts.add_user(
            actor,
            email=user.email,
            name=user.name,
            password=PASSWORD,
            role=user.role,
            organisation=organisations[user.organisation],
        )


@dataclass(frozen=True)
class Desk:
    """Who writes the reports of each organisation, by its id; who judges them; who hands in on behalf of others."""

    writers: Mapping[int, Actor]
    judge: Actor
    helper: Actor


def desk(actor: Actor) -> Desk:
    """The people of the demo at their reports."""
    users = [
        one.as_actor("demo") for one in queries.list_users(actor, limit=len(USERS) + len(REPORTERS), offset=0)
    ]
    in_role = {one.role: one for one in users}
    return Desk(
        writers={one.organisation_id: one for one in users if one.organisation_id and not one.is_staff},
        judge=in_role[Role.SECRETARIAT],
        helper=in_role[Role.ADMINISTRATOR],
    )
