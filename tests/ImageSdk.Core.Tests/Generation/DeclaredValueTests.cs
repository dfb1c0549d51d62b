using System.Text;
using CsCheck;
using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>What a project declares arrives in the image byte for byte, or is refused at its item.</summary>
[TestClass]
public sealed class DeclaredValueTests
{
    private static readonly TemporaryProject Folder = new("<Project />");

    private static string Project => Folder.File;

    /// <summary>Each item and property with a harmless value: the field in braces is the one that is replaced.</summary>
    private static readonly (string Type, string Field, string Harmless)[] Fields =
    [
        ("AptPackage", "Include", "curl"), ("AptPackage", "Version", "1.0"),
        ("AptSource", "Include", "extra"), ("AptSource", "Uri", "https://deb.example.com/debian"), ("AptSource", "Suites", "stable"), ("AptSource", "Components", "main"),
        ("PipIndex", "Include", "https://pypi.example.com/simple"), ("PipIndex", "Secret", "netrc"), ("ImageDirectory", "Include", "/data"), ("ImageDirectory", "Owner", "app"),
        ("ImageDirectory", "Mode", "0700"), ("ImageModelCache", "Include", "/models/x"), ("ImageModelCache", "Variable", "CACHE"), ("ImageModelCache", "Volume", "volume"),
        ("ImageBinary", "Include", "busybox:1.36"), ("ImageBinary", "Source", "/bin/busybox"), ("ImageBinary", "TargetPath", "/bin/tool"),
        ("ImageRun", "Include", "true"), ("ImageRun", "Command", "true"), ("ImageRun", "At", "AfterPackages"), ("ImageRun", "Mounts", "type=cache,target=/x"), ("ImageRun", "Secrets", "netrc"),
        ("ImageSecret", "Include", "netrc"), ("ContainerEnvironmentVariable", "Include", "NAME"), ("ContainerEnvironmentVariable", "Value", "value"),
        ("ContainerPort", "Include", "8080"), ("ContainerPort", "Type", "udp"), ("ContainerEntrypoint", "Include", "python"), ("ContainerDefaultArgs", "Include", "--serve"),
        ("ImageHealthcheck", "Include", "true"),
        ("ImageContent", "TargetPath", "/srv"), ("ImageContent", "Owner", "app"), ("ImageContent", "Mode", "0644"), ("ContainerBaseImage", "", "python:3.11-slim"), ("ContainerUser", "", "web"), ("ImageUserId", "", "4711"),
        ("ContainerWorkingDirectory", "", "/srv"), ("ImageStopSignal", "", "SIGINT"), ("ImageUv", "", "ghcr.io/astral-sh/uv:0.8"), ("ImageDistroless", "", "gcr.io/distroless/base-debian12:nonroot"),
        ("ImageHealthcheckInterval", "", "30s"), ("ImageHealthcheckRetries", "", "3"),
    ];

    [ClassCleanup]
    public static void Clean() => Folder.Dispose();

    [TestMethod]
    public void A_variable_has_its_value_byte_for_byte_or_is_refused() => HostileText.Any.Sample(
        value =>
        {
            var generated = TryGenerate(Item("ContainerEnvironmentVariable", "NAME", ("Value", value)));
            if (generated is null)
            {
                Assert.IsTrue(value.Contains('\n') || value.Contains('\0') || !IsUtf8(value) || value.Contains("$NAME") || value.Contains("${NAME"), $"'{value}' is refused");
                return;
            }

            var variable = Instructions(generated, InstructionKind.Env).OfType<AssignmentInstruction>().SelectMany(env => env.Assignments).Single();
            Assert.AreEqual(("NAME", value), (variable.Name.Value, VariableExpansion.Of(variable.Value!.Value, '\\', _ => "other").Value));
        },
        iter: 5000);

