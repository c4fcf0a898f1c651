"""Pages of the feature matrix."""

from flask import Blueprint

bp = Blueprint("matrix", __name__)
