"""What the house promises about its source, as functions from sources to breaches.

Each takes {module name: source text} and returns sentences; no sentence, no breach.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import tracker

Sources = Mapping[str, str]

ROOT = Path(tracker.__file__).parent

# A feature may use those before it. The application and its commands know all.
ORDER = (
    "core",
    "config",
    "extensions",
    "accounts",
    "web",
    "audit",
    "jobs",
    "notifications",
    "minutes",
    "plans",
    "targets",
    "evidence",
    "reports",
    "matrix",
    "reviews",
    "report_sheets",
    "monitoring",
    "permissions",
    "demo",
    "cli",
    "app",
)

# The trail names who acted, so it comes after accounts; and what is done to accounts is in the trail too.
# Only these two files meet: the models of either feature know nothing of the other's acts.
BELOW_ITS_PLACE = {("tracker.accounts.services", "tracker.audit.services")}

# From the facts to the acts. A file's layer is the last word of its name: `views` and `clause_views` are both
# views. Files with other names serve the layer that uses them.
LAYERS = {"states": 0, "rules": 1, "models": 2, "policy": 3, "queries": 4, "services": 5}
EDGE = frozenset({"views", "forms", "tasks", "cli", "labels", "wording"})
FACES = frozenset({"views", "forms", "tasks", "cli"})

OF_THE_REQUEST = frozenset({"flask", "flask_login", "flask_wtf", "wtforms", "werkzeug"})
NOT_PURE = (*OF_THE_REQUEST, "sqlalchemy", "flask_sqlalchemy", "flask_babel", "tracker.core.clock")
CLOCK_CALLS = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"})


def read_house() -> dict[str, str]:
    """The sources of the whole application, by module name."""
    return {_module_name(path): path.read_text() for path in sorted(ROOT.rglob("*.py"))}


def _module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _feature(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "app"


def _layer(module: str) -> str:
    """The layer of a module, or of what is imported from one: "tracker.plans.views.bp" is views."""
    file = "".join(module.split(".")[2:3])
    return file.rpartition("_")[2]


def imports_of(source: str) -> Iterator[str]:
    """Each module that `source` imports, and for `from a import b` both a and a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own_imports(sources: Sources) -> Iterator[tuple[str, str]]:
    for module, source in sources.items():
        for imported in imports_of(source):
            if imported.startswith("tracker."):
                yield module, imported


def order_breaches(sources: Sources) -> list[str]:
    """A feature uses an earlier one only; the edge of accounts may also use the edge's toolkit."""
    return [
        f"{module} uses {imported}, which comes later"
        for module, imported in _own_imports(sources)
        if ORDER.index(_feature(imported)) > ORDER.index(_feature(module))
        and not _is_edge_of_accounts(module, imported)
        and not any(module == user and imported.startswith(used) for user, used in BELOW_ITS_PLACE)
    ]


def _is_edge_of_accounts(module: str, imported: str) -> bool:
    is_edge = _feature(module) == "accounts" and _layer(module) not in LAYERS
    return is_edge and _feature(imported) == "web"


def layer_breaches(sources: Sources) -> list[str]:
    """States, rules, models, policy, queries and services use what is below them, and never the edge."""
    return [
        f"{module} uses {imported}, which lies above it"
        for module, imported in _own_imports(sources)
        if _layer(module) in LAYERS and (_is_above(module, imported) or _is_edge(imported))
    ]


def _is_above(module: str, imported: str) -> bool:
    return LAYERS.get(_layer(imported), -1) > LAYERS[_layer(module)]


def _is_edge(imported: str) -> bool:
    return _feature(imported) == "web" or _layer(imported) in EDGE


def face_breaches(sources: Sources) -> list[str]:
    """Nobody uses another feature's views, forms or tasks; the application puts them together."""
    return [
        f"{module} uses {imported}, another feature's face"
        for module, imported in _own_imports(sources)
        if _feature(module) not in {"app", "cli", _feature(imported)}
        and _feature(imported) != "web"
        and _layer(imported) in FACES
    ]


def purity_breaches(sources: Sources) -> list[str]:
    """States and rules touch no request, no database and no clock, not even through what they import."""
    return [
        f"{module} reaches {reached}"
        for module in sources
        if _layer(module) in {"states", "rules"} and _feature(module) != "web"
        for reached in sorted(_reached(module, sources))
        if reached.startswith(NOT_PURE)
    ]


def _reached(module: str, sources: Sources) -> set[str]:
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for imported in imports_of(sources.get(waiting.pop(), "")):
            if imported not in found:
                found.add(imported)
                waiting.append(imported)
    return found


def request_breaches(sources: Sources) -> list[str]:
    """Policies, queries and services know no request, session or form, and only the edge commits."""
    knowing_nothing = {"policy", "queries", "services"}
    inner = {module: text for module, text in sources.items() if _layer(module) in knowing_nothing}
    breaches = [
        f"{module} imports {imported}"
        for module, source in inner.items()
        for imported in imports_of(source)
        if imported.split(".")[0] in OF_THE_REQUEST
    ]
    return breaches + [f"{module} commits" for module, source in inner.items() if "commit" in _calls(source)]


def _calls(source: str) -> set[str]:
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {func.attr for func in calls if isinstance(func, ast.Attribute)}


def clock_breaches(sources: Sources) -> list[str]:
    """Only one place reads the wall clock, so that every moment can be chosen in a test."""
    return [
        f"{module} calls {call}"
        for module, source in sources.items()
        if module != "tracker.core.clock"
        for call in sorted(_dotted_calls(source) & CLOCK_CALLS)
    ]


def _dotted_calls(source: str) -> set[str]:
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {".".join(ast.unparse(func).split(".")[-2:]) for func in calls if isinstance(func, ast.Attribute)}


def docstring_breaches(sources: Sources) -> list[str]:
    """Every module, public class and public function says what a caller must know."""
    return [
        f"{module}: {name} has no docstring"
        for module, source in sources.items()
        for name, node in _public(ast.parse(source))
        if ast.get_docstring(node) is None
    ]


Documented = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _public(tree: ast.Module) -> Iterator[tuple[str, Documented]]:
    if tree.body:
        yield "the module", tree
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
