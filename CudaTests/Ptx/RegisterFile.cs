using System.Globalization;

namespace GpuRisk.CudaTests.Ptx;

/// <summary>Places of a thread's registers, constants and special registers.</summary>
internal sealed class RegisterFile
{
    private readonly Dictionary<string, int> _registers = [];
    private readonly Dictionary<ulong, int> _constants = [];
    private readonly Dictionary<string, int> _specials = [];

    public int Count { get; private set; }

    public IReadOnlyList<(int Place, ulong Bits)> Constants =>
        [.. _constants.Select(constant => (constant.Value, constant.Key))];

    public IReadOnlyDictionary<string, int> Specials => _specials;

    /// <summary>Declares %f1 and so on, as <c>.reg .f32 %f&lt;n&gt;</c> does.</summary>
    public void Declare(string prefix, int end)
    {
        for (int i = 0; i < end; i++)
        {
            _registers.Add($"{prefix}{i}", Count++);
        }
    }

    /// <summary>The place of an operand.</summary>
    public int PlaceOf(string operand)
    {
        if (!operand.StartsWith('%'))
        {
            return PlaceIn(_constants, Bits(operand));
        }

        return _registers.TryGetValue(operand, out int place)
            ? place
            : operand.Contains('.', StringComparison.Ordinal)
                ? PlaceIn(_specials, operand)
                : throw new PtxException($"Register {operand} is not declared.");
    }

    private int PlaceIn<T>(Dictionary<T, int> places, T key)
        where T : notnull
    {
        if (!places.TryGetValue(key, out int place))
        {
            places.Add(key, place = Count++);
        }

        return place;
    }

    private static ulong Bits(string text) => text switch
    {
        ['0', 'f' or 'd', .. string hex] => ulong.Parse(
            hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ['-', ..] => (ulong)long.Parse(text, CultureInfo.InvariantCulture),
        _ => ulong.Parse(text, CultureInfo.InvariantCulture),
    };
}
