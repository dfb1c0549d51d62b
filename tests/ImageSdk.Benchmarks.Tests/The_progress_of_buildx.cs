using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Tests;

[TestClass]
public class The_progress_of_buildx
{
    [TestMethod]
    public void tells_which_RUN_steps_were_executed()
    {
        string[] lines =
        [
            """{"vertexes":[{"digest":"a","name":"[base 2/3] RUN make","started":"2025-01-01T00:00:00Z"}]}""",
            """{"vertexes":[{"digest":"a","name":"[base 2/3] RUN make","started":"2025-01-01T00:00:00Z","completed":"2025-01-01T00:00:01Z"}]}""",
            """{"vertexes":[{"digest":"b","name":"[base 1/3] COPY . .","completed":"2025-01-01T00:00:01Z"}]}""",
            """{"vertexes":[{"digest":"c","name":"[child 2/3] RUN test","completed":"2025-01-01T00:00:01Z","cached":true}]}""",
            """{"vertexes":[{"digest":"d","name":"[child 3/3] RUN false","completed":"2025-01-01T00:00:01Z","error":"exit code: 1"}]}""",
            """{"statuses":[]}""",
            "ERROR: target child: failed to solve",
        ];

        Assert.AreEqual(1, RawProgress.CountRunSteps(lines));
    }

    [TestMethod]
    public void tells_a_step_that_images_share_several_times_and_it_counts_once()
    {
        string[] lines =
        [
            """{"vertexes":[{"digest":"a","name":"[base 2/3] RUN make","completed":"2025-01-01T00:00:01Z","cached":true}]}""",
            """{"vertexes":[{"digest":"a","name":"[base 2/3] RUN make","completed":"2025-01-01T00:00:01Z"}]}""",
            """{"vertexes":[{"digest":"a","name":"[base 2/3] RUN make","completed":"2025-01-01T00:00:01Z"}]}""",
        ];

        Assert.AreEqual(1, RawProgress.CountRunSteps(lines));
    }
}
