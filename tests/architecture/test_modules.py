"""Modules are short, and say what they and their public functions are for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "pa_graph"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 500

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions(
    body: list[ast.stmt], prefix: str = "", in_class: bool = False
) -> Iterator[tuple[str, Function, bool]]:
    """Yield name, definition and 'is a method' for each public function and method."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body, f"{prefix}{node.name}.", in_class=True)
        elif isinstance(node, Function) and not node.name.startswith("_"):
            yield f"{prefix}{node.name}", node, in_class


def decorators(function: Function) -> set[str]:
    """Return the last part of the name of each decorator: 'overload', 'setter', …"""
    return {
        ast.unparse(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]
        for node in function.decorator_list
    }


def shortcomings(source: str) -> list[str]:
    """Return what a module leaves unsaid about itself and its public functions."""
    tree = ast.parse(source)
    found = [] if ast.get_docstring(tree) else ["the module has no docstring"]
    for name, function, is_method in public_functions(tree.body):
        marks = decorators(function)
        # A setter and an overload are explained where their property or function is.
        if not ast.get_docstring(function) and not marks & {"overload", "setter"}:
            found.append(f"{name} has no docstring")
        arguments = [*function.args.posonlyargs, *function.args.args]
        if is_method and "staticmethod" not in marks:
            arguments = arguments[1:]
        arguments += function.args.kwonlyargs
        arguments += [a for a in (function.args.vararg, function.args.kwarg) if a]
        found += [
            f"{name}: {argument.arg} has no annotation"
            for argument in arguments
            if argument.annotation is None
        ]
        if function.returns is None:
            found.append(f"{name}: no annotation says what it returns")
    return found


def test_there_are_modules_to_look_at() -> None:
    assert PACKAGE / "__init__.py" in MODULES
    assert PACKAGE / "model" / "errors.py" in MODULES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{lines} lines: which two subjects live here?"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_explains_itself(path: Path) -> None:
    assert shortcomings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1", ["the module has no docstring"]),
        (
            '"""M."""\ndef f(a, *, b: int): pass',
            [
                "f has no docstring",
                "f: a has no annotation",
                "f: no annotation says what it returns",
            ],
        ),
        (
            '"""M."""\nclass C:\n    def m(self, *rest) -> None:\n        """Do."""',
            ["C.m: rest has no annotation"],
        ),
        (
            '"""M."""\nclass C:\n    @staticmethod\n    def s(a) -> None:\n        """Do."""',
            ["C.s: a has no annotation"],
        ),
        ('"""M."""\nasync def f() -> int:\n    return 1', ["f has no docstring"]),
        ('"""M."""\ndef _hidden(a): pass\nclass _Hidden:\n    def m(self): pass', []),
        ('"""M."""\nclass C:\n    @p.setter\n    def p(self, value: int) -> None: pass', []),
        ('"""M."""\ndef f(a: int) -> int:\n    """Return a."""\n    return a', []),
    ],
)
def test_what_is_unsaid_is_found(source: str, expected: list[str]) -> None:
    assert shortcomings(source) == expected
