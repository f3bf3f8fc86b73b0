"""Builds everything and runs all tests; started by tools/test after the setup.

Each runner prints what it has to say and its own counts. A runner that cannot start, is missing or ends without counts
is one failure: nothing is left out in silence.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FLOORS = ["base", "format", "store", "ingest", "analysis", "ui", "dashboards", "app"]
NEEDED = ["conformance", "web"]  # runners that must be there; any other tests/<name>/run is found too
COUNTS = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$")
TIME_LIMIT_SECS = 3600


class Results:
    def __init__(self):
        self.rows = []

    def add(self, name, passed, failed, skipped, seconds):
        self.rows.append((name, passed, failed, skipped, seconds))

    def total(self, column):
        return sum(row[column] for row in self.rows)


results = Results()


def heading(text):
    print(f"\n== {text}", flush=True)


def run(command, **options):
    """Runs with its output shown; the exit code, or 127 if it cannot start."""
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL,
                              timeout=TIME_LIMIT_SECS, **options).returncode
    except OSError as error:
        print(f"{command[0]}: {error.strerror}")
    except subprocess.TimeoutExpired:
        print(f"{command[0]}: not finished after {TIME_LIMIT_SECS} s")
    return 127


def counted(name, command, env=None):
    """Runs a runner whose last line is "N passed, N failed, N skipped"."""
    start = time.monotonic()
    counts = None
    try:
        process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    except OSError as error:
        print(f"{command[0]}: {error.strerror}")
        results.add(name, 0, 1, 0, 0)
        return
    for line in process.stdout:
        print(line, end="", flush=True)
        if line.strip():
            counts = COUNTS.match(line)
    code = process.wait()
    passed, failed, skipped = (int(n or 0) for n in counts.groups()) if counts else (0, 0, 0)
    if not counts or (code != 0 and failed == 0):
        print(f"{name}: ended with exit code {code} and without a line of counts" if not counts else
              f"{name}: ended with exit code {code}")
        failed += 1
    results.add(name, passed, failed, skipped, time.monotonic() - start)


# --- Building ---------------------------------------------------------------------------------------------------------
def build(what, *args):
    start = time.monotonic()
    log = pathlib.Path(os.environ["DROPBOARD_CACHE"]) / "logs" / f"test-build-{what.replace(' ', '-')}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    print(f"  {what:58} ", end="", flush=True)
    with open(log, "w", encoding="utf-8") as out:
        code = run([ROOT / "tools/build", *args], stdout=out, stderr=subprocess.STDOUT,
                   env=dict(os.environ, DROPBOARD_KEEP_GOING="1"))
    print(f"{time.monotonic() - start:7.1f} s" + ("" if code == 0 else "   FAILED"), flush=True)
    if code != 0:
        text = log.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line for line in text if "error:" in line or line.startswith("FAILED")] or text[-20:]
        print("\n".join("    " + line for line in errors[:30]))
        results.add(f"build {what}", 0, 1, 0, time.monotonic() - start)
    elif args[0] == "page":
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if "gzipped" in line:
                print(f"    {line}")
    return code == 0


# --- Groups -----------------------------------------------------------------------------------------------------------
def checks():
    start, passed, failed = time.monotonic(), 0, 0
    for command in (["tools/format", "--check"], ["tools/check_floors"], ["tools/check_hosts"], ["tools/tidy"],
                    ["tools/testing/check_scripts"]):
        print(f"-- {' '.join(command)}", flush=True)
        if run([ROOT / command[0], *command[1:]]) == 0:
            passed += 1
        else:
            failed += 1
    print(f"{passed} passed, {failed} failed, 0 skipped")
    results.add("checks", passed, failed, 0, time.monotonic() - start)


def unit(preset):
    """Every unit test program of a build tree; counts are Catch2's test cases."""
    env = dict(os.environ, ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1",
               UBSAN_OPTIONS="print_stacktrace=1")
    for floor in FLOORS:
        if not list((ROOT / "tests/unit" / floor).rglob("*.cc")):
            continue
        name, start = f"{'unit' if preset == 'native' else preset} {floor}", time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report.xml"
            print(f"-- build/{preset}/unit_{floor}", flush=True)
            code = run([ROOT / f"build/{preset}/unit_{floor}", "--rng-seed", "1", "--reporter", "console", "--reporter",
                        f"xml::out={report}"], env=env)
            try:
                counts = xml.etree.ElementTree.parse(report).getroot().find("OverallResultsCases").attrib
            except (OSError, AttributeError, xml.etree.ElementTree.ParseError):
                counts = {"successes": 0, "failures": 0}  # it crashed
        passed = int(counts["successes"]) + int(counts.get("expectedFailures", 0))
        failed, skipped = int(counts["failures"]), int(counts.get("skips", 0))
        if code != 0 and failed == 0:
            print(f"{name}: exit code {code}")
            failed = 1
        results.add(name, passed, failed, skipped, time.monotonic() - start)


