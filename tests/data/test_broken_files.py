"""Files broken in one way give that one finding, with its place or days and its mend; sound ones give none."""

import numpy as np
import pytest

from climserv.data.checking import check_files

from .broken_files import BROKEN, DAYS, sound_values, write


def findings(paths):
    """All that is found beside what the files hold."""
    found = [finding for findings in check_files(paths).values() for finding in findings]
    return [finding for finding in found if finding.problem.code not in ("file.holds", "set.holds")]


def test_the_sound_file_they_are_made_from_has_no_finding(tmp_path):
    assert (
        findings(
            [write(tmp_path / "a.nc"), write(tmp_path / "b.nc", sound_values(seed=8), days=np.arange(DAYS) + DAYS)]
        )
        == []
    )


@pytest.mark.parametrize("breaks", BROKEN, ids=lambda breaks: breaks.__name__)
def test_a_broken_file_gives_its_one_finding(tmp_path, breaks):
    severity, code, said, mend = BROKEN[breaks]
    (finding,) = findings(breaks(tmp_path))
    assert (finding.severity, finding.problem.code) == (severity, code)
    assert said in str(finding.problem)
    assert mend in finding.problem.next_step
