using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Generation.Requirements;

/// <summary>
/// Whether pip can decode a requirement file. pip goes by a byte order mark, then by <c># coding:</c> in the first two lines,
/// then takes the file for UTF-8, and stops at the first other byte, even in a comment. The source is
/// <c>_internal/req/req_file.py</c> in pip.
/// </summary>
internal static partial class RequirementEncoding
{
    /// <summary>IMG0014 at the first character that pip cannot decode; null when there is none.</summary>
    public static Diagnostic? Check(FileText text, string path)
    {
        if (text.IsUtf8 || text.HasOtherMark) return null;

        var source = new SourceText(text.Text, path);
        return text.OtherEncoding is null && source.Lines.Take(2).Any(line => Coding().IsMatch(source.Slice(line)))
            ? null
            : DiagnosticDescriptors.FileUnavailable.At(source.LocationAt(text.FirstInvalid),
                $"pip cannot read this requirement file: its text {text.Problem}. Save the file as UTF-8.");
    }

    [GeneratedRegex(@"^#.*coding[:=]\s*[-\w.]+")]
    private static partial Regex Coding();
}
