"""
Where a record's file may lie.

On a disk of this machine: network file systems answer locks and syncs in ways
that nobody can depend on. Told from Linux's own list of mounts; elsewhere
nothing is known and nothing refused.
"""

from pathlib import Path

__all__ = ["MOUNTS", "network_kind", "read_mounts"]

MOUNTS = Path("/proc/self/mounts")

NETWORK_KINDS = frozenset(
    {"afs", "beegfs", "ceph", "cifs", "fuse.glusterfs", "fuse.sshfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
"""File systems, by the names Linux gives them, whose locks or syncs another machine decides."""

ESCAPES = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))
"""How the list writes what would break its lines (fstab(5))."""


def read_mounts() -> str:
    """
    Return the list of mounts, empty where the system has none.
    """
    try:
        return MOUNTS.read_text(errors="replace")
    except OSError:
        return ""


def network_kind(path: Path, mounts: str) -> str | None:
    """
    Name the network file system that a path lies on, None where it is another or unknown.

    Parameters
    ----------
    path
        Absolute, links resolved.
    mounts
        Lines of device, mount point, kind and more, the later hiding the
        earlier at the same point.
    """
    deepest, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < len(("device", "point", "kind")):
            continue
        written = fields[1]
        for escaped, character in ESCAPES:
            written = written.replace(escaped, character)
        point = Path(written)
        if path.is_relative_to(point) and len(point.parts) >= len(deepest.parts):
            deepest, kind = point, fields[2]
    return kind if kind in NETWORK_KINDS else None
