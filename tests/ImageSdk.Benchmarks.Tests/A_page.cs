using ImageSdk.Benchmarks.Reports;

namespace ImageSdk.Benchmarks.Tests;

[TestClass]
public class A_page
{
    [TestMethod]
    public void keeps_what_people_wrote_when_a_section_is_replaced()
    {
        var page = MarkdownPage.Replace(MarkdownPage.Replace("# Performance\n", "15", "old"), "60", "other");

        page = MarkdownPage.Replace(page + "\nBy hand.\n", "15", "new\n");

        Assert.AreEqual("""
            # Performance

            <!-- results of 15 -->

            new

            <!-- end of 15 -->

            <!-- results of 60 -->

            other

            <!-- end of 60 -->

            By hand.

            """, page);
    }
}
