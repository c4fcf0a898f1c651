"""Pages of the feature targets."""

from flask import Blueprint

bp = Blueprint("targets", __name__)
