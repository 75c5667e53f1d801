"""Work on the database from the command line: the worker's loop, and adding people."""

import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from .asking import Desk
from .boards import Boards
from .config import Settings
from .products.reading import read_product
from .running.jobs.jobs import Job, Kind
from .running.jobs.worker import Stopped, work
from .running.planning.order import Order
from .storage import accounts
from .storage.clock import utc_now
from .storage.contributing import export_everything
from .storage.database import open_database
from .storage.jobs import JobQueue
from .storage.permissions import OPERATOR
from .storage.products import list_public_products, register_product
from .storage.recipes.recipes import may_record_tests, record_tests
from .vocabulary.problems import Refused

# So often it is looked whether needs, recipes or data have changed; a look is a few questions to the database.
_TELLING_SECONDS = 5.0
# For the answers of so many runs a new worker gets ready, before somebody asks what if.
_WARMED = 3


def work_on_jobs(settings: Settings, *, until_empty: bool, beside: int | None, log: Callable[[str], None]) -> None:
    """Take jobs until told to stop (Ctrl-C, TERM), or until the process `beside` is gone."""
    database = open_database(settings.database)
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    if beside is not None:
        threading.Thread(target=_watch, args=(beside, stop), daemon=True).start()
    # Unique also when a restarted worker gets the same process number.
    name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    desk = Desk(settings)
    how = {"clock": utc_now, "stop": stop, "log": log, "until_empty": until_empty, "bell": settings.bell}

    def execute(job: Job, report) -> str | dict:
        return execute_job(job, report, settings, database, desk)

    if until_empty:
        work(JobQueue(database), execute, worker=name, **how)
        return
    # Who asks "what if" sits before the page: a long run must not stand in their way.
    beside_it = [_beside(JobQueue(database), execute, {**how, "worker": f"{name}-{kind}", "kinds": (kind,)})
                 for kind in (Kind.WHAT_IF, Kind.PREVIEW, Kind.PROOF, Kind.COMPARE)]  # fmt: skip
    threading.Thread(target=_keep_told, args=(settings, database, stop, log), daemon=True).start()
    threading.Thread(target=desk.warm, args=(_to_warm(database), log), daemon=True).start()
    work(JobQueue(database), execute, worker=name, kinds=(Kind.RUN, Kind.CHECK), **how)
    for thread in beside_it:
        thread.join(timeout=10)


def _to_warm(database) -> list[dict]:
    """The orders that somebody may soon ask what if of: of the last runs, and of products that came without one."""
    made = JobQueue(database).last_made(_WARMED)
    if len(made) < _WARMED:
        with database.reading() as session:
            folders = [one.folder for one in list_public_products(session, most=_WARMED)]
        for folder in folders:
            try:
                made.append(read_product(folder)["order"])
            except Refused:
                # Nobody can ask what if of a product that cannot be read.
                continue
    return made[:_WARMED]


def _beside(queue: JobQueue, execute, how: dict) -> threading.Thread:
    """A thread that takes jobs of its own kinds."""
    thread = threading.Thread(target=work, args=(queue, execute), kwargs=how, daemon=True)
    thread.start()
    return thread


def _keep_told(settings: Settings, database, stop: threading.Event, log: Callable[[str], None]) -> None:
    """Match again what has changed, whoever changed it: the web, the command line, or a file in a folder."""
    boards = Boards(settings)
    while not stop.wait(_TELLING_SECONDS):
        try:
            boards.match_again(database)
        except Exception as error:
            # The next time it may be mended; the jobs go on meanwhile.
            log(f"the needs could not be matched again: {error}")


def _watch(process: int, stop: threading.Event) -> None:
    """A worker whose web has died without a word must not live on unseen."""
    while os.getppid() == process:
        if stop.wait(1.0):
            return
    stop.set()


def execute_job(job: Job, report, settings: Settings, database, desk: "Desk | None" = None) -> str | dict:
    """One job: from its order to a registered product, or, for a check or a what-if, to what was found."""
    from .products.making import make_product
    from .products.reading import read_product
    from .running.execution import Cancelled

    def progress(done, total, text):
        if not report(done, total, text):
            raise Stopped
        return True

    if job.kind is Kind.CHECK:
        from .uploads import check_upload

        return check_upload(job.order["upload"], settings, progress)
    desk_does = {Kind.WHAT_IF: "answer", Kind.PREVIEW: "preview", Kind.PROOF: "prove", Kind.COMPARE: "compare"}
    if job.kind in desk_does:
        try:
            found = getattr(desk or Desk(settings), desk_does[job.kind])(job.order, progress)
        except Cancelled as cancelled:
            raise Stopped from cancelled
        if job.kind is Kind.PROOF and "number" in job.order:
            record_proof(database, job, found)
        return found
    # Also mends what the web could not finish, so that no run uses readings that were withdrawn.
    export_everything(database, settings.instance)
    try:
        keep = desk.keep if desk is not None else None
        order = Order.from_dict(job.order)
        folder = make_product(order, settings=settings, progress=progress, confined=True, planned=keep)
    except Cancelled as cancelled:
        raise Stopped from cancelled
    register(database, folder, read_product(folder), need_id=job.need_id, job_id=job.id)
    return folder.name


def record_proof(database, job: Job, found: dict) -> None:
    """Golden tests of a draft, `{"recipe": id, "number": 2, "text": "..."}`: what they gave is kept with it.

    Others may compute them, too, and those of what is offered: they see what came of it, and nothing is kept.
    """
    tests, asked = found["tests"], job.order
    if found["problems"] or not tests["run"]:
        return
    with database.session() as session:
        who = accounts.get_user(session, job.asked_by) if job.asked_by else None
        if who is not None and not may_record_tests(session, who, str(asked["recipe"]), int(asked["number"])):
            return
        record_tests(session, str(asked["recipe"]), int(asked["number"]), asked["text"], found["sound"], found, who=who)


def register(database, folder: Path, product: dict, *, need_id=None, job_id=None, public=False) -> None:
    """Make a product folder known to the web."""
    with database.session() as session:
        register_product(session, product, folder, need_id, job_id, public)


def add_person(settings: Settings, sign_in, name, role, organisation, language, password, sector="") -> None:
    """Add an account and, when it is new, its organisation; a sector that is given is the organisation's from now."""
    with open_database(settings.database).session() as session:
        home = accounts.get_organisation(session, organisation) or accounts.add_organisation(session, organisation)
        if sector:
            accounts.choose_sector(session, OPERATOR, home.id, sector)
        accounts.add_user(
            session, sign_in=sign_in, name=name, password=password, role=role, organisation=home, language=language
        )