    /// <summary>A distroless image says the variables of its parent again, as the analysis of the parent's Dockerfile reads them.</summary>
    [TestMethod]
    public void A_distroless_child_has_the_variables_of_its_parent_byte_for_byte()
    {
        using var folder = new TemporaryProject("<Project />");
        var dockerfile = Path.Combine(Path.GetDirectoryName(folder.File)!, "Dockerfile");
        HostileText.Any.Sample(
            value =>
            {
                if (TryGenerate(Item("ContainerEnvironmentVariable", "NAME", ("Value", value))) is not { } parent) return;

                File.WriteAllText(dockerfile, parent);
                var facts = Analyzer.Analyze(new AnalysisInput { Dockerfile = dockerfile, ContextDirectory = Path.GetDirectoryName(dockerfile)! }, []).Facts;
                var child = DockerfileGenerator.Generate(new ImageDeclaration
                {
                    ProjectFile = folder.File,
                    Parents = [new ParentFacts("base", ["base"], facts)],
                    Items = [Item("AptPackage", "python3")],
                    Properties = new Dictionary<string, string> { ["ImageDistroless"] = "true" },
                });
                var variable = Instructions(child.Text, InstructionKind.Env).OfType<AssignmentInstruction>().Last().Assignments.Single(one => one.Name.Value == "NAME");
                Assert.AreEqual(value, VariableExpansion.Of(variable.Value!.Value, '\\', _ => "other").Value);
            },
            iter: 200, threads: 1);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("$$ ${X} $HOME")]
    [DataRow(" blanks ")]
    [DataRow("""it's "quoted" \ and \\""")]
    [DataRow("100% %24")]
    [DataRow("C:\\temp\\")]
    [DataRow("äé日本😀")]
    public void What_people_write_as_the_value_of_a_variable_is_not_refused(string value)
    {
        var generated = TryGenerate(Item("ContainerEnvironmentVariable", "NAME", ("Value", value)))!;

        var variable = Instructions(generated, InstructionKind.Env).OfType<AssignmentInstruction>().Single().Assignments.Single();
        Assert.AreEqual(value, VariableExpansion.Of(variable.Value!.Value, '\\', _ => "other").Value);
    }

    [TestMethod]
    [DataRow("PATH", "/opt/bin:$PATH", "", null)]
    [DataRow("PATH", "/opt/bin:${PATH}", "false", null)]
    [DataRow("PATH", "/opt/bin:$PATHS", "", "/opt/bin:$PATHS")]
    [DataRow("PATH", "/opt/bin:$PATH", "true", "/opt/bin:<PATH>")]
    [DataRow("X", "a\\b \"c\" ${Y:-d}", "true", "a\\b \"c\" <Y>")]
    [DataRow("X", "${Y", "true", null)]
    [DataRow("X", "a", "yes", null)]
    [DataRow("X", "a\nb", "", null)]
    public void A_variable_is_expanded_only_on_request_and_never_by_mistake(string name, string value, string expand, string? expected)
    {
        var generated = TryGenerate(Item("ContainerEnvironmentVariable", name, ("Value", value), ("Expand", expand)));

        var written = generated is null ? null : Instructions(generated, InstructionKind.Env).OfType<AssignmentInstruction>().Single().Assignments.Single().Value!.Value;
        Assert.AreEqual(expected, written is null ? null : VariableExpansion.Of(written, '\\', variable => $"<{variable}>").Value);
    }

    [TestMethod]
    [DataRow("${HOME", "'}' is missing after '${HOME'")]
    [DataRow("/opt/bin:${HOME:$PATH", "'}' is missing after '${HOME'")]
    [DataRow("100$$", "has '$$', which")]
    [DataRow("a$$b", "has '$$', which")]
    [DataRow("$1.50", "has '$1', which")]
    [DataRow("${+x}", "has '$', which")]
    [DataRow("${@}", "has '$@', which")]
    [DataRow("$APP_HOME/bin:$PATH", "refers to $APP_HOME, which the same project sets")]
    [DataRow("${APP_HOME:-/opt}/bin", "refers to $APP_HOME, which the same project sets")]
    public void A_reference_that_BuildKit_replaces_with_something_else_is_refused(string value, string message)
    {
        var problem = Assert.ThrowsExactly<DiagnosticException>(() => Generate(Declaration(Project,
            Item("ContainerEnvironmentVariable", "APP_HOME", ("Value", "/app")), Item("ContainerEnvironmentVariable", "NAME", ("Value", value), ("Expand", "true"))))).Diagnostics.Single();

        Assert.AreEqual("IMG6001", problem.Descriptor.Code);
        StringAssert.Contains(problem.Message, message);
    }