def fuzz():
    for source in sorted((ROOT / "tests/fuzz").glob("*.cc")):
        name, start = source.stem, time.monotonic()
        corpus = ROOT / "tests/fuzz/corpus" / name
        inputs = sorted(p for p in corpus.rglob("*") if p.is_file()) if corpus.is_dir() else []
        if not inputs:
            print(f"fuzz {name}: no inputs in {corpus.relative_to(ROOT)}")
            results.add(f"fuzz {name}", 0, 1, 0, 0)
            continue
        program, failed = ROOT / f"build/asan/fuzz_{name}", 0
        quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limits = ["-rss_limit_mb=2048", "-malloc_limit_mb=1024", "-timeout=20"]
        if run([program, *limits, *inputs], **quiet) != 0:
            for path in inputs:  # which ones
                if run([program, *limits, path], **quiet) != 0:
                    failed += 1
                    print(f"FAILED {program.relative_to(ROOT)} {path.relative_to(ROOT)}")
        print(f"fuzz {name}: {len(inputs) - failed} passed, {failed} failed")
        results.add(f"fuzz {name}", len(inputs) - failed, failed, 0, time.monotonic() - start)


def display():
    """Starts an Xvfb if there is no display: Firefox draws WebGL only with one. Returns the process, or None."""
    if os.environ.get("DISPLAY") or not shutil.which("Xvfb"):
        return None
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1200x24", "+extension", "GLX",
                               "-nolisten", "tcp"], pass_fds=[writer], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as numbers:
        number = numbers.readline().strip()
    if not number:
        print("Xvfb did not start: the browser tests may fail")
        return None
    os.environ["DISPLAY"] = f":{number}"
    return server


def runner(name):
    program = ROOT / "tests" / name / "run"
    if not program.is_file():
        print(f"tests/{name}/run is missing")
        results.add(name, 0, 1, 0, 0)
        return
    shared = ROOT.parent / "shared"
    env = dict(os.environ, DROPBOARD_ROOT=str(ROOT), DROPBOARD_CLI=str(ROOT / "build/native/dropboard"),
               DROPBOARD_CLI_ASAN=str(ROOT / "build/asan/dropboard"), DROPBOARD_WASM=str(ROOT / "build/wasm"),
               DROPBOARD_INSPECT_JS=str(ROOT / "build/wasm/inspect.js"), DROPBOARD_DIST=str(ROOT / "dist"),
               DROPBOARD_NODE_MODULES=str(ROOT / "node_modules"),
               DROPBOARD_SHARED=str(shared) if shared.is_dir() else "")
    counted(name, [program], env)


def main():
    start = time.monotonic()
    found = sorted(p.parent.name for p in (ROOT / "tests").glob("*/run"))
    runners = sorted(set(NEEDED) | set(found))
    groups = ["checks", "unit", "asan", "fuzz", *runners]
    wanted = sys.argv[1:] or groups
    for name in wanted:
        if name not in groups:
            sys.exit(f"error: no group {name}; there are: {' '.join(groups)}")
    if not (ROOT.parent / "shared").is_dir():
        print("There is no ../shared beside this clone: comparisons with its corpus/ and made/ are skipped; the "
              "project's own tests/data stands in.")

    heading("Building")
    page = any(name in runners for name in wanted)
    if page or {"checks", "unit"} & set(wanted):
        build("native", "--preset", "native")
    if page or {"asan", "fuzz"} & set(wanted):
        build("asan", "--preset", "asan")
    if page:
        build("wasm", "--preset", "wasm")
        build("page", "page")

    server = display() if page else None
    try:
        for name in wanted:
            heading({"checks": "Checks", "unit": "Unit tests, native", "asan": "Unit tests, sanitizers",
                     "fuzz": "Fuzz inputs, sanitizers"}.get(name, f"tests/{name}"))
            if name == "checks":
                checks()
            elif name == "unit":
                unit("native")
            elif name == "asan":
                unit("asan")
            elif name == "fuzz":
                fuzz()
            else:
                runner(name)
    finally:
        if server:
            server.terminate()

    heading(f"Summary, {time.monotonic() - start:.0f} s")
    for name, passed, failed, skipped, seconds in results.rows:
        note = "   FAILED" if failed else ""
        print(f"  {name:24} {passed:6} passed {failed:4} failed {skipped:4} skipped {seconds:8.1f} s{note}")
    print(f"{results.total(1)} passed, {results.total(2)} failed, {results.total(3)} skipped")
    sys.exit(1 if results.total(2) or not results.total(1) else 0)


if __name__ == "__main__":
    main()
