"""House rules that a formatter does not know: length, traps, proofs, and no trace of a real person or machine.

Looks at the files git knows or would take. Lines are numbered from 1.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 250

TRAPS = re.compile(r"\btry!|\bfatalError\(|\bas! ")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Paths of one person's machine.
PRIVATE_PATHS = re.compile(r"(?<![\w.])/(?:home|root|Users|w[o]rk|mnt)/\w")
# Eleven digits with a month of 1-12 (or 41-52, a D- or H-number): may be a real person. Synthetic ones have month + 80.
NATIONAL_IDENTITY = re.compile(r"(?<!\d)[0-7]\d(?:0[1-9]|1[0-2]|4[1-9]|5[0-2])\d{7}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*\.([a-zA-Z]{2,}))\b")
SYNTHETIC_DOMAINS = {"example", "invalid", "test", "localhost"}
# Tests of the national standards' files name what stands in those files.
STANDARDS = "StandardsTests"
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode()
    return [pathlib.Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def check_digits(number):
    digits = [int(d) for d in number]
    weights = ([3, 7, 6, 1, 8, 9, 4, 5, 2, 1], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
    return all(sum(w * d for w, d in zip(weight, digits)) % 11 == 0 for weight in weights)


def swift_findings(path, lines):
    in_sources = path.parts[0] == "Sources"
    # A package's list of targets is as long as there are targets.
    if len(lines) > LONGEST and path.name != "Package.swift":
        yield len(lines), f"{len(lines)} lines; at most {LONGEST}, one concept each"
    if any(part.lower() in DRAWERS for part in path.parts[1:-1] + (path.stem,)):
        yield 1, "named after a drawer, not after what it holds"
    for number, line in enumerate(lines, 1):
        code = line.split("//")[0]
        if in_sources and TRAPS.search(code):
            yield number, "traps belong in tests"
        if UNFINISHED.search(line):
            yield number, "unfinished work belongs in an issue"
        if "@unchecked Sendable" in code or "nonisolated(unsafe)" in code:
            if not any("//" in above for above in lines[max(0, number - 6):number]):
                yield number, "needs a comment that proves it safe"


def findings(path):
    raw = (ROOT / path).read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return
    lines = text.splitlines()
    if path.suffix == ".swift":
        yield from swift_findings(path, lines)
    for number, line in enumerate(lines, 1):
        if PRIVATE_PATHS.search(line):
            yield number, "a path of one machine"
        for number_found in NATIONAL_IDENTITY.findall(line):
            if check_digits(number_found):
                yield number, "an identity number that may be a real person's (use month + 80)"
        for domain in MAIL.findall(line) if STANDARDS not in path.parts else []:
            name = domain[0].lower()
            if domain[1].lower() not in SYNTHETIC_DOMAINS and name != "example.com" and path.suffix in {".swift", ".eml", ".xml", ".json", ".yaml"}:
                yield number, f"a mail address at {domain[0]}: use a domain under .example"


def main():
    found = [
        f"{path}:{number}: {what}" for path in tracked() for number, what in findings(path)
    ]
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
