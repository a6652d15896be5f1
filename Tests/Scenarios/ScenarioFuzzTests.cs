using System.Diagnostics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>
/// Valid scenarios are broken at random; the reader must always answer, and soon. Each failure
/// prints the seed that repeats it.
/// </summary>
internal sealed partial class ScenarioFuzzTests
{
    /// <summary>What YAML gives a meaning to, and what tends to break readers.</summary>
    private static readonly string[] Fragments =
    [
        ":", "-", "?", "[", "]", "{", "}", ",", "#", "&a", "*a", "!", "!!int", "|", ">", "'", "\"",
        "%", "@", "`", "\n", "\r", "\t", " ", "  ", "\0", "\u0085", "\u2028", "\uD800", "\uFEFF",
        "~", "null", "<<: *a", "---", "...", "1e999", ".nan", "-.inf", "0x", "é", "𝛔", "key: value",
        "\\", "\n  ", ": ", "- ", "? ", "99999999999999999999999999",
    ];

    private static readonly string[] All =
        [Samples.Pools, Samples.Lending, Samples.Depeg, Samples.Market];

    [Test]
    public void Parse_MutatedSample_AnswersAndSoon()
    {
        Gen<(int Kind, int At, int Length, int Fragment)> edit =
            from kind in Gen.Choose(0, 3)
            from at in Gen.Choose(0, 6000)
            from length in Gen.Choose(1, 12)
            from fragment in Gen.Choose(0, Fragments.Length - 1)
            select (kind, at, length, fragment);
        Gen<string> texts =
            from sample in Gen.Elements(All)
            from edits in edit.NonEmptyListOf()
            select edits.Take(6).Aggregate(sample, Mutated);
        Prop.ForAll(texts.ToArbitrary(), Answers)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10000));
    }

    /// <summary>
    /// Names and numbers take each other's places, so that texts stay well-formed and what one
    /// value says against another is tried.
    /// </summary>
    [Test]
    public void Parse_WordsExchanged_AnswersAndSoon()
    {
        Gen<string> texts =
            from sample in Gen.Elements(All)
            let words = Words().Matches(sample)
            from changes in Gen.Choose(0, words.Count - 1).Two().ListOf(4)
            select changes.Aggregate(sample, (text, change) => Exchanged(
                text, words[change.Item1].Value, words[change.Item2].Value));
        Prop.ForAll(texts.ToArbitrary(), Answers)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Test]
    public void Parse_AnyText_AnswersAndSoon()
    {
        Gen<string> texts =
            from parts in Gen.Elements(Fragments).NonEmptyListOf()
            select string.Concat(parts);
        Prop.ForAll(texts.ToArbitrary(), Answers)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10000));
    }

    [Test]
    public void Override_AnyText_AnswersAndSoon()
    {
        Gen<string> settings =
            from key in Gen.Elements("assets.ETH", "positions.narrow.range.0", "seed", "x", "")
            from parts in Gen.Elements(Fragments).NonEmptyListOf()
            select key + "=" + string.Concat(parts);
        Prop.ForAll(settings.ToArbitrary(), setting => IsAnswer(
                () => ScenarioReader.Parse(Samples.Pools, "s.yaml", null, [setting])))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [TestCase("[")]
    [TestCase("{")]
    [TestCase("- ")]
    [TestCase("? ")]
    [TestCase("&a ")]
    [TestCase("!a ")]
    [TestCase("a: ")]
    [TestCase("a: \n")]
    [TestCase("\"")]
    [TestCase("a")]
    [TestCase("- - \n")]
    [TestCase("{a: [")]
    [TestCase("%A\n")]
    [TestCase("---\n")]
    public void Parse_OneFragmentManyTimes_AnswersAndSoon(string fragment)
    {
        string text = string.Concat(Enumerable.Repeat(fragment, 1_000_000 / fragment.Length));
        Assert.That(Answers(text));
    }

    private static string Mutated(string text, (int Kind, int At, int Length, int Fragment) edit)
    {
        int at = text.Length == 0 ? 0 : edit.At % text.Length;
        int length = Math.Min(edit.Length, text.Length - at);
        return edit.Kind switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Fragments[edit.Fragment]),
            2 => text.Remove(at, length).Insert(at, Fragments[edit.Fragment]),
            _ => text.Insert(at, text.Substring(at, length)),
        };
    }

    /// <summary>One word in the place of the last of another.</summary>
    private static string Exchanged(string text, string word, string by)
    {
        int at = text.LastIndexOf(word, StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, word.Length).Insert(at, by);
    }

    [GeneratedRegex(@"(?<![\w.-])[\w.-]+(?![\w.:-])")]
    private static partial Regex Words();

    private static bool Answers(string text) =>
        IsAnswer(() => ScenarioReader.Parse(text, "s.yaml"));

    private static bool IsAnswer(Func<ScenarioResult> read)
    {
        var watch = Stopwatch.StartNew();
        ScenarioResult result = read();
        bool isEither = result.IsValid == (result.Errors.Count == 0);
        bool isLocated = result.Errors.All(error => error is { Line: >= 1, Column: >= 1 });
        return isEither && isLocated && watch.Elapsed.TotalSeconds < 10;
    }
}
