using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GpuRisk.Scenarios.Reading;

/// <summary>
/// Makes raw nodes from YAML text. Anchors, aliases, tags and further documents are refused: a
/// scenario does not need them, and aliases can blow a small file up.
/// </summary>
internal sealed class YamlComposer
{
    /// <summary>The deepest nesting allowed. It also bounds the recursion here.</summary>
    private const int MaximumDepth = 16;

    /// <summary>The most keys and values allowed: three times what the largest scenario needs. It
    /// bounds the time and memory that a text can take.</summary>
    private const int MaximumNodes = 50_000;

    private readonly Parser _parser;
    private readonly Place _origin;
    private readonly (int Line, int Column) _end;
    private readonly ErrorLog _log;
    private int _nodes;
    private bool _isStopped;

    private YamlComposer(string text, Place origin, ErrorLog log)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _origin = origin;
        _end = (text.AsSpan().Count('\n') + 1, text.Length - text.LastIndexOf('\n'));
        _log = log;
    }

    /// <summary>Reads one document.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="origin">The place of the first character.</param>
    /// <param name="keyPath">The key path of the document's root.</param>
    /// <param name="log">Receives what is wrong.</param>
    /// <returns>The root, or null where the text is no YAML or holds no document.</returns>
    public static RawNode? Compose(string text, Place origin, string keyPath, ErrorLog log)
    {
        var composer = new YamlComposer(text, origin, log);
        try
        {
            return composer.Document(keyPath);
        }
        catch (YamlException e)
        {
            log.Add(composer.At(e.Start), keyPath, $"this is not YAML: {e.Message}");
            return null;
        }
    }

    private RawNode? Document(string keyPath)
    {
        Advance();
        Advance();
        if (_parser.Current is not DocumentStart)
        {
            _log.Add(_origin, keyPath, "found nothing; a scenario is a YAML mapping");
            return null;
        }

        Advance();
        RawNode root = Node(keyPath, 1);
        if (_isStopped) return null;
        Advance();
        if (_parser.Current is DocumentStart second)
            _log.Add(At(second.Start), "", "found a second document; one a file is allowed");
        return root;
    }

    /// <summary>Reads the node that starts at the current event, and moves past it.</summary>
    private RawNode Node(string path, int depth)
    {
        ParsingEvent current = _parser.Current!;
        Place at = At(current.Start);
        if (++_nodes > MaximumNodes)
        {
            _log.Add(at, path, $"found more than the {MaximumNodes} keys and values allowed");
            _isStopped = true;
            return new RawInvalid(at);
        }

        if (current is AnchorAlias)
        {
            _log.Add(at, path, "found an alias; write the value out, aliases are not allowed");
            Advance();
            return new RawInvalid(at);
        }

        // The parser lets some broken mappings end where a value should stand.
        if (current is not NodeEvent node)
        {
            _log.Add(at, path, "this is not YAML: a value should stand here");
            _isStopped = true;
            return new RawInvalid(at);
        }

        if (!node.Anchor.IsEmpty)
            _log.Add(at, path, "found an anchor; anchors are not allowed");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            _log.Add(at, path, "found a tag; tags are not allowed");
        if (node is Scalar scalar)
        {
            Advance();
            return new RawText(at, scalar.Value, scalar.Style != ScalarStyle.Plain);
        }

        if (depth > MaximumDepth)
        {
            _log.Add(at, path, $"found deeper nesting than the {MaximumDepth} levels allowed");
            _isStopped = true;
            return new RawInvalid(at);
        }

        Advance();
        return node is MappingStart ? Mapping(at, path, depth) : Sequence(at, path, depth);
    }

    private void Advance()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is not (YamlException or OutOfMemoryException))
        {
            // The parser fails on some broken texts with exceptions of any type; no text may stop
            // the program, so all of them mean the same here.
            Mark mark = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(mark, mark, "the text cannot be understood here", e);
        }
    }

    private RawMapping Mapping(Place at, string path, int depth)
    {
        var mapping = new RawMapping(at);
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_isStopped && _parser.Current is not MappingEnd)
        {
            RawNode key = Node(path, depth + 1);
            if (_isStopped) break;
            string name = key is RawText text ? text.Text : "";
            string keyPath = KeyPath.Join(path, RawNode.Shortened(name));
            RawNode value = Node(keyPath, depth + 1);
            if (key is not RawText)
                _log.Add(key.At, path, $"found {key.Described} as a key; a key is a name");
            else if (places.TryAdd(name, key.At))
                mapping.Entries.Add(new RawEntry(name, key.At, value));
            else
                _log.Add(
                    key.At, keyPath,
                    $"found this key twice, first in line {places[name].Line}; once is allowed");
        }

        if (!_isStopped) Advance();
        return mapping;
    }

    private RawSequence Sequence(Place at, string path, int depth)
    {
        var sequence = new RawSequence(at);
        while (!_isStopped && _parser.Current is not SequenceEnd)
            sequence.Items.Add(Node(KeyPath.Join(path, sequence.Items.Count), depth + 1));
        if (!_isStopped) Advance();
        return sequence;
    }

    /// <summary>
    /// The place of a mark; the origin's column shifts the first line only. Where the parser ran
    /// past the end, the end is the place.
    /// </summary>
    private Place At(Mark mark)
    {
        bool isPastEnd = mark.Line > _end.Line;
        int line = isPastEnd ? _end.Line : (int)Math.Max(1, mark.Line);
        int column = isPastEnd ? _end.Column : (int)Math.Max(1, mark.Column);
        return new Place(
            _origin.File,
            _origin.Line + line - 1,
            line == 1 ? _origin.Column + column - 1 : column);
    }
}
