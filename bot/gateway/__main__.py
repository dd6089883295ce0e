"""`python -m bot.gateway`: the gateway alone, with the settings of the environment."""

import argparse
import logging
import sys
from pathlib import Path

from bot.errors import OperatorError
from bot.gateway.server import serve
from bot.settings import settings

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bot.gateway", description=__doc__)
    parser.add_argument("--follow", type=Path, help="file that names the live Rasa process")
    try:
        logging.basicConfig(level=settings().log_level)
        serve(settings(), parser.parse_args().follow)
    except OperatorError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
