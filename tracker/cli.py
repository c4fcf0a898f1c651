"""The flask commands: `flask --app wsgi …`."""

import signal
import subprocess
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from tracker.accounts import queries as accounts_queries
from tracker.accounts import services as accounts
from tracker.accounts.actors import command_line_actor
from tracker.accounts.states import Role
from tracker.core.errors import DomainError
from tracker.demo import load, seed
from tracker.demo.people import INTRODUCED, PASSWORD
from tracker.extensions import unit_of_work
from tracker.matrix import exports, services
from tracker.matrix import queries as matrix_queries
from tracker.matrix.states import Audience, FileFormat, Paper
from tracker.matrix.wishes import FileWish
from tracker.plans import queries as plans_queries
from tracker.web.assets import build_fonts, build_styles, compile_catalogues, compress_files
from tracker.web.errors import words_for

seed_commands = AppGroup("seed", help="Fill the database with data to look at or to measure.")
matrix_commands = AppGroup("matrix", help="Freeze the target matrix and write it to files.")
user_commands = AppGroup("user", help="Accounts.")
asset_commands = AppGroup("assets", help="Files the pages need that are made at set-up.")


def register(app: Flask) -> None:
    """Add the commands to the app."""
    for group in (seed_commands, matrix_commands, user_commands, asset_commands):
        app.cli.add_command(group)
    app.cli.add_command(serve)


class _Progress:
    """A bar in the terminal for steps whose number is known only once they begin."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{self.label}: {done}/{total}", nl=done >= total, err=True)


def _refuse(error: DomainError) -> click.ClickException:
    return click.ClickException(words_for(error))


@seed_commands.command("demo")
def seed_demo() -> None:
    """The commitment of the minutes with its whole negotiation, and a larger invented plan."""
    if seed.is_seeded():
        click.echo("Data demo sudah ada; tidak ada yang diubah.")
        return
    with unit_of_work():
        seed.seed_demo(command_line_actor(), progress=_Progress("Data demo"))
    click.echo("Data demo selesai dibuat.")


@seed_commands.command("load")
@click.option(
    "--commitments", type=click.IntRange(1, 50_000), required=True, help="How many; four indicators each."
)
def seed_load(commitments: int) -> None:
    """A plan of any size, the same every time, for measuring."""
    with unit_of_work():
        code = load.seed_load(commitments, progress=_Progress("Rencana uji"))
    click.echo(f"Rencana {code} dibuat: {commitments} komitmen, {commitments * 4} indikator.")


@matrix_commands.command("freeze")
@click.option("--plan", "plan_code", required=True, help="Code of the plan.")
@click.option("--title", required=True, help="Title of the version.")
@click.option("--note", default="", help="A note on what this version is for.")
@click.option("--with-achieved", is_flag=True, help="Include what was achieved by verified reports.")
def matrix_freeze(plan_code: str, title: str, note: str, *, with_achieved: bool) -> None:
    """Freeze the matrix as it stands into a numbered version."""
    actor = command_line_actor()
    try:
        with unit_of_work():
            plan = plans_queries.get_plan(actor, plan_code)
            version = services.freeze(actor, plan, title=title, note=note, with_achieved=with_achieved)
    except DomainError as error:
        raise _refuse(error) from error
    click.echo(f"Versi {version.number}: {version.row_count} baris, sidik jari {version.sha256}")


@matrix_commands.command("export")
@click.option("--plan", "plan_code", default=seed.MINUTES_PLAN, show_default=True, help="Code of the plan.")
@click.option(
    "--version", "number", type=int, help="Number of the frozen version; the newest when not given."
)
@click.option("--format", "file_format", type=click.Choice([f.value for f in FileFormat]), required=True)
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option(
    "--paper", type=click.Choice([p.value for p in Paper]), default=Paper.A3.value, show_default=True
)
@click.option("--organisation", default="", help="Only rows this organisation takes part in (code).")
@click.option("--commitment", default="", help="Only this commitment (code).")
@click.option("--fresh", is_flag=True, help="Make the file anew instead of taking the kept one.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def matrix_export(
    plan_code: str,
    number: int | None,
    file_format: str,
    language: str,
    paper: str,
    organisation: str,
    commitment: str,
    fresh: bool,
    out: Path,
) -> None:
    """Write a frozen version of the matrix to a file."""
    actor = command_line_actor()
    try:
        version = matrix_queries.get_version(actor, plans_queries.get_plan(actor, plan_code), number)
        wish = FileWish(
            FileFormat(file_format),
            "en" if language == "en" else "id",
            Audience.INTERNAL,
            Paper(paper),
            commitment,
            organisation,
            exports.earlier_number(version),
        )
        make = exports.write_fresh if fresh else exports.write_kept
        make(actor, version, wish, out, progress=_Progress(out.name))
    except DomainError as error:
        raise _refuse(error) from error
    click.echo(f"{out}: versi {version.number}, {out.stat().st_size} bita")


@user_commands.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--organisation", default="", help="Code of the person's organisation.")
@click.password_option(envvar="TRACKER_NEW_PASSWORD", help="Asked for when not given.")
def user_add(email: str, name: str, role: str, organisation: str, password: str) -> None:
    """Create an account."""
    actor = command_line_actor()
    try:
        with unit_of_work():
            home = accounts_queries.get_organisation_by_code(actor, organisation) if organisation else None
            accounts.add_user(
                actor, email=email, name=name, password=password, role=Role(role), organisation=home
            )
    except DomainError as error:
        raise _refuse(error) from error
    click.echo(f"Akun {email} dibuat.")


@asset_commands.command("build")
def assets_build() -> None:
    """Web fonts, style sheets, compressed copies of both, and the compiled catalogues."""
    static = Path(current_app.static_folder or "")
    build_fonts(static / "fonts")
    build_styles(static / "vendor")
    compress_files(static)
    compile_catalogues(Path(current_app.config["BABEL_TRANSLATION_DIRECTORIES"]))


@click.command("serve")
@click.option("--port", default=5000, show_default=True, envvar="PORT")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 to be reached from elsewhere.")
@click.option("--workers", default=2, show_default=True)
def serve(port: int, host: str, workers: int) -> None:
    """Start the web server and the worker; both stop together."""
    _greet(port)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    web = ["gunicorn", "--bind", f"{host}:{port}", "--workers", str(workers), "--preload", "wsgi:app"]
    threads = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    parts = [
        subprocess.Popen([sys.executable, "-m", *command])
        for command in (["tracker.jobs.worker"], [*web[:1], *threads, *web[1:]])
    ]
    try:
        parts[-1].wait()
    except KeyboardInterrupt:
        click.echo("Berhenti.")
    finally:
        for part in parts:
            part.terminate()
            part.wait()


def _greet(port: int) -> None:
    click.echo(f"\nRAN OGI Tracker: http://localhost:{port}")
    if seed.is_seeded():
        click.echo(f"Masuk dengan salah satu akun demo, kata sandi: {PASSWORD}")
        for one in INTRODUCED:
            click.echo(f"  {one.user.role.value:<14} {one.user.email:<22} {one.finds}")
    click.echo("Berhenti: Ctrl+C\n")
