"""What a descriptor may say: where each table is and how the folder is called, and no more.

How a table is to be read is a matter of the contract, which comes with the package. A descriptor of
somebody else that says otherwise is at fault, and is not followed: its addresses are not fetched,
its patterns not run, its dialects not used.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.files import LARGEST_DESCRIPTOR, read_bytes
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.raw import shortened
from cubairan_data.storage.schema import installed_descriptor, schemas

if TYPE_CHECKING:
    from cubairan_data.storage.finding import Finding

_LONGEST_FAULT, _LONGEST_VALUE, _LONGEST_PATH, _MOST_FAULTS = 2000, 300, 1000, 100
# What tells a reader something and a program nothing may be worded anew.
_WORDING = {"title", "description", "example", "definition"}
# In another language it is `title@es`; descriptors older than the translations have none.
_TRANSLATION = re.compile(rf"({'|'.join(sorted(_WORDING))})@[a-z]{{2,3}}")
_ADDED = {"codeList", "es", "fa"}
_TEXTS = ("name", "title", "description", "version", "created", "homepage", "id", "image")
_LISTS = ("languages", "keywords", "licenses", "contributors", "sources", "relatedIdentifiers")
_OBJECTS = ("temporal",)
_OF_PACKAGE = ("$schema", *_TEXTS, *_LISTS, *_OBJECTS, "resources")
# Names of folders and of a CSV file. No drive or scheme, no pattern, no way out of the folder.
_PATH = re.compile(r"(?:(?!\.)[\w .+-]+/)*(?!\.)[\w .+-]+\.csv")
_VERSION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}(?:[-+][0-9A-Za-z.+-]+)?")


class Listing(NamedTuple):
    """The path of each table as a descriptor lists it, and what is wrong with the descriptor."""

    paths: dict[str, str]
    findings: "list[Finding]"


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read the descriptor of a folder.

    Raises:
        CannotRunError: there is none, or it is not a Data Package.
    """
    file = folder / DESCRIPTOR
    try:
        content = read_bytes(file, LARGEST_DESCRIPTOR)
        package = json.loads(
            content.decode("utf-8"), object_pairs_hook=_distinct, parse_constant=_no_number
        )
    except FileNotFoundError as error:
        raise CannotRunError(
            f"no {DESCRIPTOR} in {plain(str(folder))}; pass a folder that contains one"
        ) from error
    except OSError as error:
        raise CannotRunError(f"cannot read {plain(str(file))}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CannotRunError(f"cannot read {plain(str(file))}: {error}") from error
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise CannotRunError(
            f"{plain(str(file))} is not a Data Package: it has no list of resources"
        )
    return package


def _distinct(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    described = dict(pairs)
    if len(described) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        again = next(name for name, count in counts.items() if count > 1)
        raise ValueError(f"found the key {shortened(again)!r} twice in an object; allowed: once")
    return described


def _no_number(constant: str) -> None:
    raise ValueError(f"found {constant}, which is not a JSON number")


def listed(folder: Path, descriptor: Mapping[str, Any]) -> Listing:
    """Find where a descriptor says that the tables are, and what is wrong with it."""
    faults = list(_of_package(descriptor))
    paths: dict[str, str] = {}
    places: dict[Path, str] = {}
    root = folder.resolve()
    for resource in descriptor["resources"]:
        name, path, place, fault = _place(root, resource)
        if not fault and name in paths:
            fault = f"found two resources {name!r}; allowed: one"
        if fault:
            faults.append((shortened(name), fault))
            continue
        if place in places:
            faults.append((name, f"found path {path!r}, which is that of {places[place]!r} too"))
            continue
        paths[name], places[place] = path, name
        contract = _of_contract()[name]
        # Nearly all are the same, which their text says at a fraction of the cost.
        is_same = resource is contract or json.dumps(resource) == json.dumps(contract)
        if not is_same and (fault := _difference(resource, contract, "")):
            faults.append((name, f"{fault}, as in the contract"))
    for name in schemas():
        if name not in paths and not any(table == name for table, _ in faults):
            message = f"found no resource {name!r} in {DESCRIPTOR}"
            faults.append((name, f"{message}; allowed: every table of the dataset, empty ones too"))
    return Listing(paths, list(_findings(faults)) if faults else [])


def _findings(faults: Sequence[tuple[str, str]]) -> "Iterator[Finding]":
    # Imported only here, since most descriptors have no fault.
    from cubairan_data.storage.finding import Finding

    shown: Iterable[tuple[str, str]] = faults
    if len(faults) > _MOST_FAULTS:
        more = len(faults) - _MOST_FAULTS
        shown = [*faults[:_MOST_FAULTS], ("", f"found {more} more faults like these")]
    for table, fault in shown:
        message = shortened(fault, _LONGEST_FAULT)
        yield Finding(table, DESCRIPTOR, None, None, None, "descriptor", message)


def _of_package(descriptor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find what is wrong with what is said of the whole."""
    kinds: dict[str, tuple[type, str]] = {
        **dict.fromkeys(_TEXTS, (str, "a text")),
        **dict.fromkeys(_LISTS, (list, "a list")),
        **dict.fromkeys(_OBJECTS, (dict, "an object")),
    }
    for key, value in descriptor.items():
        if _TRANSLATION.fullmatch(key) and isinstance(value, str):
            continue
        if key not in _OF_PACKAGE:
            yield "", f"found the key {shortened(key)!r}; allowed: {', '.join(_OF_PACKAGE)}"
        elif key in kinds and not isinstance(value, kinds[key][0]):
            yield "", f"found {key} {_shown(value)}; allowed: {kinds[key][1]}"
    profile = installed_descriptor()["$schema"]
    if descriptor.get("$schema", profile) != profile:
        yield "", f"found $schema {_shown(descriptor['$schema'])}; allowed: {profile!r}"
    version = descriptor.get("version", "0.0.0")
    if isinstance(version, str) and not _VERSION.fullmatch(version):
        yield "", f"found version {_shown(version)}; allowed: a version such as 1.2.0"


def _place(root: Path, resource: Any) -> tuple[str, str, Path, str | None]:
    """Return the name and path of a resource, where that leads, and what is wrong with any."""
    described = resource if isinstance(resource, dict) else {}
    name, path = described.get("name"), described.get("path")
    if not isinstance(name, str) or name not in schemas() or not isinstance(path, str):
        found = f"found a resource {_shown(name)} with path {_shown(path)}"
        fault = f"{found}; allowed: {', '.join(schemas())}, each with one path"
        return _text(name), "", root, fault
    if len(path) > _LONGEST_PATH or not _PATH.fullmatch(path):
        allowed = "a path inside the folder, to a CSV file"
        return name, path, root, f"found path {_shown(path)}; allowed: {allowed}"
    outside = f"found path {_shown(path)}; allowed: a path inside the folder"
    try:
        place = (root / path).resolve()
    except (OSError, ValueError):
        return name, path, root, outside
    except RuntimeError:  # until Python 3.12, for links in a circle
        return name, path, root, f"found path {_shown(path)}, a link that leads to itself"
    return name, path, place, None if place.is_relative_to(root) else outside


@cache
def _of_contract() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in installed_descriptor()["resources"]}


def _difference(found: Any, allowed: Any, at: str) -> str | None:
    """Say where a description first differs from the contract in what decides something."""
    if found is allowed:
        return None
    if isinstance(found, dict) and isinstance(allowed, dict):
        return _difference_of_objects(found, allowed, at)
    if isinstance(found, list) and isinstance(allowed, list) and len(found) == len(allowed):
        pairs = enumerate(zip(found, allowed, strict=True))
        faults = (_difference(one, other, f"{at}[{place}]") for place, (one, other) in pairs)
        return next(filter(None, faults), None)
    # True is 1 to Python, and 1 is 1.0.
    if type(found) is type(allowed) and found == allowed:
        return None
    return f"found {at} {_shown(found)}; allowed: {_shown(allowed)}"


def _difference_of_objects(
    found: Mapping[str, Any], allowed: Mapping[str, Any], at: str
) -> str | None:
    for key in (*found, *allowed):
        place = f"{at}.{shortened(key)}" if at else shortened(key)
        if _may_differ(key, found):
            continue
        if key not in allowed:
            what = f"found {place} {_shown(found[key])}"
            return f"{what}; allowed: {', '.join(allowed)}"
        if key not in found:
            return f"found no {place}; allowed: {_shown(allowed[key])}"
        is_wording = key in _WORDING or place == "path"
        if is_wording and isinstance(found[key], str):
            continue
        if fault := _difference(found[key], allowed[key], place):
            return fault
    return None


def _may_differ(key: str, found: Mapping[str, Any]) -> bool:
    """Whether a key is for readers of one language, and stands there as a text or not at all."""
    is_translation = bool(_TRANSLATION.fullmatch(key))
    return (
        isinstance(found[key], str) and is_translation
        if key in found
        else (is_translation or key in _ADDED)
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(value: object) -> str:
    """Show any value of JSON in a few words."""
    if isinstance(value, (list, dict)):
        return shortened(json.dumps(value, ensure_ascii=False), _LONGEST_VALUE)
    return shortened(repr(value), _LONGEST_VALUE)
