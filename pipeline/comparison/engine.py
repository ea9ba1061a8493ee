"""The comparison engine Docxodus behind one function: two Word files in, a redline out, in a process of its own.

The engine is a program of the package ``python-redlines[docxodus]``, unpacked once into a cache folder (about 108 MB).
It gets copies by bytes, never a path of the user's, a fixed date, and a time limit; whatever it does, our process goes
on.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.errors import ProgramError
from pipeline.language import tr
from pipeline.system_errors import reason_of

CACHE_VARIABLE = "NUTZUNGSKONZEPT_CACHE"
TIME_LIMIT = 120.0
MAX_OUTPUT = 512 * 1024 * 1024


def run_engine(
    old: bytes, new: bytes, *, author: str, date: dt.datetime, time_limit: float = TIME_LIMIT, cache: Path | None = None
) -> bytes:
    """Return the engine's redline of two Word files.

    Args:
        old: the former document, without tracked changes and content controls.
        new: the present document, likewise.
        author: the name on each mark.
        date: the date on each mark; the same inputs and date give the same bytes.
        time_limit: seconds after which the engine is stopped.
        cache: folder for the unpacked program; default ``NUTZUNGSKONZEPT_CACHE``, else the user's cache folder.

    Raises:
        ProgramError: the engine is missing, cannot be unpacked, fails, writes nothing or does not end in time.
    """
    program = engine_program(cache)
    with tempfile.TemporaryDirectory(prefix="nutzungskonzept-") as folder:
        work = Path(folder)
        paths = [work / name for name in ("alt.docx", "neu.docx", "vergleich.docx")]
        paths[0].write_bytes(old)
        paths[1].write_bytes(new)
        moment = date.astimezone(dt.UTC) if date.tzinfo else date
        command = [
            str(program),
            *map(str, paths),
            f"--author={author}",
            f"--date-time={moment.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        ]
        # HOME lies in the work folder, so that nothing of the user's is read or written
        environment = {**os.environ, "HOME": folder, "TMPDIR": folder, "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}
        try:
            subprocess.run(  # noqa: S603 - the program is the package's own, the arguments are our paths and a name
                command, check=True, timeout=time_limit, env=environment, cwd=folder, capture_output=True
            )
        except subprocess.TimeoutExpired as error:
            raise ProgramError(
                tr("Das Vergleichsprogramm hat nach {limit:.0f} Sekunden nicht geantwortet.", limit=time_limit)
            ) from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise ProgramError(tr("Das Vergleichsprogramm ist gescheitert: {reason}", reason=_reason(error))) from error
        if not paths[2].is_file() or not 0 < paths[2].stat().st_size <= MAX_OUTPUT:
            raise ProgramError(tr("Das Vergleichsprogramm hat keine Ausgabe geschrieben."))
        return paths[2].read_bytes()


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        lines = (error.stderr or error.stdout or b"").decode("utf-8", "replace").strip().splitlines()
        return lines[0][:200] if lines else tr("Rückgabewert {code}", code=error.returncode)
    return reason_of(error)


def engine_version() -> str:
    """Return the version of the engine's package, or empty if it is not installed."""
    try:
        return version("python-redlines-docxodus")
    except PackageNotFoundError:
        return ""


def cache_folder() -> Path:
    """Return the folder for the unpacked engine: ``NUTZUNGSKONZEPT_CACHE``, else below the user's cache folder."""
    import platformdirs  # noqa: PLC0415 - comes with python-redlines and is needed only where that runs

    given = os.environ.get(CACHE_VARIABLE)
    return Path(given) if given else Path(platformdirs.user_cache_dir("nutzungskonzept"))


@lru_cache(maxsize=4)
def engine_program(cache: Path | None = None) -> Path:
    """Return the path of the engine's program, unpacked on first use.

    The folder is filled under another name and then renamed, so that a second process, or one that was stopped halfway,
    never finds half a program.

    Raises:
        ProgramError: the package is missing or the cache folder is not writable.
    """
    try:
        from python_redlines import DocxodusEngine, EngineNotInstalledError  # noqa: PLC0415 - optional at start
    except ImportError as error:
        raise ProgramError(tr("Das Vergleichsprogramm fehlt."), _install()) from error
    target = (cache or cache_folder()) / f"docxodus-{engine_version()}"
    try:
        if not target.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            unpacked = Path(tempfile.mkdtemp(prefix=".docxodus-", dir=target.parent))
            try:
                DocxodusEngine(target_path=str(unpacked))
                unpacked.rename(target)
            except OSError:
                if not target.is_dir():  # else another process was faster
                    raise
            finally:
                shutil.rmtree(unpacked, ignore_errors=True)
        return Path(DocxodusEngine(target_path=str(target)).extracted_binaries_path)
    except EngineNotInstalledError as error:
        raise ProgramError(tr("Das Vergleichsprogramm fehlt."), _install()) from error
    except OSError as error:
        raise ProgramError(
            tr(
                "Das Vergleichsprogramm lässt sich nicht nach {folder} entpacken: {reason}.",
                folder=target,
                reason=reason_of(error),
            ),
            tr("Nennen Sie mit {variable} einen beschreibbaren Ordner.", variable=CACHE_VARIABLE),
        ) from error


def _install() -> str:
    return tr("Installieren Sie es mit: pip install 'python-redlines[docxodus]==2.0.0'")
