using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class BuildArgumentTests
{
    [TestMethod]
    [DataRow("ARG V=1\nFROM a:$V", "a:1")]
    [DataRow("ARG V=1 W=2\nFROM a:$V-$W", "a:1-2")]
    [DataRow("ARG V=1\nARG B=a:$V\nFROM $B", "a:1")]
    [DataRow("ARG V=1\nARG V=2\nFROM a:$V", "a:2")]
    [DataRow("ARG V=1\nARG V\nFROM a:$V", "a:1", DisplayName = "declaring again takes no default away")]
    [DataRow("ARG B=a\nFROM ${B:-b}", "a")]
    [DataRow("ARG B\nFROM ${B:-b}", "b")]
    [DataRow("FROM ${B:-b}", "b")]
    [DataRow("ARG V=\"1\"\nFROM a:${V}", "a:1")]
    [DataRow("ARG V=1.2.3\nFROM a:${V%.*}", "a:1.2")]
    [DataRow("FROM a-$TARGETARCH", "a-arm64")]
    [DataRow("FROM a-${TARGETVARIANT:-none}-$BUILDARCH-$TARGETOS", "a-none-amd64-linux")]
    [DataRow("FROM a-$TARGETSTAGE AS Final", "a-final")]
    [DataRow("FROM a-$TARGETSTAGE", "a-default")]
    [DataRow("FROM b AS x\nENV V=2\nARG W=3\nFROM a${V}${W}", "a", DisplayName = "no variable of a stage is visible in FROM")]
    public void From_sees_the_arguments_before_the_first_From(string text, string image) =>
        Assert.AreEqual(image, Inputs.Of(text).Images[^1].Name);

    [TestMethod]
    [DataRow("ARG V=1\nFROM a:$V", "a:9")]
    [DataRow("ARG V\nFROM a:$V", "a:9")]
    [DataRow("ARG V=1\nARG W=$V\nFROM a:$W", "a:9")]
    [DataRow("FROM a:${V:-1}", "a:1", DisplayName = "what is not declared is not seen")]
    [DataRow("FROM a:1\nARG V\nFROM a:${V:-2}", "a:2", DisplayName = "also not when a stage declares it")]
    public void A_given_argument_overrides_the_default(string text, string image) =>
        Assert.AreEqual(image, Inputs.Of(text, null, ("V", "9")).Images[^1].Name);

    [TestMethod]
    public void Platform_arguments_can_be_given_too() =>
        Sequence.AreEqual(
            Inputs.Of("FROM --platform=$BUILDPLATFORM a-$TARGETARCH", null, ("BUILDPLATFORM", "linux/s390x"), ("TARGETARCH", "x")).Images(),
            "1:32 From a-x linux/s390x");

    [TestMethod]
    [DataRow("linux/amd64", "linux/amd64 linux amd64 ")]
    [DataRow("linux/x86_64", "linux/amd64 linux amd64 ")]
    [DataRow("linux/arm64/v8", "linux/arm64 linux arm64 ")]
    [DataRow("linux/arm", "linux/arm/v7 linux arm v7")]
    [DataRow("linux/arm/v6", "linux/arm/v6 linux arm v6")]
    [DataRow("linux/armhf", "linux/arm/v7 linux arm v7")]
    [DataRow("linux/amd64/v3", "linux/amd64/v3 linux amd64 v3")]
    [DataRow("windows(10.0.17763)/amd64", "windows(10.0.17763)/amd64 windows amd64 ")]
    [DataRow("linux", "linux linux  ")]
    public void The_platform_has_one_name_and_its_parts(string platform, string expected)
    {
        const string Text = "FROM scratch\nARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT\n"
            + "COPY [\"$TARGETPLATFORM $TARGETOS $TARGETARCH $TARGETVARIANT\", \"/x\"]\n";
        Assert.AreEqual(expected, DockerfileInputs.Of(Tree.Parse(Text), null, Arguments.None, platform).ContextReads.Single().Source);
    }

    [TestMethod]
    [DataRow("ARG V=1\nFROM scratch\nCOPY a$V /", "a")]
    [DataRow("ARG V=1\nFROM scratch\nARG V\nCOPY a$V /", "a1")]
    [DataRow("ARG V=1\nFROM scratch\nARG V=2\nCOPY a$V /", "a2")]
    [DataRow("ARG V=1\nFROM scratch\nCOPY a$V /\nARG V", "a", DisplayName = "only from the ARG on")]
    [DataRow("FROM scratch\nARG V=1 W=$V\nCOPY a$W /", "a1")]
    [DataRow("FROM scratch\nARG V=1\nENV V=2\nCOPY a$V /", "a2")]
    [DataRow("FROM scratch\nENV V=2\nARG V=1\nCOPY a$V /", "a1", DisplayName = "the later of ENV and ARG wins")]
    [DataRow("FROM scratch\nENV V=2\nARG V\nCOPY a$V /", "a2")]
    [DataRow("FROM scratch\nENV V=1\nENV V=2 W=$V\nCOPY a$W /", "a1", DisplayName = "one ENV sees what was before it")]
    [DataRow("FROM scratch\nENV V 1 2\nCOPY \"a$V\" /", "a1 2")]
    [DataRow("FROM scratch\nENV V='$X'\nCOPY a$V /", "a$X")]
    [DataRow("FROM scratch AS x\nARG V=1\nENV W=2\nFROM x\nCOPY a$V$W /", "a12", DisplayName = "a stage inherits ARG and ENV")]
    [DataRow("FROM scratch AS x\nENV V=1\nFROM scratch\nCOPY --from=x /x /\nCOPY a$V /", "a", DisplayName = "but not from stages that it copies from")]
    [DataRow("FROM scratch\nARG TARGETARCH\nCOPY a-$TARGETARCH /", "a-arm64")]
    [DataRow("FROM scratch\nARG TARGETARCH=x\nCOPY a-$TARGETARCH /", "a-x", DisplayName = "a default hides a predefined argument")]
    [DataRow("FROM scratch\nCOPY a-$TARGETARCH /", "a-")]
    [DataRow("FROM scratch\nCOPY a-$HTTP_PROXY /", "a-")]
    public void A_stage_sees_what_it_declares(string text, string source) =>
        Assert.AreEqual(source, Inputs.Of(text).ContextReads.Single().Source);

    [TestMethod]
    [DataRow("FROM scratch\nARG V=1\nCOPY a$V /", "a9")]
    [DataRow("ARG V=1\nFROM scratch\nARG V\nCOPY a$V /", "a9")]
    [DataRow("FROM scratch\nARG V\nENV V=2\nCOPY a$V /", "a2")]
    [DataRow("FROM scratch\nCOPY a$V /", "a")]
    public void A_stage_takes_a_given_argument_instead_of_the_default(string text, string source) =>
        Assert.AreEqual(source, Inputs.Of(text, null, ("V", "9")).ContextReads.Single().Source);

    [TestMethod]
    [DataRow("FROM $B", 1, 6, "B")]
    [DataRow("ARG B\nFROM ${B}", 2, 6, "B")]
    [DataRow("ARG B=\nFROM $B", 2, 6, "B")]
    [DataRow("FROM a AS x\nARG B=b\nFROM $B", 3, 6, "B")]
    [DataRow("FROM --platform=$P a", 1, 17, "P")]
    [DataRow("FROM a AS unused\nFROM $B AS also-unused\nFROM a", 2, 6, "B", DisplayName = "BuildKit refuses the file for stages that it does not need too")]
    [DataRow("ARG B\nFROM ${B:?missing}", 2, 6, "B: missing")]
    [DataRow("FROM a\nCOPY ${B:?} /", 2, 6, "B: it has no value")]
    public void A_name_that_is_empty_for_want_of_a_build_argument_is_an_error(string text, int line, int column, string part)
    {
        var error = Inputs.ErrorOf(text);
        Assert.AreEqual("IMG1003", error.Descriptor.Code);
        Assert.AreEqual((line, column), (error.Location.Line, error.Location.Column));
        StringAssert.Contains(error.Message, part);
    }

    [TestMethod]
    [DataRow("FROM ${B", 1, 6)]
    [DataRow("FROM a\nCOPY '${B}'\\'' /", 2, 6)]
    [DataRow("FROM a\nENV b=${c^}\n", 2, 7)]
    [DataRow("FROM a\nARG b=\"${c^}\"\n", 2, 7)]
    public void A_variable_that_is_written_wrong_is_a_syntax_error(string text, int line, int column)
    {
        var error = Inputs.ErrorOf(text);
        Assert.AreEqual("IMG1001", error.Descriptor.Code);
        Assert.AreEqual((line, column), (error.Location.Line, error.Location.Column));
    }

    [TestMethod]
    [DataRow("ARG B=a\nFROM $B", "B")]
    [DataRow("ARG B=a\nARG UNUSED\nFROM $B", "B")]
    [DataRow("ARG V=1\nARG B=a:$V\nFROM $B", "B V", DisplayName = "with those that its default needs")]
    [DataRow("ARG B\nFROM ${B:-a}", "B")]
    [DataRow("ARG P=linux/amd64\nFROM --platform=$P a", "P")]
    [DataRow("FROM a\nARG Z A", "A Z")]
    [DataRow("ARG V=1\nARG W=$V\nFROM a\nARG W", "V W")]
    [DataRow("ARG V=1\nARG W=$V\nFROM a\nARG W=2", "W")]
    [DataRow("FROM a AS x\nARG X\nFROM b AS y\nARG Y\nFROM c\nCOPY --from=x /x /\nARG Z", "X Z", DisplayName = "only of stages that are needed")]
    [DataRow("FROM a AS x\nONBUILD ARG X\nFROM x", "X")]
    [DataRow("FROM a-$TARGETARCH", "")]
    [DataRow("FROM a\nARG TARGETARCH", "TARGETARCH")]
    public void Arguments_are_declared_when_a_needed_stage_uses_them(string text, string names) =>
        Assert.AreEqual(names, string.Join(' ', Inputs.Of(text).DeclaredArguments));

    [TestMethod]
    public void A_given_argument_needs_no_default() =>
        Assert.AreEqual("B", string.Join(' ', Inputs.Of("ARG V=1\nARG B=a:$V\nFROM $B", null, ("B", "c")).DeclaredArguments));

    [TestMethod]
    [DataRow("HTTP_PROXY", true)]
    [DataRow("no_proxy", true)]
    [DataRow("TARGETARCH", true)]
    [DataRow("TARGETSTAGE", true)]
    [DataRow("SOURCE_DATE_EPOCH", true)]
    [DataRow("BUILDKIT_INLINE_CACHE", true)]
    [DataRow("targetarch", false)]
    [DataRow("VERSION", false)]
    public void Some_arguments_need_no_declaration(string name, bool isPredefined) =>
        Assert.AreEqual(isPredefined, PredefinedArguments.Contains(name));
}
