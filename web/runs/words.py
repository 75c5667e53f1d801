"""What a run is doing, in words."""

from flask_babel import gettext, ngettext

from climserv.running.jobs.jobs import Job, Kind, State


def state_words(job: Job) -> str:
    return {
        State.QUEUED: gettext("Waiting for its turn"),
        State.RUNNING: gettext("Being worked out now"),
        State.DONE: gettext("Done"),
        State.FAILED: gettext("It could not be made"),
        State.CANCELLED: gettext("Stopped"),
    }[job.state]


def doing(job: Job, ahead: int) -> str:
    """The line under the bar: the worker says opening, writing, or the name of what it computes."""
    if job.state is State.QUEUED:
        if ahead:
            return ngettext("One other run is before it.", "%(num)s other runs are before it.", ahead)
        return gettext("It begins in a moment.")
    if job.kind is Kind.CHECK:
        name = job.text if job.text not in ("", "facts") else ""
        return gettext("Reading every value of %(name)s", name=name) if name else gettext("Writing down what they hold")
    if job.text in ("", "opening"):
        return gettext("Opening the data and making a plan")
    if job.text == "writing":
        return gettext("Writing the answer: tables, graph, bulletin")
    if job.total > 0:
        step = {"name": job.text, "n": min(int(job.done) + 1, int(job.total)), "total": int(job.total)}
        return gettext("Reading, adjusting and counting %(name)s, block %(n)s of %(total)s", **step)
    return job.text


def how_long(seconds: float) -> str:
    if seconds < 90:
        return ngettext("%(num)s second", "%(num)s seconds", max(1, round(seconds)))
    return ngettext("%(num)s minute", "%(num)s minutes", round(seconds / 60))
