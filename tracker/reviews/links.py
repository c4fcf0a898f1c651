"""The secrets of personal links. They are worked out anew for each letter, and lie nowhere."""

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime

from flask import current_app

_PURPOSE = "personal link"


def secret_of_link(recipient_id: int, made_at: datetime) -> str:
    """The secret of the link that was made for a recipient at a moment; another moment is another link.

    Who knows the database alone cannot work it out: it takes the installation's secret too.
    """
    body = f"{_PURPOSE}:{recipient_id}:{made_at.isoformat()}"
    digest = hmac.digest(str(current_app.secret_key).encode(), body.encode(), "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")
