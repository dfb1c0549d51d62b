# case: restore and publish
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
WORKDIR /src
COPY *.csproj .
# expect
RUN dotnet restore
COPY . .
RUN dotnet publish --no-restore -o /app
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app

# case: publish alone
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
# expect
RUN dotnet publish -c Release -o /app
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app

# case: in a stage on top
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
# expect
RUN dotnet restore
RUN dotnet build --no-restore
FROM build AS publish
RUN dotnet publish --no-build -o /app
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=publish /app /app

# case: a script may need what is restored
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
# expect
RUN dotnet restore
RUN ./build.sh
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app

# case: somebody copies the packages
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
# expect
RUN dotnet restore
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /root/.nuget/packages /packages

# case: another folder
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
ENV NUGET_PACKAGES=/packages
# expect
RUN dotnet restore && dotnet publish --no-restore -o /app
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app

# case: a stage that another target builds on
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
# expect
RUN dotnet publish -o /app
FROM build AS test
RUN dotnet test --no-restore
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app

# case: with mounts
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore
RUN --mount=type=cache,target=/root/.nuget dotnet publish --no-restore -o /app
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app

# case: nothing is restored
FROM mcr.microsoft.com/dotnet/sdk:9.0
RUN dotnet --info && dotnet new console && dotnet publish --no-restore
RUN dotnet restore --packages /packages

# case: an image for development, which is to have the packages
FROM mcr.microsoft.com/dotnet/sdk:9.0
RUN dotnet restore
