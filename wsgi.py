"""What a web server and the flask command load: `app`."""

import sys

from portal import create_app
from portal.config import BadConfig

try:
    app = create_app()
except BadConfig as error:
    sys.exit(f"Evenhand can't start. {error}")
