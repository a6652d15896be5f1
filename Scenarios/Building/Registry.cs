using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>
/// The declared items of one section. An item that could not be built is still declared, so that
/// references to it are no errors of their own.
/// </summary>
internal sealed class Registry<T>(string what, ErrorLog log) where T : class
{
    private readonly Dictionary<string, T?> _byName = new(StringComparer.Ordinal);

    /// <summary>The items that could be built, in file order.</summary>
    public List<T> Items { get; } = [];

    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The number of declared items, which is the index of the next.</summary>
    public int Count => _byName.Count;

    public void Add(string name, T? item)
    {
        _byName.Add(name, item);
        if (item is not null) Items.Add(item);
    }

    public bool Declares(string name) => _byName.ContainsKey(name);

    public T? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The item that a value names; null where none, which has been told.</summary>
    public T? Referenced(Value reference) =>
        reference.Text is { } name ? Find(name, reference.At, reference.Path) : null;

    /// <summary>The item that the key of a value names.</summary>
    public T? ReferencedByKey(Value entry) => Find(entry.Name, entry.KeyAt, entry.Path);

    private T? Find(string name, Place at, string path)
    {
        if (_byName.TryGetValue(name, out T? item)) return item;
        log.Add(
            at, path, $"found '{name}', which is no {what}; {Suggestion.For(name, _byName.Keys)}");
        return null;
    }
}
