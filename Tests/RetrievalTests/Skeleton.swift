import Testing

@Suite struct RetrievalSkeleton {}
