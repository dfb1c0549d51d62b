using System.Diagnostics;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Docker;

/// <summary>
/// A connection to the engine through <c>docker system dial-stdio</c>, the command by which docker itself reaches an engine on
/// another machine. What docker can connect to, with TLS or by ssh, needs no code here. It costs a process for each connection.
/// </summary>
internal sealed class DialStdio : Stream
{
    private readonly Process _command;
    private readonly Task<string> _errors;
    private readonly Stream _input;
    private readonly Stream _output;
    private bool _hasAnswered;

    private DialStdio(Process command)
    {
        _command = command;
        _errors = command.StandardError.ReadToEndAsync();
        (_input, _output) = (command.StandardInput.BaseStream, command.StandardOutput.BaseStream);
    }

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts the command. It knows where the engine is.</summary>
    /// <param name="environment">The variables that tell it.</param>
    /// <exception cref="IOException">There is no docker command.</exception>
    public static DialStdio Open(BuildEnvironment environment)
    {
        var docker = environment.FindProgram("docker")
            ?? throw new IOException("there is no docker command on PATH, which connects to this engine");
        var start = new ProcessStartInfo(docker, ["system", "dial-stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.ForProcess()) start.Environment[name] = value;
        return new DialStdio(Process.Start(start)!);
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await _output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count == 0 && buffer.Length > 0 && !_hasAnswered)
        {
            var errors = await _errors.WaitAsync(cancellationToken).ConfigureAwait(false);
            throw new IOException(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .LastOrDefault() is { } last
                ? ForeignText.Line(last)
                : "`docker system dial-stdio` ended without an answer");
        }

        _hasAnswered |= count > 0;
        return count;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _input.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => _input.Write(buffer, offset, count);

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => _input.FlushAsync(cancellationToken);

    /// <inheritdoc />
    public override void Flush() => _input.Flush();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // With the ssh that it may have started.
            if (!_command.HasExited) _command.Kill(entireProcessTree: true);
            _command.Dispose();
        }

        base.Dispose(disposing);
    }
}
