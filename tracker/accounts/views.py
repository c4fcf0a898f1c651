"""Pages of the feature accounts."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
