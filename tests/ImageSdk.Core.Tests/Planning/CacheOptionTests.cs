using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class CacheOptionTests
{
    [TestMethod]
    [DataRow("registry", "Ref=ghcr.io/x/y:cache;Mode=max", "type=registry,ref=ghcr.io/x/y:cache,mode=max")]
    [DataRow("registry", "Ref=ghcr.io/x/y:cache;IgnoreError=true;ImageManifest=true", "type=registry,ref=ghcr.io/x/y:cache,ignore-error=true,image-manifest=true")]
    [DataRow("type=registry,ref=ghcr.io/x/y:cache", "", "type=registry,ref=ghcr.io/x/y:cache")]
    [DataRow("ref=ghcr.io/x/y:cache, Type=registry", "Mode=min", "type=registry,ref=ghcr.io/x/y:cache,mode=min")]
    [DataRow("type=registry,ref=ghcr.io/x/y:cache", "compression-level=3", "type=registry,ref=ghcr.io/x/y:cache,compression-level=3")]
    [DataRow("local", "Src=/var/cache", "type=local,src=/var/cache")]
    [DataRow("type=local,dest=cache", "", "type=local,dest=/projects/app/cache")]
    [DataRow("local", "Dest=..\\cache", "type=local,dest=/projects/cache")]
    [DataRow("local", "Src=a, \"b\"", "type=local,\"src=/projects/app/a, \"\"b\"\"\"")]
    [DataRow("type=local,\"src=a,b=c\"", "Tag=#1", "type=local,\"src=/projects/app/a,b=c\",tag=#1")]
    [DataRow("inline", "", "type=inline")]
    [DataRow("gha", "Scope=app", "type=gha,scope=app")]
    [DataRow("s3", "Region=eu-west-1;Bucket=b;use_path_style=true", "type=s3,region=eu-west-1,bucket=b,use_path_style=true")]
    [DataRow("type=azblob,account_url=https://a.blob.core.windows.net,name=n", "", "type=azblob,account_url=https://a.blob.core.windows.net,name=n")]
    public void Both_forms_make_the_option_of_buildx(string include, string metadata, string expected)
    {
        Assert.IsTrue(Create(include, metadata, out var option, out var error), error);
        Assert.AreEqual(expected, option);
    }

    [TestMethod]
    [DataRow("", "", "'' is an unknown cache backend. Use one of registry,")]
    [DataRow("registri", "Ref=x/y", "'registri' is an unknown cache backend")]
    [DataRow("Registry", "Ref=x/y", "'Registry' is an unknown cache backend")]
    [DataRow("ref=ghcr.io/x/y", "", "'' is an unknown cache backend")]
    [DataRow("registry", "", "needs ref")]
    [DataRow("registry", "Ref=", "needs ref")]
    [DataRow("local", "", "needs src or dest")]
    [DataRow("registry", "Ref=x/y;Mode=maximal", "mode is 'maximal'")]
    [DataRow("inline", "Mode=max", "mode min only")]
    [DataRow("registry", "Ref=x/y;Reference=x/y", "'reference' is an unknown attribute")]
    [DataRow("registry", "Ref=-x/y", "'-x/y'")]
    [DataRow("registry", "Ref=ghcr.io/X/y", "lower case")]
    [DataRow("type=registry,ref=x/y", "Ref=x/z", "'ref' is set twice")]
    [DataRow("registry", "Ref=x/y,mode=max", "must not contain ','")]
    [DataRow("type=local,src=\"a,b\"", "", "A quote is wrong")]
    [DataRow("type=local,src=a,b", "", "'b' is an unknown attribute")]
    [DataRow("type=inline,", "", "'' is an unknown attribute")]
    [DataRow("gha", "Token=hush", "'token' is a credential")]
    [DataRow("s3", "secret_access_key=hush", "'secret_access_key' is a credential")]
    public void What_BuildKit_would_misread_in_silence_is_an_error(string include, string metadata, string reason)
    {
        Assert.IsFalse(Create(include, metadata, out var option, out var error));
        StringAssert.Contains(error, reason);
        Assert.AreEqual("", option);
        Assert.IsFalse(error.Contains("hush", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("gha", "", "type=gha,scope=acme-base")]
    [DataRow("type=gha,scope=all", "", "type=gha,scope=all")]
    [DataRow("s3", "Bucket=b", "type=s3,bucket=b,name=acme-base")]
    [DataRow("azblob", "Name=all", "type=azblob,name=all")]
    [DataRow("registry", "Ref=x/y", "type=registry,ref=x/y")]
    public void A_backend_that_would_keep_the_caches_of_all_images_under_one_name_is_given_one(string include, string metadata, string expected)
    {
        Assert.IsTrue(Create(include, metadata, out var option, out var error, "acme-base"), error);
        Assert.AreEqual(expected, option);
    }

    private static bool Create(string include, string metadata, out string option, out string error, string name = "") => CacheOption.TryCreate(
        include,
        metadata.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(m => m.Split('=', 2)).Select(m => KeyValuePair.Create(m[0], m[1])),
        "/projects/app", name, out option, out error);
}
