"""Are the built files made from the packages, and never from one that changed its shape?"""

import json
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY
from amaan.ui import assets

HTMX = "var htmx={};" + ";".join(assets.SINKS)


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    css, script = tmp_path / "bootstrap/dist/css", tmp_path / "htmx.org/dist"
    css.mkdir(parents=True)
    script.mkdir(parents=True)
    for name in assets.STYLES:
        text = '@charset "UTF-8";a{color:red}\n/*# sourceMappingURL=x.css.map */'
        (css / name).write_text(text, "utf-8")
    (script / "htmx.min.js").write_text(HTMX, "utf-8")
    return tmp_path


def test_everything_is_built_once(modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "built"
    written = {path.name for path in assets.build(modules, target)}
    assert written == {"bootstrap.ltr.css", "bootstrap.rtl.css", "htmx.js"}
    assert assets.build(modules, target) == []


def test_bootstrap_stands_in_the_first_layer_without_a_source_map(modules: Path) -> None:
    css = assets.layered((modules / "bootstrap/dist/css/bootstrap.min.css").read_text("utf-8"))
    assert css == '@charset "UTF-8";@layer bootstrap{a{color:red}}\n'


def test_htmx_passes_its_html_through_the_named_policy() -> None:
    script = assets.trusted(HTMX)
    assert script.startswith("const amaanPolicy")
    assert script.count("amaanHtml(") == len(assets.SINKS)


def test_a_changed_htmx_stops_the_build(modules: Path, tmp_path: Path) -> None:
    (modules / "htmx.org/dist/htmx.min.js").write_text("var htmx={}", "utf-8")
    with pytest.raises(assets.AssetFailed, match="htmx changed"):
        assets.build(modules, tmp_path / "built")


def test_a_missing_package_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assets.main([str(tmp_path)]) == 1
    assert "npm ci" in capsys.readouterr().err


def test_the_lock_holds_versions_and_hashes_but_no_address() -> None:
    text = (REPOSITORY / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert "resolved" not in text
    packages = json.loads(text)["packages"]
    assert all(found["integrity"] for path, found in packages.items() if path)
    wanted = json.loads((REPOSITORY / "package.json").read_text("utf-8"))
    exact = wanted["dependencies"] | wanted["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in exact} == exact
