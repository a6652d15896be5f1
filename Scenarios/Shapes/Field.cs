namespace GpuRisk.Scenarios.Shapes;

/// <summary>One key of an object: its name, its shape, and what it means.</summary>
internal sealed class Field
{
    private Field(string key, Shape shape, string meaning, bool isRequired, string? defaultText)
    {
        Key = key;
        Shape = shape;
        Meaning = meaning;
        IsRequired = isRequired;
        DefaultText = defaultText;
    }

    public string Key { get; }

    public Shape Shape { get; }

    /// <summary>What editors show for the key.</summary>
    public string Meaning { get; }

    public bool IsRequired { get; }

    /// <summary>The default as a user would write it; null where there is none.</summary>
    public string? DefaultText { get; }

    public static Field Required(string key, Shape shape, string meaning) =>
        new(key, shape, meaning, true, null);

    public static Field Optional(string key, Shape shape, string meaning) =>
        new(key, shape, meaning, false, null);

    public static Field Default(string key, ScalarShape shape, string text, string meaning) =>
        new(key, shape, meaning, false, text);
}
