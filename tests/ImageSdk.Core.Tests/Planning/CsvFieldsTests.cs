using CsCheck;
using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class CsvFieldsTests
{
    [TestMethod]
    public void What_was_written_reads_as_the_same_fields() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[" ,\"=\n\r\tab#ü"], 0, 6]).Array[1, 5].Sample(fields =>
        {
            Assert.IsTrue(CsvFields.TryRead(CsvFields.Write(fields), out var read, out var error), error);
            CollectionAssert.AreEqual(fields, read.ToArray());
        });

    [TestMethod]
    [DataRow("type=local|src=/a", "type=local,src=/a")]
    [DataRow("src=/a,b", "\"src=/a,b\"")]
    [DataRow("src=/\"a\"", "\"src=/\"\"a\"\"\"")]
    [DataRow("\"", "\"\"\"\"")]
    [DataRow(" a", "\" a\"")]
    [DataRow("\ta", "\"\ta\"")]
    [DataRow("a b |c", "a b ,c")]
    [DataRow("a\nb", "\"a\nb\"")]
    [DataRow("", "\"\"")]
    [DataRow("|", ",")]
    [DataRow("a|", "a,")]
    [DataRow("src=/ä=#'`$\\;", "src=/ä=#'`$\\;")]
    public void A_field_is_quoted_where_Go_would_quote_it(string fields, string line)
    {
        Assert.AreEqual(line, CsvFields.Write(fields.Split('|')));
        Assert.IsTrue(CsvFields.TryRead(line, out var read, out _));
        CollectionAssert.AreEqual(fields.Split('|'), read.ToArray());
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("a, b", "a|b")]
    [DataRow("a,  \"b,c\"", "a|b,c")]
    [DataRow("\"\",\"a\"", "|a")]
    [DataRow("\"a\"\"b\"", "a\"b")]
    public void What_people_write_is_read(string line, string fields)
    {
        Assert.IsTrue(CsvFields.TryRead(line, out var read, out var error), error);
        CollectionAssert.AreEqual(fields.Split('|'), read.ToArray());
    }

    [TestMethod]
    [DataRow("a\"b")]
    [DataRow("src=\"a,b\"")]
    [DataRow("\"a")]
    [DataRow("\"")]
    [DataRow("\"a\"b")]
    [DataRow("\"a\" ,b")]
    [DataRow("\"a\"\"")]
    [DataRow("a,\"b")]
    public void A_quote_that_Go_refuses_is_an_error(string line)
    {
        Assert.IsFalse(CsvFields.TryRead(line, out _, out var error));
        StringAssert.StartsWith(error, "A quote is wrong");
    }
}
