"""Checkpoints: folders that are either whole or not there, and that show any damage.

`step-00001000/` holds one safetensors file for each part of the state (`model` for
looking, `training` for going on) and `manifest.json` with their sizes and SHA-256, the
counters, and a hash of its own. Writing the manifest is the commit, deleting it the
undoing: a folder without one does not count. Nothing here is ever unpickled.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

if TYPE_CHECKING:  # lists of runs and of checkpoints need no torch, which takes seconds to load
    from torch import Tensor

FORMAT = 1
MANIFEST = "manifest.json"
PREFIX = "step-"
KEPT_IN_WORDS = 5
LARGEST_MANIFEST = 2**22
Tensors = dict[str, "Tensor"]
Meta = dict[str, Any]


class Newer(UserError):
    """A checkpoint of a format that this version does not know."""


class NoneGood(UserError):
    """There is no checkpoint that can be read; `problems` says why, one sentence each."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        super().__init__(
            tr(
                "{folder} holds no good checkpoint. {problems}",
                folder=printable(folder),
                problems=" ".join(problems),
            )
        )
        self.problems = problems


def folder_of(folder: Path, step: int) -> Path:
    """Return the folder of one step's checkpoint inside the folder of all."""
    return folder / f"{PREFIX}{step:08d}"


def exists(folder: Path, step: int) -> bool:
    """Say whether a step's checkpoint was finished and is not deleted."""
    return (folder_of(folder, step) / MANIFEST).exists()


def steps(folder: Path) -> list[int]:
    """List the steps of the checkpoints that look whole (sizes, not hashes), ascending."""
    return [step for step in committed(folder) if _looks_whole(folder, step)]


def committed(folder: Path) -> list[int]:
    """List the steps of all checkpoints that were ever finished, damaged ones too, ascending."""
    names = (path.parent.name.removeprefix(PREFIX) for path in folder.glob(f"*/{MANIFEST}"))
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())


def save(folder: Path, step: int, tensors: Mapping[str, Tensor], meta: Meta) -> Path:
    """Write a checkpoint and return its folder; a name is `part/name of the tensor`.

    Raises UserError where there is no room or no permission; every other checkpoint
    is then still there.
    """
    import safetensors.torch

    target = folder_of(folder, step)
    parts = {name: safetensors.torch.save(part) for name, part in _split(tensors).items()}
    files = {f"{n}.safetensors": {"bytes": len(d), "sha256": _sha256(d)} for n, d in parts.items()}
    content = {"format": FORMAT, "step": step, "files": files, "meta": meta}
    seal = _sha256(msgspec.json.encode(content, order="sorted"))
    text = msgspec.json.encode(content | {"sha256": seal}, order="sorted")
    try:
        if not _holds(folder, step, files):
            _write_parts(target, parts)
        atomic.write_bytes(target / MANIFEST, msgspec.json.format(text, indent=1))
    finally:
        if not (target / MANIFEST).exists():
            shutil.rmtree(target, ignore_errors=True)  # half a checkpoint only fills the disk
    return target


def load(folder: Path, step: int, part: str | None = None) -> tuple[Tensors, Meta]:
    """Return the tensors (of one part only, when named) and the counters of a checkpoint.

    Raises UserError, saying what is wrong, unless everything read is as it was written.
    """
    if not exists(folder, step):
        raise UserError(_missing(folder, step))
    manifest = _manifest(folder, step)
    tensors: Tensors = {}
    for name, expected in manifest["files"].items():
        title = name.removesuffix(".safetensors")
        if part is None or title == part:
            data = _verified(folder, step, name, expected)
            tensors |= {f"{title}/{k}": v for k, v in _parse(folder, step, data).items()}
    return tensors, manifest["meta"]


def read_meta(folder: Path, step: int) -> Meta:
    """Return only the counters of a checkpoint; raises UserError where it is damaged."""
    meta: Meta = _manifest(folder, step)["meta"]
    return meta


def load_newest(folder: Path, part: str | None = None) -> tuple[int, Tensors, Meta, list[str]]:
    """Load the newest checkpoint that is undamaged; the sentences say what was passed over.

    Raises NoneGood when there is none, Newer when a newer genstudio wrote one.
    """
    problems: list[str] = []
    for step in reversed(committed(folder)):
        try:
            return step, *load(folder, step, part), problems
        except Newer:
            raise
        except UserError as error:
            problems.append(str(error))
    raise NoneGood(folder, problems)


