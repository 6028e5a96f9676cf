"""Holds Package.swift and every import line against Scripts/allowed-imports.txt.

A target's dependencies must be among those the table allows; what a file imports must be among the target's
dependencies. (SwiftPM's own check lets an undeclared sibling through on an incremental build.) Tests may use any
target, but must declare it.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "Scripts" / "allowed-imports.txt"
TOOLCHAIN = {
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Observation",
    "RegexBuilder", "Swift", "Synchronization", "Testing", "_Concurrency",
}
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)"
)
NOT_PURE = re.compile(r"\bDate\(\)|\bDate\.now\b|\bUUID\(\)|\bProcessInfo\b|\.random\(|SystemRandomNumberGenerator")


def allowed_table():
    allowed, pure = {}, set()
    for number, line in enumerate(TABLE.read_text().splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, colon, rest = line.partition(":")
        if not colon:
            sys.exit(f"{TABLE.name}:{number}: not of the form 'Target: imports'")
        words = rest.split()
        if "pure" in words:
            pure.add(name)
            words.remove("pure")
        allowed.setdefault(name, set()).update(words)
    return allowed, pure


def declared_targets():
    dump = subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    for target in json.loads(dump)["targets"]:
        dependencies = set()
        for dependency in target["dependencies"]:
            named = dependency.get("byName") or dependency.get("target") or dependency.get("product")
            dependencies.add(named[0])
        folder = "Tests" if target["type"] == "test" else "Sources"
        path = ROOT / (target.get("path") or f"{folder}/{target['name']}")
        yield target["name"], target["type"], dependencies, path


def code_lines(file):
    """The numbered lines of a file that are not inside a multi-line string."""
    quoted = False
    for number, line in enumerate(file.read_text().splitlines(), 1):
        if not quoted:
            yield number, line
        if line.count('"""') % 2:
            quoted = not quoted


def main():
    allowed, pure = allowed_table()
    findings = []
    seen = set()
    for name, kind, dependencies, path in declared_targets():
        seen.add(name)
        if kind != "test":
            if name not in allowed:
                findings.append(f"Package.swift: target {name} is missing in Scripts/allowed-imports.txt")
            for extra in sorted(dependencies - allowed.get(name, set())):
                findings.append(f"Package.swift: {name} must not depend on {extra}")
        for file in sorted(path.rglob("*.swift")):
            where = file.relative_to(ROOT)
            for number, line in code_lines(file):
                found = IMPORT.match(line)
                # A program's module has underscores for the hyphens of its name.
                if found and found[1] not in {d.replace("-", "_") for d in dependencies} | TOOLCHAIN | {name}:
                    findings.append(f"{where}:{number}: {name} imports {found[1]}, which it does not declare")
                if name in pure and NOT_PURE.search(line.split("//")[0]):
                    findings.append(f"{where}:{number}: {name} is pure: time, randomness and ids are parameters")
    for name in sorted(set(allowed) - seen):
        findings.append(f"Scripts/allowed-imports.txt: there is no target {name}")
    print("\n".join(findings), file=sys.stderr, end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
