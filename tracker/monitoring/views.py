"""The pages of monitoring are in the other `*_views.py` of this feature; here is what they share."""

from flask import Blueprint

bp = Blueprint("monitoring", __name__)
