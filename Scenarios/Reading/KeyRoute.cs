using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Reading;

/// <summary>
/// The keys that a dotted path goes through. Names may hold dots, so that
/// <c>assets.USDC.e.price</c> is the price of <c>USDC.e</c>: what is there already goes before
/// what could be added, the longest name first, and what is added must fit the shape of its place.
/// </summary>
internal static class KeyRoute
{
    /// <summary>Paths of more parts are no paths of ours. It bounds the ways to look at.</summary>
    private const int MostParts = 40;

    /// <summary>Finds the keys.</summary>
    /// <param name="path">The path, of parts that are not empty.</param>
    /// <param name="root">What it goes through.</param>
    /// <param name="shape">The shape of the root.</param>
    /// <param name="value">What shall stand there.</param>
    /// <param name="rivals">Two ways to read it as what is there, where there are several.</param>
    /// <returns>The keys; where nothing fits, as many as are there and the rest part by part, so
    /// that the check of the tree tells what is wrong.</returns>
    public static IReadOnlyList<string> Of(
        string path,
        RawNode root,
        Shape shape,
        RawNode value,
        out IReadOnlyList<string> rivals)
    {
        string[] parts = path.Split('.');
        rivals = [];
        if (parts.Length == 1 || parts.Length > MostParts) return parts;
        List<Route> routes = [.. Routes(parts, root, [shape], value)];
        List<Route> present = routes.FindAll(route => route.Known == route.Keys.Count);
        if (present.Count > 1)
            rivals = [.. present.Select(route => string.Join(" > ", route.Keys))];
        return routes.Count == 0
            ? Greedy(parts, root)
            : routes
                .OrderByDescending(route => route.Keys.Take(route.Known).Sum(key => key.Length + 1))
                .ThenByDescending(route => route.Keys.Count)
                .First().Keys;
    }

    private static IEnumerable<Route> Routes(
        ArraySegment<string> parts, RawNode? node, IReadOnlyList<Shape> shapes, RawNode value)
    {
        if (parts.Count == 0)
        {
            // A name that is new ends where its value fits.
            if (node is not null || shapes.Any(shape => Fits(value, shape)))
                yield return new Route([], 0);
            yield break;
        }

        for (int length = parts.Count; length > 0; length--)
        {
            string key = string.Join('.', parts[..length].AsEnumerable());
            RawNode? child = Child(node, key);
            Shape[] fitting = [.. shapes.SelectMany(shape => shape.At(key))];
            if (child is null && fitting.Length == 0) continue;
            foreach (Route rest in Routes(parts[length..], child, fitting, value))
                yield return new Route([key, .. rest.Keys], child is null ? 0 : rest.Known + 1);
        }
    }

    private static bool Fits(RawNode value, Shape shape) => value switch
    {
        RawText => shape is ScalarShape,
        RawSequence => shape is ListShape,
        RawMapping law when shape is ScalarShape =>
            law.Entries.Exists(entry => shape.At(entry.Key).Any()),
        _ => shape is not (ScalarShape or ListShape),
    };

    private static List<string> Greedy(ArraySegment<string> parts, RawNode? node)
    {
        var keys = new List<string>();
        while (parts.Count > 0)
        {
            int length = parts.Count;
            while (length > 1 && Child(node, Joined(length)) is null) length--;
            keys.Add(Joined(length));
            node = Child(node, keys[^1]);
            parts = parts[length..];
        }

        return keys;

        string Joined(int length) => string.Join('.', parts[..length].AsEnumerable());
    }

    private static RawNode? Child(RawNode? node, string key) => node switch
    {
        RawMapping mapping => mapping.Find(key)?.Node,
        RawSequence sequence => sequence.Item(key),
        _ => null,
    };

    /// <param name="Keys">The keys.</param>
    /// <param name="Known">How many of the first are there.</param>
    private sealed record Route(IReadOnlyList<string> Keys, int Known);
}
