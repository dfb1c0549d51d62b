using System.Net;
using System.Net.Sockets;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>
/// A repository of Debian packages at an address of this machine, signed: it has <c>signed-example</c>, one file. <c>Packages/make.sh</c> made it.
/// </summary>
public sealed class PackageRepository : IDisposable
{
    private readonly HttpListener _listener = new();

    public PackageRepository()
    {
        // The listener takes no port 0.
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndPoint!).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The repository's address.</summary>
    public string Address { get; }

    /// <summary>The public key of who signed it.</summary>
    public static string Key => File.ReadAllText(Path.Combine(Folder, "key.asc"));

    private static string Folder => Path.Combine(TestMachine.Repository, "tests", "ImageSdk.EndToEnd.Tests", "Infrastructure", "Packages");

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true) Answer(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private static void Answer(HttpListenerContext request)
    {
        using var response = request.Response;
        var path = Path.Combine(Folder, Path.GetFileName(request.Request.Url!.AbsolutePath));
        if (File.Exists(path)) response.OutputStream.Write(File.ReadAllBytes(path));
        else response.StatusCode = (int)HttpStatusCode.NotFound;
    }
}
