"""Serve the dashboard and the endpoint from one process."""

import os
import sys

from kb.resources import app_path, home


def serve_dashboard(host: str, port: int, *, headless: bool) -> None:
    """Start Streamlit on `app.py` in the place of this process; it returns when the server ends."""
    from streamlit.web import cli

    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    os.environ["CASUS_HOME"] = str(home().absolute())
    os.chdir(app_path().parent)  # where .streamlit/config.toml lies
    sys.argv = [
        "streamlit",
        "run",
        str(app_path()),
        f"--server.port={port}",
        f"--server.address={host}",
        f"--server.headless={'true' if headless else 'false'}",
    ]
    cli.main(prog_name="streamlit")
