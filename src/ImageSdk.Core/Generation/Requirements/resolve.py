"""Asks the pip of this image which packages requirement files stand for, and their indexes for the hashes of all files.

Reads request.json beside itself, writes the answer to the path that it is given. What a user has to fix is part of
the answer; nothing here fails for it. Standard library only, and what pip itself carries.
"""
import base64
import hashlib
import html.parser
import json
import netrc
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

OLDEST_PIP = (22, 2)  # the first with an installation report
ARCHIVES = (".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz")


class Problem(Exception):
    """Something that the user has to fix."""


def main(answer_file):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "request.json")) as file:
        request = json.load(file)
    answer = {"tiers": [], "problem": "", "python": "", "machine": ""}
    try:
        pip = Pip(request["options"])
        answer.update(pip.environment())
        pages = Pages(pip.indexes() + request["indexes"])
        constraints = pip.installed()
        for tier in request["tiers"]:
            packages = pip.resolve(tier, constraints, pages)
            known = {name_of(line) for line in constraints}
            packages = [package for package in packages if normal(package["name"]) not in known]
            constraints += [pin(package) for package in packages]
            answer["tiers"].append(packages)
    except Problem as problem:
        answer["problem"] = str(problem)
    with open(answer_file, "w") as file:
        json.dump(answer, file, indent=1, sort_keys=True)


