namespace ImageSdk.Dockerfiles;

/// <summary>Splits a flag's value at commas; a field in double quotes may contain commas, and doubled quotes for one.</summary>
internal static class CsvScanner
{
    public static List<LogicalText> Scan(Token value, SourceText source)
    {
        var fields = new List<LogicalText>();
        var text = value.Value;
        var at = 0;
        do
        {
            var field = new LogicalText(source, value.SpanOf(at, 0).Start);
            var isQuoted = at < text.Length && text[at] == '"';
            at += isQuoted ? 1 : 0;
            for (; at < text.Length && (isQuoted || text[at] != ','); at++)
            {
                if (isQuoted && text[at] == '"')
                {
                    if (at + 1 >= text.Length || text[at + 1] != '"')
                    {
                        isQuoted = false;
                        continue;
                    }

                    at++;
                }

                field.Append(text[at], value.SpanOf(at, 1));
            }

            fields.Add(field);
        }
        while (at++ < text.Length);

        return fields;
    }
}
