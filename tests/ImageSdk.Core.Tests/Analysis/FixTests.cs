using ImageSdk.Analysis;

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
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
            --mount=type=cache,target=/var/lib/apt,sharing=locked \
            rm -f /etc/apt/apt.conf.d/docker-clean && \
            apt-get  update \
         && apt-get install -y --no-install-recommends \
              # video
              ffmpeg
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
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
            --mount=type=cache,target=/var/lib/apt,sharing=locked <<EOF
        set -e
        rm -f /etc/apt/apt.conf.d/docker-clean
        apt-get update
        apt-get install -y --no-install-recommends curl
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
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
            rm -f /etc/apt/apt.conf.d/docker-clean && \
            apt-get install -y --no-install-recommends curl
        FROM base
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
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
    public void A_difference_is_what_git_applies() => Assert.AreEqual(
        "--- a/d\n+++ b/d\n@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n@@ -9,4 +8,5 @@\n 9\n 10\n 11\n-12\n\\ No newline at end of file\n+12\n+13\n",
        UnifiedDiff.Of("d", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12", "1\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n"));

    [TestMethod]
    public void A_new_file_comes_from_nothing() =>
        Assert.AreEqual("--- /dev/null\n+++ b/d\n@@ -0,0 +1,1 @@\n+a\n", UnifiedDiff.Of("d", null, "a\n"));

    private static string Fixed(string text)
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", text);
        FixApplier.Apply(new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files }, [.. RuleCatalog.All]);
        return files.Find("/x/Dockerfile")!;
    }
}
