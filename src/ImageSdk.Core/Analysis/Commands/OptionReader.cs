using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>Tells options from other arguments as <c>getopt_long</c> does.</summary>
internal static class OptionReader
{
    /// <summary>Reads arguments.</summary>
    /// <param name="line">The command.</param>
    /// <param name="arguments">Its arguments, or some of them.</param>
    /// <param name="shortWithValue">The short options that take a value.</param>
    /// <param name="longWithValue">The long options that take a value, which may be the next word.</param>
    /// <returns>The options, the other arguments, and whether there may be options among what is not known.</returns>
    public static (List<CommandOption> Options, List<Word> Others, bool MayHaveMore) Read(
        CommandLine line, IReadOnlyList<Word> arguments, string shortWithValue, IReadOnlySet<string> longWithValue)
    {
        var options = new List<CommandOption>();
        var others = new List<Word>();
        var mayHaveMore = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            var value = word.Resolve(line.Lookup);
            // A variable that is not known can hold anything; what a command prints is a list of packages as a rule.
            if (value is null && word.Raw.StartsWith('$') && !word.Raw.StartsWith("$(", StringComparison.Ordinal))
                mayHaveMore = true;
            var text = (value ?? word.Value).TrimStart();
            if (text == "--")
            {
                others.AddRange(arguments.Skip(i + 1));
                break;
            }

            // A variable with several words.
            var parts = word.IsLiteral || word.Raw.StartsWith('"')
                ? [text]
                : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            foreach (var part in parts)
            {
                if (part.StartsWith("--", StringComparison.Ordinal))
                    ReadLong(part);
                else if (part.Length > 1 && part[0] == '-')
                    ReadShort(part);
                else if (others.Count == 0 || others[^1] != word)
                    others.Add(word);
            }

            void ReadLong(string part)
            {
                var equals = part.IndexOf('=');
                var name = equals < 0 ? part[2..] : part[2..equals];
                var next = equals < 0 && longWithValue.Contains(name) && i + 1 < arguments.Count ? arguments[++i] : null;
                options.Add(new CommandOption(name, equals < 0 ? next?.Resolve(line.Lookup) : part[(equals + 1)..], word, next));
            }

            void ReadShort(string part)
            {
                for (var at = 1; at < part.Length; at++)
                {
                    if (!shortWithValue.Contains(part[at]))
                    {
                        options.Add(new CommandOption(part[at].ToString(), null, word));
                        continue;
                    }

                    var rest = part[(at + 1)..];
                    var next = rest.Length == 0 && i + 1 < arguments.Count ? arguments[++i] : null;
                    options.Add(new CommandOption(part[at].ToString(),
                        next is null ? rest.TrimStart('=') : next.Resolve(line.Lookup), word, next));
                    break;
                }
            }
        }

        return (options, others, mayHaveMore);
    }
}
