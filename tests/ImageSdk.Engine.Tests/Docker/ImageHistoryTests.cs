using ImageSdk.Engine.Docker;

namespace ImageSdk.Engine.Tests.Docker;

[TestClass]
public sealed class ImageHistoryTests
{
    [TestMethod]
    [DataRow("ADD rootfs 5|CMD [sh] 0", "a=5 ADD rootfs", DisplayName = "metadata makes no layer")]
    [DataRow("ADD rootfs 5|ENV A=1 0|RUN make 7|LABEL x 0", "a=5 ADD rootfs, b=7 RUN make", DisplayName = "metadata between layers")]
    [DataRow("ADD rootfs 5|WORKDIR /app 0|ENV A=1 0", "a=5 ADD rootfs, b=0 WORKDIR /app", DisplayName = "an empty layer of a WORKDIR")]
    [DataRow("ADD rootfs 5|RUN true 0|ENV A=1 0|COPY x / 3", "a=5 ADD rootfs, b=0 RUN true, c=3 COPY x /", DisplayName = "a RUN that wrote nothing")]
    [DataRow("bazel build 5|bazel build 0|CMD 0", "a=5 bazel build, b=0 CMD", DisplayName = "an empty layer of an unknown tool is guessed")]
    [DataRow("RUN HTTP_PROXY=http://user:s3cret@proxy.example:3128 make 4", "a=4 RUN HTTP_PROXY=http://***@proxy.example:3128 make", DisplayName = "credentials of a build argument")]
    [DataRow("", "a=0 , b=0 ", DisplayName = "no history")]
    [DataRow("RUN x 4", "a=4 RUN x, b=0 ", DisplayName = "less history than layers")]
    public void Each_layer_has_the_entry_that_made_it(string history, string expected)
    {
        var entries = history.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(e => (e[..e.LastIndexOf(' ')], long.Parse(e[(e.LastIndexOf(' ') + 1)..]))).ToList();
        string[] ids = [.. expected.Split(", ").Select(e => e[..1])];

        var layers = ImageHistory.Layers(ids, entries);

        Assert.AreEqual(expected, string.Join(", ", layers.Select(l => $"{l.DiffId}={l.Size} {l.CreatedBy}")));
    }
}
