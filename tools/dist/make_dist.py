"""Collects the served folder: the page, the program, fonts and icons, under names that change with their content.

/static/<hash>/ may be cached for ever; index.html, the service worker, the manifest and build.json are checked each time.
Every text-like file also gets a .br and a .gz beside it, so that the host compresses nothing while it serves.

Usage: make_dist.py --source CHECKOUT --program FOLDER_OF_desk.mjs --out DIST [--quick]
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

SHELL_STATIC = ["theme.js", "shell.css", "loader.mjs", "page.mjs", "input.mjs", "mirror.mjs"]
SHELL_ROOT = ["index.html", "service-worker.js", "manifest.webmanifest"]
FACES = {"inter-regular.otf": 400, "inter-medium.otf": 500, "inter-semibold.otf": 600}
ICONS = [("pupitre.svg", "icon-192.png", 192), ("pupitre.svg", "icon-512.png", 512),
         ("pupitre-maskable.svg", "icon-maskable-512.png", 512), ("pupitre.svg", "icon-180.png", 180)]
COMPRESSED = {".html", ".js", ".mjs", ".css", ".json", ".wasm", ".otf", ".ttf", ".webmanifest", ".svg", ".txt", ".csv"}


def hash_of(parts):
    digest = hashlib.sha256()
    for name, content in sorted(parts.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def font_files(deps):
    files = {name: (deps / "fonts" / name).read_bytes() for name in [*FACES, "icons.ttf"]}
    faces = [
        f'@font-face {{ font-family: Inter; font-weight: {weight}; src: url("{name}") format("opentype"); font-display: block; }}'
        for name, weight in FACES.items()
    ]
    files["fonts.css"] = ("\n".join(faces) + "\n").encode()
    return files


def program_files(source, program):
    files = {name: (source / "assets" / "shell" / name).read_bytes() for name in SHELL_STATIC}
    for name in ("desk.mjs", "desk.wasm"):
        files[name] = (program / name).read_bytes()
    for module in sorted((source / "web-ui").glob("*/js/*.mjs")):
        files[module.name] = module.read_bytes()
    return files


def write_all(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def draw_icons(source, out, cache):
    """PNG icons from the drawings; kept between builds, since drawing them takes longer than everything else."""
    drawer = shutil.which("rsvg-convert")
    icons = out / "icons"
    icons.mkdir(parents=True, exist_ok=True)
    for drawing, name, side in ICONS:
        origin = source / "assets" / "icons" / drawing
        if not origin.exists():
            continue
        if drawer is None:
            sys.exit("rsvg-convert is missing. Run ./emsdk-setup.sh (package librsvg2-bin).")
        kept = cache / f"{hashlib.sha256(origin.read_bytes()).hexdigest()[:12]}-{name}"
        if not kept.exists():
            cache.mkdir(parents=True, exist_ok=True)
            subprocess.run([drawer, "-w", str(side), "-h", str(side), str(origin), "-o", str(kept)], check=True)
        shutil.copyfile(kept, icons / name)


def compress(folder, quick, cache):
    cache.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix not in COMPRESSED:
            continue
        content = path.read_bytes()
        key = hashlib.sha256(content).hexdigest()[:20] + ("-quick" if quick else "")
        packed = cache / f"{key}.br"
        if not packed.exists():
            subprocess.run(["brotli", "-q", "5" if quick else "11", "-f", "-o", str(packed), str(path)], check=True)
        shutil.copyfile(packed, path.with_name(path.name + ".br"))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 6 if quick else 9, mtime=0))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true", help="compress fast, for development")
    arguments = parser.parse_args()
    source = arguments.source
    # Made beside the old folder and exchanged at the end: a host that serves it never sees half a build.
    out = arguments.out.with_name(arguments.out.name + ".new")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)

    fonts = font_files(source / ".deps")
    program = program_files(source, arguments.program)
    root = {name: (source / "assets" / "shell" / name).read_bytes() for name in SHELL_ROOT}
    fonts_hash = hash_of(fonts)
    build = hash_of({**program, **root, "fonts": fonts_hash.encode()})
    write_all(out / "static" / fonts_hash, fonts)
    write_all(out / "static" / build, program)
    places = {
        "__PUPITRE_BUILD__": build,
        "__PUPITRE_STATIC__": f"/static/{build}",
        "__PUPITRE_FONTS__": f"/static/{fonts_hash}",
    }
    for name, content in root.items():
        text = content.decode()
        for mark, value in places.items():
            text = text.replace(mark, value)
        (out / name).write_text(text)
    draw_icons(source, out, arguments.out.parent / "dist-cache" / "icons")
    notices = [sys.executable, source / "assets" / "notices" / "generate.py", "--deps", source / ".deps"]
    subprocess.run([*notices, "--text", out / "notices.txt"], check=True)
    listed = sorted("/" + str(path.relative_to(out)) for path in out.rglob("*") if path.is_file() and path.name != "service-worker.js")
    (out / "build.json").write_text(json.dumps({"build": build, "files": listed}, indent=1))
    compress(out, arguments.quick, arguments.out.parent / "dist-cache" / "packed")

    old = arguments.out.with_name(arguments.out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if arguments.out.exists():
        arguments.out.rename(old)
    out.rename(arguments.out)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
