import Testing

@Suite struct CallsSkeleton {}
