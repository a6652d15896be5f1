using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GpuRisk.Scenarios;

/// <summary>What the canonical form writes of a model record: all that the record holds.</summary>
internal sealed class CanonicalType
{
    private static readonly ConcurrentDictionary<Type, CanonicalType> Known = [];

    private static readonly Type[] WithSections = [.. typeof(Scenario).GetProperties()
        .Select(property => CanonicalProperty.ItemOf(property.PropertyType))
        .OfType<Type>()];

    private readonly PropertyInfo? _name;

    private CanonicalType(Type type)
    {
        if (type.Assembly != typeof(Scenario).Assembly || type.IsAbstract || !IsRecord(type))
            throw new NotSupportedException($"The canonical form knows no record {type}.");
        Name = type.Name;
        _name = type.GetProperty(nameof(Name));
        Properties = [.. StateOf(type)
            .Select(property => new CanonicalProperty(property))
            .OrderBy(property => property.Name, StringComparer.Ordinal)];
    }

    /// <summary>The record's name.</summary>
    public string Name { get; }

    /// <summary>What is written of it, in ordinal order.</summary>
    public IReadOnlyList<CanonicalProperty> Properties { get; }

    /// <summary>The form of a record.</summary>
    /// <exception cref="NotSupportedException">The type is no record of the model, or holds what
    /// the form cannot write.</exception>
    public static CanonicalType Of(Type type) =>
        Known.GetOrAdd(type, _ => new CanonicalType(type));

    /// <summary>Whether records of a type are written in a section of the scenario, and so by
    /// name elsewhere.</summary>
    public static bool HasSection(Type type) =>
        WithSections.Any(section => section.IsAssignableFrom(type));

    /// <summary>The name by which a record is referred to.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public string ReferenceTo(object record) => _name?.GetValue(record) as string
        ?? throw new NotSupportedException($"A {Name} has no name to refer to.");

    /// <summary>Whether a type is a record or a record structure.</summary>
    public static bool IsRecord(Type type) => type.GetMethod(
        "PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    // Fields, so that a record cannot hold anything that its properties do not show.
    private static IEnumerable<PropertyInfo> StateOf(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public
            | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (Type? part = type; part is not null; part = part.BaseType)
        {
            PropertyInfo[] properties = part.GetProperties(own);
            foreach (FieldInfo field in part.GetFields(own))
            {
                PropertyInfo? property = field.IsDefined(typeof(CompilerGeneratedAttribute))
                    ? properties.SingleOrDefault(p => field.Name == $"<{p.Name}>k__BackingField")
                    : null;
                if (((MemberInfo?)property ?? field).IsDefined(typeof(NotHashedAttribute)))
                    continue;
                yield return property ?? throw new NotSupportedException(
                    $"The canonical form cannot write the field {field.Name} of {type}.");
            }
        }
    }
}
