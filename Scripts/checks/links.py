"""Every relative link in the project's Markdown must lead to a file, and every #anchor to a heading."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(path):
    for line in CODE.sub("", path.read_text()).splitlines():
        if line.startswith("#"):
            heading = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower())
            yield heading.replace(" ", "-")


def main():
    findings = []
    pages = [*ROOT.glob("*.md"), *(ROOT / "Docs").rglob("*.md")]
    for page in sorted(pages):
        for found in LINK.finditer(CODE.sub("", page.read_text())):
            target = found[1] or found[2]
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            aim = (page.parent / name).resolve() if name else page
            if not aim.exists():
                findings.append(f"{page.relative_to(ROOT)}: no file {target}")
            elif anchor and aim.suffix == ".md" and anchor not in anchors(aim):
                findings.append(f"{page.relative_to(ROOT)}: no heading {target}")
    print("\n".join(findings), file=sys.stderr, end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
