import Testing

@Suite struct StorageSkeleton {}
