using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// How a container is run: variables, ports, user, folder, health, and the program with an init in front of it.
/// </summary>
internal static partial class RuntimeSection
{
    private static readonly string[] HealthOptions = ["Interval", "Timeout", "StartPeriod", "Retries"];

    /// <summary>Writes the variables of the program; before the files, whose edits then do not change them.</summary>
    public static void WriteVariables(GenerationContext context)
    {
        var moved = context.ModelCaches.SelectMany(one => one.Cache.Environment).ToList();
        if (moved.Count > 0)
            context.Dockerfile.Block("ImageModelCache",
                "ENV " + string.Join(" \\\n    ", moved.Select(variable => $"{variable.Key}={variable.Value}")),
                [.. context.ModelCaches.Select(one => one.Item)]);

        var variables = context.Of("ContainerEnvironmentVariable");
        foreach (var variable in variables.Where(variable => !Variable().IsMatch(variable.Include)))
            context.Wrong(variable, $"'{variable.Include}' is not a valid name of a variable. Write "
                + "<ContainerEnvironmentVariable Include=\"NAME\" Value=\"…\" />.");
        var names = variables.Select(variable => variable.Include).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in variables) CheckValue(context, variable, names);
        foreach (var same in variables.GroupBy(variable => variable.Include)
            .Where(same => same.Select(variable => (variable["Value"], Expands(variable))).Distinct().Count() > 1))
            context.Wrong(DiagnosticDescriptors.DeclarationContradicts, same.Last(),
                $"{same.Key} is set to '{same.First()["Value"]}' and to '{same.Last()["Value"]}'. Keep one of them.");
        if (variables.Count > 0)
        {
            var assignments = variables.DistinctBy(variable => variable.Include)
                .Select(variable => $"{variable.Include}={Quote(variable)}");
            context.Dockerfile.Block("ContainerEnvironmentVariable", "ENV " + string.Join(" \\\n    ", assignments), variables);
        }

