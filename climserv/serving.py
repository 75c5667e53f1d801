"""Serving: the web and one worker beside it, which is started again when it dies."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable

from .config import PREFIX, Settings

# 96 threads: pages that wait for a job hold one each, and a hundred phones in a hall are the design load.
THREADS = 96
RESTART_SECONDS = 2.0


def serve(settings: Settings, host: str, port: int, *, ready: Callable[[], None], log: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is called once the address answers."""
    from waitress import create_server

    from web import create_app

    server = create_server(create_app(settings), host=host, port=port, threads=THREADS, **ways_of_waitress(settings))
    stop = threading.Event()
    keeper = threading.Thread(target=keep_worker, args=(settings, stop, log), daemon=True)
    keeper.start()
    ready()
    try:
        server.run()
    finally:
        stop.set()
        keeper.join(timeout=10)


def ways_of_waitress(settings: Settings) -> dict[str, object]:
    """Who asks is told by the headers of our own proxies, which the application reads; else no header is let in."""
    return {"ident": "climserv", "clear_untrusted_proxy_headers": settings.trusted_proxies == 0}


def keep_worker(settings: Settings, stop: threading.Event, log: Callable[[str], None]) -> None:
    """Run `climserv work` beside the web until `stop`; a crash of the worker never takes the web down."""
    while not stop.is_set():
        command = [sys.executable, "-m", "climserv", "work", "--beside", str(os.getpid())]
        process = subprocess.Popen(command, env=environment(settings))  # noqa: S603 - our own words only
        while process.poll() is None and not stop.wait(0.2):
            pass
        if stop.is_set():
            process.terminate()
            process.wait(timeout=10)
            return
        log(f"the worker stopped with code {process.returncode}; starting it again")
        stop.wait(RESTART_SECONDS)


def open_in_browser(address: str) -> None:
    """Show the address to who sits at a desktop; on a server, or where output goes to a file, do nothing."""
    import webbrowser

    desktop = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if desktop and sys.stdout.isatty():
        webbrowser.open(address)


def environment(settings: Settings) -> dict[str, str]:
    """The environment that gives another process the same settings."""
    mine = {
        "INSTANCE": str(settings.instance),
        "DATABASE_URL": settings.database_url,
        "STORE": settings.store,
        "MEMORY_LIMIT": settings.memory_limit,
        "STAGES_LIMIT": settings.stages_limit,
        "DASK_SCHEDULER": settings.dask_scheduler,
        "LANGUAGES": ",".join(settings.languages),
        "UPLOAD_LIMIT": settings.upload_limit,
    }
    return os.environ | {PREFIX + name: value for name, value in mine.items() if value}
