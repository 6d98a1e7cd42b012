"""What is too long for every change runs only when `bin/prove` asks for it."""

import os

collect_ignore_glob = [] if os.environ.get("AMAAN_PROVE") else ["*"]
