using System.Text.Json.Nodes;
using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// What a value may look like. The reader's checks and the JSON Schema both come from shapes, so
/// that they cannot drift apart.
/// </summary>
internal abstract class Shape
{
    /// <summary>What is allowed, as the object of a sentence: "a number above 0".</summary>
    public abstract string Allowed { get; }

    /// <summary>The JSON Schema of such values.</summary>
    public abstract JsonObject JsonSchema();

    /// <summary>The shapes that the value of a key may have; none where there is no such key.
    /// </summary>
    public virtual IEnumerable<Shape> At(string key) => [];

    /// <summary>Checks a node, tells what is wrong with it, and reads it.</summary>
    /// <param name="raw">The node.</param>
    /// <param name="path">Its key path.</param>
    /// <param name="keyAt">The place of its key.</param>
    /// <param name="log">Receives what is wrong.</param>
    public Value Read(RawNode raw, string path, Place keyAt, ErrorLog log) =>
        new(path, raw.At, keyAt, raw is RawInvalid ? null : Content(raw, path, keyAt, log))
        {
            Source = (raw, this),
        };

    /// <summary>The content, or null where an error was told.</summary>
    protected abstract object? Content(RawNode raw, string path, Place keyAt, ErrorLog log);

    protected void Refuse(
        RawNode raw, string path, ErrorLog log, string found = "", string hint = "") => log.Add(
        raw.At, path,
        $"found {(found.Length > 0 ? found : raw.Described)}; allowed is {Allowed}{hint}");
}
