using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using NUnit.Framework;

namespace GpuRisk.CudaTests.Driver;

/// <summary>A libcuda.so.1 whose functions are those of <see cref="CudaExports"/>. The system's C
/// compiler makes it. Once it is loaded, who asks for a library of that name gets it, in this
/// process and in no other.</summary>
internal static unsafe class CudaShim
{
    private const string Name = "libcuda.so.1";

    private static readonly string[] Compilers = ["cc", "gcc", "clang", "tcc"];

    private static readonly Lazy<string?> Loading = new(TryLoad);

    /// <summary>Loads it; ignores the test where that cannot be done.</summary>
    public static void Load()
    {
        if (Loading.Value is { } problem)
        {
            Assert.Ignore(problem);
        }
    }

    private static string? TryLoad()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The emulated driver is a library for Linux.";
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("gpurisk-cuda");
        try
        {
            return Compile(folder.FullName) ?? Fill(Path.Combine(folder.FullName, Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Compile(string folder)
    {
        MethodInfo[] functions = Functions;
        string source = Path.Combine(folder, "shim.c");
        File.WriteAllText(source, Source(functions));
        foreach (string compiler in Compilers)
        {
            try
            {
                var start = new ProcessStartInfo(
                    compiler, ["-shared", "-fPIC", $"-Wl,-soname,{Name}", "-o", Name, source])
                {
                    WorkingDirectory = folder,
                    RedirectStandardError = true,
                };
                using Process process = Process.Start(start)!;
                string errors = process.StandardError.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0
                    ? null : $"{compiler} cannot make the emulated driver's library: {errors}";
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such compiler.
            }
        }

        return "No C compiler is here to make the emulated driver's library: "
            + string.Join(", ", Compilers);
    }

    private static MethodInfo[] Functions => [.. typeof(CudaExports)
        .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(method => method.IsDefined(typeof(UnmanagedCallersOnlyAttribute)))];

    // Every argument is an integer or a pointer, and calling conventions pass both alike.
    private static string Source(MethodInfo[] functions) => string.Join('\n', [
        "typedef void *word;",
        $"void *emulated[{functions.Length}];",
        .. functions.Select((function, i) =>
        {
            int count = function.GetParameters().Length;
            string types = count == 0
                ? "void" : string.Join(", ", Enumerable.Repeat("word", count));
            IEnumerable<string> names = Enumerable.Range(0, count).Select(k => $"a{k}");
            string parameters = count == 0
                ? "void" : string.Join(", ", names.Select(name => $"word {name}"));
            return $"int {function.Name}({parameters}) "
                + $"{{ return ((int (*)({types}))emulated[{i}])({string.Join(", ", names)}); }}";
        }),
        "",
    ]);

    private static string? Fill(string library)
    {
        nint* table = (nint*)NativeLibrary.GetExport(NativeLibrary.Load(library), "emulated");
        foreach (MethodInfo function in Functions)
        {
            *table++ = function.MethodHandle.GetFunctionPointer();
        }

        return null;
    }
}
