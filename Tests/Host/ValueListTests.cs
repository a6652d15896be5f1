using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sweeps;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Values of a sweep are split where a person would split them.</summary>
internal sealed class ValueListTests
{
    [TestCase("1,2,3", new[] { "1", "2", "3" }, new[] { 0, 2, 4 })]
    [TestCase(" a , b", new[] { "a", "b" }, new[] { 1, 5 })]
    [TestCase("[1,2],[3,4]", new[] { "[1,2]", "[3,4]" }, new[] { 0, 6 })]
    [TestCase("{a: 1, b: [2,3]},4", new[] { "{a: 1, b: [2,3]}", "4" }, new[] { 0, 17 })]
    [TestCase("'a,b',\"c,d\"", new[] { "'a,b'", "\"c,d\"" }, new[] { 0, 6 })]
    [TestCase("", new[] { "" }, new[] { 0 })]
    [TestCase("1,", new[] { "1", "" }, new[] { 0, 2 })]
    [TestCase("]1,2", new[] { "]1", "2" }, new[] { 0, 3 })]
    public void Split_Cases(string text, string[] parts, int[] starts)
    {
        var split = ValueList.Split(text);
        Assert.That(split.Select(part => part.Text), Is.EqualTo(parts));
        Assert.That(split.Select(part => part.Start), Is.EqualTo(starts));
    }

    [TestCase("k=0:1:5", new[] { "0", "0.25", "0.5", "0.75", "1" })]
    [TestCase("k=0.1:0.3:3", new[] { "0.1", "0.2", "0.3" })]
    [TestCase("k=1:-1:3", new[] { "1", "0", "-1" })]
    [TestCase("k=1e6:3e6:3", new[] { "1000000", "2000000", "3000000" })]
    [TestCase("k=Mon 00:00,Sat 12:30", new[] { "Mon 00:00", "Sat 12:30" })]
    [TestCase("k=a=b", new[] { "a=b" })]
    public void Vary_Values(string text, string[] values)
    {
        var key = VariedKey.Read(text, 1, out string? problem);
        Assert.That(problem, Is.Null);
        Assert.That(key!.Values.Select(value => value.Text), Is.EqualTo(values));
    }

    [TestCase(new[] { "a.b.c", "a.d" }, new[] { "c", "d" })]
    [TestCase(new[] { "a.b.c", "a.d.c" }, new[] { "b.c", "d.c" })]
    [TestCase(new[] { "c", "a.c" }, new[] { "c", "a.c" })]
    public void ShortKeys_TellKeysApart(string[] keys, string[] expected) =>
        Assert.That(ShortKeys.Of(keys), Is.EqualTo(expected));
}