def latest_good(folder: Path) -> tuple[int | None, list[str]]:
    """Return the newest undamaged step (None: there is none), and what is wrong with newer ones."""
    try:
        step, _, _, problems = load_newest(folder)
    except NoneGood as error:
        return None, error.problems
    return step, problems


def delete(folder: Path, step: int) -> None:
    """Delete a checkpoint: first it stops counting, then its files go.

    Raises OSError where there is no permission; the checkpoint is then still whole.
    """
    target = folder_of(folder, step)
    (target / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(target, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a killed writer left half done; only for the one who holds the lock."""
    if folder.is_dir():
        atomic.sweep(folder)
        for target in folder.glob(f"{PREFIX}*"):
            if (target / MANIFEST).exists():
                atomic.sweep(target)
            else:
                shutil.rmtree(target, ignore_errors=True)


def _split(tensors: Mapping[str, Tensor]) -> dict[str, Tensors]:
    parts: dict[str, Tensors] = {}
    for name, tensor in tensors.items():
        part, _, rest = name.partition("/")
        parts.setdefault(part, {})[rest] = tensor.detach().cpu().contiguous()
    return parts


def _write_parts(target: Path, parts: Mapping[str, bytes]) -> None:
    try:
        (target / MANIFEST).unlink(missing_ok=True)
        target.mkdir(parents=True, exist_ok=True)
        atomic.sync_folder(target.parent)
    except OSError as error:
        raise UserError(
            tr(
                "{target} cannot be written: {reason}.",
                target=printable(target),
                reason=error.strerror,
            )
        ) from error
    for name, data in parts.items():
        atomic.write_bytes(target / f"{name}.safetensors", data)


def _holds(folder: Path, step: int, files: Mapping[str, Any]) -> bool:
    """Say whether the step was saved before with these very bytes: then only counters change."""
    try:
        manifest = _manifest(folder, step)
        for name, expected in manifest["files"].items():
            _verified(folder, step, name, expected)
    except UserError:
        return False
    return bool(manifest["files"] == files)


def _looks_whole(folder: Path, step: int) -> bool:
    try:
        files = _manifest(folder, step)["files"]
        target = folder_of(folder, step)
        return all((target / n).stat().st_size == f["bytes"] for n, f in files.items())
    except (UserError, OSError):
        return False


def _manifest(folder: Path, step: int) -> dict[str, Any]:
    path = folder_of(folder, step) / MANIFEST
    try:
        with open(path, "rb") as file:
            content = msgspec.json.decode(file.read(LARGEST_MANIFEST), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damage(folder, step, tr("its manifest cannot be read")) from error
    seal = content.pop("sha256", None)
    if seal != _sha256(msgspec.json.encode(content, order="sorted")):
        raise _damage(folder, step, tr("its manifest is not what was written"))
    if content["format"] > FORMAT:
        raise Newer(
            tr(
                "The checkpoint of step {step} was written by a newer genstudio: update this one.",
                step=step,
            )
        )
    if content["step"] != step:
        raise _damage(folder, step, tr("it belongs to another step"))
    return content


def _verified(folder: Path, step: int, name: str, expected: Mapping[str, Any]) -> bytes:
    path = folder_of(folder, step) / name
    try:
        if path.stat().st_size != expected["bytes"]:
            raise _damage(folder, step, tr("{name} has the wrong length", name=name))
        data = path.read_bytes()
    except OSError as error:
        raise _damage(
            folder, step, tr("{name} cannot be read ({reason})", name=name, reason=error.strerror)
        ) from error
    if _sha256(data) != expected["sha256"]:
        raise _damage(folder, step, tr("{name} is not what was written", name=name))
    return data


def _parse(folder: Path, step: int, data: bytes) -> Tensors:
    import safetensors.torch

    try:
        return safetensors.torch.load(data)
    except safetensors.SafetensorError as error:
        raise _damage(folder, step, tr("its tensors cannot be read")) from error


def _missing(folder: Path, step: int) -> str:
    there = ", ".join(map(str, steps(folder)[-KEPT_IN_WORDS:]))
    tail = (
        tr("the newest are of the steps {there}", there=there) if there else tr("there is none yet")
    )
    return tr("There is no checkpoint of step {step}: {tail}.", step=step, tail=tail)


def _damage(folder: Path, step: int, what: str) -> UserError:
    return UserError(tr("The checkpoint of step {step} is damaged: {what}.", step=step, what=what))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
