using System.Globalization;

namespace GpuRisk.Scenarios.Reading;

/// <summary>A node of the YAML text, before anything is known about its meaning.</summary>
internal abstract class RawNode(Place at)
{
    /// <summary>The longest part of a text that a message repeats.</summary>
    private const int QuotedCharacters = 40;

    public Place At { get; } = at;

    /// <summary>The node as the object of "found": short, and harmless to print.</summary>
    public abstract string Described { get; }

    public static string Shortened(string text)
    {
        string start = text.Length > QuotedCharacters ? text[..QuotedCharacters] + "..." : text;
        return PrintableText.Line(start);
    }
}

internal sealed class RawText(Place at, string text, bool isQuoted) : RawNode(at)
{
    public string Text { get; } = text;

    public bool IsQuoted { get; } = isQuoted;

    /// <summary>True where YAML reads no value at all.</summary>
    public bool IsNothing => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Described => (IsNothing, IsQuoted) switch
    {
        (true, _) => "nothing",
        (_, true) => $"the quoted text \"{Shortened(Text)}\"",
        _ => $"'{Shortened(Text)}'",
    };
}

internal sealed class RawMapping(Place at) : RawNode(at)
{
    public List<RawEntry> Entries { get; } = [];

    public override string Described => "a mapping";

    public RawEntry? Find(string key) => Entries.Find(entry => entry.Key == key);
}

internal sealed class RawSequence(Place at) : RawNode(at)
{
    public List<RawNode> Items { get; } = [];

    /// <summary>The item that a key of digits counts to; null where there is none.</summary>
    public RawNode? Item(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < Items.Count
            ? Items[index]
            : null;

    public override string Described => "a list";
}

/// <summary>A node about which an error has been told already.</summary>
internal sealed class RawInvalid(Place at) : RawNode(at)
{
    public override string Described => "something else";
}

/// <summary>One entry of a mapping.</summary>
internal sealed record RawEntry(string Key, Place KeyAt, RawNode Node);
