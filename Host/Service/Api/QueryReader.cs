using System.Globalization;
using GpuRisk.Client;

namespace GpuRisk.Host.Service.Api;

/// <summary>Reads a request's query, and gathers all that is wrong with it. A name that nobody
/// asks for is wrong too.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<LocatedError> _errors = [];

    /// <summary>All that is wrong, once everything was asked for; empty where nothing is.
    /// </summary>
    public IReadOnlyList<LocatedError> Errors
    {
        get
        {
            string[] unknown = [.. query.Keys.Where(name => !_known.Contains(name))];
            string allowed = _known.Count > 0 ? string.Join(", ", _known.Order()) : "none";
            return
            [
                .. _errors,
                .. unknown.Select(name => Error(name, $"found it; allowed are {allowed}")),
            ];
        }
    }

    /// <summary>A text, or null where none is given.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values.Count > 1)
        {
            _errors.Add(Error(name, $"found {values.Count} times; allowed is once"));
        }

        if (values[0]?.Any(char.IsControl) == true)
        {
            _errors.Add(Error(name, "found a control character; allowed are printable ones"));
            return null;
        }

        return values[0];
    }

    /// <summary>All texts of one name, in order.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        _known.Add(name);
        return query.TryGetValue(name, out var values)
            ? [.. values.Select(value => value ?? "")]
            : [];
    }

    /// <summary>A whole number, or null where none is given.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (ReadWhole(text) is { } value && value >= least && value <= most)
        {
            return value;
        }

        string range = string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
        _errors.Add(Error(name, $"found '{text}'; allowed is a whole number from {range}"));
        return null;
    }

    /// <summary>A number above 0, or null where none is given.</summary>
    public double? Positive(string name, double most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        bool isNumber = double.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value > 0 && value <= most)
        {
            return value;
        }

        string limit = most.ToString(CultureInfo.InvariantCulture);
        _errors.Add(Error(name, $"found '{text}'; allowed is a number above 0, at most {limit}"));
        return null;
    }

    /// <summary>One of several values, or null where none is given.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(text, value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string allowed = string.Join(
            ", ", Enum.GetNames<T>().Select(value => value.ToLowerInvariant()));
        _errors.Add(Error(name, $"found '{text}'; allowed are {allowed}"));
        return null;
    }

    /// <summary>Says that something is wrong.</summary>
    public void Refuse(string name, string message) => _errors.Add(Error(name, message));

    private static LocatedError Error(string name, string message) => new()
    {
        File = Problems.QueryName,
        Line = 1,
        Column = 1,
        Key = name,
        Message = message,
    };

    // As on the command line, 1e6 is a whole number.
    private static long? ReadWhole(string text) =>
        decimal.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
        && value == decimal.Truncate(value) && Math.Abs(value) <= long.MaxValue
            ? (long)value
            : null;
}
