using System.Text.RegularExpressions;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1304: <c>ADD</c> of an address without a checksum, or of a repository without a commit.</summary>
internal sealed partial class UncheckedAdd() : Rule(
    "IMG1304", DiagnosticSeverity.Warning, "ADD from the network without a checksum", RolloutStep.Pinning, OperatingSystems.Any)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var step in image.Stages.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction is not CopyInstruction { Kind: InstructionKind.Add } add || add.FindFlag("checksum") is not null)
                continue;
            foreach (var source in add.Sources.Where(source => RemoteSource.IsRemote(source.Value)))
            {
                if (VariableExpansion.Of(source.Value, image.Dockerfile.Escape, step.State.Lookup) is not { Unset.Count: 0,
                    Value: { } address })
                    continue;
                var isRepository = Repository().IsMatch(address);
                if (address.StartsWith("http://localhost", StringComparison.Ordinal)
                    || (isRepository && Pinned().IsMatch(address)))
                    continue;
                yield return image.Find(this, source.Span, isRepository
                    ? "This is whatever the branch has on the day of the build. Write the commit after the address, "
                    + "…git#<commit>, or a tag with --checksum=<commit>."
                    : "This is whatever that server sends on the day of the build, and the builder asks it again each time. "
                    + "Write ADD --checksum=sha256:<sha256>: then it must be the file that you tried.");
            }
        }
    }

    /// <summary>
    /// See <c>frontend/dockerfile/dfgitutil/git_ref.go</c> in BuildKit: web addresses are repositories when they end in .git.
    /// </summary>
    [GeneratedRegex(@"^(git://|ssh://|[\w-]+@[\w.-]+:)|^https?://[^#?]*\.git/?([#?]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Repository();

    /// <summary>A commit, or a tag with a version, which can move but as a rule does not.</summary>
    [GeneratedRegex(@"#[0-9a-f]{7,64}(:|$)|#[^:]*\d[^:]*(:|$)|[?&](commit|checksum)=|[?&](ref|tag)=[^&]*\d",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pinned();
}
