using ImageSdk.Diagnostics;
using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class ImageCachesTests
{
    private const string Project = "/projects/a, \"b\"/app.imageproj";
    private const string Reference = "ghcr.io/x/app:buildcache";

    [TestMethod]
    [DataRow("registry", Reference, "zstd", $"type=registry,ref={Reference}", $"type=registry,ref={Reference},mode=max,compression=zstd")]
    [DataRow("registry", Reference, "", $"type=registry,ref={Reference}", $"type=registry,ref={Reference},mode=max")]
    [DataRow("inline", Reference, "zstd", $"type=registry,ref={Reference}", "type=inline")]
    [DataRow("none", Reference, "zstd", "", "")]
    [DataRow("none", "", "", "", "")]
    public void A_preset_stands_for_what_a_publish_writes_and_all_read(string preset, string reference, string compression, string read, string written)
    {
        var caches = new ImageCaches(Project, preset, reference, compression);

        Assert.AreEqual(read, string.Join('|', caches.Read([])));
        Assert.AreEqual(written, string.Join('|', caches.WrittenByPublish([])));
        Assert.IsEmpty(caches.WrittenByBuild([]));
    }

    [TestMethod]
    public void Items_replace_the_preset_on_their_side_each_once()
    {
        var caches = new ImageCaches(Project, "registry", "", "");
        var local = new CacheItem("type=local,src=cache", []);

        CollectionAssert.AreEqual(new[] { "type=local,\"src=/projects/a, \"\"b\"\"/cache\"" }, caches.Read([local, local]).ToArray());
        CollectionAssert.AreEqual(new[] { "type=gha" }, caches.WrittenByBuild([new CacheItem("gha", [])]).ToArray());
    }

    [TestMethod]
    [DataRow("registry", "", "Set ContainerRegistry or ImageCacheReference")]
    [DataRow("inline", "", "Set ContainerRegistry or ImageCacheReference")]
    [DataRow("registry", "ghcr.io/X/app", "ImageCacheReference 'ghcr.io/X/app'")]
    [DataRow("registry", "ghcr.io/x/app:1,mode=min", "ImageCacheReference 'ghcr.io/x/app:1,mode=min'")]
    [DataRow("inline", "-x", "ImageCacheReference '-x'")]
    [DataRow("max", Reference, "ImageCache is 'max'")]
    public void A_preset_that_names_no_cache_is_an_error_at_the_project(string preset, string reference, string reason)
    {
        var caches = new ImageCaches(Project, preset, reference, "");

        var error = Assert.ThrowsExactly<DiagnosticException>(() => caches.Read([])).Diagnostics.Single();

        Assert.AreEqual(("IMG0008", Project), (error.Descriptor.Code, error.Location.File));
        StringAssert.Contains(error.Message, reason);
    }

    [TestMethod]
    public void Everything_that_is_wrong_with_the_items_is_said_at_once()
    {
        var wrong = new CacheItem("secret_access_key=hush,type=s3", []);

        var errors = Assert.ThrowsExactly<DiagnosticException>(
            () => new ImageCaches(Project, "none", "", "").Read([wrong, new CacheItem("registri", [])])).Diagnostics;

        Assert.HasCount(2, errors);
        Assert.IsFalse(errors.Any(e => e.Message.Contains("hush", StringComparison.Ordinal)));
    }
}
