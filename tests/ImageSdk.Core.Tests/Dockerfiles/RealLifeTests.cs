using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>Whole files as people write them.</summary>
[TestClass]
public class RealLifeTests
{
    private const string Speech = """
        # syntax=docker/dockerfile:1
        # The CUDA version must fit the driver of the fleet.
        ARG CUDA_VERSION=12.1.1
        ARG PYTHON_VERSION=3.11
        ARG BASE=nvidia/cuda:${CUDA_VERSION}-cudnn8-runtime-ubuntu22.04

        FROM ghcr.io/astral-sh/uv:0.5 AS uv

        FROM python:${PYTHON_VERSION}-slim AS wheels
        ARG PIP_INDEX_URL
        WORKDIR /wheels
        COPY requirements-common.txt requirements-ml.txt ./
        RUN --mount=type=cache,target=/root/.cache/pip \
            --mount=type=secret,id=pip,target=/etc/pip.conf \
            pip wheel --wheel-dir /wheels \
                -r requirements-common.txt \
                # models come later
                -r requirements-ml.txt

        FROM ${BASE} AS base-ml
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        ENV DEBIAN_FRONTEND=noninteractive \
            PYTHONUNBUFFERED=1 \
            PATH="/opt/venv/bin:$PATH"
        COPY --from=uv /uv /usr/local/bin/uv
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
            --mount=type=cache,target=/var/lib/apt,sharing=locked <<EOF
        set -e
        apt-get update
        apt-get install -y --no-install-recommends ffmpeg libsndfile1
        EOF
        RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
            --mount=type=bind,source=constraints.txt,target=/tmp/constraints.txt \
            uv pip install --no-index --find-links /wheels -c /tmp/constraints.txt whisperx

        FROM base-ml AS asr
        RUN useradd --create-home app
        USER app
        COPY --chown=app:app --exclude=**/__pycache__ asr/ /app/
        HEALTHCHECK --interval=30s --timeout=3s \
          CMD curl -fs http://localhost:8000/health || exit 1
        ENTRYPOINT ["tini", "--", "python", "/app/asr.py"]

        FROM base-ml AS test
        COPY tests/ /tests/
        RUN pytest /tests
        """;

    private const string Service = """
        FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base
        USER $APP_UID
        WORKDIR /app
        EXPOSE 8080

        FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        ARG BUILD_CONFIGURATION=Release
        ARG TARGETARCH
        WORKDIR /src
        COPY ["Api/Api.csproj", "Api/"]
        RUN dotnet restore "./Api/Api.csproj" -a $TARGETARCH
        COPY . .
        WORKDIR "/src/Api"
        RUN dotnet build "./Api.csproj" -c $BUILD_CONFIGURATION -o /app/build

        FROM build AS publish
        ARG BUILD_CONFIGURATION=Release
        RUN dotnet publish "./Api.csproj" -c $BUILD_CONFIGURATION -o /app/publish /p:UseAppHost=false

        FROM base AS final
        WORKDIR /app
        COPY --from=publish /app/publish .
        ENTRYPOINT ["dotnet", "Api.dll"]
        """;

    private const string Windows = """
        # escape=`
        FROM mcr.microsoft.com/windows/servercore:ltsc2022
        SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
        RUN Invoke-WebRequest https://example.org/tool.zip -OutFile C:\tool.zip; `
            Expand-Archive C:\tool.zip C:\tool; `
            Remove-Item C:\tool.zip
        COPY app\ C:\app\
        ENV TOOL=C:\tool
        CMD ["C:\\app\\run.exe"]
        """;

    private const string Site = """
        FROM node:22-alpine AS build
        WORKDIR /site
        COPY package*.json ./
        RUN --mount=type=cache,target=/root/.npm npm ci
        COPY . .
        RUN npm run build

        FROM nginx:1.27-alpine
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/mime.types /etc/nginx/
        COPY <<'NGINX' <<-"ROBOTS" /etc/nginx/conf.d/
        server { listen 80; root /www; location / { try_files $uri /index.html; } }
        NGINX
        	User-agent: *
        	ROBOTS
        COPY --from=build --link /site/dist /www
        LABEL org.opencontainers.image.title="The site" \
              org.opencontainers.image.licenses=MIT
        STOPSIGNAL SIGQUIT
        VOLUME /var/cache/nginx
        """;

