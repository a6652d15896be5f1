using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>
/// A valid sample made wrong in one place. The character § in the new text marks where the error
/// must be told; it is taken out before reading.
/// </summary>
internal sealed record Wrong(string Name, string Sample, string Find, string With, string Message)
{
    /// <summary>How many errors the change makes; one, unless others must follow.</summary>
    public int Errors { get; init; } = 1;

    private const char Mark = '§';

    public string Text => Marked.Replace(Mark.ToString(), "", StringComparison.Ordinal);

    public int Line => Before.Count(c => c == '\n') + 1;

    public int Column => Before.Length - Before.LastIndexOf('\n');

    private string Marked
    {
        get
        {
            Assert.That(Sample.Split(Find), Has.Length.EqualTo(2), $"'{Find}' is not there once");
            string text = Sample.Replace(Find, With, StringComparison.Ordinal);
            Assert.That(text.Split(Mark), Has.Length.EqualTo(2), "one mark a case");
            return text;
        }
    }

    private string Before => Marked[..Marked.IndexOf(Mark, StringComparison.Ordinal)];

    public override string ToString() => Name;
}
