using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ILGPU.Backends.PTX;

namespace GpuRisk.Engine.Devices;

/// <summary>What is changed in ILGPU's PTX before a driver's assembler sees it.</summary>
internal static partial class PtxCode
{
    /// <summary>Changes a kernel's code.</summary>
    public static void Mend(PTXCompiledKernel kernel)
    {
        ref string code = ref Code(kernel);
        code = Renumbered(WithPlainBranches(code));
    }

    // ILGPU takes what a method returns for the same in all threads of a warp, and arithmetic with
    // an explicit rounding is method calls. PTX: threads of a warp never part at bra.uni.
    private static string WithPlainBranches(string code) =>
        ConditionalUniformBranch().Replace(code, "$1bra ");

    // ILGPU numbers names through a process's life, and drivers keep what they assembled under the
    // text of the code.
    private static string Renumbered(string code)
    {
        var numbers = new Dictionary<string, int>();
        return NumberOfName().Replace(code, match =>
        {
            numbers.TryAdd(match.Value, numbers.Count);
            return $"_{numbers[match.Value]}";
        });
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<PTXAssembly>k__BackingField")]
    private static extern ref string Code(PTXCompiledKernel kernel);

    [GeneratedRegex(@"(@!?%\w+\s+)bra\.uni\s+")]
    private static partial Regex ConditionalUniformBranch();

    [GeneratedRegex(@"(?<=[A-Za-z])(?<!\bsm)_\d+")]
    private static partial Regex NumberOfName();
}
