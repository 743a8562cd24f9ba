bench "uses a name" {
    return nobodyDefinedThis #error: N0301
}
