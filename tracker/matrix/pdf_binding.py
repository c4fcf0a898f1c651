"""Volumes into one tagged PDF: pages, structure, bookmarks, and the lines that run through all pages."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf

# A page's own drawing ends in whatever space it set up, so it is fenced off before the running lines.
_BEFORE = b"q\n"
_PAGE_LINK = "page:"
_AFTER = b"\nQ\n/Artifact BMC\n/RunningLines Do\nEMC\n"


@dataclass(frozen=True)
class Volume:
    """How many pages a file has, and on which of them (from 0) its bookmarks stand."""

    page_count: int
    marked_pages: tuple[int, ...]


def read_volume(path: Path) -> Volume:
    """What there is to know of a volume before it is bound."""
    with pikepdf.open(path) as pdf:
        numbers = _page_numbers(pdf)
        marked = tuple(numbers[bookmark.Dest[0].objgen] for bookmark in _bookmarks(pdf))
        return Volume(len(pdf.pages), marked)


def bind(front: Path, volumes: Sequence[Path], running: Iterable[Path], target: Path) -> None:
    """Write `front` followed by `volumes` to `target`, with a page of `running` laid over each page.

    What belongs to the whole (title, language, archival metadata, attachments) is that of `front`; its links
    to "page:7" then lead to that page, counted from 1.
    """
    with pikepdf.open(front) as book, ExitStack() as stack:
        for volume in volumes:
            # Let go at once and not closed: the copied pages are read from it when the book is saved, but
            # to keep the rest of every volume until then would take twice the memory.
            _append(book, pikepdf.open(volume))
        _index_tags(book)
        _lead_links(book)
        lines = [stack.enter_context(pikepdf.open(path)) for path in running]
        _lay_over(book, [page for pdf in lines for page in pdf.pages])
        book.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def _append(book: Pdf, volume: Pdf) -> None:
    start = len(book.pages)
    book.pages.extend(volume.pages)
    _join_tags(book, book.copy_foreign(volume.Root.StructTreeRoot), start)
    _join_bookmarks(book, volume, start)


def _join_tags(book: Pdf, added: Object, start: int) -> None:
    """Hang the volume's structure under the book's document and number its pages on (StructParents)."""
    root = book.Root.StructTreeRoot
    document = root.K[0]
    for kid in added.K[0].K:
        kid.P = document
        document.K.append(kid)
    numbers = root.ParentTree.Nums
    offset = int(numbers[-2]) + 1
    for place, entry in enumerate(added.ParentTree.Nums):
        numbers.append(entry if place % 2 else int(entry) + offset)
    for thing in _numbered(book, start):
        key = Name.StructParents if Name.StructParents in thing else Name.StructParent
        thing[key] = int(thing[key]) + offset
    root.IDTree = Dictionary(Kids=[*_leaves(root), *_leaves(added)])


def _leaves(root: Object) -> list[Object]:
    """The index of cell names, in leaves that do not overlap: each volume's names begin alike."""
    return list(root.IDTree.Kids) if Name.IDTree in root else []


def _numbered(book: Pdf, start: int) -> Iterator[Object]:
    """Pages and notes from page `start` on that the parent tree knows by number."""
    for page in book.pages[start:]:
        yield page.obj
        yield from (note for note in page.obj.get(Name.Annots, ()) if Name.StructParent in note)


def _index_tags(book: Pdf) -> None:
    root = book.Root.StructTreeRoot
    root.IDTree.Kids = Array(sorted(root.IDTree.Kids, key=lambda leaf: bytes(leaf.Limits[0])))
    root.ParentTreeNextKey = int(root.ParentTree.Nums[-2]) + 1


def _join_bookmarks(book: Pdf, volume: Pdf, start: int) -> None:
    numbers = _page_numbers(volume)
    with book.open_outline() as outline:
        for bookmark in _bookmarks(volume):
            page = book.pages[start + numbers[bookmark.Dest[0].objgen]]
            destination = Array([page.obj, *bookmark.Dest[1:]])
            outline.root.append(OutlineItem(str(bookmark.Title), destination))


def _page_numbers(pdf: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def _bookmarks(volume: Pdf) -> Iterator[Object]:
    bookmark = volume.Root.get(Name.Outlines, Dictionary()).get(Name.First)
    while bookmark is not None:
        yield bookmark
        bookmark = bookmark.get(Name.Next)


def _lead_links(book: Pdf) -> None:
    for page in book.pages:
        for note in page.obj.get(Name.Annots, ()):
            address = str(note.get(Name.A, Dictionary()).get(Name.URI, ""))
            if address.startswith(_PAGE_LINK):
                note.Dest = Array([book.pages[int(address.removeprefix(_PAGE_LINK)) - 1].obj, Name.Fit])
                del note.A


def _lay_over(book: Pdf, running: Sequence[Page]) -> None:
    before, after = book.make_stream(_BEFORE), book.make_stream(_AFTER)
    for page, lines in zip(book.pages, running, strict=True):
        form = book.copy_foreign(lines.as_form_xobject())
        # Pages of one volume share their resources; each needs its own lines.
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.XObject = Dictionary(
            {**dict(resources.get(Name.XObject, {}).items()), "/RunningLines": form}
        )
        page.obj.Resources = resources
        page.obj.Contents = Array([before, page.obj.Contents, after])
