using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public sealed class CacheMountTests
{
    [TestMethod]
    [DataRow("id=pip,target=/root/.cache/pip", true)]
    [DataRow("target=/root/.cache/pip", false)]
    [DataRow("id=/root/.cache/pip,target=/root/.cache/pip", false)]
    [DataRow("id=$ID,target=/root/.cache/pip", false)]
    [DataRow("id=,target=/root/.cache/pip", false)]
    [DataRow("target=/var/cache/apt,sharing=locked", true)]
    [DataRow("target=/var/cache/apt,sharing=Private", true)]
    [DataRow("target=/var/cache/apt,sharing=shared", false)]
    [DataRow("target=/var/cache/apt,sharing=$SHARING", false)]
    public void A_cache_mount_has_an_id_of_its_own_unless_it_is_shared_by_its_target(string options, bool expected)
    {
        var run = (RunInstruction)Dockerfile.Parse($"FROM a\nRUN --mount=type=cache,{options} b\n", "Dockerfile").Stages[0].Instructions[^1];

        Assert.AreEqual(expected, run.Mounts[0].HasIdOfItsOwn);
    }
}
