namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>Compares sequences, with what is expected written out at the end.</summary>
internal static class Sequence
{
    public static void AreEqual<T>(IEnumerable<T> actual, params T[] expected) => CollectionAssert.AreEqual(expected, actual.ToArray());

    public static void AreEquivalent<T>(IEnumerable<T> actual, params T[] expected) => CollectionAssert.AreEquivalent(expected, actual.ToArray());
}
