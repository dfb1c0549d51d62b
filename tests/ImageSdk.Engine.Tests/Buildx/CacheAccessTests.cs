using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class CacheAccessTests
{
    private const string Registry = "type=registry,ref=x/y";

    [TestMethod]
    [DataRow("", "", false, DisplayName = "nowhere near GitHub")]
    [DataRow("ACTIONS_RUNTIME_TOKEN", "", false, DisplayName = "no address")]
    [DataRow("ACTIONS_RESULTS_URL", "", false, DisplayName = "no token")]
    [DataRow("ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL", true)]
    [DataRow("ACTIONS_RUNTIME_TOKEN", "ACTIONS_CACHE_URL", true)]
    public void The_cache_of_GitHub_is_used_with_its_token_and_else_left_out_with_one_warning(string first, string second, bool isUsed)
    {
        var reported = new List<Diagnostic>();
        var request = Requests.Of("/x/app.imageproj") with { CacheFrom = ["type=gha,scope=app", Registry], CacheTo = ["type=gha"] };

        var result = CacheAccess.Check(request, name => name == first || name == second ? "set" : null, reported.Add);

        CollectionAssert.AreEqual(isUsed ? request.CacheFrom.ToList() : [Registry], result.CacheFrom.ToList());
        CollectionAssert.AreEqual(isUsed ? request.CacheTo.ToList() : [], result.CacheTo.ToList());
        Assert.AreEqual(isUsed ? "" : "IMG0013 /x/app.imageproj", string.Join(", ", reported.Select(d => $"{d.Descriptor.Code} {d.Location.File}")));
    }

    [TestMethod]
    public void Other_caches_need_nothing()
    {
        var request = Requests.Of("/x/app.imageproj") with { CacheFrom = [Registry, "type=s3,region=x,bucket=gha"] };

        Assert.AreSame(request, CacheAccess.Check(request, _ => null, d => Assert.Fail(d.Message)));
    }
}
