using ImageSdk.Locking;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class TagOwnersTests
{
    private static readonly Func<TagOwner, string, bool> StillHas = (_, _) => true;
    private static readonly Func<TagOwner, string, bool> HasNoLonger = (_, _) => false;

    [TestMethod]
    [DataRow("a.imageproj", "", "b.imageproj", "", DisplayName = "two projects")]
    [DataRow("a.imageproj", "cpu", "a.imageproj", "cuda", DisplayName = "two variants")]
    [DataRow("a.imageproj", "", "a.imageproj", "cuda", DisplayName = "a project that got variants, which its old image does not give up")]
    public void A_tag_of_another_image_is_refused_and_stays_where_it_is(string project, string variant, string other, string otherVariant)
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Image(folder, project, variant), Image(folder, other, otherVariant));
        Assert.IsEmpty(Owners(folder).Claim(first, ["x:1", "x:latest"], StillHas));

        var taken = Owners(folder).Claim(second, ["x:2", "x:latest"], StillHas);

        Assert.AreEqual(("x:latest", first), taken.Single());
        Assert.IsEmpty(Owners(folder).Claim(first, ["x:1", "x:latest"], StillHas));
        Assert.IsEmpty(Owners(folder).Claim(second, ["x:2"], StillHas), "the rest of a refused claim was not noted either");
    }

    [TestMethod]
    public void An_owner_that_no_longer_has_the_tag_loses_it()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Image(folder, "a.imageproj"), Image(folder, "b.imageproj"));
        Owners(folder).Claim(first, ["x:1", "x:latest"], StillHas);

        Assert.IsEmpty(Owners(folder).Claim(second, ["x:latest"], HasNoLonger));

        Assert.AreEqual(("x:latest", second), Owners(folder).Claim(first, ["x:latest"], StillHas).Single());
        Assert.AreEqual(("x:1", first), Owners(folder).Claim(second, ["x:1"], StillHas).Single());
    }

    [TestMethod]
    public void A_tag_that_its_image_gave_up_is_free()
    {
        using var folder = new TemporaryFolder();
        Owners(folder).Claim(Image(folder, "a.imageproj"), ["x:1"], StillHas);
        Owners(folder).Claim(Image(folder, "a.imageproj"), ["x:2"], StillHas);

        Assert.IsEmpty(Owners(folder).Claim(Image(folder, "b.imageproj"), ["x:1"], StillHas));
    }

    [TestMethod]
    public void A_project_is_one_owner_whichever_link_leads_to_it()
    {
        using var folder = new TemporaryFolder();
        folder.Folder("app");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), "app");
        Owners(folder).Claim(Image(folder, "app/a.imageproj"), ["x:1"], StillHas);

        Assert.IsEmpty(Owners(folder).Claim(Image(folder, "link/a.imageproj"), ["x:1"], StillHas));
    }

    [TestMethod]
    public void Another_copy_of_a_tree_has_its_own_owners_and_what_is_noted_of_a_tree_goes_with_it()
    {
        using var folder = new TemporaryFolder();
        var (gone, copy) = (folder.Folder("gone"), folder.Folder("copy"));
        new TagOwners(gone, Path.Combine(folder.Path, "1.tags")).Claim(new TagOwner(Path.Combine(gone, "a.imageproj"), ""), ["x:1"], StillHas);
        Directory.Delete(gone);

        Assert.IsEmpty(new TagOwners(copy, Path.Combine(folder.Path, "2.tags")).Claim(new TagOwner(Path.Combine(copy, "b.imageproj"), ""), ["x:1"], StillHas));

        Assert.IsFalse(File.Exists(Path.Combine(folder.Path, "1.tags")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\0\n\t\t\t\nx:1\n")]
    [DataRow("/root\nx:1\t%ZZ%00\t\n")]
    public void A_record_that_is_not_understood_says_nothing(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "tree.tags"), text);

        Assert.IsEmpty(Owners(folder).Claim(Image(folder, "a.imageproj"), ["x:1"], HasNoLonger));

        Assert.AreEqual("x:1", Owners(folder).Claim(Image(folder, "b.imageproj"), ["x:1"], StillHas).Single().Tag);
    }

    [TestMethod]
    public void Of_many_that_claim_a_tag_at_once_one_gets_it()
    {
        using var folder = new TemporaryFolder();

        var refused = new int[16];
        Parallel.For(0, refused.Length, i => refused[i] = Owners(folder).Claim(Image(folder, $"dir {i}/a\t{i}.imageproj"), ["x:1", $"y:{i}"], StillHas).Count);

        Assert.AreEqual(refused.Length - 1, refused.Sum());
    }

    private static TagOwners Owners(TemporaryFolder folder) => new(folder.Path, Path.Combine(folder.Path, "tree.tags"));

    private static TagOwner Image(TemporaryFolder folder, string project, string variant = "") => new(Path.Combine(folder.Path, project), variant);
}
