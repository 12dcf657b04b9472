import Testing

@Suite struct DomainSkeleton {}
