using System.Diagnostics;

namespace Microsoft.Build.Framework;

/// <summary>
/// Stands for MSBuild's attribute of that name where MSBuild has none yet, and marks nothing there.
/// </summary>
[Conditional("MSBUILD_HAS_IT")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
