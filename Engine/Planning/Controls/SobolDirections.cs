using System.Globalization;

namespace GpuRisk.Engine.Planning.Controls;

/// <summary>Direction numbers of Sobol points: of dimension 1 those of van der Corput, of the
/// others from the initial numbers of Joe and Kuo (2008).</summary>
internal static class SobolDirections
{
    /// <summary>How many dimensions there are.</summary>
    public const int Dimensions = 1024;

    private const int Bits = 32;

    private static readonly Lazy<(int Coefficients, uint[] Initial)[]> Table = new(Read);

    /// <summary>The direction numbers of a dimension, as fractions of 2^32.</summary>
    /// <param name="dimension">The dimension, from 0.</param>
    public static uint[] Of(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (int i = 0; i < Bits; i++) directions[i] = 1u << (Bits - 1 - i);
            return directions;
        }

        (int coefficients, uint[] initial) = Table.Value[dimension - 1];
        int degree = initial.Length;
        for (int i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = initial[i] << (Bits - 1 - i);
                continue;
            }

            uint next = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (int k = 1; k < degree; k++)
            {
                if (((coefficients >> (degree - 1 - k)) & 1) != 0) next ^= directions[i - k];
            }

            directions[i] = next;
        }

        return directions;
    }

    /// <summary>The same with their bits in reverse.</summary>
    /// <param name="dimension">The dimension, from 0.</param>
    public static IEnumerable<int> Reversed(int dimension) => Of(dimension).Select(direction =>
    {
        uint reversed = 0;
        for (int i = 0; i < Bits; i++) reversed |= ((direction >> i) & 1) << (Bits - 1 - i);
        return (int)reversed;
    });

    private static (int Coefficients, uint[] Initial)[] Read()
    {
        using Stream stream = typeof(SobolDirections).Assembly
            .GetManifestResourceStream("JoeKuo.txt")
            ?? throw new InvalidOperationException("The program holds no JoeKuo.txt.");
        using var reader = new StreamReader(stream);
        var table = new List<(int, uint[])>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            uint[] numbers = [.. line.Split(' ')
                .Select(number => uint.Parse(number, CultureInfo.InvariantCulture))];
            table.Add(((int)numbers[1], numbers[2..]));
        }

        return [.. table];
    }
}