class Pip:
    """The pip of the image; where it is too old to say what it would install, a newer one that stays out of the image."""

    def __init__(self, options):
        self.options = options
        self.command = ["pip"]
        self.variables = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", PIP_ROOT_USER_ACTION="ignore", PIP_NO_COLOR="1")
        version = self.version()
        if version is None:
            raise Problem("The image has no pip, and ImageSdk asks pip which packages the requirements stand for. Start from an image that has pip, or install "
                          "it with <AptPackage Include=\"python3-pip\" />.")
        if version >= OLDEST_PIP:
            return
        folder = tempfile.mkdtemp()
        made = self.run("install", "--quiet", "--target", folder, *options, "pip>=%d.%d" % OLDEST_PIP)
        self.command = [sys.executable, "-m", "pip"]
        self.variables["PYTHONPATH"] = folder
        sys.path.insert(0, folder)
        if made.returncode != 0 or (self.version() or (0,)) < OLDEST_PIP:
            raise Problem("The image has pip %s, but only pip %s and later can report what they would install. The index did not provide a later pip: %s"
                          % (".".join(map(str, version)), ".".join(map(str, OLDEST_PIP)), last_lines(made)))

    def run(self, *arguments):
        return subprocess.run([*self.command, *arguments], env=self.variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)

    def version(self):
        try:
            found = re.match(r"pip (\d+)\.(\d+)", self.run("--version").stdout)
        except OSError:
            return None
        return (int(found.group(1)), int(found.group(2))) if found else None

    def environment(self):
        marker = 'import json, os, platform, sys; print(json.dumps({"python": "%d.%d" % sys.version_info[:2], "machine": platform.machine()}))'
        return json.loads(subprocess.run([sys.executable, "-c", marker], stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout)

    def indexes(self):
        """Those that configuration and environment name, unless options replace them."""
        found = []
        for line in self.run("config", "list").stdout.splitlines():
            key, _, value = line.partition("=")
            if re.search(r"\.(extra-)?index-url$", key):
                found += value.strip("'\"").replace("\\n", " ").split()
        return found + ["https://pypi.org/simple"]

    def installed(self):
        """What is installed stays as it is; those that have no version of an index are no constraints."""
        return [line for line in self.run("list", "--format=freeze").stdout.splitlines() if re.match(r"[A-Za-z0-9._-]+==\S+$", line)]

    def resolve(self, tier, constraints, pages):
        """The packages of a tier. The versions of the last lock are kept where they still can be, and so are their indexes."""
        known = {name_of(line) for line in constraints}
        kept = [package for package in tier["keep"] if name_of(package["pin"]) not in known]
        for keep in ([kept, []] if kept else [[]]):
            files = {}
            while True:
                result, entries = self.ask(tier["file"], constraints + list(filter(None, files.values()))
                                           + [package["pin"] for package in keep if not files.get(name_of(package["pin"]))])
                if entries is None:
                    break
                packages = [read(entry, pages, files) for entry in entries]
                moved = [package for package in kept if package["index"] and name_of(package["pin"]) not in files and has_moved(package, packages)]
                if not moved:
                    return packages
                # pip has no index for one package, but takes the address of its file.
                for package in moved:
                    files[name_of(package["pin"])] = self.file_of(package)
        raise Problem("pip finds no packages for %s:\n%s" % (tier["name"], last_lines(result)))

    def ask(self, file, constraints, options=None):
        """What pip says, and what it would install; None where it cannot."""
        with tempfile.TemporaryDirectory() as folder:
            limits, report = os.path.join(folder, "constraints.txt"), os.path.join(folder, "report.json")
            with open(limits, "w") as stream:
                stream.write("\n".join(constraints) + "\n")
            result = self.run("install", "--quiet", "--dry-run", "--report", report, "--constraint", limits, *(options or self.options), "--requirement", file)
            if result.returncode != 0:
                return result, None
            with open(report) as stream:
                return result, json.load(stream)["install"]

    def file_of(self, package):
        """The file that pip takes from one index, as a constraint; empty where that index has it no more."""
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as stream:
            stream.write(package["pin"] + "\n")
            stream.flush()
            _, entries = self.ask(stream.name, [], ["--no-deps", "--ignore-installed", "--index-url", package["index"]])
        return "%s @ %s" % (package["pin"].partition("==")[0], entries[0]["download_info"]["url"]) if entries else ""


class Pages:
    """The pages of indexes: PEP 503 (HTML) and PEP 691 (JSON)."""

    def __init__(self, indexes):
        self.indexes = list(dict.fromkeys(os.path.expandvars(index).rstrip("/") + "/" for index in indexes))
        self.known = {}
        file = os.environ.get("NETRC", os.path.expanduser("~/.netrc"))
        self.passwords = netrc.netrc(file) if os.path.exists(file) else None
        self.context = ssl.create_default_context()
        for variable in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            if os.path.isfile(os.environ.get(variable, "")):
                self.context.load_verify_locations(os.environ[variable])
        try:
            from pip._vendor import certifi
            self.context.load_verify_locations(certifi.where())
        except (ImportError, OSError):
            pass

    def find(self, name, url):
        """The index that has a file, and the files that it has of the package."""
        for index in self.indexes:
            files = self.files(index, name)
            if any(same(file[0], url) for file in files):
                return index, files
        return "", []

    def files(self, index, name):
        if (index, name) not in self.known:
            self.known[index, name] = self.read(index + normal(name) + "/")
        return self.known[index, name]

    def read(self, url):
        if url.startswith("file:"):
            url += "index.html"
        try:
            with self.open(url, "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1") as response:
                content, place, kind = response.read(), response.geturl(), response.headers.get("Content-Type", "")
        except (OSError, ValueError):
            return []  # Not every index has every package, and pip has found it in one of them.
        if "json" in kind:
            return [(urllib.parse.urljoin(place, file["url"]), (file.get("hashes") or {}).get("sha256", "")) for file in json.loads(content)["files"]]
        links = Links(place)
        links.feed(content.decode("utf-8", "replace"))
        return links.found

    def open(self, url, accept):
        parts = urllib.parse.urlsplit(url)
        request = urllib.request.Request(without_user(url), headers={"Accept": accept, "User-Agent": "pip/ImageSdk", "Cache-Control": "max-age=0"})
        account = (urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")) if parts.username else None
        if account is None and self.passwords and parts.hostname and self.passwords.authenticators(parts.hostname):
            login, _, password = self.passwords.authenticators(parts.hostname)
            account = (login, password)
        if account:
            # Not for the place that a redirect leads to.
            request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(":".join(account).encode()).decode())
        return urllib.request.urlopen(request, timeout=60, context=self.context if parts.scheme == "https" else None)

    def hash_of(self, url):
        """For an index that gives none."""
        digest = hashlib.sha256()
        with self.open(url, "*/*") as response:
            for block in iter(lambda: response.read(1 << 20), b""):
                digest.update(block)
        return digest.hexdigest()


class Links(html.parser.HTMLParser):
    def __init__(self, place):
        super().__init__()
        self.place, self.found = place, []

    def handle_starttag(self, tag, attributes):
        href = dict(attributes).get("href")
        if href and tag == "base":
            self.place = urllib.parse.urljoin(self.place, href)
        elif href and tag == "a":
            url, _, fragment = urllib.parse.urljoin(self.place, href).partition("#")
            found = re.search(r"(?:^|&)sha256=([0-9a-f]{64})(?:&|$)", fragment)
            self.found.append((url, found.group(1) if found else ""))


def has_moved(package, packages):
    """Whether a package has the same version as before, but of another index."""
    name, _, version = package["pin"].partition(" ")[0].partition("==")
    return any(normal(found["name"]) == normal(name) and canonical(found["version"]) == canonical(version) and found["index"] != package["index"] for found in packages)


def read(entry, pages, files):
    """A package as the lock has it, from an entry of pip's report. Of some packages the file was chosen here, for its index."""
    name, version, source = entry["metadata"]["name"], entry["metadata"]["version"], entry["download_info"]
    if "archive_info" not in source:
        raise Problem("%s comes from %s, which has no hash, so it cannot be locked. Publish it as a package of an index, or remove it from the requirement "
                      "file and install it with a command: <ImageRun Include=\"pip install ...\" />." % (name, "a repository" if "vcs_info" in source else "a directory"))
    url = source["url"].partition("#")[0]
    own = (source["archive_info"].get("hashes") or {}).get("sha256") or (source["archive_info"].get("hash") or "").partition("sha256=")[2]
    is_direct = bool(entry.get("is_direct")) and not files.get(normal(name))
    index, others = ("", []) if is_direct else pages.find(name, url)
    hashes = {own} if own else set()
    for file, known in others:
        if version_of(file, name) == canonical(version):
            hashes.add(known or pages.hash_of(file))
    if not hashes:
        hashes.add(pages.hash_of(url))
    requires = sorted({name_of(line) for line in entry["metadata"].get("requires_dist") or []})
    return {"name": name, "version": version, "url": without_user(url) if is_direct else "", "index": without_user(index),
            "hashes": sorted(hashes), "requires": requires}


def version_of(url, name):
    """The version that the name of a file says; None for files of other kinds."""
    file = urllib.parse.unquote(urllib.parse.urlsplit(url).path.rpartition("/")[2])
    kind = next((kind for kind in ARCHIVES if file.endswith(kind)), None)
    if kind is None:
        return None
    parts = file[:-len(kind)].split("-")
    if kind == ".whl":
        return canonical(parts[1]) if len(parts) > 4 else None
    # Names of old archives have dashes, too.
    return next((canonical("-".join(parts[end:])) for end in range(1, len(parts)) if normal("-".join(parts[:end])) == normal(name)), None)


def canonical(version):
    try:
        from pip._vendor.packaging.version import Version
        return str(Version(version))
    except (ImportError, ValueError):
        return version.lower()


def same(one, other):
    return urllib.parse.unquote(without_user(one)) == urllib.parse.unquote(without_user(other))


def without_user(url):
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(line):
    return normal(re.match(r"[A-Za-z0-9._-]+", line).group())


def pin(package):
    return "%s @ %s" % (package["name"], package["url"]) if package["url"] else "%s==%s" % (package["name"], package["version"])


def last_lines(result):
    lines = [line.rstrip() for line in (result.stdout or "").splitlines() if line.strip()]
    return "\n".join(lines[-15:])


main(sys.argv[1])
