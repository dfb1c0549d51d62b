using System.Diagnostics;
using System.Runtime.CompilerServices;
using ImageSdk.Locking;

namespace ImageSdk.Core.Tests.Locking;

/// <summary>
/// Another process that works on a lock file: this test program again, which does one job instead of running tests when the
/// environment says so.
/// </summary>
internal static class LockWorker
{
    private const string Variable = "IMAGESDK_TEST_LOCK_WORKER";

    /// <summary>A process that makes so many updates, each a new entry used by a project of its own.</summary>
    public static Process Updating(string lockFile, string name, int count) => Start("update", lockFile, name, $"{count}");

    /// <summary>A process that holds the lock file until it is killed, two minutes at most; it has said a line when it holds it.</summary>
    public static Process Holding(string lockFile)
    {
        var process = Start("hold", lockFile, "", "");
        Assert.AreEqual("held", process.StandardOutput.ReadLine());
        return process;
    }

    private static Process Start(params string[] job)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(LockWorker).Assembly.Location);
        start.Environment[Variable] = string.Join('|', job);
        return Process.Start(start)!;
    }

    // The rule is for libraries; this assembly is a program, and the initializer runs before its Main.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void WorkInsteadOfTesting()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [var verb, var lockFile, var name, var count])
            return;
        if (verb == "hold")
        {
            LockFileStore.Update(lockFile, _ =>
            {
                Console.WriteLine("held");
                Thread.Sleep(TimeSpan.FromMinutes(2));
                return LockFile.Empty;
            });
        }
        for (var number = 0; number < int.Parse(count, null); number++)
            LockFileStore.Update(lockFile, before => before.WithUses($"{name}{number}", [Locks.Entry($"h.x/{name}:{number}", number)]));
        Environment.Exit(0);
    }
}
