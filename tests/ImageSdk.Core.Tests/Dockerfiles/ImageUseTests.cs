namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class ImageUseTests
{
    [TestMethod]
    [DataRow("FROM python:3.11-slim", "1:6 From python:3.11-slim")]
    [DataRow("FROM --platform=linux/amd64 a", "1:29 From a linux/amd64")]
    [DataRow("FROM --platform=$BUILDPLATFORM a", "1:32 From a linux/amd64")]
    [DataRow("FROM --platform=$TARGETPLATFORM a", "1:33 From a linux/arm64")]
    [DataRow("FROM 12.*@sha256:00", "1:6 From 12.*@sha256:00")]
    [DataRow("FROM \"a\"", "1:6 From a", DisplayName = "quotes are removed")]
    [DataRow("FROM scratch", "")]
    [DataRow("FROM scratch AS x\nFROM x", "")]
    [DataRow("FROM a AS x\nFROM x AS y\nFROM y", "1:6 From a")]
    [DataRow("FROM a AS X\nFROM x", "1:6 From a")]
    [DataRow("FROM a AS X\nFROM X", "2:6 From X", DisplayName = "BuildKit finds no stage by an upper case name after FROM")]
    [DataRow("FROM x AS x", "1:6 From x", DisplayName = "a stage is not built on itself")]
    [DataRow("FROM a\nFROM a", "2:6 From a")]
    [DataRow("FROM scratch\nCOPY --from=a:1 /x /y", "2:13 CopyFrom a:1")]
    [DataRow("FROM scratch\nCOPY --from=Api . /app", "2:13 CopyFrom Api")]
    [DataRow("FROM scratch\nCOPY --from=scratch /x /y", "")]
    [DataRow("FROM scratch\nCOPY --from= x /y", "")]
    [DataRow("FROM scratch\nRUN --mount=type=bind,from=a,target=/x b", "2:28 MountFrom a")]
    [DataRow("FROM scratch\nRUN --mount=type=cache,from=a,target=/x b", "2:29 MountFrom a")]
    [DataRow("FROM scratch\nRUN --mount=type=cache,target=/x b", "")]
    [DataRow("FROM scratch AS x\nRUN a\nFROM scratch\nRUN --mount=from=X,target=/x b", "")]
    [DataRow("FROM scratch\nRUN --mount=from=scratch,target=/x b", "")]
    [DataRow("FROM scratch\nRUN --mount=from=0,target=/x b", "2:18 MountFrom 0", DisplayName = "BuildKit mounts from no stage by number")]
    [DataRow("# syntax=docker/dockerfile:1\nFROM scratch", "1:10 Syntax docker/dockerfile:1")]
    [DataRow("# syntax=a/b:1 --some command\nFROM scratch", "1:10 Syntax a/b:1")]
    [DataRow("FROM scratch\nONBUILD COPY --from=a /x /y", "")]
    public void Every_image_that_comes_from_outside_is_found(string text, string images) =>
        Assert.AreEqual(images, string.Join(", ", Inputs.Of(text).Images()));

    [TestMethod]
    public void Every_use_is_listed_in_the_order_of_the_stages() =>
        Sequence.AreEqual(
            Inputs.Of("# syntax=s\nFROM b AS x\nFROM a\nCOPY --from=x /x /\nCOPY --from=b /y /\nRUN --mount=from=c,target=/z d\n").Images(),
            "1:10 Syntax s",
            "2:6 From b",
            "3:6 From a",
            "5:13 CopyFrom b",
            "6:18 MountFrom c");

    [TestMethod]
    [DataRow("# syntax=a\nFROM scratch", "1:10 Syntax b/c")]
    [DataRow("FROM scratch", "0:0 Syntax b/c")]
    public void The_build_argument_BUILDKIT_SYNTAX_chooses_another_front_end(string text, string image) =>
        Sequence.AreEqual(Inputs.Of(text, null, ("BUILDKIT_SYNTAX", " b/c --x")).Images(), image);

    [TestMethod]
    public void A_trigger_runs_in_the_stages_of_the_same_file_that_are_built_on_its_stage()
    {
        const string Text = "FROM a AS x\nONBUILD COPY --from=b y /y\nONBUILD COPY c /c\nFROM x\n";
        Assert.AreEqual("1:6 From a", string.Join(", ", Inputs.Of(Text, "x").Images()));
        Assert.AreEqual("1:6 From a, 2:21 CopyFrom b", string.Join(", ", Inputs.Of(Text).Images()));
        Assert.AreEqual("2:23 b:y, 3:14 c", string.Join(", ", Inputs.Of(Text).Reads()));
    }

    [TestMethod]
    public void A_trigger_can_need_other_stages() =>
        Assert.AreEqual(
            "tools x 2",
            string.Join(' ', Inputs.Of("FROM a AS tools\nFROM b AS x\nONBUILD COPY --from=tools y /y\nFROM x\n").Stages));

    [TestMethod]
    public void A_trigger_for_a_stage_number_that_the_file_lacks_is_an_error_where_it_runs()
    {
        const string Text = "FROM a AS x\nONBUILD COPY --from=7 y /y\nFROM x\n";
        Assert.HasCount(1, Inputs.Of(Text, "x").Images);
        Assert.AreEqual("base/Dockerfile(2,21)", Inputs.ErrorOf(Text).Location.ToString());
    }
}
