namespace ImageSdk.Analysis.Commands;

/// <summary>
/// Which packages bring a useful package only because they, or packages that they need, recommend it. The fix of IMG1101 has to
/// name what is still needed.
/// </summary>
/// <remarks>
/// Sources: the fields Depends and Recommends of Debian 12 (bookworm, main and security), followed as apt follows them, for the
/// packages of this table and of <see cref="Plain"/>; <c>apt-cache show PACKAGE</c> prints them. Those of Ubuntu 20.04 to 24.04
/// differ in nothing that the table says, except npm, whose packages of Ubuntu recommend build-essential themselves.
/// Documentation, fonts, drivers and translations are left out: no command of a Dockerfile needs them.
/// </remarks>
internal static class RecommendedPackages
{
    private const string Table =
        """
        curl: ca-certificates
        wget: ca-certificates
        aria2: ca-certificates
        subversion: ca-certificates
        git: ca-certificates openssh-client patch
        git-lfs: ca-certificates openssh-client patch
        mercurial: ca-certificates openssh-client
        docker.io: ca-certificates git openssh-client patch
        docker-compose: ca-certificates git openssh-client patch
        gpg: gnupg
        gpg-agent: gnupg
        gnupg-agent: gnupg
        dirmngr: gnupg
        debootstrap: gnupg
        software-properties-common: gnupg
        python3-pip: build-essential python3-dev
        cython3: gcc libc6-dev python3-dev
        gcc: libc6-dev
        llvm: libc6-dev
        protobuf-compiler: libc6-dev
        linux-headers-amd64: libc6-dev
        cmake: gcc libc6-dev make
        flex: gcc libc6-dev
        meson: build-essential
        dpkg-dev: build-essential
        debhelper: build-essential
        devscripts: build-essential openssh-client git unzip
        golang: g++ gcc libc6-dev pkg-config
        golang-go: g++ gcc libc6-dev pkg-config
        rustc: cargo
        npm: build-essential git
        bundler: build-essential
        cpanminus: make gnupg
        r-base: r-base-dev
        r-base-core: r-base-dev
        mpich: gcc g++ gfortran libc6-dev
        libopenmpi-dev: gcc gfortran
        libboost-all-dev: gcc gfortran
        libmagickwand-dev: gcc
        libgdal-dev: gcc pkg-config
        libsndfile1-dev: pkg-config
        luarocks: gcc libc6-dev automake
        autoconf: automake
        libtool: autoconf automake
        zip: unzip
        xvfb: xauth
        """;

    private const string PlainNames =
        """
         ant apache2 apt-transport-https apt-utils automake awscli bash bc bind9-dnsutils binfmt-support bison build-essential
         bzip2 ca-certificates cargo ccache chromium chromium-driver cifs-utils clang containerd coreutils cron debconf-utils
         default-jdk default-jdk-headless default-jre default-jre-headless default-libmysqlclient-dev default-mysql-client
         dnsutils dosfstools dumb-init e2fsprogs entr espeak espeak-ng exim4 expect fakeroot ffmpeg ffmpegthumbnailer file
         findutils firefox-esr fish fuse g++ gawk gdal-bin gdb gettext gettext-base gfortran ghc ghostscript gnupg gnupg2 gosu
         gpgv gradle grep gstreamer1.0-libav gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-tools gzip haproxy
         htop inotify-tools iproute2 iptables iputils-ping jq kmod krb5-user ldap-utils less locales logrotate lsb-release lshw
         lua5.3 lynx mailutils make man-db mariadb-client mariadb-server maven mediainfo memcached msmtp mtools nano nasm
         net-tools netcat netcat-openbsd netcat-traditional nfs-common nginx ninja-build nmap nodejs nvtop ocl-icd-opencl-dev
         opencl-headers openjdk-17-jdk openjdk-17-jdk-headless openjdk-17-jre openjdk-17-jre-headless openmpi-bin openssh-client
         openssh-server openssl p7zip p7zip-full parted pciutils perl pinentry-curses pipx pkg-config pkgconf poppler-utils
         portaudio19-dev postfix postgresql postgresql-client procps proj-bin psmisc python-is-python3 python3 python3-boto3
         python3-dev python3-distutils python3-full python3-gdal python3-numpy python3-opencv python3-pil python3-requests
         python3-setuptools python3-tk python3-venv python3-wheel python3-yaml qemu-user-static rabbitmq-server redis-server
         redis-tools rsync rsyslog ruby ruby-dev ruby-full screen sed shared-mime-info socat sox sqlite3 squashfs-tools sshfs
         strace sudo supervisor swig tar tcpdump telnet tesseract-ocr time tini tmux traceroute tree tzdata unattended-upgrades
         unrar-free unzip usbutils util-linux uuid-dev valgrind varnish vim vim-tiny vsftpd xz-utils yarnpkg yasm zlib1g-dev zsh
         zstd
        """;

    private static readonly Dictionary<string, string[]> Recommended = Table.Split('\n').Select(line => line.Split(": ", 2))
        .ToDictionary(pair => pair[0], pair => pair[1].Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Plain = PlainNames.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet(StringComparer.Ordinal);

    private static readonly Dictionary<string, PackageUse> Uses = new(StringComparer.Ordinal)
    {
        ["ca-certificates"] = PackageUse.Certificates, ["gnupg"] = PackageUse.Keys, ["openssh-client"] = PackageUse.Ssh,
        ["patch"] = PackageUse.Patch, ["autoconf"] = PackageUse.Autotools,
        ["automake"] = PackageUse.Autotools, ["git"] = PackageUse.Git, ["unzip"] = PackageUse.Unzip,
        ["xauth"] = PackageUse.Display,
    };

    /// <summary>The useful packages that a package brings by recommendation; none where it brings none or is not known.</summary>
    public static IReadOnlyList<string> Of(string package) => Recommended.GetValueOrDefault(package) ?? [];

    /// <summary>
    /// Whether it is known what a package recommends. Libraries, fonts and languages recommend nothing that a command needs,
    /// except those of the table.
    /// </summary>
    public static bool IsKnown(string package) => Recommended.ContainsKey(package) || Plain.Contains(package)
        || package.StartsWith("lib", StringComparison.Ordinal) || package.StartsWith("fonts-", StringComparison.Ordinal)
        || package.StartsWith("language-pack-", StringComparison.Ordinal);

    /// <summary>What a recommended package is needed for.</summary>
    public static PackageUse UseOf(string package) => Uses.GetValueOrDefault(package, PackageUse.Compiler);

    /// <summary>Whether a package that somebody named has a recommended one in it.</summary>
    public static bool Has(string named, string package) => named == package || named switch
    {
        "build-essential" => package is "gcc" or "g++" or "make" or "libc6-dev",
        "g++" => package is "gcc" or "libc6-dev",
        "gnupg2" => package == "gnupg",
        "pkgconf" => package == "pkg-config",
        "libc-dev" => package == "libc6-dev",
        "python3-pip" or "software-properties-common" or "python3-requests" => package == "ca-certificates",
        _ => false,
    };
}
