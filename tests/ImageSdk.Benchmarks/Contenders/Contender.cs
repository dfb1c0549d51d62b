using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Contenders;

/// <summary>A way to build a family of images. Has no state: a tree is a contender's copy of a graph.</summary>
internal abstract class Contender
{
    /// <summary>How <c>--contender</c> calls it; also a part of its images' names.</summary>
    public abstract string Key { get; }

    /// <summary>How a report calls it.</summary>
    public abstract string Title { get; }

    /// <summary>Writes what this way needs beside contexts and Dockerfiles.</summary>
    public abstract void LayOut(Tree tree);

    /// <summary>The commands before the first build of a tree that was laid out. They are not measured.</summary>
    public virtual IReadOnlyList<Invocation> Prepare(Tree tree) => [];

    /// <summary>The build that is measured.</summary>
    public abstract Invocation Build(Tree tree, CacheUse cache);

    /// <summary>Removes what builds left in the tree, so that it is as after a clone.</summary>
    public virtual void Forget(Tree tree)
    {
    }

    /// <summary>How many RUN steps a build executed, those found in a cache not counted.</summary>
    public virtual int CountRunSteps(Tree tree, Outcome outcome) => RawProgress.CountRunSteps(File.ReadLines(outcome.ErrorFile));
}
