using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>What fixed files look like: the corpus tells that they are right, these that they are as one would write them.</summary>
[TestClass]
public sealed class FixTests
{
    [TestMethod]
    public void A_RUN_gets_its_mounts_on_lines_of_their_own_and_keeps_comments_and_line_endings() => Assert.AreEqual(
        """
        FROM debian:12
        # media
        RUN --mount=type=cache,id=apt-debian-12,target=/var/cache/apt,sharing=locked \
            --mount=type=cache,id=apt-lists-debian-12,target=/var/lib/apt/lists,sharing=locked \
            rm -f /etc/apt/apt.conf.d/docker-clean && \
            apt-get  update \
         && apt-get install -y --no-install-recommends \
              # video
              ffmpeg ca-certificates
        RUN --mount=type=cache,target=/root/.cache/pip \
            pip install "pydantic>=2"  fastapi
        """.ReplaceLineEndings("\r\n"),
        Fixed("""
        FROM debian:12
        # media
        RUN apt-get  update \
         && apt-get upgrade -y \
         && apt-get install \
              # video
              ffmpeg \
         && apt-get clean \
         && rm -rf /var/lib/apt/lists/*
        RUN pip install --no-cache-dir pydantic>=2  fastapi
        """.ReplaceLineEndings("\r\n")));

    [TestMethod]
    public void A_here_document_gets_its_mounts_before_it() => Assert.AreEqual(
        """
        FROM debian:12
        RUN --mount=type=cache,id=apt-debian-12,target=/var/cache/apt,sharing=locked \
            --mount=type=cache,id=apt-lists-debian-12,target=/var/lib/apt/lists,sharing=locked <<EOF
        set -e
        rm -f /etc/apt/apt.conf.d/docker-clean
        apt-get update
        apt-get install -y --no-install-recommends curl ca-certificates
        EOF

        """,
        Fixed("""
        FROM debian:12
        RUN <<EOF
        set -e
        apt-get update
        apt-get install curl
        rm -rf /var/lib/apt/lists/*
        EOF

        """));

    [TestMethod]
    public void Lists_that_a_later_RUN_works_with_stay_where_they_are() => Assert.AreEqual(
        """
        FROM debian:12 AS base
        RUN apt-get update
        RUN --mount=type=cache,id=apt-debian-12,target=/var/cache/apt,sharing=locked \
            rm -f /etc/apt/apt.conf.d/docker-clean && \
            apt-get install -y --no-install-recommends curl
        FROM base
        RUN --mount=type=cache,id=apt-debian-12,target=/var/cache/apt,sharing=locked \
            rm -f /etc/apt/apt.conf.d/docker-clean && \
            apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
        """,
        Fixed("""
        FROM debian:12 AS base
        RUN apt-get update
        RUN apt-get install -y --no-install-recommends curl
        FROM base
        RUN apt-get install -y --no-install-recommends git && apt-get clean && rm -rf /var/lib/apt/lists/*
        """));

    [TestMethod]
    public void Every_RUN_of_a_stage_gets_the_mount_when_later_ones_need_what_earlier_ones_downloaded() => Assert.AreEqual(
        """
        FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
        RUN --mount=type=cache,target=/root/.nuget/packages \
            dotnet restore
        COPY src/ .
        RUN --mount=type=cache,target=/root/.nuget/packages \
            dotnet publish --no-restore -o /app
        FROM node:22
        USER node
        RUN --mount=type=cache,target=/home/node/.npm,uid=1000 \
            npm ci
        COPY --from=build /app /app

        """,
        Fixed("""
        FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
        RUN dotnet restore
        COPY src/ .
        RUN dotnet publish --no-restore -o /app
        FROM node:22
        USER node
        RUN npm ci
        COPY --from=build /app /app

        """));

    [TestMethod]
    [DataRow("rm -rf /var/lib/apt/lists/* /tmp/*", "rm -rf /tmp/*")]
    [DataRow("rm -rf /tmp/* /var/lib/apt/lists/* /var/cache/apt/*", "rm -rf /tmp/*")]
    [DataRow("rm -rf /var/lib/apt/lists/* /tmp/* /var/cache/apt/archives/*.deb", "rm -rf /tmp/*")]
    [DataRow("if true; then rm -rf /var/lib/apt/lists/* /tmp/*; fi", "if true; then rm -rf /tmp/*; fi")]
    public void What_a_mount_holds_goes_out_of_a_clean_up_that_does_more(string before, string after) => Assert.AreEqual(
        $"FROM debian:12\nRUN --mount=type=cache,id=apt-debian-12,target=/var/cache/apt,sharing=locked \\\n    --mount=type=cache,id=apt-lists-debian-12,target=/var/lib/apt/lists,sharing=locked \\\n"
        + $"    rm -f /etc/apt/apt.conf.d/docker-clean && \\\n    apt-get update && apt-get install -y --no-install-recommends jq && {after}\n",
        Fixed($"FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends jq && {before}\n"));

