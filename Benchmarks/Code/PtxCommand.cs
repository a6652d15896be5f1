using System.Reflection;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Models;
using ILGPU;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace GpuRisk.Benchmarks.Code;

/// <summary>Writes what a CUDA driver gets, for an assembler to take; needs no GPU.</summary>
internal static class PtxCommand
{
    public const string Usage =
        "dotnet run -c Release --project Benchmarks -- ptx FOLDER [ARCHITECTURE]";

    private const string DefaultArchitecture = "90";

    /// <summary>Runs the command; returns the exit code.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length is 0 or > 2
            || Find(arguments.Length > 1 ? arguments[1] : DefaultArchitecture) is not { } target)
        {
            Console.Error.WriteLine("usage: " + Usage + "\nan architecture is 80, 90, 100, ...");
            return 2;
        }

        DirectoryInfo folder = Directory.CreateDirectory(arguments[0]);
        foreach ((string name, MethodInfo method) in Kernels)
        {
            File.WriteAllText(Path.Combine(folder.FullName, name + ".ptx"), Ptx(method, target));
        }

        return 0;
    }

    private static IEnumerable<(string Name, MethodInfo Method)> Kernels =>
    [
        Simulation("random-numbers", ModelCode.Of<RandomNumbersModel>()),
        Simulation("prices", ModelCode.Of<PricesModel>()),
        Simulation("impermanent-loss", ModelCode.Of<ImpermanentLossModel>()),
        Simulation("liquidation", ModelCode.Of<LiquidationModel>()),
        Simulation("depeg", ModelCode.Of<DepegModel>()),
        Simulation("market", ModelCode.Of<MarketModel>()),
        ("tally", TallyKernels<Real32>.AddEntry.Method),
        ("tally-faults", TallyKernels<Real32>.KeepFaultValuesEntry.Method),
    ];

    private static (string Name, MethodInfo Method) Simulation(string name, ModelCode model) =>
        (name, model.DeviceEntry<Real32, Word32>().Method);

    private static CudaArchitecture? Find(string digits) => int.TryParse(digits, out int number)
        && number >= 60
        ? new CudaArchitecture(number / 10, number % 10)
        : null;

    private static string Ptx(MethodInfo method, CudaArchitecture target)
    {
        using Context context = Context.Create(
            builder => builder.CPU().EnableRounded().Optimize(OptimizationLevel.O2));
        using var backend = new PTXBackend(
            context, new CudaCapabilityContext(target), target, CudaInstructionSet.ISA_80, null);
        return ((PTXCompiledKernel)KernelLoading.Compile(backend, method)).PTXAssembly;
    }
}
