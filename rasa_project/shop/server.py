"""The shop over HTTP, as an operator's back office would be: `python -m shop.server`, on loopback.

CANDID_BACK_OFFICE_TOKEN is the token that every request must carry, CANDID_SHOP_DB the folder of the shop's file.
"""

import argparse
import os
from pathlib import Path

from aiohttp import web

from back_office.served import served
from shop.office import FOLDER, ShopOffice

PORT = 8090


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m shop.server", description="The shop of Fernhill over HTTP.")
    parser.add_argument("--port", type=int, default=PORT, help=f"on 127.0.0.1; {PORT} if not given")
    given = parser.parse_args()
    token = os.environ.get("CANDID_BACK_OFFICE_TOKEN", "")
    folder = Path(os.environ.get("CANDID_SHOP_DB") or FOLDER)
    if not token:
        print("No CANDID_BACK_OFFICE_TOKEN: whoever reaches this port is answered.")
    web.run_app(served(ShopOffice(folder), token), host="127.0.0.1", port=given.port, access_log=None)


if __name__ == "__main__":
    main()
