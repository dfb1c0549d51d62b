namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class ContextReadTests
{
    [TestMethod]
    [DataRow("COPY a b* /c/", "2:6 a, 2:8 b*")]
    [DataRow("COPY . .", "2:6 .")]
    [DataRow("COPY [\"a b\", \"/c\"]", "2:7 a b")]
    [DataRow("COPY \"a\" /c", "2:6 a")]
    [DataRow("COPY \"\" /c", "2:6 .")]
    [DataRow("COPY --parents ./x/./y/*.txt /c", "2:16 ./x/./y/*.txt")]
    [DataRow("COPY --exclude=*.md --exclude=docs . /c", "2:36 . -*.md -docs")]
    [DataRow("ADD --exclude=x a.tar.gz /c", "2:17 a.tar.gz -x")]
    [DataRow("ADD a https://x/y http://z git@github.com:a/b.git git://h/r ssh://g@h/r /c/", "2:5 a")]
    [DataRow("ADD HTTPS://x/y /c", "")]
    [DataRow("ADD github.com/a/b a@b @c:d e@:f /c/", "2:5 github.com/a/b, 2:20 a@b, 2:24 @c:d, 2:29 e@:f", DisplayName = "paths that only look remote")]
    [DataRow("COPY https://x /c", "2:6 https://x", DisplayName = "COPY takes no URL, so it is a path")]
    [DataRow("COPY <<EOF a /c/\nx\nEOF", "2:12 a")]
    [DataRow("COPY --from=x a /c", "2:15 x:a")]
    [DataRow("COPY --from=Api --exclude=*.pdb . /app", "2:33 Api:. -*.pdb")]
    [DataRow("COPY --from=scratch a /c", "")]
    [DataRow("RUN --mount=type=bind,target=/x a", "2:13 .")]
    [DataRow("RUN --mount=target=/x a", "2:13 .")]
    [DataRow("RUN --mount=type=bind,source=p,target=/x a", "2:30 p")]
    [DataRow("RUN --mount=src=p,dst=/x,rw a", "2:17 p")]
    [DataRow("RUN --mount=type=BIND,source=/,target=/x a", "2:30 /")]
    [DataRow("RUN --mount=type=bind,from=x,source=p,target=/x a", "2:37 x:p")]
    [DataRow("RUN --mount=type=cache,from=x,source=p,target=/x a", "2:38 x:p")]
    [DataRow("RUN --mount=type=cache,target=/x a", "")]
    [DataRow("RUN --mount=type=secret,source=p,target=/x a", "")]
    [DataRow("RUN --mount=type=tmpfs,target=/x --mount=type=ssh a", "")]
    [DataRow("ARG T=cache S=p\nRUN --mount=type=$T,target=/x --mount=source=$S,target=/y a", "3:46 p")]
    [DataRow("ONBUILD COPY a /c", "")]
    public void Every_read_of_a_context_is_found(string text, string reads) =>
        Assert.AreEqual(reads, string.Join(", ", Inputs.Of("FROM scratch\n" + text).Reads()));

    [TestMethod]
    public void Reads_from_stages_are_none() =>
        Assert.IsEmpty(Inputs.Of("FROM a AS x\nFROM b\nCOPY --from=x c /c\nCOPY --from=0 c /c\nRUN --mount=from=X,source=d,target=/d e\n").ContextReads);

    [TestMethod]
    public void Reads_of_stages_that_are_not_needed_do_not_count() =>
        Sequence.AreEqual(Inputs.Of("FROM a AS x\nCOPY tests /t\nFROM b\nCOPY src /s\n").Reads(), "4:6 src");

    [TestMethod]
    [DataRow("COPY $HOME/x /", DisplayName = "a variable that only the image can set")]
    [DataRow("COPY ${X:-y} /", DisplayName = "also with a default")]
    [DataRow("ARG X\nCOPY a$X /", DisplayName = "an argument without a value")]
    [DataRow("ENV X=$HOME\nCOPY $X /", DisplayName = "a variable made of one")]
    [DataRow("ARG X=$HOME\nENV Y=a$X\nCOPY $Y /", DisplayName = "and one made of that")]
    [DataRow("ENV PATH=$PATH:/x\nCOPY $PATH /")]
    [DataRow("RUN --mount=source=$HOME,target=/x a")]
    public void All_of_the_context_is_read_when_the_base_image_may_decide_what(string text)
    {
        Assert.AreEqual(".", Inputs.Of("FROM a\n" + text).ContextReads.Single().Source);
        Assert.AreEqual(".", Inputs.Of("FROM a AS x\nFROM x\n" + text).ContextReads.Single().Source);
    }

    [TestMethod]
    [DataRow("ENV HOME=/h\nCOPY x$HOME /", "x/h")]
    [DataRow("ENV X=$HOME\nENV X=y\nCOPY $X /", "y", DisplayName = "a certain value replaces an uncertain one")]
    [DataRow("ENV X=$HOME\nARG Y=a\nCOPY $Y /", "a")]
    public void What_the_Dockerfile_sets_is_certain_on_any_base(string text, string source) =>
        Assert.AreEqual(source, Inputs.Of("FROM a\n" + text).ContextReads.Single().Source);

    [TestMethod]
    public void A_backtick_escapes_after_the_escape_directive() =>
        Assert.AreEqual("a$X\\b", Inputs.Of("# escape=`\nFROM scratch\nCOPY a`$X\\b C:\\\n").ContextReads.Single().Source);
}
