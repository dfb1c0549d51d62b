using ImageSdk.Scheduling;

namespace ImageSdk.Core.Tests.Scheduling;

[TestClass]
public sealed class SolutionRequestTests
{
    [TestMethod]
    [DataRow(true, "family.slnx")]
    [DataRow(true, "family.slnx", "-m:1", "-p:Configuration=Release", "--no-restore")]
    [DataRow(true, "family.slnx", "-t:Rebuild")]
    [DataRow(true, "family.slnx", "/target:Restore;Publish")]
    [DataRow(true, "family.slnx", "--target:\"Build\"")]
    [DataRow(true, "/home/t:x/family.slnx")]
    [DataRow(false, "family.slnx", "-t:app")]
    [DataRow(false, "family.slnx", "-T:Build,app:Rebuild")]
    [DataRow(false, "family.slnx", "--target:VSTest")]
    [DataRow(false, "MSBuild.dll", "/nologo", "/nodemode:1")]
    [DataRow(false, "MSBuild.dll", "/nologo", "/nodemode:8")]
    public void A_command_line_asks_for_all_projects_unless_it_names_another_target(bool isForAll, params string[] arguments) =>
        Assert.AreEqual(isForAll, SolutionRequest.IsForAllProjects(arguments));
}