    /// <summary>The base image may have them.</summary>
    [TestMethod]
    [DataRow("$UNKNOWN/bin:$PATH")]
    [DataRow("${UNKNOWN:-/opt}:$NAME")]
    [DataRow("5 $, $é")]
    public void A_reference_that_the_base_image_may_have_is_written(string value) => Assert.Contains($"NAME=\"{value}\"", Generate(Declaration(Project,
        Item("ContainerEnvironmentVariable", "APP_HOME", ("Value", "/app")), Item("ContainerEnvironmentVariable", "NAME", ("Value", value), ("Expand", "true")))));

    [TestMethod]
    public void Words_of_a_program_arrive_byte_for_byte_or_are_refused() => Gen.Select(HostileText.Any, HostileText.Any, HostileText.Any).Sample(
        (entrypoint, argument, check) =>
        {
            var generated = TryGenerate(
                Item("ContainerEntrypoint", "python"), Item("ContainerEntrypoint", entrypoint), Item("ContainerDefaultArgs", argument),
                Item("ImageHealthcheck", "python"), Item("ImageHealthcheck", check));
            if (generated is null)
            {
                Assert.IsTrue((entrypoint + "." + argument + "." + check).Contains('\0') || !IsUtf8(entrypoint) || !IsUtf8(argument) || !IsUtf8(check));
                return;
            }

            CollectionAssert.AreEqual(new[] { "tini", "--", "python", entrypoint }, Words(generated, InstructionKind.Entrypoint));
            CollectionAssert.AreEqual(new[] { argument }, Words(generated, InstructionKind.Cmd));
            CollectionAssert.AreEqual(new[] { "CMD", "python", check }, Words(generated, InstructionKind.Healthcheck));
        },
        iter: 3000);

    [TestMethod]
    public void A_command_reaches_the_shell_byte_for_byte() => HostileText.Commands.Sample(
        command =>
        {
            // An empty command is none: then the Include is it.
            if (command.Length == 0 || TryGenerate(Item("ImageRun", "name", ("Command", command)), Item("ImageRun", "last")) is not { } generated) return;

            var runs = Instructions(generated, InstructionKind.Run).OfType<RunInstruction>().ToList();
            Assert.AreEqual("last", runs[^1].Command!.Value);
            Assert.AreEqual(WithoutXml(command), ScriptOf(runs[^2]), generated);
        },
        iter: 5000);

    [TestMethod]
    [DataRow("a", "RUN a")]
    [DataRow("\r\n      a\r\n      b\r\n    ", "RUN <<'EOF'\nset -eu\na\nb\nEOF")]
    [DataRow("\n  cat > f <<EOF\n  a:\n    b: c\n\n  EOF\n", "RUN <<'EOF2'\nset -eu\ncat > f <<EOF\na:\n  b: c\n\nEOF\nEOF2")]
    [DataRow("a \\", "RUN <<'EOF'\na \\\nEOF")]
    [DataRow("# a", "RUN <<'EOF'\nset -eu\n# a\nEOF")]
    [DataRow("[\"a\"]", "RUN <<'EOF'\n[\"a\"]\nEOF")]
    [DataRow("--network=host a", "RUN <<'EOF'\n--network=host a\nEOF")]
    [DataRow("tr a b <<< \"$X\"", "RUN <<'EOF'\ntr a b <<< \"$X\"\nEOF")]
    public void A_command_is_written_in_a_form_that_changes_nothing(string command, string expected)
    {
        var generated = TryGenerate(Item("ImageRun", "name", ("Command", command)), Item("ImageRun", "last"))!;

        var run = Instructions(generated, InstructionKind.Run).OfType<RunInstruction>().ElementAt(^2);
        Assert.AreEqual(expected, generated[run.Span.Start..run.Span.End]);
    }

    [TestMethod]
    [DataRow("\n  if true; then\n    cat > f <<EOF\n    a\n    EOF\n  fi\n", true)]
    [DataRow("\n  cat > f <<'EOF'\n  a\n  EOF\n", false)]
    [DataRow("\n\tcat > f <<-EOF\n\t\ta\n\t\tEOF\n", false)]
    [DataRow("  \n ", true)]
    [DataRow("\n  cat > f <<EOF\n  a\n", true)]
    [DataRow("cat <<EOF", true)]
    [DataRow("\n  if true; then\n    cat <<-'END'\n    a\n  fi\n", true)]
    [DataRow("\n  x=$(cat <<A\n  a\n  )\n", true)]
    [DataRow("\n  cat <<A <<B\n  A\n  a\n", true)]
    [DataRow("\n  cat <<A <<B\n  A\n  a\n  B\n", false)]
    [DataRow("echo '<<EOF' \"<<EOF\" \\<\\<EOF # <<EOF", false)]
    [DataRow("echo $((1<<EOF)); x=1 && ((x<<EOF)); tr a b <<<EOF", false)]
    [DataRow("\n  cat <<'A B'\n  a\n  A B\n", false)]
    public void A_here_document_that_never_ends_is_refused(string command, bool isRefused) =>
        Assert.AreEqual(isRefused, TryGenerate(Item("ImageRun", "name", ("Command", command))) is null);

