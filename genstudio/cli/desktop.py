"""genstudio desktop: the program in the applications menu of a Linux desktop."""

from __future__ import annotations

import argparse
from typing import Any

HELP = "put the program into the applications menu, or take it out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the three things that can be done."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    install = actions.add_parser("install", help="add the menu entry, icons and file types")
    install.add_argument(
        "--on-desktop", action="store_true", help="also put an icon on the desktop"
    )
    actions.add_parser("remove", help="remove all of it again")
    actions.add_parser("status", help="tell what is there")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Do it for the current user; no other user's menu is touched."""
    from genstudio.core import desktop

    if args.action == "install":
        return {"action": "install", **desktop.install(on_desktop=args.on_desktop)}
    if args.action == "remove":
        return {"action": "remove", **desktop.remove()}
    return {"action": "status", **desktop.status()}


def text(result: dict[str, Any]) -> str:
    """Say in a sentence or two what was done."""
    from genstudio.core.errors import printable

    entry = printable(result.get("entry", ""))
    if result["action"] == "install":
        count = len(result["written"])
        if not count:
            return f"genstudio was in the applications menu already; nothing changed ({entry})"
        return f"genstudio is in the applications menu now; {count} files written ({entry})"
    if result["action"] == "remove":
        count = len(result["removed"])
        return f"removed {count} files" if count else "genstudio was not in the applications menu"
    if not result["in_menu"]:
        return "genstudio is not in the applications menu; genstudio desktop install adds it"
    lines = [f"genstudio is in the applications menu: {entry}"]
    if not result["up_to_date"]:
        old = len(result["missing_or_old"])
        lines.append(f"{old} files are missing or old; genstudio desktop install writes them anew")
    lines.append(f"icon on the desktop: {'yes' if result['on_desktop'] else 'no'}")
    lines.append(f"it starts: {' '.join(map(printable, result['starts']))}")
    return "\n".join(lines)
