namespace GpuRisk.CudaTests.Driver;

/// <summary>What a call of the driver returns. NVIDIA, CUDA Driver API, CUresult.</summary>
internal enum CudaResult
{
    Success = 0,
    InvalidValue = 1,
    OutOfMemory = 2,
    NoDevice = 100,
    InvalidContext = 201,
    InvalidPtx = 218,
    InvalidHandle = 400,
    NotFound = 500,
    IllegalAddress = 700,
    HostMemoryNotRegistered = 713,
    SystemDriverMismatch = 803,
}