    [TestMethod]
    public void No_value_becomes_another_instruction() => Gen.Select(Gen.Int[0, Fields.Length - 1], HostileText.Any, Gen.Bool).Sample(
        (number, text, isAppended) =>
        {
            var (type, field, harmless) = Fields[number];
            var expected = Shape(Generate(Declare(type, field, harmless)));
            var value = isAppended ? harmless + text : text;
            // A list of nothing names nothing.
            if (value.All(c => c == ';' || char.IsWhiteSpace(c))) return;

            if (TryGenerate(Declare(type, field, value)) is { } generated) Assert.AreEqual(expected, Shape(generated), $"{type} {field} '{value}'\n{generated}");
        },
        iter: 3000);

    [TestMethod]
    public void A_file_of_any_name_is_copied_or_refused() => HostileText.Any.Sample(
        name =>
        {
            if (name.AsSpan().ContainsAny('/', '\0') || !IsUtf8(name) || name is "." or ".." || Encoding.UTF8.GetByteCount(name) > 255) return;

            var folder = Directory.CreateTempSubdirectory("declared");
            try
            {
                var file = Path.Combine(folder.FullName, name);
                File.WriteAllText(file, "");
                File.WriteAllText(Path.Combine(folder.FullName, "not declared"), "");
                var declaration = Declaration(Path.Combine(folder.FullName, "app.imageproj"), new DeclaredItem("ImageContent", name, Project) { Path = file });
                if (TryGenerate(declaration) is not { } generated)
                {
                    Assert.IsTrue(name.Any(char.IsControl) || name.Contains('\\') || name != name.Trim() || name.StartsWith("..", StringComparison.Ordinal), $"'{name}' is refused");
                    return;
                }

                var copy = Instructions(generated, InstructionKind.Copy).Single();
                var words = copy.Arguments.Select(word => VariableExpansion.Of(word.Value, '\\', _ => "other").Value).ToList();
                var source = words[0]!.Replace("[*]", "*", StringComparison.Ordinal).Replace("[?]", "?", StringComparison.Ordinal).Replace("[[]", "[", StringComparison.Ordinal);
                Assert.AreEqual((name, "/app/", 0, 0), (source, words[1], copy.Flags.Count, copy.Heredocs.Count), generated);
                Assert.AreEqual(3, DockerfileGenerator.Generate(declaration).IgnoreText.Count(c => c == '\n'));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        },
        iter: 500);

    [TestMethod]
    public void No_path_of_the_machine_is_in_what_is_written()
    {
        using var project = new TemporaryProject("<Project />");
        var folder = Path.GetDirectoryName(project.File)!;
        DeclaredItem File(string type, string path, params (string, string)[] metadata) => Item(type, Path.Combine(folder, path), metadata) with { Path = Path.Combine(folder, path) };

        var generated = DockerfileGenerator.Generate(Declaration(project.File,
            File("PipRequirements", "requirements.txt"), File("ImageContent", "main.py"), File("ImageContent", "other/main.py", ("TargetPath", "/other"), ("Mode", "0644"))));

        Assert.DoesNotContain(folder, generated.Text + generated.IgnoreText);
        Assert.Contains("# PipRequirements: requirements.txt", generated.Text);
    }

    private static ImageDeclaration Declare(string type, string field, string value)
    {
        var isProperty = field.Length == 0;
        var metadata = Fields.Where(other => other.Type == type && other.Field is not ("Include" or "Command" or "At" or "Mounts" or "Secrets" or "Secret" or ""))
            .ToDictionary(other => other.Field, other => other.Harmless);
        metadata[field] = value;
        var include = field == "Include" ? value : Fields.FirstOrDefault(other => other.Type == type && other.Field == "Include").Harmless ?? "main.py";
        var item = new DeclaredItem(type, include, Project) { Metadata = metadata, Path = type == "ImageContent" ? Path.Combine(Path.GetDirectoryName(Project)!, include) : "" };
        // What the field needs beside it, so that it is used at all.
        DeclaredItem[] more = type switch
        {
            "ImageSecret" => [Item("ImageRun", "true", ("Secrets", value))],
            "ImageRun" or "PipIndex" when field is "Secrets" or "Secret" => [Item("ImageSecret", value), Requirements],
            "PipIndex" or "ImageUv" => [Requirements],
            "ImageHealthcheckInterval" or "ImageHealthcheckRetries" => [Item("ImageHealthcheck", "true")],
            _ => [],
        };
        var declaration = Declaration(Project, isProperty ? more : [item, .. more]);
        var properties = new Dictionary<string, string>(declaration.Properties) { ["ImagePythonInstaller"] = type == "ImageUv" ? "uv" : "pip" };
        if (isProperty) properties[type] = value;
        return declaration with { Properties = properties };
    }

    private static DeclaredItem Requirements => new("PipRequirements", "requirements.txt", Project) { Path = Path.Combine(Path.GetDirectoryName(Project)!, "requirements.txt") };

    private static ImageDeclaration Declaration(string project, params DeclaredItem[] items) => new()
    {
        ProjectFile = project, Items = items, Properties = new Dictionary<string, string> { ["ContainerBaseImage"] = "python:3.11-slim" },
    };

    private static DeclaredItem Item(string type, string include, params (string Name, string Value)[] metadata) =>
        new(type, include, Project) { Metadata = metadata.ToDictionary(one => one.Name, one => one.Value) };

    private static string Generate(ImageDeclaration declaration)
    {
        var generated = DockerfileGenerator.Generate(declaration).Text;
        Assert.IsEmpty(Dockerfile.Parse(generated, "").Diagnostics, generated);
        Assert.AreEqual(generated, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(generated)));
        return generated;
    }

