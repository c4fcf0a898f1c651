"""The organisations and people of the demo."""

from dataclasses import dataclass

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


def seed_organisations(actor: Actor) -> dict[str, Organisation]:
    """The organisations of the minutes, by code."""
    return {
        code: accounts.create_organisation(
            actor, code=code, kind=kind, short_name=short_name, name_ind=name_ind, name_eng=name_eng
        )
        for code, kind, short_name, name_ind, name_eng in ORGANISATIONS
    }


def seed_users(actor: Actor, organisations: dict[str, Organisation]) -> None:
    """One user per role, all with the demo's password."""
    for user in USERS:
        accounts.add_user(
            actor,
            email=user.email,
            name=user.name,
            password=PASSWORD,
            role=user.role,
            organisation=organisations[user.organisation],
        )
