using System.Runtime.CompilerServices;

// Kernels write what they read; clearing their frames would cost more than small functions do.
[module: SkipLocalsInit]
