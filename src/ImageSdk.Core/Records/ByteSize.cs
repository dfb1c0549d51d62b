using System.Globalization;

namespace ImageSdk.Records;

/// <summary>How sizes are shown: in decimal units, as docker shows them.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A size with three digits: <c>12 B</c>, <c>1.23 MB</c>, <c>340 MB</c>.</summary>
    /// <param name="bytes">The size in bytes, which may be below zero.</param>
    public static string Format(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; Math.Abs(value) >= 999.5; unit++) value /= 1000;
        var digits = unit == 0 || Math.Abs(value) >= 99.95 ? "0" : Math.Abs(value) >= 9.995 ? "0.#" : "0.##";
        return value.ToString(digits, CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
