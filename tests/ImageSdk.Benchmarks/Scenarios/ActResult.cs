using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>What came of one act, for each contender in the order of their turns.</summary>
/// <param name="Act">The act.</param>
/// <param name="IsRestore">Whether it was a restore, not a build.</param>
/// <param name="Rows">The contenders and their runs.</param>
internal sealed record ActResult(Act Act, bool IsRestore, IReadOnlyList<(Contender Contender, Series Series)> Rows);