        static string Quote(DeclaredItem variable) =>
            Expands(variable) ? DockerfileWord.QuoteExpanded(variable["Value"]) : DockerfileWord.Quote(variable["Value"]);
    }

    /// <summary>Writes the rest, at the end of the Dockerfile.</summary>
    /// <param name="context">What the sections share.</param>
    /// <param name="user">The user.</param>
    /// <param name="hasInit">Whether the image has an init.</param>
    /// <param name="startsAnew">Whether the base image has nothing of it, so that what parents say has to be said again.</param>
    public static void Write(GenerationContext context, UserSection user, bool hasInit, bool startsAnew)
    {
        var (lines, origins) = (new List<string>(), new List<DeclaredItem>());
        void Add(string line, params IEnumerable<DeclaredItem> from)
        {
            if (line.Length == 0) return;
            lines.Add(line);
            origins.AddRange(from);
        }

        Add(startsAnew ? $"USER {DockerfileWord.Quote(user.Id)}" : user.Instruction, user.Origin);
        var folder = context.Declaration.Property("ContainerWorkingDirectory");
        if (ImageTarget.Problem(folder.Include) is { Length: > 0 } problem)
            context.Wrong(folder, $"ContainerWorkingDirectory is {problem}");
        else if (folder.Include.Length > 0) Add($"WORKDIR {DockerfileWord.Quote(ImageTarget.Normalize(folder.Include))}", folder);
        else if (startsAnew && context.Base.Facts.WorkingDirectory.Length > 0)
            Add($"WORKDIR {DockerfileWord.Quote(context.Base.Facts.WorkingDirectory)}", context.Base.Origin);

        var ports = context.Of("ContainerPort");
        foreach (var port in ports) CheckPort(context, port);
        if (ports.Count > 0)
        {
            Add("EXPOSE " + string.Join(' ',
                ports.Select(port => port["Type"].Length > 0 ? $"{port.Include}/{port["Type"].ToLowerInvariant()}" : port.Include)
                    .Distinct()), ports);
        }

        var signal = context.Declaration.Property("ImageStopSignal");
        if (signal.Include.Length > 0 && !Signal().IsMatch(signal.Include))
            context.Wrong(signal, $"ImageStopSignal is '{signal.Include}'. Use a name such as SIGINT, or a number.");
        else if (signal.Include.Length > 0) Add($"STOPSIGNAL {signal.Include}", signal);

        WriteHealthcheck(context, Add);
        WriteProgram(context, hasInit, startsAnew, Add);
        if (lines.Count > 0) context.Dockerfile.Block("", lines, origins);
    }

    private static void WriteHealthcheck(GenerationContext context, Action<string, IEnumerable<DeclaredItem>> add)
    {
        var words = context.Of("ImageHealthcheck");
        var options = new List<string>();
        foreach (var name in HealthOptions)
        {
            var option = context.Declaration.Property("ImageHealthcheck" + name);
            if (option.Include.Length == 0) continue;
            if (!(name == "Retries" ? Number() : Duration()).IsMatch(option.Include))
                context.Wrong(option, $"{option.Type} is '{option.Include}'. Write it as {(name == "Retries" ? "3" : "30s")}.");
            else if (words.Count == 0)
            {
                context.Wrong(DiagnosticDescriptors.DeclarationContradicts, option,
                    $"{option.Type} is set, and there is no ImageHealthcheck. Add the command, or remove the property.");
            }
            options.Add($"--{(name == "StartPeriod" ? "start-period" : name.ToLowerInvariant())}={option.Include} ");
        }

        if (words.Count > 0)
            add($"HEALTHCHECK {string.Concat(options)}CMD {ExecForm.Write(words.Select(word => word.Include))}", words);
    }

    private static void WriteProgram(GenerationContext context, bool hasInit, bool startsAnew,
        Action<string, IEnumerable<DeclaredItem>> add)
    {
        var entrypoint = context.Of("ContainerEntrypoint");
        var arguments = context.Of("ContainerDefaultArgs");
        // No shell takes it apart: it would be the name of one file.
        if (entrypoint is [var only] && only.Include.Contains(' '))
            context.Wrong(only, $"'{only.Include}' is one word, so it would be the name of the program. Write a word an item: "
                + $"{only.Include.Replace(' ', ';')}.");
        if (entrypoint.Count > 0)
        {
            IEnumerable<string> init = hasInit && context["ImageInit"] != "none" && entrypoint[0].Include != "tini"
                ? ["tini", "--"]
                : [];
            add($"ENTRYPOINT {ExecForm.Write([.. init, .. entrypoint.Select(word => word.Include)])}", entrypoint);
        }

        else if (startsAnew && context.Base.Facts.Entrypoint.Count > 0)
        {
            add($"ENTRYPOINT {ExecForm.Write(context.Base.Facts.Entrypoint)}", [context.Base.Origin]);
        }

        if (arguments.Count > 0) add($"CMD {ExecForm.Write(arguments.Select(word => word.Include))}", arguments);
        else if (startsAnew && entrypoint.Count == 0 && context.Base.Facts.Command.Count > 0)
            add($"CMD {ExecForm.Write(context.Base.Facts.Command)}", [context.Base.Origin]);
    }

    private static void CheckPort(GenerationContext context, DeclaredItem port)
    {
        if (!(int.TryParse(port.Include, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 65536))
            context.Wrong(port, $"'{port.Include}' is not a valid port. Use a number from 1 to 65535.");
        if (port["Type"].ToLowerInvariant() is not ("" or "tcp" or "udp"))
            context.Wrong(port, $"Type of {port} is '{port["Type"]}'. Use tcp or udp.");
    }

    /// <summary>Checks the value of a variable.</summary>
    /// <param name="context">What the sections share.</param>
    /// <param name="variable">The item.</param>
    /// <param name="names">The variables that the project sets.</param>
    private static void CheckValue(GenerationContext context, DeclaredItem variable, HashSet<string> names)
    {
        var (name, value) = (variable.Include, variable["Value"]);
        if (variable["Expand"].ToLowerInvariant() is not ("" or "true" or "false"))
            context.Wrong(variable, $"Expand of {variable} is '{variable["Expand"]}'. Use true or false.");
        else if (value.Contains('\n'))
            context.Wrong(variable, $"Value of {variable} has a line break, which ENV cannot hold. Write the value in one line, "
                + "or copy it as a file with ImageContent.");
        else if (Expands(variable))
            CheckExpansion(context, variable, names);
        else if (RefersTo(value, "$" + name) || RefersTo(value, "${" + name))
            context.Wrong(variable, $"Value of {variable} refers to ${name} itself, but a value arrives in the image as "
                + $"written, so {name} would hold the text '${name}'. Add Expand=\"true\".");
    }

    /// <summary>
    /// Refuses references that BuildKit certainly replaces with something else than the project says. What the base image sets is
    /// not known.
    /// </summary>
    private static void CheckExpansion(GenerationContext context, DeclaredItem variable, HashSet<string> names)
    {
        var expansion = VariableExpansion.Of(DockerfileWord.QuoteExpanded(variable["Value"]), '\\', _ => "x");
        if (expansion.Error is { } error)
        {
            context.Wrong(variable, $"Value of {variable} cannot be expanded: {error}. Write variables as $NAME or ${{NAME}}.");
        }
        else if (expansion.Set.FirstOrDefault(name =>
            name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_')) is { } parameter)
        {
            context.Wrong(variable, $"Value of {variable} has '${parameter}', which is not a variable, so BuildKit replaces it "
                + "with nothing. "
                + "With Expand=\"true\" no '$' can be escaped: remove Expand, and write the values of the variables themselves.");
        }
        else if (expansion.Set.FirstOrDefault(name => name != variable.Include && names.Contains(name)) is { } sibling)
        {
            context.Wrong(variable, $"Value of {variable} refers to ${sibling}, which the same project sets. BuildKit sets all "
                + "of them at once, so it would insert the value "
                + $"that the base image has for {sibling}, or nothing. Write the value of {sibling} instead of ${sibling}.");
        }
    }

    /// <summary>Whether a text has a reference to a variable, and not to one with a longer name.</summary>
    private static bool RefersTo(string text, string reference)
    {
        for (var at = text.IndexOf(reference, StringComparison.Ordinal); at >= 0; at =
            text.IndexOf(reference, at + 1, StringComparison.Ordinal))
        {
            if (at + reference.Length == text.Length
                || !(char.IsAsciiLetterOrDigit(text[at + reference.Length]) || text[at + reference.Length] == '_'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Expands(DeclaredItem variable) => variable["Expand"].Equals("true", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+\z")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^[1-9][0-9]*\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(SIG[A-Z0-9+-]+|[0-9]{1,2})\z")]
    private static partial Regex Signal();
}
