"""`genstudio translate RUN PICTURE...`: pictures of one kind as the other kind, or back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _runs
from genstudio.cli._progress import Progress
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens

HELP = "turn pictures of one kind into the other kind by a run of style transfer (CycleGAN)"
ENDING = "-translated"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the pictures, the direction, and where to write."""
    _runs.add_run(parser)
    parser.add_argument(
        "pictures", nargs="*", metavar="PICTURE", help="picture files, or one folder of them"
    )
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--back", action="store_true", help="from the second kind to the first (default: there)"
    )
    parser.add_argument(
        "--again", action="store_true", help="there and back again: what coming back loses"
    )
    parser.add_argument(
        "--full-size",
        action="store_true",
        help="keep the size of each picture, instead of fitting it to the model's",
    )
    parser.add_argument(
        "--out",
        metavar="PATH",
        help="the picture (.png) to write for one picture, else a folder (default: beside each "
        f"picture, with {ENDING} in its name)",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="taken as by the other commands, and of no effect: a translation has no chance in it",
    )
    parser.add_argument(
        "--onnx",
        metavar="FILE.onnx",
        help="write both generators as ONNX: FILE-there.onnx and FILE-back.onnx",
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Translate, or export, or both; say what was written."""
    if not args.pictures and not args.onnx:
        raise UserError("Say which pictures to translate, or --onnx FILE.onnx.")
    if args.onnx:
        from genstudio.analysis import onnx_export

        onnx_export.check()
    lens, step = _runs.lens_of(args)
    result: dict[str, Any] = {"step": step}
    if args.onnx:
        written = onnx_export.export(lens, Path(args.onnx).expanduser())
        result["onnx"] = [str(path.absolute()) for path in written]
    if args.pictures:
        paths = [Path(text).expanduser() for text in args.pictures]
        folders = [path for path in paths if path.is_dir()]
        if folders and len(paths) > 1:
            raise UserError("Give either picture files or one folder, not both.")
        result["direction"] = "back" if args.back else "there"
        result |= _folder(args, lens, folders[0]) if folders else _files(args, lens, paths)
    return result


def text(result: dict[str, Any]) -> str:
    """Name what was written, and what was passed over."""
    lines = [f"step: {result['step']:,}"]
    lines += [f"written: {printable(path)}" for path in result.get("onnx", ())]
    if "out" in result:
        lines.append(f"{result['translated']:,} pictures translated, in {printable(result['out'])}")
    lines += [f"written: {printable(path)}" for path in result.get("written", ())]
    lines += [f"passed over: {problem}" for problem in result.get("problems", ())]
    return "\n".join(lines)


def _files(args: argparse.Namespace, lens: Lens, paths: list[Path]) -> dict[str, Any]:
    from genstudio.analysis import translation

    targets = _targets(args.out, paths)
    written = []
    with Progress() as progress:
        for done, (path, target) in enumerate(zip(paths, targets, strict=True), 1):
            image = translation.read(path, lens.shape, args.full_size)[None]
            found = translation.trip(lens, image, not args.back)
            target.parent.mkdir(parents=True, exist_ok=True)
            translation.save(target, (found.again if args.again else found.there)[0])
            written.append(str(target.absolute()))
            progress.count(done, len(paths))
    return {"written": written}


def _targets(out: str | None, paths: list[Path]) -> list[Path]:
    """Return where the translation of each picture goes: over no other, and over no picture."""
    target = None if out is None else Path(out).expanduser()
    if target is None:
        targets = [path.with_name(f"{path.stem}{ENDING}.png") for path in paths]
    elif target.suffix:
        if len(paths) > 1:
            raise UserError(f"--out must be a folder for {len(paths)} pictures.")
        targets = [target]
    else:
        targets = [target / f"{path.stem}.png" for path in paths]
    if len(set(targets)) < len(targets):
        raise UserError("Two of the pictures have the same name: translate them one by one.")
    if over := {target.resolve() for target in targets} & {path.resolve() for path in paths}:
        raise UserError(
            f"The translation would overwrite {printable(min(over))}: choose another --out."
        )
    return targets


def _folder(args: argparse.Namespace, lens: Lens, folder: Path) -> dict[str, Any]:
    from genstudio.analysis import translation

    if args.again:
        raise UserError("--again is for picture files, not for a folder.")
    out = Path(args.out or f"{folder.resolve()}{ENDING}").expanduser()
    problems, count = [], 0
    with Progress() as progress:
        for one in translation.translate_folder(
            lens, folder, out, not args.back, full_size=args.full_size
        ):
            count += not one.problem
            problems += [one.problem] if one.problem else []
            progress.count(one.done, one.total)
    return {"out": str(out.absolute()), "translated": count, "problems": problems}
