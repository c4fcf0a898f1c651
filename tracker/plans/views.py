"""Pages of the feature plans."""

from flask import Blueprint

bp = Blueprint("plans", __name__)
