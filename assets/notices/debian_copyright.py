"""Reads Debian's machine-readable copyright pages: blank-line separated stanzas of `Field: value`, continued by indented
lines, where a lone dot is an empty line. A stanza with Files says whose they are; one with only License gives a text.
A page that is not written this way is taken whole.
"""

import fnmatch
import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FilesStanza:
    patterns: list[str]
    copyright: list[str]
    license: str
    text: str


@dataclass
class Page:
    files: list[FilesStanza] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    whole: str = ""


def _fields(stanza: str) -> dict[str, str]:
    fields, name = {}, ""
    for line in stanza.split("\n"):
        if line[:1].isspace() and name:
            body = line[1:].rstrip()
            fields[name] += "\n" + ("" if body.strip() == "." else body)
        elif ":" in line:
            name, value = line.split(":", 1)
            fields[name] = value.strip()
    return fields


def read_page(text: str) -> Page:
    page = Page()
    if not text.startswith("Format:"):
        page.whole = text.strip()
        return page
    for stanza in re.split(r"\n\s*\n", text):
        fields = _fields(stanza)
        license_name, _, license_text = fields.get("License", "").partition("\n")
        if "Files" in fields:
            owners = [line.strip() for line in fields.get("Copyright", "").split("\n") if line.strip()]
            page.files.append(FilesStanza(fields["Files"].split(), owners, license_name.strip(), license_text.strip("\n")))
        elif license_name:
            page.texts.setdefault(license_name.strip(), license_text.strip("\n"))
    return page


def concerns(stanza: FilesStanza, paths: list[str]) -> bool:
    """Whether the stanza says something about one of these paths or what is below them."""
    return any(pattern.startswith(path) or "*" in pattern and fnmatch.fnmatchcase(path + "x", pattern + "*")
               for pattern in stanza.patterns for path in paths)


def notice(page: Page, paths: list[str], only_paths: bool, licenses: list[str]) -> str:
    """The copyright lines and licence texts of what we ship, each once, in the order of the page."""
    if page.whole:
        return page.whole
    owners, names, texts = [], [], []
    for stanza in page.files:
        everything = stanza.patterns == ["*"]
        if everything and only_paths or not everything and not (paths and concerns(stanza, paths)):
            continue
        if licenses and not any(name in stanza.license for name in licenses):
            continue
        owners += [owner for owner in stanza.copyright if owner not in owners]
        words = licenses or re.split(r",? (?:and|or) |, ", stanza.license)
        names += [word for word in words if word not in names]
        if stanza.text and stanza.text not in texts and not licenses:
            texts.append(stanza.text)
    for name in names:
        if page.texts.get(name) and page.texts[name] not in texts:
            texts.append(page.texts[name])
    lines = ["Copyright " + owner if not owner.lower().startswith(("copyright", "no ", "none")) else owner for owner in owners]
    return "\n".join(lines) + "\n\n" + "\n\n".join(texts)
