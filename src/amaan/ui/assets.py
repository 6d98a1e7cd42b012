"""Which parts of npm packages do the sites serve? Copies them from node_modules to static/ui/built.

`python -m amaan.ui.assets [node_modules]`: no network, safe to repeat, writes only what changed.
It fails, and says why, when a package is missing or no longer looks as this step expects.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE / "static" / "ui" / "built"
MODULES = HERE.parents[2] / "node_modules"
STYLES = {"bootstrap.min.css": "bootstrap.ltr.css", "bootstrap.rtl.min.css": "bootstrap.rtl.css"}
# Where htmx hands text to the browser as HTML: under Trusted Types each must pass a named policy.
SINKS = {
    "Document.parseHTMLUnsafe(e)": "Document.parseHTMLUnsafe(amaanHtml(e))",
    'parseFromString(e,"text/html")': 'parseFromString(amaanHtml(e),"text/html")',
    """insertAdjacentHTML("afterend","<div id='--htmx-preserve-pantry--'></div>")""": (
        """insertAdjacentHTML("afterend",amaanHtml("<div id='--htmx-preserve-pantry--'></div>"))"""
    ),
}
# What our own site answered is the only HTML that htmx ever sees (selfRequestsOnly).
POLICY = """const amaanPolicy=globalThis.trustedTypes?.createPolicy(
"amaan-htmx",{createHTML:(text)=>text});
const amaanHtml=(text)=>amaanPolicy?amaanPolicy.createHTML(text):text;
"""


class AssetFailed(Exception):  # noqa: N818  (a fact about the build, said in words)
    """A package is missing or has changed its shape; the message says which."""


def build(modules: Path = MODULES, target: Path = BUILT) -> list[Path]:
    """Write every built file; returns those that changed."""
    target.mkdir(parents=True, exist_ok=True)
    return [path for path, text in _files(modules, target) if _write(path, text)]


def layered(css: str) -> str:
    """A style sheet wrapped into the first layer: our rules win without `!important`."""
    body = css.removeprefix('@charset "UTF-8";').split("/*# sourceMappingURL=")[0].strip()
    return f'@charset "UTF-8";@layer bootstrap{{{body}}}\n'


def trusted(script: str) -> str:
    """Htmx with its HTML sinks passed through the policy `amaan-htmx`."""
    for sink, guarded in SINKS.items():
        if script.count(sink) != 1:
            raise AssetFailed(f"htmx changed: expected once: {sink}")
        script = script.replace(sink, guarded)
    return POLICY + script


def _files(modules: Path, target: Path) -> Iterator[tuple[Path, str]]:
    for source, name in STYLES.items():
        yield target / name, layered(_read(modules / "bootstrap" / "dist" / "css" / source))
    yield target / "htmx.js", trusted(_read(modules / "htmx.org" / "dist" / "htmx.min.js"))


def _read(path: Path) -> str:
    if not path.exists():
        raise AssetFailed(f"{path} is missing: run `npm ci` first")
    return path.read_text("utf-8")


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True


def main(arguments: list[str]) -> int:
    """Build from the folder given, else from the repository's; 1 when something is missing."""
    try:
        changed = build(Path(arguments[0]) if arguments else MODULES)
    except AssetFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    sys.stdout.write(f"static/ui/built: {len(changed)} files written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
