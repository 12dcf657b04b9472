import Testing

@Suite struct RoadSkeleton {}
