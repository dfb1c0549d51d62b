using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class EnvironmentProxyTests
{
    [TestMethod]
    [DataRow("HTTPS_PROXY", "proxy:3128", "https://registry.example", "http://proxy:3128/")]
    [DataRow("https_proxy", "http://user:secret@proxy:3128", "https://registry.example", "http://user:secret@proxy:3128/")]
    [DataRow("HTTP_PROXY", "proxy:3128", "http://registry.example", "http://proxy:3128/")]
    [DataRow("HTTP_PROXY", "proxy:3128", "https://registry.example", null)]
    [DataRow("HTTPS_PROXY", "", "https://registry.example", null)]
    [DataRow("HTTP_PROXY", "proxy:3128", "http://localhost:5000", null)]
    [DataRow("HTTP_PROXY", "proxy:3128", "http://127.0.0.1:5000", null)]
    public void Is_the_one_of_the_scheme_and_none_for_this_machine(string variable, string value, string destination, string? proxy) =>
        Assert.AreEqual(proxy, Of((variable, value)).GetProxy(new Uri(destination))?.AbsoluteUri);

    [TestMethod]
    [DataRow("*", "registry.example", true)]
    [DataRow("other, example", "registry.example", true)]
    [DataRow("registry.example", "registry.example", true)]
    [DataRow(".registry.example", "registry.example", false)]
    [DataRow("gistry.example", "registry.example", false)]
    [DataRow("registry.example:443", "registry.example", true)]
    [DataRow("registry.example:444", "registry.example", false)]
    [DataRow("10.0.0.0/8", "10.1.2.3", true)]
    [DataRow("10.1.2.3", "10.1.2.3", true)]
    [DataRow("10.0.0.0/8", "11.1.2.3", false)]
    public void Is_not_used_for_what_NO_PROXY_names(string exempt, string host, bool isExempt) =>
        Assert.AreEqual(isExempt, Of(("HTTPS_PROXY", "proxy"), ("NO_PROXY", exempt)).IsBypassed(new Uri($"https://{host}")));

    private static EnvironmentProxy Of(params (string Name, string Value)[] variables) =>
        new(new BuildEnvironment(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)), "/"));
}
