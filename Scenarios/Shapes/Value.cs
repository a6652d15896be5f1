using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Shapes;

/// <summary>
/// A value that was checked against its shape. What was wrong or missing has been told and holds
/// nothing here: numbers read as NaN, so that comparisons with them fail and no error follows
/// from another.
/// </summary>
internal sealed class Value(string path, Place at, Place keyAt, object? content)
{
    private readonly object? _plain = content is UncertainValue drawn ? drawn.Median : content;

    public string Path { get; } = path;

    /// <summary>The law that the number is drawn by; null where it is not drawn.</summary>
    public UncertainValue? Uncertain => content as UncertainValue;

    /// <summary>Where the value stands.</summary>
    public Place At { get; } = at;

    /// <summary>Where its key stands; the value's own place where it has none.</summary>
    public Place KeyAt { get; } = keyAt;

    /// <summary>Its text and what that may be; null where there is none.</summary>
    public (RawNode Node, Shape Shape)? Source { get; init; }

    /// <summary>True where the user wrote it, false for defaults and what is missing.</summary>
    public bool IsGiven { get; init; } = true;

    /// <summary>True where it can be used.</summary>
    public bool IsSound => _plain is not null;

    /// <summary>The key that the scenario chose, in a map; otherwise empty.</summary>
    public string Name { get; private init; } = "";

    /// <summary>A number; NaN where there is none.</summary>
    public double Number => _plain switch
    {
        double number => number,
        long integer => integer,
        decimal seconds => (double)seconds,
        _ => double.NaN,
    };

    /// <summary>A number; null where the user wrote none.</summary>
    public double? NumberOrNull => _plain is null && !IsGiven ? null : Number;

    public long Integer => _plain is long integer ? integer : 0;

    /// <summary>An exact duration in seconds.</summary>
    public decimal? Seconds => _plain as decimal?;

    public string? Text => _plain as string;

    public bool Flag => _plain is true;

    /// <summary>The items of a list or the entries of a map, in file order.</summary>
    public IReadOnlyList<Value> Items => _plain as IReadOnlyList<Value> ?? [];

    /// <summary>A field of an object; it holds nothing where the object lacks it.</summary>
    public Value this[string key] =>
        _plain is Dictionary<string, Value> fields && fields.TryGetValue(key, out Value? field)
            ? field
            : new Value(KeyPath.Join(Path, key), At, KeyAt, null) { IsGiven = false };

    /// <summary>An entry of a map; it holds nothing where the map lacks it.</summary>
    public Value Entry(string name) =>
        Items.FirstOrDefault(entry => entry.Name == name) ?? this[name];

    /// <summary>The same, marked as not written by the user.</summary>
    public Value AsNotGiven() => new(Path, At, KeyAt, content)
    {
        IsGiven = false,
    };

    /// <summary>The same, under a key that the scenario chose.</summary>
    public Value Named(string name) => new(Path, At, KeyAt, content)
    {
        Name = name,
        Source = Source,
    };

    public T Choice<T>() where T : struct, Enum => _plain is T choice ? choice : default;

    /// <summary>This value and all in it.</summary>
    public IEnumerable<Value> Whole() =>
    [
        this,
        .. Items.SelectMany(item => item.Whole()),
        .. (_plain as Dictionary<string, Value>)?.Values.SelectMany(field => field.Whole()) ?? [],
    ];
}
