using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Running;

/// <summary>Ranges of paths are sets of paths.</summary>
internal sealed class PathRangeTests
{
    private const int Paths = 40;

    [Test]
    public void JoinAndWithout_AreThoseOfSets() => Prop
        .ForAll<bool[]>(chosen =>
        {
            bool[] held = [.. chosen.Take(Paths)];
            PathRange[] single = [.. Indices(held, true).Select(i => new PathRange(i, 1))];
            IReadOnlyList<PathRange> joined = PathRange.Join(single.Reverse());
            IReadOnlyList<PathRange> rest = new PathRange(0, held.Length).Without(single);
            return PathsOf(joined).SequenceEqual(Indices(held, true))
                && PathsOf(rest).SequenceEqual(Indices(held, false))
                && joined.Zip(joined.Skip(1)).All(pair => pair.First.End < pair.Second.First)
                && rest.Zip(rest.Skip(1)).All(pair => pair.First.End < pair.Second.First);
        })
        .QuickCheckThrowOnFailure();

    [Test]
    public void TextOf_NamesFirstAndLast() => Assert.Multiple(() =>
    {
        Assert.That(PathRange.TextOf([new(3, 1)]), Is.EqualTo("path 3"));
        Assert.That(PathRange.TextOf([new(3, 2)]), Is.EqualTo("paths 3 to 4"));
        Assert.That(
            PathRange.TextOf([new(0, 10), new(17, 1), new(30, 10)]),
            Is.EqualTo("paths 0 to 9, 17 and 30 to 39"));
    });

    private static IEnumerable<long> Indices(bool[] held, bool value) => Enumerable
        .Range(0, held.Length)
        .Where(i => held[i] == value)
        .Select(i => (long)i);

    private static IEnumerable<long> PathsOf(IEnumerable<PathRange> ranges) => ranges.SelectMany(
        range => Enumerable.Range((int)range.First, (int)range.Count).Select(i => (long)i));
}
