"""The key that a service makes at its first start for the user it runs as."""

from __future__ import annotations

import os
import pathlib
import urllib.parse
from typing import Optional


def local_key(url: str) -> Optional[str]:
    """The key of a service of this user on this machine; None where there is none."""
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if not (host in ("localhost", "::1") or host.startswith("127.")):
        return None
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    name = str(port or (443 if parts.scheme == "https" else 80))
    try:
        return pathlib.Path(state, "gpurisk", "keys", name).read_text("ascii").strip() or None
    except (OSError, ValueError):
        return None
