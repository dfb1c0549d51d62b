# Written by ImageSdk from api.imageproj.

FROM base AS installed

USER root

ENV PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# ImageBinary: mwader/static-ffmpeg:7.0
COPY --from=mwader/static-ffmpeg:7.0 /ffmpeg /usr/local/bin/ffmpeg

# ImageDirectory: /var/lib/api
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/api

# PipRequirements: requirements.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=/run/requirements/requirements.txt \
    PYTHONDONTWRITEBYTECODE=1 pip install --requirement /run/requirements/requirements.txt

# ImageDistroless: what the image takes from this stage.
RUN python3 -B - <<'EOF'
PATHS = ["/usr/local/bin/ffmpeg", "/var/lib/api"]
APT_PACKAGES = ["libsndfile1", "tini"]
USERS = ["10001", "www-data"]
ON_BASE = False

# Python itself lays out what the image has, since it knows where its files are: below /rootfs/system what changes with the
# distribution, below /rootfs/packages what changes with the requirements.
import glob, importlib.metadata, os, re, shutil, stat, subprocess, sys

SYSTEM, PACKAGES = "/rootfs/system", "/rootfs/packages"
folders, files = {"/"}, set()


def real(path):
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def add_link(path):
    if path not in files and not (ON_BASE and re.match("/(bin|sbin|lib[^/]*)$", path)):
        files.add(path)
        add_folder(os.path.dirname(path))
        os.symlink(os.readlink(path), SYSTEM + path)


def add_folder(path):
    if path not in folders:
        folders.add(path)
        add_folder(os.path.dirname(path))
        os.mkdir(SYSTEM + path)
        own(path)


def own(path):
    status = os.stat(path)
    os.chown(SYSTEM + path, status.st_uid, status.st_gid)
    os.chmod(SYSTEM + path, stat.S_IMODE(status.st_mode))


# A file, a folder with all that is in it, or a link with what it leads to.
def add(path, leave_out=lambda path: False):
    parent = ""
    for name in os.path.dirname(path).split("/")[1:]:
        parent += "/" + name
        if os.path.islink(parent):
            add_link(parent)
            return add(os.path.join(os.path.dirname(parent), os.readlink(parent)) + path[len(parent):], leave_out)
    path = os.path.normpath(path)
    if path in files or not os.path.lexists(path) or leave_out(path):
        return
    if os.path.islink(path):
        add_link(path)
        add(os.path.join(os.path.dirname(path), os.readlink(path)), leave_out)
    elif os.path.isdir(path):
        add_folder(path)
        for name in sorted(os.listdir(path)):
            add(path + "/" + name, leave_out)
    elif os.path.isfile(path):
        files.add(path)
        add_folder(os.path.dirname(path))
        shutil.copy2(path, SYSTEM + path)
        own(path)


os.makedirs(SYSTEM)
os.makedirs(PACKAGES)
os.umask(0o022)

# The interpreter and its library, without what only development needs.
def is_development(path):
    name = os.path.basename(path)
    return name in ("test", "tests", "idle_test", "idlelib", "turtledemo", "ensurepip", "pydoc_data", "site-packages", "dist-packages") or name.startswith("config-")


names = ("python", "python3", "python%d.%d" % sys.version_info[:2])
for folder in [os.path.dirname(sys._base_executable), *os.environ["PATH"].split(":")]:
    for name in names:
        if folder and os.path.exists(folder + "/" + name):
            add(folder + "/" + name)
library = os.path.dirname(os.__file__)
for name in sorted(os.listdir(library)):
    add(library + "/" + name, is_development)

# The packages, without pip.
def is_pip(path):
    return re.search(r"/(site|dist)-packages/pip(-[^/]*)?$|/bin/(pip[0-9.]*|[aA]ctivate[^/]*)$", path) is not None


roots = [sys.prefix] if sys.prefix != sys.base_prefix else []
roots += [path for path in sys.path if re.search("/(site|dist)-packages$", path)]
scripts = []
for distribution in importlib.metadata.distributions():
    if (distribution.metadata["Name"] or "").lower() != "pip":
        paths = [os.path.normpath(distribution.locate_file(file)) for file in distribution.files or []]
        scripts += [path for path in paths if os.path.isfile(path) and not any(path.startswith(root + "/") for root in roots)]
for path in roots + scripts:
    add(path, is_pip)

# What the project names: files, folders, and the files of its packages; and what programs look for at fixed places.
def is_documentation(path):
    return re.match("/usr/(share/(doc|man|info|locale|lintian|bug|menu|applications)|include|lib/pkgconfig)/", path) is not None


for path in PATHS:
    add(path)
for package in APT_PACKAGES:
    for path in subprocess.run(["dpkg-query", "--listfiles", package], stdout=subprocess.PIPE, text=True).stdout.splitlines():
        if not os.path.isdir(path):
            add(path, is_documentation)
for path in ("/etc/os-release", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/usr/share/ca-certificates", "/usr/share/zoneinfo", "/etc/localtime",
             "/etc/timezone", "/etc/nsswitch.conf", "/etc/services", "/etc/protocols", "/etc/mime.types",
             "/usr/lib/locale/C.utf8", "/usr/lib/ssl/cert.pem", "/usr/lib/ssl/certs", "/usr/lib/ssl/openssl.cnf"):
    add(path)

