"""The kinds of organisation and the roles of users."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is in the open-government process."""

    SECRETARIAT = "secretariat"
    MINISTRY = "ministry"
    CSO = "cso"
    LOCAL_GOVERNMENT = "local_government"
    DEVELOPMENT_PARTNER = "development_partner"

    @property
    def is_government(self) -> bool:
        """Whether it answers as K/L rather than as OMS."""
        return self not in {OrganisationKind.CSO, OrganisationKind.DEVELOPMENT_PARTNER}


class Role(StrEnum):
    """What a signed-in person came for (DOMAIN §1)."""

    ADMINISTRATOR = "administrator"
    SECRETARIAT = "secretariat"
    MINISTRY = "ministry"
    CSO = "cso"


STAFF = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT})
EVERY_ROLE = frozenset(Role)
