using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using ILGPU.IR.Values;

namespace GpuRisk.Kernels.Lanes;

/// <summary>The instruction that each method of <see cref="Rounded"/> becomes on a GPU.</summary>
/// <remarks>
/// OpenCL C has no rounding-explicit add or multiply, but fma is always rounded once:
/// a * b = fma(a, b, -0) and a + b = fma(a, 1, b), signs of zero included.
/// </remarks>
public static partial class RoundedCode
{
    private sealed record Instruction(string Ptx, string OpenCl);

    private static readonly FrozenDictionary<string, Instruction> Instructions =
        new Dictionary<string, Instruction>
        {
            [nameof(Rounded.Add)] = new("add.rn", "fma({0}, {one}, {1})"),
            [nameof(Rounded.Subtract)] = new("sub.rn", "fma({1}, -{one}, {0})"),
            [nameof(Rounded.Multiply)] = new("mul.rn", "fma({0}, {1}, -{zero})"),
            [nameof(Rounded.Divide)] = new("div.rn", "({0} / {1})"),
            [nameof(Rounded.Fma)] = new("fma.rn", "fma({0}, {1}, {2})"),
            [nameof(Rounded.Sqrt)] = new("sqrt.rn", "sqrt({0})"),
            [nameof(Rounded.MultiplyHigh)] = new("mul.hi", "mul_hi((uint){0}, (uint){1})"),
        }.ToFrozenDictionary();

    /// <summary>Teaches a context's compilers the instructions.</summary>
    public static Context.Builder EnableRounded(this Context.Builder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IntrinsicImplementationManager manager = builder.GetIntrinsicManager();
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static;
        foreach (MethodInfo method in typeof(Rounded).GetMethods(Public))
        {
            if (!Instructions.ContainsKey(method.Name))
            {
                continue;
            }

            manager.RegisterMethod(method, new PTXIntrinsic(
                typeof(RoundedCode), nameof(EmitPtx), IntrinsicImplementationMode.GenerateCode));
            manager.RegisterMethod(method, new CLIntrinsic(
                typeof(RoundedCode), nameof(EmitOpenCl), IntrinsicImplementationMode.GenerateCode));
        }

        return builder;
    }

    private static (Instruction Instruction, Type Type) Describe(Value value)
    {
        MethodBase method = ((MethodCall)value).Target.Source;
        return (Instructions[method.Name], method.GetParameters()[0].ParameterType);
    }

    private static void EmitPtx(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        (Instruction instruction, Type type) = Describe(value);
        string suffix = type == typeof(float) ? ".f32" : type == typeof(double) ? ".f64" : ".u32";
        var operands = new PTXRegisterAllocator.PrimitiveRegister[value.Count];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = generator.LoadPrimitive(value[i]);
        }

        PTXRegisterAllocator.HardwareRegister target = generator.AllocateHardware(value);
        using PTXCodeGenerator.CommandEmitter command =
            generator.BeginCommand(instruction.Ptx + suffix);
        command.AppendArgument(target);
        foreach (PTXRegisterAllocator.PrimitiveRegister operand in operands)
        {
            command.AppendArgument(operand);
        }
    }

    private static void EmitOpenCl(CLBackend backend, CLCodeGenerator generator, Value value)
    {
        (Instruction instruction, Type type) = Describe(value);
        string suffix = type == typeof(float) ? "f" : "";
        string text = instruction.OpenCl
            .Replace("{one}", "1.0" + suffix, StringComparison.Ordinal)
            .Replace("{zero}", "0.0" + suffix, StringComparison.Ordinal);
        var operands = new CLVariableAllocator.Variable[value.Count];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = generator.Load(value[i]);
        }

        CLVariableAllocator.Variable target = generator.Allocate(value);
        using CLCodeGenerator.StatementEmitter statement = generator.BeginStatement(target);

        // Operands go through the emitter, which writes constants as such.
        foreach (string part in Operands().Split(text))
        {
            if (int.TryParse(part, CultureInfo.InvariantCulture, out int operand))
            {
                statement.Append(operands[operand]);
            }
            else
            {
                statement.AppendCommand(part);
            }
        }
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Operands();
}
