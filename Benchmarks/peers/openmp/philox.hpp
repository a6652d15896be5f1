// Counter-based random numbers in code that a compiler can lay out in vectors: Philox4x32-10.
#pragma once

#include <cstdint>

struct words
{
    std::uint32_t x, y, z, w;
};

inline __attribute__((always_inline)) words round(
    words c, std::uint32_t key0, std::uint32_t key1)
{
    const std::uint64_t p = std::uint64_t{0xD2511F53u} * c.x;
    const std::uint64_t q = std::uint64_t{0xCD9E8D57u} * c.z;
    return {
        static_cast<std::uint32_t>(q >> 32) ^ c.y ^ key0, static_cast<std::uint32_t>(q),
        static_cast<std::uint32_t>(p >> 32) ^ c.w ^ key1, static_cast<std::uint32_t>(p)};
}

inline __attribute__((always_inline)) words philox(
    std::uint32_t path, std::uint32_t block, std::uint64_t seed, std::uint32_t stream = 0)
{
    constexpr std::uint32_t weyl0 = 0x9E3779B9u;
    constexpr std::uint32_t weyl1 = 0xBB67AE85u;
    const auto k0 = static_cast<std::uint32_t>(seed);
    const auto k1 = static_cast<std::uint32_t>(seed >> 32);
    words c{path, stream, block, 0};
    c = round(c, k0, k1);
    c = round(c, k0 + 1 * weyl0, k1 + 1 * weyl1);
    c = round(c, k0 + 2 * weyl0, k1 + 2 * weyl1);
    c = round(c, k0 + 3 * weyl0, k1 + 3 * weyl1);
    c = round(c, k0 + 4 * weyl0, k1 + 4 * weyl1);
    c = round(c, k0 + 5 * weyl0, k1 + 5 * weyl1);
    c = round(c, k0 + 6 * weyl0, k1 + 6 * weyl1);
    c = round(c, k0 + 7 * weyl0, k1 + 7 * weyl1);
    c = round(c, k0 + 8 * weyl0, k1 + 8 * weyl1);
    return round(c, k0 + 9 * weyl0, k1 + 9 * weyl1);
}

// (0, 1], all upper 31 bits near zero.
inline __attribute__((always_inline)) float uniform(std::uint32_t word)
{
    return static_cast<float>(static_cast<std::int32_t>(word >> 1)) * 4.656612873077393e-10f
        + 2.3283064365386963e-10f;
}

// [-pi, pi): a signed word needs no unsigned conversion.
inline __attribute__((always_inline)) float angle(std::uint32_t word)
{
    return static_cast<float>(static_cast<std::int32_t>(word)) * 1.4629180792671596e-9f;
}
