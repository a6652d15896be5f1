namespace GpuRisk.Scenarios.Reading;

/// <summary>A tree with other texts in some of its places.</summary>
internal static class ReplacedTexts
{
    /// <summary>The tree; what is the same in both is shared.</summary>
    /// <param name="node">The root of the tree.</param>
    /// <param name="texts">What stands in the place of nodes.</param>
    public static RawNode In(RawNode node, IReadOnlyDictionary<RawNode, string> texts)
    {
        if (texts.TryGetValue(node, out string? text)) return new RawText(node.At, text, false);
        switch (node)
        {
            case RawMapping mapping:
                var copy = new RawMapping(mapping.At);
                copy.Entries.AddRange(mapping.Entries.Select(
                    entry => entry with { Node = In(entry.Node, texts) }));
                return copy;
            case RawSequence sequence:
                var list = new RawSequence(sequence.At);
                list.Items.AddRange(sequence.Items.Select(item => In(item, texts)));
                return list;
            default:
                return node;
        }
    }
}
