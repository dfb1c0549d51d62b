using CsCheck;
using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using static ImageSdk.Core.Tests.Locking.Locks;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class LockFileFormatTests
{
    private const string D = "sha256:0000000000000000000000000000000000000000000000000000000000000001";

    [TestMethod]
    public void The_file_is_made_to_be_read_in_a_diff()
    {
        var lockFile = new LockFile([
            Entry("python:3.11-slim", 1, [("linux/arm64", 3), ("linux/amd64", 2)]).WithUsedBy(["vad/vad.imageproj", "asr/asr.imageproj"]),
            Entry("nvidia/cuda:12.*-base", 4, [], "12.1.0-base"),
        ]);

        Assert.AreEqual($$"""
            {
              "version": 1,
              "images": {
                "docker.io/library/python:3.11-slim": {
                  "digest": "{{Digest(1)}}",
                  "platforms": {
                    "linux/amd64": "{{Digest(2)}}",
                    "linux/arm64": "{{Digest(3)}}"
                  },
                  "usedBy": [
                    "asr/asr.imageproj",
                    "vad/vad.imageproj"
                  ]
                },
                "docker.io/nvidia/cuda:12.*-base": {
                  "resolved": "12.1.0-base",
                  "digest": "{{Digest(4)}}",
                  "platforms": {},
                  "usedBy": []
                }
              }
            }

            """, lockFile.Write());
    }

    [TestMethod]
    public void Triggers_stand_there_only_where_an_image_has_some_and_count_for_equality()
    {
        var plain = Entry("h.x/a:1", 1);
        var entry = new LockEntry(plain.Request, plain.Digest, plain.Platforms, triggers: ["COPY . /app", "COPY . /app"]);
        var text = new LockFile([entry]).Write();

        StringAssert.Contains(text, "      \"onBuild\": [\n        \"COPY . /app\",\n        \"COPY . /app\"\n      ],\n      \"usedBy\"");
        CollectionAssert.AreEqual(entry.Triggers.ToArray(), LockFile.Parse(text, "").Entries.Single().Triggers.ToArray());
        Assert.DoesNotContain("onBuild", new LockFile([plain]).Write());
        Assert.AreNotEqual(plain, entry);
        Assert.AreEqual(entry, new LockFile([plain]).Refresh(entry).Entries.Single(), "a lock from before there were triggers learns of them");
        Assert.AreEqual(entry, new LockFile([plain]).Merge(new LockFile([entry])).Entries.Single());
    }

    [TestMethod]
    public void What_was_written_reads_as_the_same_lock_and_writes_as_the_same_bytes() => Files.Sample(lockFile =>
    {
        var text = lockFile.Write();
        var read = LockFile.Parse(text, "images.lock.json");
        Assert.AreEqual(lockFile, read);
        Assert.AreEqual(lockFile.GetHashCode(), read.GetHashCode());
        Assert.AreEqual(text, read.Write());
        Assert.DoesNotContain('\r', text);
    });

    [TestMethod]
    public void A_file_that_an_editor_or_git_reformatted_reads_the_same() => Files.Sample(lockFile =>
    {
        var text = lockFile.Write();
        Assert.AreEqual(lockFile, LockFile.Parse("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal), ""));
        Assert.AreEqual(lockFile, LockFile.Parse(text.Replace("\n", " ", StringComparison.Ordinal), ""));
    });

    [TestMethod]
    [DataRow("", 1, 1, "it is empty")]
    [DataRow(" \n ", 1, 1, "it is empty")]
    [DataRow("[]", 1, 1, "must be an object")]
    [DataRow("{", 1, 2, "not JSON")]
    [DataRow("{}", 1, 2, "first property must be 'version'")]
    [DataRow("{\n  \"images\": {} }", 2, 3, "first property must be 'version'")]
    [DataRow("{ \"version\": \"1\" }", 1, 14, "must be a whole number")]
    [DataRow("{ \"version\": 1.5 }", 1, 14, "must be a whole number")]
    [DataRow("{ \"version\": 2, \"pictures\": [] }", 1, 14, "version 2, and this version of ImageSdk reads version 1")]
    [DataRow("{ \"version\": 1 }", 1, 16, "second property must be 'images'")]
    [DataRow("{ \"version\": 1, \"images\": [] }", 1, 27, "'images' must be an object")]
    [DataRow("{ \"version\": 1, \"images\": {}, \"x\": 1 }", 1, 31, "'x' is unknown")]
    [DataRow("{ \"version\": 1, \"images\": {} } x", 1, 32, "not JSON")]
    [DataRow("{ \"version\": 1, \"images\": {}, }", 1, 31, "not JSON")]
    [DataRow("{ // hand-made\n \"version\": 1, \"images\": {} }", 1, 3, "not JSON")]
    public void A_damaged_file_is_an_error_at_its_place(string text, int line, int column, string reason) =>
        Refused(text, line, column, reason);

    [TestMethod]
    [DataRow("\"a.b/ü:1\": {}", 4, 1, "must not contain 'ü'")]
    [DataRow("\"python:3\": {}", 4, 1, "must be written in full, 'docker.io/library/python:3'")]
    [DataRow("\"docker.io/library/python\": {}", 4, 1, "in full, 'docker.io/library/python:latest'")]
    [DataRow("\"h.x/a:1\": 1", 4, 12, "must be an object")]
    [DataRow("\"h.x/a:1\": {}", 4, 1, "has no 'digest'")]
    [DataRow("\"h.x/a:1\": { \"digest\": \"" + D + "\" }", 4, 1, "has no 'platforms'")]
    [DataRow("\"h.x/a:1\": { \"digest\": \"" + D + "\", \"platforms\": {} }", 4, 1, "has no 'usedBy'")]
    [DataRow("\"h.x/a:1\": { \"digest\": \"sha256:12\" }", 4, 24, "64 hexadecimal digits")]
    [DataRow("\"h.x/a:1\": {\n\"digest\": null }", 5, 11, "'digest' must be a string")]
    [DataRow("\"h.x/a:1\": { \"Digest\": \"" + D + "\" }", 4, 14, "'Digest' is unknown")]
    [DataRow("\"h.x/a:1\": { \"digest\": \"" + D + "\",\n \"digest\": \"" + D + "\" }", 5, 2, "stands there twice")]
    [DataRow("\"h.x/a:1\": { \"platforms\": [] }", 4, 27, "must be an object")]
    [DataRow("\"h.x/a:1\": { \"platforms\": { \"linux\": \"" + D + "\" } }", 4, 29, "not a platform")]
    [DataRow("\"h.x/a:1\": { \"platforms\": { \"linux/x86_64\": \"" + D + "\" } }", 4, 29, "written 'linux/amd64'")]
    [DataRow("\"h.x/a:1\": { \"platforms\": {\n \"a/b\": \"" + D + "\",\n  \"a/b\": \"" + D + "\" } }", 6, 3, "stands there twice")]
    [DataRow("\"h.x/a:1\": { \"platforms\": { \"linux/amd64\": \"1\" } }", 4, 44, "not a digest")]
    [DataRow("\"h.x/a:1\": { \"usedBy\": \"x\" }", 4, 24, "must be a list")]
    [DataRow("\"h.x/a:1\": { \"onBuild\": \"x\" }", 4, 25, "must be a list")]
    [DataRow("\"h.x/a:1\": { \"onBuild\": [ 1 ] }", 4, 27, "must be a string")]
    [DataRow("\"h.x/a:1\": { \"onBuild\": [] }", 4, 26, "is empty")]
    [DataRow("\"h.x/a:1\": { \"usedBy\": [ 1 ] }", 4, 26, "must be a string")]
    [DataRow("\"h.x/a:1\": { \"usedBy\": [ \"\" ] }", 4, 26, "is empty")]
    [DataRow("\"h.x/a:1\": { \"usedBy\": [ \"ü\", \"ü\" ] }", 4, 31, "stands there twice")]
    [DataRow("\"h.x/a:1\": { \"usedBy\": [ \"\\ud800\" ] }", 4, 26, "stands for no character")]
    [DataRow("\"h.x/a:1\": { \"resolved\": \"1\", \"digest\": \"" + D + "\", \"platforms\": {}, \"usedBy\": [] }", 4, 1, "cannot be resolved to another")]
    [DataRow("\"h.x/a:1.*\": { \"digest\": \"" + D + "\", \"platforms\": {}, \"usedBy\": [] }", 4, 1, "is a range")]
    [DataRow("\"h.x/a:1.*\": { \"resolved\": \"2.0\", \"digest\": \"" + D + "\", \"platforms\": {}, \"usedBy\": [] }", 4, 1, "'2.0' is not one of them")]
    [DataRow("\"h.x/a:1.*1\": {}", 4, 1, "must not go on with '1'")]
    [DataRow("\"h.x/a@" + D + "\": { \"digest\": \"" + D + "\", \"platforms\": {}, \"usedBy\": [] }", 4, 1, "needs no lock")]
    public void A_damaged_entry_is_an_error_at_its_place(string entry, int line, int column, string reason) =>
        Refused($"{{\n\"version\": 1,\n\"images\": {{\n{entry}\n}} }}", line, column, reason);

    [TestMethod]
    public void Two_entries_for_one_key_are_an_error_at_the_second()
    {
        var text = new LockFile([Entry("h.x/a:1", 1), Entry("h.x/a:2", 2)]).Write().Replace("h.x/a:2", "h.x/a:1", StringComparison.Ordinal);

        Refused(text, 11, 5, "two entries 'h.x/a:1'");
    }

    [TestMethod]
    public void An_unfinished_merge_is_named_and_not_repaired()
    {
        var lines = new LockFile([Entry("h.x/a:1", 1)]).Write().Split('\n').ToList();
        lines.Insert(7, ">>>>>>> theirs");
        lines.Insert(5, "=======");
        lines.Insert(4, "<<<<<<< HEAD");

        Refused(string.Join('\n', lines), 5, 1, "conflict markers");
        Refused(string.Join("\r\n", lines), 5, 1, "conflict markers");
        lines.RemoveAt(4);
        Refused(string.Join('\n', lines), 6, 1, "conflict markers");
    }

    [TestMethod]
    public void No_part_of_a_lock_is_a_lock() => Gen.Select(Files, Gen.Double[0, 1]).Sample((lockFile, part) =>
    {
        var text = lockFile.Write().TrimEnd();
        var cut = text[..(int)(part * (text.Length - 1))];
        Assert.ThrowsExactly<DiagnosticException>(() => LockFile.Parse(cut, "images.lock.json"));
    });

    [TestMethod]
    public void A_lock_with_any_one_character_changed_is_another_lock_or_an_error() =>
        Gen.Select(Files, Gen.Double[0, 1], Gen.Char["\0\n {}[]\",:x1\\ü\ud800"]).Sample((lockFile, at, character) =>
        {
            var text = lockFile.Write();
            var index = (int)(at * (text.Length - 1));
            var changed = string.Concat(text.AsSpan(0, index), character.ToString(), text.AsSpan(index + 1));
            try
            {
                var read = LockFile.Parse(changed, "images.lock.json");
                Assert.IsTrue(read.Equals(lockFile) == (read.Write() == text));
            }
            catch (DiagnosticException error)
            {
                Assert.AreEqual("IMG2002", error.Diagnostics[0].Descriptor.Code);
                Assert.IsGreaterThan(0, error.Diagnostics[0].Location.Column);
            }
        });

    private static void Refused(string text, int line, int column, string reason)
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => LockFile.Parse(text, "images.lock.json")).Diagnostics[0];
        Assert.AreEqual("IMG2002", error.Descriptor.Code);
        Assert.Contains(reason, error.Message);
        Assert.AreEqual(new SourceLocation("images.lock.json", line, column), error.Location);
    }
}
