using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>What came of one act, for each contender in the order of their turns.</summary>
internal sealed record ActResult(Act Act, IReadOnlyList<(Contender Contender, Series Series)> Rows);
