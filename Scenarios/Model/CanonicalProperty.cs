using System.Collections;
using System.Reflection;

namespace GpuRisk.Scenarios;

/// <summary>How the canonical form writes a value.</summary>
internal enum CanonicalKind
{
    /// <summary>A quoted text.</summary>
    Text,

    /// <summary>A floating-point number.</summary>
    Number,

    /// <summary>An integer.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>The name of a member of an enumeration.</summary>
    Choice,

    /// <summary>The name of what is written elsewhere.</summary>
    Reference,

    /// <summary>A record, whole.</summary>
    Record,

    /// <summary>A matrix, below its diagonal.</summary>
    Correlations,
}

/// <summary>A property of a model record in the canonical form.</summary>
internal sealed class CanonicalProperty
{
    private readonly PropertyInfo _property;
    private readonly object? _default;

    /// <summary>Finds out how a property is written.</summary>
    /// <exception cref="NotSupportedException">Nobody knows how.</exception>
    public CanonicalProperty(PropertyInfo property)
    {
        _property = property;
        Type type = property.PropertyType;
        _default = type.IsValueType ? Activator.CreateInstance(type) : null;
        IsList = ItemOf(type) is not null;
        Type item = ItemOf(type) ?? Nullable.GetUnderlyingType(type) ?? type;
        bool isSection = IsList && property.DeclaringType == typeof(Scenario);
        Kind = KindOf(item, isSection) ?? throw new NotSupportedException(
            $"The canonical form cannot write {property.DeclaringType}.{property.Name}, which is "
            + $"of {type}.");
    }

    /// <summary>Its name.</summary>
    public string Name => _property.Name;

    /// <summary>How its value, or each item of its list, is written.</summary>
    public CanonicalKind Kind { get; }

    /// <summary>Whether it is a list.</summary>
    public bool IsList { get; }

    /// <summary>The type of a list's items; null where a type is no list.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>The value of a record.</summary>
    public object? Of(object record) => _property.GetValue(record);

    /// <summary>Whether a value is one that is left out. The default of what may be null is null:
    /// a 0 that is stated is written.</summary>
    public bool IsDefault(object? value) =>
        value is null || value.Equals(_default) || (IsList && ((ICollection)value).Count == 0);

    private static CanonicalKind? KindOf(Type type, bool isSection) =>
        type == typeof(string) ? CanonicalKind.Text
        : type == typeof(double) ? CanonicalKind.Number
        : type == typeof(int) || type == typeof(long) || type == typeof(ulong)
            ? CanonicalKind.Whole
        : type == typeof(bool) ? CanonicalKind.Truth
        : type.IsEnum ? CanonicalKind.Choice
        : type == typeof(CorrelationMatrix) ? CanonicalKind.Correlations
        : !CanonicalType.IsRecord(type) ? null
        : CanonicalType.HasSection(type) && !isSection ? CanonicalKind.Reference
        : CanonicalKind.Record;
}
