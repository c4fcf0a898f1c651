"""RAN OGI Tracker: where open-government commitments are negotiated, fixed, reported and shown."""

from datetime import timedelta

from cachelib import FileSystemCache
from flask import Flask
from jinja2 import StrictUndefined

import tracker.accounts.labels
import tracker.accounts.views
import tracker.audit.models
import tracker.audit.views
import tracker.evidence.labels
import tracker.evidence.models
import tracker.evidence.tasks
import tracker.matrix.check_views
import tracker.matrix.download_views
import tracker.matrix.labels
import tracker.matrix.models
import tracker.matrix.views
import tracker.minutes.clause_views
import tracker.minutes.follow_up_views
import tracker.minutes.labels
import tracker.minutes.participant_views
import tracker.minutes.recording_views
import tracker.minutes.views
import tracker.monitoring.desk_views
import tracker.monitoring.labels
import tracker.monitoring.paper_models
import tracker.monitoring.paper_tasks
import tracker.monitoring.paper_views
import tracker.monitoring.progress_views
import tracker.monitoring.views
import tracker.notifications.labels
import tracker.notifications.models
import tracker.notifications.tasks
import tracker.notifications.views
import tracker.plans.commitment_views
import tracker.plans.indicator_views
import tracker.plans.labels
import tracker.plans.search_views
import tracker.plans.views
import tracker.report_sheets.labels
import tracker.report_sheets.models
import tracker.report_sheets.tasks
import tracker.report_sheets.views
import tracker.reports.account_views
import tracker.reports.decision_letters
import tracker.reports.duty_views
import tracker.reports.evidence_views
import tracker.reports.labels
import tracker.reports.models
import tracker.reports.period_views
import tracker.reports.reminder_letters
import tracker.reports.reminder_tasks
import tracker.reports.reminder_views
import tracker.reports.report_models
import tracker.reports.report_views
import tracker.reports.verification_views
import tracker.reports.views
import tracker.reviews.book_views
import tracker.reviews.disposition_views
import tracker.reviews.file_models
import tracker.reviews.file_tasks
import tracker.reviews.file_views
import tracker.reviews.import_views
import tracker.reviews.labels
import tracker.reviews.letters
import tracker.reviews.matrix_views
import tracker.reviews.models
import tracker.reviews.paper_views
import tracker.reviews.recipient_views
import tracker.reviews.step_views
import tracker.reviews.tasks
import tracker.reviews.views
import tracker.reviews.visit_views
import tracker.targets.labels
import tracker.targets.models
import tracker.targets.views
from tracker import cli
from tracker.accounts import sign_in
from tracker.config import ROOT, Settings, settings_from_environment
from tracker.extensions import (
    babel,
    compress,
    csrf,
    db,
    mailman,
    migrate,
    prepare_engine,
    server_session,
)
from tracker.jobs.queue import queue
from tracker.notifications.letters import add_letters
from tracker.notifications.post import mail_settings
from tracker.web import access, conditional, errors, filters, labels, languages, navigation, views
from tracker.web.addresses import StoredId
from tracker.web.headers import guard_pages, security_headers, serve_static
from tracker.web.proxies import believe_proxies

STATIC = ROOT / "tracker/static"
FEATURES = (
    tracker.accounts,
    tracker.audit,
    tracker.notifications,
    tracker.minutes,
    tracker.plans,
    tracker.targets,
    tracker.evidence,
    tracker.reports,
    tracker.matrix,
    tracker.reviews,
    tracker.report_sheets,
    tracker.monitoring,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings; those of the environment when none are given."""
    settings = settings or settings_from_environment()
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=str(STATIC),
        instance_path=str(settings.instance_path),
    )
    app.url_map.converters["int"] = StoredId
    # Before the extensions: some of them ask the database who is there.
    app.before_request(access.announce_writes)
    configure(app, settings)
    bind_extensions(app)
    guard_requests(app, settings)
    register_features(app)
    dress_templates(app)
    cli.register(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """What the extensions need to know."""
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=20 * 1024 * 1024,
        # A text far too long still comes back with the form that refuses it.
        MAX_FORM_MEMORY_SIZE=5 * 1024 * 1024,
        BABEL_DEFAULT_LOCALE="id",
        BABEL_DEFAULT_TIMEZONE="Asia/Jakarta",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "tracker/translations"),
        SESSION_TYPE="cachelib",
        # Reading a page should not write a session: twelve hours count from its last change.
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_CACHELIB=FileSystemCache(
            str(settings.instance_path / "sessions"), threshold=100_000, mode=0o600
        ),
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_CACHE_BACKEND=conditional.CompressedPages,
        COMPRESS_CACHE_KEY=conditional.compressed_key,
        **sign_in.SETTINGS,
        **mail_settings(settings),
    )


def bind_extensions(app: Flask) -> None:
    """Bind each extension to this app."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    babel.init_app(app, locale_selector=languages.chosen_language)
    compress.init_app(app)
    csrf.init_app(app)
    server_session.init_app(app)
    sign_in.init_app(app)
    mailman.init_app(app)
    queue.bind(app)
    with app.app_context():
        prepare_engine(db.engine)


def guard_requests(app: Flask, settings: Settings) -> None:
    """Nothing is open by accident, and every answer carries its headers."""
    app.before_request(access.check_gate)
    headers = security_headers(is_secure=settings.is_secure)
    guard_pages(app, headers)
    serve_static(app, STATIC, headers)
    believe_proxies(app, settings.proxies)
    errors.answer_errors(app)


def register_features(app: Flask) -> None:
    """Each feature brings its pages and its words, if it has any."""
    app.register_blueprint(views.bp)
    for feature in FEATURES:
        if hasattr(feature, "views"):
            app.register_blueprint(feature.views.bp)
        if hasattr(feature, "labels"):
            labels.add_labels(feature.labels.LABELS)
            errors.add_words(feature.labels.WORDS)
    app.register_blueprint(tracker.matrix.download_views.bp)
    app.register_blueprint(tracker.reports.duty_views.bp)
    app.register_blueprint(tracker.monitoring.desk_views.bp)
    add_letters(tracker.reports.decision_letters.LETTERS)
    add_letters(tracker.reports.reminder_letters.LETTERS)
    add_letters(tracker.reviews.letters.LETTERS)


def dress_templates(app: Flask) -> None:
    """What every template can use."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters.register(app)
    navigation.register(app)
