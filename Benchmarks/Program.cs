using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using GpuRisk.Benchmarks;
using GpuRisk.Benchmarks.Cases;
using GpuRisk.Benchmarks.Code;
using GpuRisk.Benchmarks.Coverage;
using GpuRisk.Benchmarks.HostWork;
using GpuRisk.Benchmarks.Page;
using GpuRisk.Benchmarks.Scaling;

if (args is ["micro", ..])
{
    RunMicroBenchmarks(args[1..]);
    return 0;
}

if (args is ["host", ..])
{
    return HostWorkCommand.Run(args.AsSpan(1));
}

if (args is ["ptx", ..])
{
    return PtxCommand.Run(args.AsSpan(1));
}

if (args is ["page", ..])
{
    return PageCommand.Run(args.AsSpan(1));
}

if (args is ["scaling", ..])
{
    return ScalingCommand.Run(args.AsSpan(1));
}

if (args is ["coverage", ..])
{
    return CoverageCommand.Run(args.AsSpan(1));
}

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

List<string> skipped = [];
List<IBenchmarkCase> cases = Suite.Create(options, skipped);
List<Measurement> measurements = [.. cases.Select(c => new Measurement(c))];

// Warm-up: compiles, takes memory, raises clocks. Then every repetition goes through all cases,
// so that whatever disturbs the machine for a while disturbs all of them.
cases.ForEach(c => c.Run());
for (int repetition = 1; repetition <= options.Repetitions; repetition++)
{
    Console.Error.WriteLine($"repetition {repetition} of {options.Repetitions}");
    measurements.ForEach(m => m.Add(m.Case.Run()));
}

var machine = MachineDescription.Of(TimeProvider.System);
Report.Print(Console.Out, machine, measurements, skipped);
if (options.JsonFile is not null)
{
    Report.WriteJson(options.JsonFile, machine, measurements, skipped);
}

cases.ForEach(c => c.Dispose());
return 0;

// BenchmarkDotNet is not on machines without the SDK, which it needs.
[MethodImpl(MethodImplOptions.NoInlining)]
static void RunMicroBenchmarks(string[] arguments) =>
    BenchmarkSwitcher.FromAssembly(typeof(Suite).Assembly).Run(arguments);
