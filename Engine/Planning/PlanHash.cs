using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Planning;

/// <summary>What tells two plans apart that no scenario describes.</summary>
internal static class PlanHash
{
    /// <summary>The form that is hashed: the model's name, what a path needs, the two tables and
    /// what the outcomes mean.</summary>
    public const string Form = "model/1";

    // Of a real's 52 bits, those that the mathematical libraries of all machines agree on: twelve
    // digits.
    private const int UncertainBits = 12;

    /// <summary>The form, a colon, and the SHA-256 in lowercase hexadecimal.</summary>
    public static string Of(Plan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, plan.Model.ToString());
        Append(hash, plan.StateSlots(1));
        Append(hash, plan.Integers.Count);
        foreach (int integer in plan.Integers)
        {
            Append(hash, integer);
        }

        Append(hash, plan.Reals.Count);
        foreach (double real in plan.Reals)
        {
            Append(hash, Agreed(real));
        }

        foreach (Metric metric in plan.Outcomes)
        {
            Append(hash, metric.Name);
            Append(hash, metric.Unit);
            Append(hash, Agreed(metric.Scale));
            Append(hash, Agreed(metric.Origin));
            Append(hash, (int)metric.Sense);
        }

        return $"{Form}:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static long Agreed(double real) =>
        (BitConverter.DoubleToInt64Bits(real) + (1L << (UncertainBits - 1))) >> UncertainBits;

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
