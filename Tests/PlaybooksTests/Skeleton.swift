import Testing

@Suite struct PlaybooksSkeleton {}
