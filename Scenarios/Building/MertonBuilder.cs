using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes jump diffusions, and the jumps that they have in common.</summary>
internal static class MertonBuilder
{
    /// <summary>More jumps than this in a step are not told apart by the sampler.</summary>
    private const double MaximumJumpsPerStep = 5;

    /// <summary>Makes a jump diffusion.</summary>
    public static MertonProcess Build(Value process, double drift, BuildContext context)
    {
        JumpLaw own = Own(process, context);
        Value compensated = process["compensated"];
        if (context.IsRiskNeutral && compensated is { IsGiven: true, IsSound: true, Flag: false })
        {
            context.Refuse(
                compensated,
                "found false; with measure risk-neutral jumps are always compensated, "
                + "allowed is true");
        }

        return new MertonProcess(
            drift,
            process["volatility"].Number,
            own.PerYear,
            own.Mean,
            own.StdDev,
            compensated.Flag || context.IsRiskNeutral,
            Common(process, context))
        {
            Schedule = ScheduleBuilder.Build(
                process, drift, process["volatility"].Number, context),
        };
    }

    /// <summary>Reads the jumps of an asset alone.</summary>
    public static JumpLaw Own(Value process, BuildContext context)
    {
        CheckIntensity(process["jumpsPerYear"], context);
        return new(
            process["jumpsPerYear"].Number, process["jumpMean"].Number,
            process["jumpStdDev"].Number);
    }

    /// <summary>Reads the jumps that assets have in common; null without any.</summary>
    public static CommonJumps? Common(BuildContext context)
    {
        Value section = context.Root["commonJumps"];
        if (!section.IsGiven || !section.IsSound) return null;
        CheckIntensity(section["perYear"], context);
        bool isUsed = context.Root["assets"].Items.Any(
            entry => entry["process"]["commonJumpMean"].IsGiven);
        if (!isUsed)
        {
            context.Log.Add(
                section.KeyAt, section.Path,
                "is not used; allowed only where an asset states commonJumpMean");
        }

        return new CommonJumps(
            section["perYear"].Number, section["sizeCorrelation"].NumberOrNull);
    }

    /// <summary>Reads what common jumps do to an asset.</summary>
    public static JumpLaw Common(Value process, BuildContext context)
    {
        Value mean = process["commonJumpMean"];
        Value deviation = process["commonJumpStdDev"];
        if (!mean.IsGiven && !deviation.IsGiven) return default;
        Value section = context.Root["commonJumps"];
        if (!section.IsGiven)
        {
            const string problem = "is not used; allowed only with commonJumps of the scenario";
            context.RefuseIfGiven(mean, problem);
            context.RefuseIfGiven(deviation, problem);
            return default;
        }

        const string missing = "is missing; a common jump has both a mean and a deviation";
        context.RequireGiven(mean, missing);
        context.RequireGiven(deviation, missing);
        return new JumpLaw(section["perYear"].Number, mean.Number, deviation.Number);
    }

    /// <summary>Tells an error where there are too many jumps in a step.</summary>
    public static void CheckIntensity(Value perYear, BuildContext context)
    {
        double perStep = perYear.Number * context.Root["step"].Number / AssetMoments.SecondsPerYear;
        if (!(perStep > MaximumJumpsPerStep)) return;
        context.Refuse(
            perYear,
            BuildContext.Invariant(
                $"found {perStep:G6} jumps a step; allowed are {MaximumJumpsPerStep}"));
    }
}
