using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.References;

namespace ImageSdk.Analysis.Families;

/// <summary>
/// Dockerfiles without projects as one family: their FROM lines tell which is based on which. An edge is drawn only where one
/// Dockerfile fits the name best and the name is not that of a public image; rules that compare images stay silent otherwise.
/// </summary>
public static class DockerfileFamily
{
    /// <summary>Gives each Dockerfile its name, the facts of the images that it uses, and those of all others.</summary>
    /// <param name="inputs">The Dockerfiles.</param>
    /// <returns>The same Dockerfiles, parent images first.</returns>
    public static IReadOnlyList<AnalysisInput> Connect(IReadOnlyList<AnalysisInput> inputs)
    {
        var names = inputs.Select(input => DockerfileName.Of(input.Dockerfile)).ToList();
        var uses = inputs.Select(UsesOf).ToList();
        var edges = Edges(names, uses);
        var known = new Dictionary<int, ParentFacts>();
        var connected = new List<(int Index, AnalysisInput Input)>();
        foreach (var index in ParentsFirst(edges, inputs.Count))
        {
            var parents = edges.Where(edge => edge.Child == index && known.ContainsKey(edge.Parent))
                .Select(edge => known[edge.Parent]).Distinct().ToList();
            var input = inputs[index] with { Name = NameOf(index), Parents = parents };
            connected.Add((index, input));
            // Of one with errors there are no facts, but it is the parent all the same.
            known[index] = new ParentFacts(
                input.Name, [.. edges.Where(edge => edge.Parent == index).Select(edge => edge.Image).Distinct()
                    .Order(StringComparer.Ordinal)], Analyzer.Analyze(input, []).Facts);
        }

        return
        [
            .. connected.Select(image => image.Input with
            {
                Family = [.. known.Where(other => other.Key != image.Index)
                    .Select(other => new FamilyMember(other.Value.Name, other.Value.Facts))],
            }),
        ];

        string NameOf(int index) => names.Count(name => name.Display == names[index].Display) == 1
            ? names[index].Display
            : Path.GetRelativePath(inputs[index].ContextDirectory, inputs[index].Dockerfile).Replace('\\', '/');
    }

    /// <summary>The images that a Dockerfile names; none where it cannot be evaluated, which its own analysis says.</summary>
    private static List<string> UsesOf(AnalysisInput input)
    {
        if (input.Files.FindText(input.Dockerfile) is not { } text)
            return [];
        try
        {
            var inputs = DockerfileInputs.Of(Dockerfile.Parse(text, input.Dockerfile), input.Target, input.BuildArguments,
                input.Platform);
            return [.. inputs.Images.Where(use => use.Kind != ImageUseKind.Syntax).Select(use => use.Name).Distinct()];
        }
        catch (DiagnosticException)
        {
            return [];
        }
    }

    private static List<(int Child, int Parent, string Image)> Edges(List<DockerfileName> names, List<List<string>> uses)
    {
        var edges = new List<(int Child, int Parent, string Image)>();
        for (var child = 0; child < uses.Count; child++)
        {
            foreach (var image in uses[child])
            {
                if (BuilderOf(image, names) is { } parent)
                    edges.Add((child, parent, image));
            }
        }

        // A Dockerfile that starts from its own name extends somebody else's image of that name.
        var foreign = edges.Where(edge => edge.Child == edge.Parent).Select(edge => RepositoryOf(edge.Image)).ToHashSet();
        return [.. edges.Where(edge => !foreign.Contains(RepositoryOf(edge.Image)))];
    }

    /// <summary>The Dockerfile that builds an image; null when none does, or several may.</summary>
    private static int? BuilderOf(string image, List<DockerfileName> names)
    {
        if (!ImageReference.TryParse(image, out var reference, out _) || reference.Digest is not null
            || PublicImages.Contain(reference))
            return null;
        var fits = names.Select((name, index) => (Index: index, Fit: name.Fits(reference))).Where(item => item.Fit > 0).ToList();
        var best = fits.Count == 0 ? [] : fits.Where(item => item.Fit == fits.Max(other => other.Fit)).ToList();
        return best is [var only] ? only.Index : null;
    }

    private static string RepositoryOf(string image) => ImageReference.Parse(image).Repository;

    /// <summary>The indices so that parents come before their children; those in a cycle come last, in their order.</summary>
    private static IEnumerable<int> ParentsFirst(List<(int Child, int Parent, string Image)> edges, int count)
    {
        var waiting = Enumerable.Range(0, count).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(index => !edges.Any(edge => edge.Child == index && waiting.Contains(edge.Parent))).ToList();
            if (ready.Count == 0)
                ready = [.. waiting];
            foreach (var index in ready)
                yield return index;
            waiting = [.. waiting.Except(ready)];
        }
    }
}