    [TestMethod]
    [DataRow("FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends jq && rm -rf /var/cache/*\n")]
    [DataRow("FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends jq && find /var/lib/apt/lists -delete\n")]
    [DataRow("FROM python:3.12-slim\nRUN pip install -r requirements.txt && rm -rf /root/.cache\n")]
    [DataRow("FROM python:3.12-slim\nRUN pip install -r requirements.txt && rm -rf ~/.cache/pip\n")]
    [DataRow("FROM python:3.12-slim\nRUN pip install --no-cache-dir -r requirements.txt && rm -rf $HOME/.cache/*\n")]
    [DataRow("FROM node:22\nWORKDIR /root\nRUN npm ci && rm -rf .npm\n")]
    public void A_folder_that_the_RUN_removes_gets_no_mount_since_it_would_be_busy(string text) =>
        Assert.IsFalse(Fixed(text).Contains("--mount", StringComparison.Ordinal), Fixed(text));

    [TestMethod]
    public void A_command_that_removes_the_cache_and_nothing_else_goes_with_the_mount() => Assert.AreEqual(
        "FROM node:22\nRUN --mount=type=cache,target=/root/.npm \\\n    npm ci\n", Fixed("FROM node:22\nRUN npm ci && rm -rf /root/.npm\n"));

