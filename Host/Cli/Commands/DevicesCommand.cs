using System.CommandLine;
using System.Text.Json;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;
using Spectre.Console;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk devices</c>: what is there, and whether it gives the same bits.</summary>
internal static class DevicesCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var noTest = new Option<bool>("--no-test")
        {
            Description = "Do not run the small test on every device.",
        };
        var command = new Command("devices", "List the devices and test whether they agree.")
        {
            json, noTest,
        };
        command.SetAction(parse => Run(
            context, parse.GetValue(json), !parse.GetValue(noTest), cancellation));
        return command;
    }

    private static int Run(
        CommandContext context, bool json, bool isTested, CancellationToken cancellation)
    {
        IReadOnlyList<DeviceDescription> found = DeviceCatalog.List();
        Func<DeviceDescription, DeviceReport> report =
            isTested ? Tester(context.Time, cancellation) : Untested;
        List<DeviceReport> reports = [];
        foreach (DeviceDescription device in found)
        {
            reports.Add(device.Problem is null ? report(device) : Untested(device));
            if (cancellation.IsCancellationRequested)
            {
                return ExitCode.Cancelled;
            }
        }

        if (json)
        {
            context.Terminal.Output.WriteLine(JsonSerializer.Serialize(
                reports, ManifestJson.Default.IReadOnlyListDeviceReport));
        }
        else
        {
            Draw(context.Terminal.OutputConsole(), reports, isTested);
        }

        return reports.Exists(device => device.BitExact == false)
            ? ExitCode.Failed
            : ExitCode.Done;
    }

    private static DeviceReport Untested(DeviceDescription device) => new(
        device.Id, device.Name, device.Detail, device.Problem is null, device.Problem, null);

    private static Func<DeviceDescription, DeviceReport> Tester(
        TimeProvider time, CancellationToken cancellation)
    {
        Plan plan = SelfTest.Plan();
        using var simd = new SimdDevice();
        string expected = SelfTest.Digest(plan, [simd], time, cancellation);
        return description =>
        {
            try
            {
                using IPathDevice device = DeviceCatalog.Open(description.Id)[0];
                string digest = SelfTest.Digest(plan, [device], time, cancellation);
                return Untested(description) with { BitExact = digest == expected };
            }
            catch (DeviceException error)
            {
                return Untested(description) with { Usable = false, Problem = error.Message };
            }
        };
    }

    private static void Draw(IAnsiConsole console, List<DeviceReport> reports, bool isTested)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("[bold]device[/]") { NoWrap = true });
        table.AddColumn("[bold]name[/]");
        table.AddColumn("[bold]detail[/]");
        table.AddColumn(new TableColumn("[bold]bit-exact[/]") { NoWrap = true });
        foreach (DeviceReport device in reports)
        {
            string detail = device.Problem is { } problem
                ? $"[yellow]{Markup.Escape(problem)}[/]"
                : Markup.Escape(device.Detail);
            table.AddRow(
                $"[aqua]{Markup.Escape(device.Id)}[/]",
                Markup.Escape(device.Name),
                detail,
                device.BitExact switch
                {
                    true => "[green]yes[/]",
                    false => "[bold red]no[/]",
                    null => device.Usable && !isTested ? "[grey]not tested[/]" : "[grey]-[/]",
                });
        }

        console.WriteWhole(table);
    }
}
