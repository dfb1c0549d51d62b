using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Locking;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

/// <summary>What is loaded for reading a reference is paid for by every evaluation of every project.</summary>
[TestClass]
public sealed class StartUpTests
{
    [TestMethod]
    [DataRow("python:3.11-slim", false)]
    [DataRow("Python:3.11", false)]
    [DataRow("python:3.11.*-slim", true)]
    public void The_version_library_is_loaded_only_for_ranges(string text, bool isLoaded) =>
        Assert.AreEqual(
            isLoaded, LoadedFor(typeof(ImageRequest), nameof(ImageRequest.TryParse), text, null, null).Contains("NuGet.Versioning"));

    [TestMethod]
    [DataRow("python:3.11-slim", null, false)]
    [DataRow("python:3.11.*-slim", "3.11.9-slim", true)]
    public void A_lock_loads_the_version_library_only_when_it_has_ranges(string name, string? resolved, bool isLoaded)
    {
        var text = new LockFile([Locks.Entry(name, 1, resolved)]).Write();

        Assert.AreEqual(isLoaded, LoadedFor(typeof(LockFile), nameof(LockFile.Parse), text, "").Contains("NuGet.Versioning"));
    }

    [TestMethod]
    public void Reading_a_name_loads_neither_regular_expressions_nor_Linq()
    {
        var loaded = LoadedFor(typeof(ImageReference), nameof(ImageReference.TryParse), "ghcr.io/team/asr:1.0", null, null);

        Assert.DoesNotContain("System.Text.RegularExpressions", loaded);
        Assert.DoesNotContain("System.Linq", loaded);
    }

    /// <summary>The assemblies that a fresh copy of Core asks for while one method runs.</summary>
    private static string[] LoadedFor(Type type, string method, params object?[] arguments)
    {
        var context = new RecordingContext(type.Assembly.Location);
        var fresh = context.LoadFromAssemblyPath(type.Assembly.Location).GetType(type.FullName!)!;
        fresh.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments);
        return context.Names.Keys.ToArray();
    }

    private sealed class RecordingContext(string path) : AssemblyLoadContext("start-up")
    {
        public ConcurrentDictionary<string, bool> Names { get; } = new();

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Names[assemblyName.Name!] = true;
            var beside = Path.Combine(Path.GetDirectoryName(path)!, assemblyName.Name + ".dll");
            return File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
        }
    }
}