    [TestMethod]
    [DataRow("RUN ./install.sh")]
    [DataRow("RUN make install")]
    [DataRow("RUN python setup.py install")]
    [DataRow("RUN python -c 'import nltk; nltk.download()'")]
    [DataRow("RUN $TOOL install x")]
    [DataRow("RUN conda install x")]
    [DataRow("RUN poetry install")]
    [DataRow("RUN <<EOF\n#!/usr/bin/env python\nimport os\nEOF")]
    [DataRow("SHELL [\"other\"]\nRUN pip list")]
    [DataRow("USER app\nRUN pip install --no-cache-dir jinja2==3.1.4")]
    [DataRow("ONBUILD RUN pip install jinja2")]
    [DataRow("FROM base AS tests\nRUN pip install pytest==8.0.0\nFROM base")]
    public void The_switch_of_pips_cache_stays_where_a_command_may_fill_the_cache_in_a_layer(string later)
    {
        var text = $"FROM python:3.12-slim AS base\nENV PIP_NO_CACHE_DIR=1\n{later}\n";

        StringAssert.Contains(Fixed(text), "ENV PIP_NO_CACHE_DIR=1", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("RUN --mount=type=cache,target=/root/.cache/pip ./install.sh")]
    [DataRow("RUN python -m venv /venv && . /venv/bin/activate && pip install jinja2==3.1.4")]
    [DataRow("RUN apt-get update && pip list && mkdir /x")]
    [DataRow("RUN uv pip install jinja2==3.1.4")]
    public void The_switch_of_pips_cache_goes_where_every_command_is_known_or_has_a_mount(string later)
    {
        var text = Fixed($"FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=1\n{later}\n", "IMG1109");

        Assert.IsFalse(text.Contains("PIP_NO_CACHE_DIR", StringComparison.Ordinal), text);
        Assert.AreEqual(text.Contains(" pip install jinja2", StringComparison.Ordinal) && !text.Contains("uv pip", StringComparison.Ordinal) || later.Contains("mount", StringComparison.Ordinal),
            text.Contains("target=/root/.cache/pip", StringComparison.Ordinal), text);
    }

    [TestMethod]
    public void The_switch_of_a_parent_stays_where_a_child_may_fill_the_cache_in_a_layer()
    {
        const string Parent = "FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=1\n";
        foreach (var (child, stays) in new[] { ("FROM base\nRUN ./install.sh\n", true), ("FROM base\nRUN pip install jinja2==3.1.4\n", false) })
        {
            var facts = Analyzer.Analyze(Input(Parent), []).Facts;
            var family = new FamilyMember("child", Analyzer.Analyze(Input(child) with { Parents = [new ParentFacts("base", ["base"], facts)] }, []).Facts);

            Assert.AreEqual(stays, Fixed(Input(Parent) with { Name = "base", Family = [family] }, "IMG1109").Contains("PIP_NO_CACHE_DIR", StringComparison.Ordinal), child);
        }
    }

    [TestMethod]
    [DataRow("debian:12", "curl", "RUN true", "curl ca-certificates")]
    [DataRow("debian:12", "git", "RUN git clone git@x.test:a/b.git", "git ca-certificates openssh-client")]
    [DataRow("debian:12", "git", "RUN --mount=type=ssh true", "git ca-certificates openssh-client")]
    [DataRow("debian:12", "git", "RUN ./build.sh", "git ca-certificates patch")]
    [DataRow("debian:12", "jq", "RUN curl -fsSL https://x.test/a -o /a", "jq ca-certificates")]
    [DataRow("debian:12", "jq", "RUN curl -fsSL http://x.test/a -o /a", "jq")]
    [DataRow("debian:12", "curl ca-certificates", "RUN curl https://x.test", "curl ca-certificates")]
    [DataRow("python:3.12-slim", "git", "RUN git clone https://x.test/a", "git")]
    [DataRow("python:3.12", "git", "RUN git clone git@x.test:a/b.git", "git")]
    [DataRow("ubuntu:24.04", "software-properties-common", "RUN add-apt-repository -y ppa:a/b", "software-properties-common gnupg")]
    [DataRow("ubuntu:24.04", "software-properties-common gnupg", "RUN add-apt-repository -y ppa:a/b", "software-properties-common gnupg")]
    [DataRow("debian:12", "gpg", "RUN curl https://x.test/k | gpg --dearmor -o /k", "gpg ca-certificates gnupg")]
    [DataRow("debian:12", "gpg", "RUN ./install.sh", null)]
    [DataRow("debian:12", "python3-pip", "RUN pip install webrtcvad", null)]
    [DataRow("debian:12", "python3-pip", "RUN make", null)]
    [DataRow("debian:12", "python3-pip", "RUN pip3 list", "python3-pip")]
    [DataRow("debian:12", "python3-pip build-essential python3-dev", "RUN pip install webrtcvad", "python3-pip build-essential python3-dev")]
    [DataRow("debian:12", "gcc", "RUN gcc -o /a /a.c", null)]
    [DataRow("debian:12", "build-essential", "RUN make", "build-essential")]
    [DataRow("debian:12", "an-unknown-package", "RUN ./build.sh", null)]
    [DataRow("debian:12", "an-unknown-package", "RUN mkdir /x", "an-unknown-package")]
    [DataRow("debian:12", "$(cat packages)", "RUN mkdir /x", null)]
    [DataRow("debian:12", "xvfb", "RUN mkdir /x", "xvfb xauth")]
    [DataRow("debian:12", "ffmpeg libgl1", "RUN ./build.sh", "ffmpeg libgl1")]
    public void What_is_still_needed_of_recommended_packages_is_named(string image, string packages, string later, string? expected)
    {
        var text = $"FROM {image}\nRUN apt-get update && apt-get install -y {packages} && rm -rf /var/lib/apt/lists/*\n{later}\n";

        Assert.AreEqual(expected is null ? text : text.Replace($"install -y {packages}", $"install --no-install-recommends -y {expected}", StringComparison.Ordinal), Fixed(text, "IMG1101"));
    }

    [TestMethod]
    public void In_a_stage_that_is_thrown_away_compilers_are_named() => StringAssert.Contains(
        Fixed("FROM debian:12 AS build\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip wheel -w /w webrtcvad\nFROM debian:12\nCOPY --from=build /w /w\n", "IMG1101"),
        "install --no-install-recommends -y python3-pip build-essential python3-dev", StringComparison.Ordinal);

    [TestMethod]
    public void What_a_child_needs_of_a_parents_recommended_packages_is_named_in_the_parent()
    {
        const string Parent = "FROM debian:12\nRUN apt-get update && apt-get install -y git\n";
        var facts = Analyzer.Analyze(Input(Parent), []).Facts;
        var child = Analyzer.Analyze(Input("FROM base\nRUN ssh-keyscan x.test > /etc/known\n") with { Parents = [new ParentFacts("base", ["base"], facts)] }, []).Facts;

        StringAssert.Contains(Fixed(Input(Parent) with { Name = "base", Family = [new FamilyMember("child", child)] }, "IMG1101"),
            "--no-install-recommends -y git ca-certificates openssh-client", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_difference_is_what_git_applies() => Assert.AreEqual(
        "--- a/d\n+++ b/d\n@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n@@ -9,4 +8,5 @@\n 9\n 10\n 11\n-12\n\\ No newline at end of file\n+12\n+13\n",
        UnifiedDiff.Of("d", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12", "1\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n"));

    [TestMethod]
    public void A_new_file_comes_from_nothing() =>
        Assert.AreEqual("--- /dev/null\n+++ b/d\n@@ -0,0 +1,1 @@\n+a\n", UnifiedDiff.Of("d", null, "a\n"));

    private static string Fixed(string text, string? rule = null) => Fixed(Input(text), rule);

    private static string Fixed(AnalysisInput input, string? rule)
    {
        FixApplier.Apply(input, [.. RuleCatalog.All.Where(known => rule is null || known.Descriptor.Code == rule)]);
        return input.Files.Find(input.Dockerfile)!;
    }

    private static AnalysisInput Input(string text)
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", text);
        return new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files };
    }
}
