"""Two agreements in one plain graph are judged one by one, as if each had come alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.operations.judging import Asked
from pa_graph.operations.parting import agreements_apart
from pa_graph.operations.sources import read_sources
from pa_graph.operations.validate import judge_all
from pa_graph.validation.findings import Finding
from tests.validation.examples import ROOT, statements

CASES = ROOT / "tests" / "shapes"
NEXT = ("voorbeeld-2025", "voorbeeld-2026")
APART = (
    NEXT,
    ("id/document/>", "id/document/next->"),
    ("id/party/>", "id/party/next->"),
    ("gm999", "gm998"),
    ("place\\/", "place\\/next-"),
)


def findings(folder: Path, *texts: str) -> list[list[tuple[str, str]]]:
    """Write each text to a file, judge all together, and return shape and focus per agreement."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.ttl")
        paths[-1].write_text(text, encoding="utf-8")
    sources, errors = read_sources(paths)
    assert errors == []
    return [sorted(map(_brief, outcome.report.findings)) for outcome in judge_all(sources, Asked())]


def _brief(finding: Finding) -> tuple[str, str]:
    return finding.shape, finding.focus


@pytest.mark.parametrize("question", ["wellformed", "complete", "reciprocal", "grounded", "lawful"])
def test_one_agreement_hides_no_gap_of_another(question: str, tmp_path: Path) -> None:
    folder = CASES / question
    good = (folder / "valid.agreement.ttl").read_text(encoding="utf-8")
    for name in APART:
        good = good.replace(*name)
    for path in sorted(folder.glob("[iw]*.ttl")):
        bad = path.read_text(encoding="utf-8")
        together = findings(tmp_path, bad + good)
        assert len(together) == 2
        alone = findings(tmp_path, bad)
        assert together == [*alone, []], path.name


def test_nothing_is_lost_and_commitments_are_in_one_part_only() -> None:
    one = statements(CASES / "wellformed" / "valid.agreement.ttl")
    two = statements(CASES / "wellformed" / "valid.agreement.ttl", NEXT)
    stray = statements(CASES / "complete" / "valid.agreement.ttl", ("voorbeeld-2025", "elders"))
    stray = [quad for quad in stray if quad.predicate.value.endswith("label")][:1]
    together = [*one, *two, *stray]
    parts = agreements_apart(together)
    assert [name.rpartition("/")[2] for name in parts] == ["voorbeeld-2025", "voorbeeld-2026"]
    assert {quad for part in parts.values() for quad in part} == set(together)
    for name, part in parts.items():
        other = next(n for n in parts if n != name)
        assert not any(str(quad.subject).startswith(f"<{other}/") for quad in part)


def test_one_agreement_or_none_is_left_as_it_is() -> None:
    one = statements(CASES / "wellformed" / "valid.agreement.ttl")
    assert len(agreements_apart(one)) == 1
    assert agreements_apart([]) == {}
