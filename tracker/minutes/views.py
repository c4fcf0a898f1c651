"""Pages of the feature minutes."""

from flask import Blueprint

bp = Blueprint("minutes", __name__)