    private static string? TryGenerate(params DeclaredItem[] items) => TryGenerate(Declaration(Project, items));

    private static string? TryGenerate(ImageDeclaration declaration)
    {
        try
        {
            return Generate(declaration);
        }
        catch (DiagnosticException e)
        {
            Assert.IsTrue(e.Diagnostics.All(problem => problem.Descriptor.Code.StartsWith("IMG60", StringComparison.Ordinal) && problem.Location.File.Length > 0));
            return null;
        }
    }

    private static IEnumerable<Instruction> Instructions(string dockerfile, InstructionKind kind) =>
        Dockerfile.Parse(dockerfile, "").Instructions.Where(instruction => instruction.Kind == kind);

    private static string[] Words(string dockerfile, InstructionKind kind) => [.. Instructions(dockerfile, kind).Single().Arguments.Select(word => word.Value)];

    /// <summary>The instructions with their flags, which are what a value could add to.</summary>
    private static string Shape(string dockerfile) => string.Join('\n', Dockerfile.Parse(dockerfile, "").Instructions
        .Select(instruction => $"{instruction.Kind} {string.Join(' ', instruction.Flags.Select(flag => flag.Name.Value))}"));

    private static string ScriptOf(RunInstruction run) => run.Heredocs is [var document] && run.Command!.Value.StartsWith("<<", StringComparison.Ordinal)
        ? document.Content[(document.Content.StartsWith("set -eu\n", StringComparison.Ordinal) ? "set -eu\n".Length : 0)..^1]
        : run.Command!.Value;

    /// <summary>What belongs to the project file: the line breaks beside the tags, and the indentation of all lines.</summary>
    private static string WithoutXml(string command)
    {
        var lines = command.Split('\n');
        if (lines.Length > 1 && lines[0].Trim(' ', '\t').Length == 0) lines = lines[1..];
        if (lines.Length > 1 && lines[^1].Trim(' ', '\t').Length == 0) lines = lines[..^1];
        while (lines.Where(line => line.Trim(' ', '\t').Length > 0).Select(line => line[0]).Distinct().ToList() is [' ' or '\t'])
            lines = [.. lines.Select(line => line.Trim(' ', '\t').Length > 0 ? line[1..] : line.Length > 0 ? line[1..] : "")];
        return string.Join('\n', lines);
    }

    private static bool IsUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
