using System.Globalization;

namespace ImageSdk.Dockerfiles;

/// <summary>Stages called by number, as Go's <c>strconv.Atoi</c> reads it.</summary>
internal static class StageNumber
{
    public static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
