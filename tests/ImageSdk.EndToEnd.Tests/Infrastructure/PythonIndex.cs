using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>An index of Python packages on loopback (PEP 503), with packages that are made here: each is a module of its name with a value.</summary>
public sealed class PythonIndex : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly string _password;

    /// <summary>Starts it.</summary>
    /// <param name="password">The password of alice, who alone may ask; empty for anybody.</param>
    public PythonIndex(string password = "")
    {
        _password = password;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/simple/";
        }

        _listener.Prefixes.Add(Url.Replace("simple/", "", StringComparison.Ordinal));
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>Adds a wheel, or replaces it.</summary>
    /// <param name="name">The name of the package and of its module.</param>
    /// <param name="version">Its version.</param>
    /// <param name="value">What <c>NAME.VALUE</c> is.</param>
    /// <param name="requires">What the package needs.</param>
    /// <returns>The hash of the file.</returns>
    public string Wheel(string name, string version, string value, params string[] requires) =>
        Add(name, $"{name}-{version}-py3-none-any.whl", MakeWheel(name, version, value, requires));

    /// <summary>A wheel, as <see cref="Wheel"/> adds it.</summary>
    public static MemoryStream MakeWheel(string name, string version, string value, params string[] requires)
    {
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string path, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(text);
            }

            var info = $"{name}-{version}.dist-info";
            Add($"{name}.py", $"VALUE = '{value}'\n");
            Add($"{info}/METADATA", Metadata(name, version, requires));
            Add($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            Add($"{info}/RECORD", $"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n");
        }

        return content;
    }

    /// <summary>Adds a source archive of an extension in C, which brings what builds it but the compiler.</summary>
    /// <returns>The hash of the file.</returns>
    public string Source(string name, string version, string value)
    {
        var content = new MemoryStream();
        using (var compressed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(compressed))
        {
            void Add(string path, string text) =>
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{name}-{version}/{path}") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });

            Add("PKG-INFO", Metadata(name, version, []));
            Add("pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n");
            Add("backend.py", $$"""
                import os, subprocess, sysconfig, zipfile
                def build_wheel(folder, config_settings=None, metadata_directory=None):
                    subprocess.check_call(['gcc', '-shared', '-fPIC', '-I' + sysconfig.get_path('include'), '{{name}}.c', '-o', '{{name}}.so'])
                    info, file = '{{name}}-{{version}}.dist-info', '{{name}}-{{version}}-cp311-cp311-linux_x86_64.whl'
                    with zipfile.ZipFile(os.path.join(folder, file), 'w') as wheel:
                        wheel.write('{{name}}.so')
                        wheel.write('PKG-INFO', info + '/METADATA')
                        wheel.writestr(info + '/WHEEL', 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: cp311-cp311-linux_x86_64\n')
                        wheel.writestr(info + '/RECORD', '{{name}}.so,,\n%s/METADATA,,\n%s/WHEEL,,\n%s/RECORD,,\n' % (info, info, info))
                    return file
                def prepare_metadata_for_build_wheel(folder, config_settings=None):
                    info = os.path.join(folder, '{{name}}-{{version}}.dist-info')
                    os.mkdir(info)
                    for name, content in (('METADATA', open('PKG-INFO').read()), ('WHEEL', 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: cp311-cp311-linux_x86_64\n')):
                        open(os.path.join(info, name), 'w').write(content)
                    return os.path.basename(info)
                """);
            Add($"{name}.c", $$"""
                #include <Python.h>
                static struct PyModuleDef module = { PyModuleDef_HEAD_INIT, "{{name}}", 0, -1, 0 };
                PyMODINIT_FUNC PyInit_{{name}}(void)
                {
                    PyObject *made = PyModule_Create(&module);
                    PyModule_AddStringConstant(made, "VALUE", "{{value}}");
                    return made;
                }
                """);
        }

        return Add(name, $"{name}-{version}.tar.gz", content);
    }

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_listener).Dispose();

    private static string Metadata(string name, string version, string[] requires) =>
        $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + string.Concat(requires.Select(other => $"Requires-Dist: {other}\n"));

    private string Add(string name, string file, MemoryStream content)
    {
        lock (_files) _files[$"{name}/{file}"] = content.ToArray();
        return Hash(content.ToArray());
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var (status, content) = Answer(request.Request);
            request.Response.StatusCode = status;
            if (status == 401) request.Response.AddHeader("WWW-Authenticate", "Basic realm=\"index\"");
            request.Response.ContentType = request.Request.RawUrl!.EndsWith('/') ? "text/html" : "application/octet-stream";
            request.Response.Close(content, willBlock: false);
        }
    }

    private (int Status, byte[] Content) Answer(HttpListenerRequest request)
    {
        var login = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{_password}"));
        if (_password.Length > 0 && request.Headers["Authorization"] != login) return (401, []);

        var path = request.RawUrl!.Replace("/simple/", "", StringComparison.Ordinal);
        lock (_files)
        {
            if (!path.EndsWith('/')) return _files.TryGetValue(path, out var file) ? (200, file) : (404, []);

            var links = _files.Where(one => one.Key.StartsWith(path, StringComparison.Ordinal)).Select(one => $"<a href=\"{one.Key[path.Length..]}#sha256={Hash(one.Value)}\">{one.Key[path.Length..]}</a>\n").ToList();
            return links.Count > 0 ? (200, Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body>\n{string.Concat(links)}</body></html>")) : (404, []);
        }
    }
}