# The libraries that all of it needs, and those that the C library and OpenSSL load by name.
def is_elf(path):
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def libraries(paths):
    output = subprocess.run(["ldd", *paths], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout
    return sorted(set(re.findall(r"(/\S+) \(0x", output)))


def is_c_library(path):
    return ON_BASE and re.match(r"(ld-|lib(c|m|dl|rt|pthread|util|resolv|anl|mvec|nss_[a-z]+)\.so)", os.path.basename(path)) is not None


binaries = sorted(path for path in files if os.path.isfile(path) and not os.path.islink(path) and is_elf(path))
for path in libraries(binaries):
    add(path, is_c_library)
    for name in {"libc": ("libgcc_s.so.1", "libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2"), "libcrypto": ("ossl-modules",)}.get(os.path.basename(path).split(".")[0], ()):
        for beside in glob.glob(os.path.join(os.path.dirname(os.path.realpath(path)), name)):
            add(beside, is_c_library)

# The accounts, and the folders that every program may expect.
accounts = [line.split(":") for line in open("/etc/passwd").read().splitlines()]
accounts = [account for account in accounts if {account[0], account[2]} & {"root", *USERS}]
groups = [line.split(":") for line in open("/etc/group").read().splitlines()]
groups = [group for group in groups if group[2] in [account[3] for account in accounts] or {group[0], group[2]} & set(USERS)]
add_folder("/etc")
for name, entries in ("passwd", accounts), ("group", groups):
    with open(SYSTEM + "/etc/" + name, "w") as file:
        file.writelines(":".join(entry) + "\n" for entry in entries)
for path in ["/tmp", "/var/tmp", "/run", *(account[5] for account in accounts)]:
    if os.path.isdir(path):
        add_folder(os.path.realpath(path))

# Scanners find the packages, and readers their licenses.
status = {}
if os.path.exists("/var/lib/dpkg/status"):
    for paragraph in open("/var/lib/dpkg/status", encoding="utf-8").read().split("\n\n"):
        status[re.match(r"\s*Package: (.*)|", paragraph)[1]] = paragraph.strip() + "\n"
place = {}
for file_list in sorted(glob.glob("/var/lib/dpkg/info/*.list")):
    package = os.path.basename(file_list)[:-5].split(":")[0]
    for path in open(file_list, encoding="utf-8").read().splitlines():
        folder = os.path.dirname(path)
        if folder == "/":
            continue
        place.setdefault(folder, os.path.realpath(folder))
        if os.path.join(place[folder], os.path.basename(path)) in files and package in status:
            os.makedirs(SYSTEM + "/var/lib/dpkg/status.d", exist_ok=True)
            with open(SYSTEM + "/var/lib/dpkg/status.d/" + package, "w", encoding="utf-8") as file:
                file.write(status[package])
            add("/usr/share/doc/" + package + "/copyright")
            break

# The loader finds libraries by its cache only where they are in no folder of its own.
if shutil.which("ldconfig") and os.path.exists("/etc/ld.so.conf"):
    for path in ("/etc/ld.so.conf", "/etc/ld.so.conf.d"):
        add(path)
    subprocess.run(["ldconfig", "-X", "-r", SYSTEM], check=True)
    shutil.rmtree(SYSTEM + "/var/cache/ldconfig", ignore_errors=True)

if ON_BASE:
    ours = tuple(map(int, os.confstr("CS_GNU_LIBC_VERSION").split()[1].split(".")))
    found = [path for folder in ("lib", "lib64", "usr/lib", "usr/lib64") for path in glob.glob("/run/distroless/" + folder + "/**/libc.so.6", recursive=True)]
    theirs = [re.search(rb"stable release version (\d+)\.(\d+)", open(path, "rb").read()) for path in found if os.path.isfile(path)]
    theirs = [tuple(map(int, match.groups())) for match in theirs if match]
    if not theirs or max(theirs) < ours:
        has = "glibc %d.%d" % max(theirs) if theirs else "no glibc"
        sys.exit("The base of ImageDistroless has %s, and what is copied needs %d.%d. Use a base of the same distribution, or true." % (has, *ours))
else:
    # Nothing else proves that the loader and the interpreter have all they need.
    subprocess.run([sys.executable, "-B", "-c", "import encodings.idna, ctypes, hashlib, socket"], check=True, preexec_fn=lambda: (os.chroot(SYSTEM), os.chdir("/")))

for path in sorted(set(map(real, roots + scripts))):
    if os.path.lexists(SYSTEM + path):
        os.makedirs(os.path.dirname(PACKAGES + path), exist_ok=True)
        os.rename(SYSTEM + path, PACKAGES + path)
EOF

# ImageContent: app/main.py
COPY app/ /app/

# ImageContent: settings.json
COPY --chown=www-data:www-data settings.json /etc/api/

# ImageByteCompile: the user may not write beside the programs, so Python would compile them at every start.
RUN python3 -m compileall -q /app

# ImageRun: The translations
RUN python -m main --compile-translations

# The image.
FROM scratch

# The packages have a layer of their own: they change more often than Python and the libraries.
COPY --from=installed /rootfs/system/ /
COPY --from=installed /rootfs/packages/ /

# Variables of the stages are not inherited.
ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 \
    STAGE="costs \$5" \
    VIRTUAL_ENV=/opt/venv \
    PYTHONUNBUFFERED=1

# The files, with what commands made of them.
COPY --from=installed /app/ /app/
COPY --from=installed /etc/api/ /etc/api/

USER 10001
ENTRYPOINT ["tini", "--", "python", "-m", "main"]