    [TestMethod]
    [DataRow(Speech, 5)]
    [DataRow(Service, 4)]
    [DataRow(Windows, 1)]
    [DataRow(Site, 2)]
    public void A_file_is_read_without_errors_with_either_line_ending(string text, int stages)
    {
        Assert.HasCount(stages, Tree.Good(text).Stages);
        var windows = text.ReplaceLineEndings("\r\n");
        Assert.HasCount(stages, Tree.Good(windows).Stages);
        Assert.AreEqual(windows, Tree.Good(windows).ToString());
        Sequence.AreEqual(Inputs.Of(windows).Images(), [.. Inputs.Of(text).Images()]);
        Sequence.AreEqual(Inputs.Of(windows).Reads(), [.. Inputs.Of(text).Reads()]);
    }

    [TestMethod]
    public void The_speech_image_takes_what_its_stages_name()
    {
        var inputs = Inputs.Of(Speech, "asr", ("CUDA_VERSION", "12.4.0"));
        Assert.AreEqual("uv wheels base-ml asr", string.Join(' ', inputs.Stages));
        Sequence.AreEqual(
            inputs.Images(),
            "1:10 Syntax docker/dockerfile:1",
            "7:6 From ghcr.io/astral-sh/uv:0.5",
            "9:6 From python:3.11-slim",
            "20:6 From nvidia/cuda:12.4.0-cudnn8-runtime-ubuntu22.04");
        Sequence.AreEqual(
            inputs.Reads(),
            "12:6 requirements-common.txt",
            "12:30 requirements-ml.txt",
            "33:30 constraints.txt",
            "39:47 asr/ -**/__pycache__");
        Assert.AreEqual("BASE CUDA_VERSION PIP_INDEX_URL PYTHON_VERSION", string.Join(' ', inputs.DeclaredArguments));
    }

    [TestMethod]
    public void The_command_of_the_speech_image_is_found_between_its_comments()
    {
        var run = Tree.Good(Speech).Instructions.OfType<RunInstruction>().First();
        Assert.HasCount(2, run.Mounts);
        Assert.AreEqual("models come later", run.InnerComments.Single().Value);
        var at = run.Command!.Value.IndexOf("requirements-ml", StringComparison.Ordinal);
        Assert.AreEqual("base/Dockerfile(18,12)", run.Command.LocationOf(at).ToString());
    }

    [TestMethod]
    public void The_service_takes_its_two_images_and_its_sources()
    {
        var inputs = Inputs.Of(Service);
        Sequence.AreEqual(
            inputs.Images(), "1:6 From mcr.microsoft.com/dotnet/aspnet:10.0", "6:32 From mcr.microsoft.com/dotnet/sdk:10.0 linux/amd64");
        Sequence.AreEqual(inputs.Reads(), "10:7 Api/Api.csproj", "12:6 .");
        Assert.AreEqual("BUILD_CONFIGURATION TARGETARCH", string.Join(' ', inputs.DeclaredArguments));
    }

    [TestMethod]
    public void The_windows_image_keeps_its_backslashes()
    {
        var inputs = Inputs.Of(Windows);
        Sequence.AreEqual(inputs.Reads(), "7:6 app\\");
        Assert.AreEqual("C:\\app\\run.exe", inputs.Target.Instructions[^1].Arguments[0].Value);
    }

    [TestMethod]
    public void The_site_reads_no_files_for_what_it_has_inline_or_from_the_network()
    {
        Sequence.AreEqual(Inputs.Of(Site).Reads(), "3:6 package*.json", "5:6 .");
        var heredocs = Tree.Good(Site).Stages[1].Instructions.OfType<CopyInstruction>().ElementAt(1).Heredocs;
        Sequence.AreEqual(heredocs.Select(heredoc => heredoc.Name), "NGINX", "ROBOTS");
        Assert.AreEqual("\tUser-agent: *\n", heredocs[1].Content);
    }
}
