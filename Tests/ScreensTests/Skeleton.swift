import Testing

@Suite struct ScreensSkeleton {}
