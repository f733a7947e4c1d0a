"""People with roles for tests; staff come with an authenticator app, as they need one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quartier.portal.accounts.models import User
    from quartier.portal.accounts.services import Role

_numbers = count(1)
PASSWORD = "richtig-pferd-batterie"  # noqa: S105 - only for tests
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - only for tests


def make_person(*roles: Role, email: str = "", second_factor: bool = True, active: bool = True) -> User:
    """Somebody with a confirmed address and these roles; `second_factor` only matters for staff."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - needs Django set up

    from quartier.portal.accounts.models import Membership, User  # noqa: PLC0415 - as above
    from quartier.portal.accounts.permissions import STAFF  # noqa: PLC0415 - as above
    from quartier.portal.accounts.roles import mirror  # noqa: PLC0415 - as above

    user = User.objects.create_user(email or f"person{next(_numbers)}@example.org", PASSWORD, is_active=active)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    for role in roles:
        Membership.objects.create(user=user, role=role)
    mirror(user)
    if second_factor and set(roles).intersection(STAFF):
        add_second_factor(user)
    return user


def add_second_factor(user: User) -> None:
    """An authenticator app with the secret `SECRET`."""
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 - as above

    TOTP.activate(user, SECRET)
