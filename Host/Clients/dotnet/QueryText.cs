using System.Globalization;
using System.Text;

namespace GpuRisk.Client;

/// <summary>The query of a request, value by value.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a value; null adds nothing.</summary>
    public QueryText Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? '?' : '&')
                .Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <summary>Adds a number; null adds nothing.</summary>
    public QueryText Add(string name, IFormattable? value) =>
        Add(name, value?.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>Adds a value of an enumeration as the service writes it; null adds nothing.
    /// </summary>
    public QueryText Add<T>(string name, T? value)
        where T : struct, Enum =>
        Add(name, value?.ToString().ToLowerInvariant());

    /// <summary>Adds each of some values.</summary>
    public QueryText Add(string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Add(name, value);
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
