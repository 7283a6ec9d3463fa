"""Which folders are refused."""

from pathlib import Path

import pytest

from practice.record.place import network_kind

MOUNTS = """/dev/vda / ext4 rw 0 0
home:/export /home nfs4 rw 0 0
tmpfs /home/local tmpfs rw 0 0
//server/share /mnt/the\\040share cifs rw 0 0
broken
/dev/vdb /home/disk ext4 rw 0 0
server:/ /home/disk nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/var/lib/misstep/record.sqlite", None),
        ("/home/anna/record.sqlite", "nfs4"),
        ("/home/local/record.sqlite", None),
        ("/homes/record.sqlite", None),
        ("/mnt/the share/record.sqlite", "cifs"),
        ("/home/disk/record.sqlite", "nfs"),
    ],
)
def test_the_deepest_and_latest_mount_decides(path: str, expected: str | None) -> None:
    """
    A local disk below a network folder is local, and what is mounted over another hides it.
    """
    assert expected == network_kind(Path(path), MOUNTS)


def test_where_nothing_is_known_nothing_is_refused() -> None:
    """
    A system without a list of mounts gets the benefit of the doubt.
    """
    assert network_kind(Path("/home/anna/record.sqlite"), "") is None
